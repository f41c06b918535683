"""A table whose rows lead somewhere: documents, places found, identifiers.

Unlike ``st.dataframe`` it wraps long titles, speaks to screen readers, and its
rows are links that also open in a new tab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from reader.ui import state
from reader.ui.components import assets

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` says how cells look; ``width`` is CSS, empty for what is left over."""

    title: str
    kind: Literal["text", "han", "faint", "number", "alarm"] = "text"
    width: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line. It leads to sentence ``sentence`` of ``document``, or, without a document, it is a ``choice``."""

    cells: tuple[str, ...]
    document: str = ""
    sentence: int | None = None
    choice: str = ""


def show(label: str, columns: Sequence[Column], rows: Sequence[Row], *, key: str, chosen: str = "") -> None:
    """Draw *rows* under *columns*. A click on a link leads to the reader; a click on a choice is
    remembered under *key* (:func:`reader.ui.state.chosen`). *label* names the table for screen readers."""
    case = state.open_case()
    data: dict[str, Any] = {
        "label": label,
        "case": case.key if case else "",
        "columns": [asdict(column) for column in columns],
        "rows": [asdict(row) for row in rows],
        "chosen": chosen,
    }
    _component()(key=key, data=data, on_go_change=partial(_follow, key))


def _follow(key: str) -> None:
    wish = state.event(key, "go")
    if not isinstance(wish, dict):
        return
    if wish.get("document"):
        sentence = wish.get("sentence")
        state.choose_document(str(wish["document"]), sentence if isinstance(sentence, int) else None)
        state.go_to("read")
    elif wish.get("choice"):
        state.choose(key, str(wish["choice"]))


@cache
def _component() -> Any:
    return st.components.v2.component(
        "evidence_reader.listing",
        css=assets.styles(_FOLDER, ["listing.css"]),
        js=assets.script(_FOLDER),
        isolate_styles=False,
    )
