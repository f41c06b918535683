"""What one browser tab remembers: ids and the page's address, nothing durable.

The only module that touches ``st.session_state``, ``st.query_params`` and
``st.cache_resource``. Values are plain strings and numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from reader.ui import desk
from reader.ui.desk import OpenCase

CASE, DOCUMENT, SENTENCE = "case", "doc", "s"


def recall() -> None:
    """At the start of a run: take over what the page's address says, unless this tab knows better."""
    for name in (CASE, DOCUMENT, SENTENCE):
        if name not in st.session_state:
            st.session_state[name] = st.query_params.get(name)


def open_case() -> OpenCase | None:
    """The case this tab looks at: the one in the address, else the first open one; ``None`` when none is open."""
    cases = desk.current().cases()
    if not cases:
        return None
    key = _remembered(CASE)
    return next((case for case in cases if case.key == key), cases[0])


def choose_case(key: str) -> None:
    """Look at another open case from now on."""
    for name in (DOCUMENT, SENTENCE):
        _forget(name)
    _remember(CASE, key)


def document_id() -> str | None:
    """The document chosen for reading."""
    return _remembered(DOCUMENT)


def choose_document(document: str, sentence: int | None = None) -> None:
    """Read *document* from now on, from *sentence* (its number) if given."""
    _remember(DOCUMENT, document)
    if sentence is None:
        _forget(SENTENCE)
    else:
        _remember(SENTENCE, str(sentence))


def sentence() -> int | None:
    """The sentence to open the document at, when a link or another page named one."""
    value = _remembered(SENTENCE)
    return int(value) if value and value.isascii() and value.isdigit() else None


def choose(name: str, value: str) -> None:
    """Remember what was chosen in the list called *name*."""
    _remember(f"chosen:{name}", value)


def chosen(name: str) -> str:
    """What was last chosen in the list called *name*; empty when nothing was."""
    return _remembered(f"chosen:{name}") or ""


def go_to(path: str) -> None:
    """Show the page with this address at the next run; the caller reruns."""
    st.session_state["go_to"] = path


def take_wish() -> str:
    """The address given to :func:`go_to`, once."""
    wish = st.session_state.pop("go_to", "")
    return wish if isinstance(wish, str) else ""


def event(component: str, name: str) -> object:
    """Inside a callback: what the component with key *component* just sent under *name*."""
    values = st.session_state.get(component)
    return values.get(name) if isinstance(values, Mapping) else None


def publish() -> None:
    """Write what is remembered into the page's address, so that reload, bookmark and a second tab keep it."""
    for name in (CASE, DOCUMENT, SENTENCE):
        value = st.session_state.get(name)
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value


def _remembered(name: str) -> str | None:
    value = st.session_state.get(name)
    return value if isinstance(value, str) and value else None


def _remember(name: str, value: str) -> None:
    st.session_state[name] = value


def _forget(name: str) -> None:
    st.session_state[name] = None
    if name in st.query_params:
        del st.query_params[name]
