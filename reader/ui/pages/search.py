"""Search: both languages, notes, telephone numbers."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.ui import state
from reader.ui.parts import page, tables

FIELDS = {"source": "Chinese", "translation": "English", "note": "note"}


def render() -> None:
    """One box, one table; a chosen row opens the sentence."""
    services = page.services()
    page.heading(
        "Search", "Chinese words in either script, English words, notes, or a telephone number in any spelling."
    )
    box, how = st.columns([4, 1], vertical_alignment="bottom")
    query = box.text_input(
        "Search for", key="search-query", placeholder="警侨服务站   ·   service station   ·   7700 900"
    )
    exact = how.toggle("exactly as written", help="Off: scripts, upper case and English endings do not matter.")
    if not query.strip():
        return
    result = services.search.search(query, mode="exact" if exact else "smart", limit=200)
    hits = result["hits"]
    if not hits:
        st.info("Nothing found. Try fewer words, or the other language.")
        return
    st.caption(f"{len(hits)} places" + (", the first 200" if len(hits) == 200 else "") + ". Choose one to read it.")
    chosen = tables.choose([_row(hit) for hit in hits], key="search-hits", widths={"text": "large"})
    if chosen is not None:
        state.choose_document(hits[chosen]["document"], hits[chosen]["n"])
        state.go_to("read")
        st.rerun()


def _row(hit: dict[str, Any]) -> dict[str, Any]:
    return {
        "found in": FIELDS.get(hit["field"], hit["field"]),
        "text": hit["snippet"],
        "document": hit["title"],
        "sentence": hit["n"],
    }
