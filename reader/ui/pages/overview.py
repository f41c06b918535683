"""Overview: the case at a glance, what is running, and where the doubts are."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.ui.components import listing
from reader.ui.components.listing import Column, Row
from reader.ui.parts import jobs, page, tables

COLUMNS = (
    Column("Title (machine)"),
    Column("Original title", "han"),
    Column("Doubtful", "alarm", "6.2rem"),
    Column("Notes", "number", "4.6rem"),
    Column("Translated", "number", "7.4rem"),
    Column("From", "faint", "24%"),
)


def render() -> None:
    """Counts, running work, documents, problems, recurring identifiers."""
    services = page.services()
    view = services.status.status()
    page.heading(
        "Overview", "Machine translations are leads. A certified translator must confirm what is to be relied on."
    )
    jobs.active(services)
    page.gist_notice(view["documents_list"])
    _counts(view)
    if not view["documents"]:
        if not services.jobs.active():
            st.info("This case is empty. Add saved pages, archives, PDFs or text files on the page “Add files”.")
        return
    _waiting(services, view)
    st.subheader("Documents", anchor=False)
    listing.show("Documents", COLUMNS, [_document(row) for row in view["documents_list"]], key="overview-documents")
    if view["problems"]:
        st.subheader("Problems", anchor=False)
        st.caption("Files, or parts of files, that could not be read. The originals are kept unchanged.")
        tables.table([_problem(row) for row in services.status.problems()], widths={"file": 230, "what happened": 420})
    with st.expander("Finished work"):
        jobs.history(services)


def _counts(view: dict[str, Any]) -> None:
    documents, chinese, translated, doubtful, problems = st.columns(5)
    documents.metric("Documents", f"{view['documents']:,}")
    chinese.metric("Chinese sentences", f"{view['segments']['chinese']:,}")
    translated.metric("Translated", f"{view['segments']['translated']:,}")
    doubtful.metric("Doubtful", f"{sum(row['doubts'] for row in view['documents_list']):,}")
    problems.metric("Problems", f"{view['problems']:,}")


def _waiting(services: Any, view: dict[str, Any]) -> None:
    missing = view["segments"]["chinese"] - view["segments"]["translated"]
    if missing <= 0 or services.jobs.active():
        return
    words, button = st.columns([5, 1], vertical_alignment="center")
    words.warning(f"Chinese sentences not translated yet: {missing:,}")
    if button.button("Translate now", type="primary"):
        jobs.queue(services, ("translate", {}), ("check", {}))


def _document(row: dict[str, Any]) -> Row:
    return Row(
        cells=(
            row["translated_title"] or row["title"],
            row["title"],
            *(f"{row[name]:,}" for name in ("doubts", "notes")),
            f"{row['translated']:,} of {row['chinese']:,}",
            (row["url"] or row["source"]).removeprefix("https://").removeprefix("http://"),
        ),
        document=row["id"],
    )


def _problem(row: dict[str, Any]) -> dict[str, Any]:
    return {"file": row["path"], "what happened": row["message"], "what to do": row["hint"], "kept": row["kept"]}
