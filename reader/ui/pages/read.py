"""Read: one document, Chinese and English side by side."""

from __future__ import annotations

import streamlit as st

from reader.ui import state
from reader.ui.components import reading
from reader.ui.pages import PAGES


def render() -> None:
    """The reading component over the chosen document (the first one when none is chosen)."""
    case = state.open_case()
    if case is None:
        st.info("No case is open. Start the program with `reader serve CASE`.")
        return
    documents = case.services.reading.documents()
    if not documents:
        st.info("This case holds no readable documents yet. Add files with `reader ingest`.")
        return
    ids = [document["id"] for document in documents]
    chosen = state.document_id()
    document = chosen if chosen and chosen in ids else ids[0]
    if chosen and chosen not in ids:
        st.warning("The case has no document under that name any more; this is the first one.")
    search = reading.show(
        case=case.key,
        document=document,
        sentence=state.sentence(),
        searchable=any(page.path == "search" for page in PAGES),
    )
    if search:
        state.go_to("search")
        st.rerun()
