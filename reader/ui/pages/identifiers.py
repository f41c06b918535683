"""Identifiers: telephone numbers, addresses and document numbers that recur across documents."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.ui import state
from reader.ui.parts import page, tables


def render() -> None:
    """Recurring identifiers, and every place of the chosen one."""
    services = page.services()
    page.heading(
        "Recurring identifiers", "The same number in several documents, however it is written, is often the first lead."
    )
    least = st.slider("In at least this many documents", 1, 10, 2)
    rows = services.link.recurring(min_documents=least)
    if not rows:
        st.info("No identifier occurs in that many documents.")
        return
    chosen = tables.choose([_row(row) for row in rows], key=f"identifiers-{least}", widths={"written as": "large"})
    if chosen is None:
        st.caption("Choose one to see every place where it stands.")
        return
    places = services.link.where(rows[chosen]["type"], rows[chosen]["canonical"])
    st.subheader("Where it stands", anchor=False)
    titles = {entry["id"]: entry["title"] for entry in rows[chosen]["documents"]}
    opened = tables.choose(
        [_place(place, titles) for place in places],
        key=f"places-{least}-{chosen}",
        widths={"Chinese": "large", "machine translation": "large"},
    )
    if opened is not None:
        state.choose_document(places[opened]["document"], places[opened]["n"])
        state.go_to("read")
        st.rerun()


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["type"],
        "identifier": row["canonical"],
        "documents": len(row["documents"]),
        "times": row["count"],
        "written as": "   ".join(row["surfaces"]),
    }


def _place(place: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    return {
        "document": titles.get(place["document"], place["document"]),
        "sentence": place["n"],
        "Chinese": place["source"],
        "machine translation": place["translation"] or "",
    }
