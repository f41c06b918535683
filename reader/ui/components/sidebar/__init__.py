"""The sidebar: case, pages, documents with their open doubts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from reader.ui import state
from reader.ui.components import assets
from reader.ui.pages import PageSpec

_FOLDER = Path(__file__).parent
_SHOWN = ("id", "title", "translated_title", "doubts", "chinese", "translated")


def show(pages: Sequence[PageSpec], *, here: str) -> None:
    """Draw the sidebar; *here* is the address of the page being shown.

    A click is remembered in ``state`` before the script runs again.
    """
    case = state.open_case()
    documents = case.services.reading.documents() if case else []
    data = {
        "title": case.services.title if case else "Evidence Reader",
        "actor": case.services.actor.name if case else "",
        "case": case.key if case else "",
        "here": here,
        "document": state.document_id() or "",
        "pages": [{"path": p.path, "title": p.title} for p in pages],
        "documents": [{name: row[name] for name in _SHOWN} for row in documents],
    }
    _component()(key="sidebar", data=data, on_go_change=follow)


def follow() -> None:
    """A click in the sidebar: ``{"page", "document"}``."""
    wish = state.event("sidebar", "go")
    if isinstance(wish, dict):
        if wish.get("document"):
            state.choose_document(str(wish["document"]))
        if wish.get("page"):
            state.go_to(str(wish["page"]))


@cache
def _component() -> Any:
    return st.components.v2.component(
        "evidence_reader.sidebar",
        css=assets.styles(_FOLDER, ["sidebar.css"]),
        js=assets.script(_FOLDER),
        isolate_styles=False,
    )
