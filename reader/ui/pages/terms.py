"""Terms: the glossary with its sources, and the words this case agrees on."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.services.terms import NewTerm
from reader.services.wiring import Services
from reader.ui import boundary, state
from reader.ui.components import listing
from reader.ui.components.listing import Column, Row
from reader.ui.parts import page

COLUMNS = (
    Column("Chinese", "han", "12rem"),
    Column("Pinyin", "faint", "13rem"),
    Column("English in use"),
    Column("Literally", "text", "22%"),
    Column("From", "faint", "9rem"),
)
MOST = 150


def render() -> None:
    """Search the termbase, read one term in full, add a term of the case."""
    services = page.services()
    page.heading(
        "Terms", "Words whose English matters, with their sources. A term of this case goes before the glossary."
    )
    query = st.text_input("Find", placeholder="劝返   ·   quanfan   ·   persuade to return")
    rows = services.terms.rows(query=query)
    if not rows:
        st.info("No term holds that. Try fewer characters.")
    key = "terms"
    chosen = next((row for row in rows[:MOST] if row["id"] == state.chosen(key)), None)
    if chosen:
        _one(services, chosen)
    _add(services)
    if rows:
        st.caption("The first 150 of the terms; search to narrow them." if len(rows) > MOST else "Choose a term.")
        shown = [_row(row) for row in rows[:MOST]]
        listing.show("Terms", COLUMNS, shown, key=key, chosen=chosen["id"] if chosen else "")


def _one(services: Services, row: dict[str, Any]) -> None:
    lines = (
        ("", f"{row['simplified']}  {row['traditional']}  {row['pinyin']}"),
        ("English: ", ", ".join([row["preferred"], *row["admitted"]])),
        ("Not: ", ", ".join(row["avoid"])),
        ("Literally: ", row["literal"]),
        ("Contested: ", row["contested"]),
        ("Note: ", row["note"]),
        ("Source: ", row["source"]),
    )
    with st.container(border=True):
        st.text("\n".join(label + words for label, words in lines if words.strip()))
    if row["origin"] == "case" and st.button("Take it out of use"):
        with boundary.shown():
            services.terms.remove(row["id"])
            st.rerun()


def _add(services: Services) -> None:
    with st.expander("Add a term of this case"), st.form("add-term", border=False, clear_on_submit=True):
        left, right = st.columns(2)
        chinese, english = left.text_input("Chinese"), right.text_input("English to use")
        admitted = left.text_input("Other good English", help="Separated by commas.")
        avoid = right.text_input("English to avoid", help="Separated by commas; using it becomes a doubt.")
        note, source = left.text_input("Note"), right.text_input("Source")
        if st.form_submit_button("Add the term", type="primary"):
            with boundary.shown():
                term = NewTerm(chinese, english, admitted=_list(admitted), avoid=_list(avoid), note=note, source=source)
                services.terms.add(term)
                st.rerun()


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _row(row: dict[str, Any]) -> Row:
    origin = "this case" if row["origin"] == "case" else row["domain"]
    return Row((row["simplified"], row["pinyin"], row["preferred"], row["literal"], origin), choice=row["id"])
