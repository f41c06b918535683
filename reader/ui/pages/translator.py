"""For a translator: the sentences somebody asked about, and the file to hand over."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.services.wiring import Services
from reader.ui import boundary
from reader.ui.components import listing
from reader.ui.components.listing import Column, Row
from reader.ui.parts import exhibits, page

COLUMNS = (
    Column("Chinese", "han"),
    Column("Machine translation", "text", "27%"),
    Column("Question", "text", "22%"),
    Column("Document", "faint", "15%"),
    Column("Sentence", "number", "6rem"),
)


def render() -> None:
    """The list of questions, and a form that writes them as an exhibit."""
    services = page.services()
    page.heading(
        "For a translator", "Sentences marked with q on the reading page, to be put before a certified translator."
    )
    rows = services.questions.list()
    if not rows:
        st.info("Nothing is marked yet. On the reading page, press q on a sentence you want a translator to look at.")
        return
    listing.show("Questions", COLUMNS, [_row(row) for row in rows], key="questions")
    _hand_over(services)


def _hand_over(services: Services) -> None:
    with st.form("hand-over", border=False, width=860):
        suffix = exhibits.choose_suffix(services)
        if not st.form_submit_button("Write the list", type="primary"):
            return
    target = exhibits.new_file(services, "for-translator", suffix)
    with boundary.shown():
        services.export.export(target, questions=True)
        st.success(
            "The list is ready: each sentence with the one before and after it. It is entered in the case's log."
        )
        with target.open("rb") as stream:
            st.download_button("Save a copy", stream, file_name=target.name, on_click="ignore")


def _row(row: dict[str, Any]) -> Row:
    question = row["question"] or ("" if row["exact"] == row["source"] else f"about “{row['exact']}”")
    cells = (row["source"], row["translation"] or "not translated", question, row["title"], f"{row['n']:,}")
    return Row(cells, document=row["document"], sentence=row["n"])
