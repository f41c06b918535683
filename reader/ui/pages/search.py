"""Search: both languages, notes, telephone numbers."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.ui.components import listing
from reader.ui.components.listing import Column, Row
from reader.ui.parts import page

FIELDS = {"source": "Chinese", "translation": "English", "note": "note", "about": "origin", "label": "sender"}
COLUMNS = (
    Column("Found text"),
    Column("Found in", "text", "6.5rem"),
    Column("Document", "faint", "32%"),
    Column("Sentence", "number", "6rem"),
)
MOST = 200


def render() -> None:
    """One box, one table; a chosen row opens the sentence."""
    services = page.services()
    page.heading(
        "Search", "Chinese words in either script, English words, notes, or a telephone number in any spelling."
    )
    box, how = st.columns([3, 1], vertical_alignment="bottom")
    query = box.text_input(
        "Search for", key="search-query", placeholder="警侨服务站   ·   service station   ·   7700 900"
    )
    exact = how.toggle("Exactly as written", help="Off: English endings do not matter, and words may stand apart.")
    if not query.strip():
        return
    result = services.search.search(query, mode="exact" if exact else "smart", limit=MOST)
    hits = result["hits"]
    if not hits:
        st.info("Nothing found. Try fewer words, or the other language.")
        return
    st.caption(
        f"Places found: {len(hits)}" + (" (the best; there may be more)." if len(hits) == MOST else ", best first.")
    )
    listing.show("Places found", COLUMNS, [_row(hit) for hit in hits], key="search-hits")


def _row(hit: dict[str, Any]) -> Row:
    title = hit["translated_title"] or hit["title"]
    cells = (hit["snippet"], FIELDS.get(hit["field"], hit["field"]), title, f"{hit['n']:,}")
    return Row(cells, document=hit["document"], sentence=hit["n"])
