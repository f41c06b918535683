"""Read: one document, Chinese and English side by side."""

from __future__ import annotations

import streamlit as st

from reader.errors import UnknownObject
from reader.ui import state
from reader.ui.api.contract import Reading
from reader.ui.components import reading
from reader.ui.pages import PAGES
from reader.ui.parts.page import heading


def render() -> None:
    """The reading component over the chosen document (the first one when none is chosen)."""
    case = state.open_case()
    if case is None:
        st.info("No case is open. Create or open one on the page “Cases”.")
        return
    document = _document(case.services.reading)
    if document is None:
        heading("Read", "Chinese and English side by side, sentence by sentence.")
        st.info("This case holds no readable documents yet. Add some on the page “Add files”.")
        return
    reading.show(
        case=case.key,
        document=document,
        sentence=state.sentence(),
        searchable=any(page.path == "search" for page in PAGES),
    )


def _document(views: Reading) -> str | None:
    """The chosen document if the case holds it, else the first one; remembered for the sidebar."""
    chosen = state.document_id()
    if chosen:
        try:
            views.require([chosen])
            return chosen
        except UnknownObject:
            st.warning("The case has no document under that name any more; this is the first one.")
    first = next((row["id"] for row in views.documents()), None)
    if first:
        state.choose_document(first)
    return first
