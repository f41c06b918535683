"""The sidebar: case, pages, documents with their open doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from reader.ui import state
from reader.ui.components import assets
from reader.ui.pages import PageSpec

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a click wants to go; empty when nothing was clicked."""

    page: str = ""
    document: str = ""


def show(pages: Sequence[PageSpec], *, first: PageSpec, here: str) -> Wish:
    """Draw the sidebar; *here* is the address of the page being shown, *first* the one at the address ``/``."""
    case = state.open_case()
    documents = case.services.reading.documents() if case else []
    chosen = state.document_id() or (documents[0]["id"] if documents else "")
    data = {
        "title": case.services.title if case else "Evidence Reader",
        "actor": case.services.actor.name if case else "",
        "case": case.key if case else "",
        "here": here,
        "document": chosen,
        "pages": [
            {"path": page.path, "title": page.title, "href": "" if page is first else page.path} for page in pages
        ],
        "documents": documents,
    }
    result = _component()(key="sidebar", data=data, on_go_change=lambda: None)
    go: Any = result.get("go") or {}
    return Wish(str(go.get("page", "")), str(go.get("document", "")))


@cache
def _component() -> Any:
    return st.components.v2.component(
        "evidence_reader.sidebar",
        css=assets.styles(_FOLDER, ["sidebar.css"]),
        js=assets.script(_FOLDER),
        isolate_styles=False,
    )
