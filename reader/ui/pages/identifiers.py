"""Identifiers and names that recur across documents."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.ui import state
from reader.ui.components import listing
from reader.ui.components.listing import Column, Row
from reader.ui.parts import kinds, page

COLUMNS = (
    Column("Identifier"),
    Column("Kind", "text", "9.5rem"),
    Column("Written as", "faint", "38%"),
    Column("Documents", "number", "6.8rem"),
    Column("Times", "number", "4.6rem"),
)
PLACES = (
    Column("Chinese", "han"),
    Column("Machine translation"),
    Column("Document", "faint", "22%"),
    Column("Sentence", "number", "6rem"),
)


def render() -> None:
    """Recurring identifiers, and every place of the chosen one."""
    services = page.services()
    page.heading(
        "Recurring identifiers", "The same number in several documents, however it is written, is often the first lead."
    )
    box, which, _rest = st.columns([2, 2, 3])
    least = box.number_input("In at least this many documents", 1, 50, 2)
    kind = which.selectbox("Show", kinds.CHOICES)
    rows = [row for row in services.link.recurring(min_documents=least) if kinds.wanted(row["type"], kind)]
    if not rows:
        st.info("No identifier occurs in that many documents.")
        return
    key = "identifiers"
    chosen = next((row for row in rows if _name(row) == state.chosen(key)), None)
    listing.show("Identifiers", COLUMNS, [_row(row) for row in rows], key=key, chosen=_name(chosen) if chosen else "")
    if chosen is None:
        st.caption("Choose one to see every place where it stands.")
        return
    st.subheader("Where it stands", anchor=False)
    st.text(chosen["canonical"])
    titles = {entry["id"]: entry["translated_title"] or entry["title"] for entry in chosen["documents"]}
    places = services.link.where(chosen["type"], chosen["canonical"])
    listing.show("Where it stands", PLACES, [_place(place, titles) for place in places], key="identifier-places")


def _name(row: dict[str, Any]) -> str:
    return f"{row['type']}:{row['canonical']}"


def _row(row: dict[str, Any]) -> Row:
    cells = (
        row["canonical"],
        kinds.KINDS.get(row["type"], row["type"]),
        "  ·  ".join(row["surfaces"]),
        f"{len(row['documents']):,}",
        f"{row['count']:,}",
    )
    return Row(cells, choice=_name(row))


def _place(place: dict[str, Any], titles: dict[str, str]) -> Row:
    cells = (
        place["source"],
        place["translation"] or "not translated",
        titles.get(place["document"], place["document"]),
        f"{place['n']:,}",
    )
    return Row(cells, document=place["document"], sentence=place["n"])
