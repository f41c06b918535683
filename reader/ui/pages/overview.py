"""Overview: the case at a glance, what is running, and where the doubts are."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.ui import state
from reader.ui.parts import jobs, page, tables


def render() -> None:
    """Counts, running work, documents, problems, recurring identifiers."""
    services = page.services()
    view = services.status.status()
    page.heading(
        "Overview", "Machine translations are leads. A certified translator must confirm what is to be relied on."
    )
    jobs.active(services)
    _counts(view)
    if not view["documents"]:
        st.info("This case is empty. Add saved pages, archives, PDFs or text files on the page “Add files”.")
        return
    _waiting(services, view)
    st.subheader("Documents", anchor=False)
    rows = [_document(row) for row in view["documents_list"]]
    chosen = tables.choose(rows, key="overview-documents", widths={"title": "large", "original title": "medium"})
    if chosen is not None:
        state.choose_document(view["documents_list"][chosen]["id"])
        state.go_to("read")
        st.rerun()
    st.caption("Choose a row to read the document beside its translation.")
    if view["problems"]:
        st.subheader("Problems", anchor=False)
        st.caption("Files, or parts of files, that could not be read. The originals are kept unchanged.")
        tables.table([_problem(row) for row in services.status.problems()], widths={"what happened": "large"})
    with st.expander("Finished work"):
        jobs.history(services)


def _counts(view: dict[str, Any]) -> None:
    columns = st.columns(5)
    sentences, findings = view["segments"], view["findings"]
    columns[0].metric("Documents", f"{view['documents']:,}")
    columns[1].metric("Chinese sentences", f"{sentences['chinese']:,}")
    columns[2].metric("Translated", f"{sentences['translated']:,}")
    columns[3].metric("Serious doubts", f"{findings['critical'] + findings['major']:,}")
    columns[4].metric("Problems", f"{view['problems']:,}")


def _waiting(services: Any, view: dict[str, Any]) -> None:
    missing = view["segments"]["chinese"] - view["segments"]["translated"]
    if missing <= 0 or services.jobs.active():
        return
    words, button = st.columns([5, 1], vertical_alignment="center")
    words.warning(f"{missing:,} Chinese sentences are not translated yet.")
    if button.button("Translate now", type="primary"):
        jobs.queue(services, ("translate", {}), ("check", {}))


def _document(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "title": row["translated_title"] or "",
        "original title": row["title"],
        "sentences": row["segments"],
        "translated": f"{row['translated']} of {row['chinese']}",
        "doubtful": row["doubts"],
        "notes": row["notes"],
        "from": row["url"] or row["source"],
    }


def _problem(row: dict[str, Any]) -> dict[str, Any]:
    return {"file": row["path"], "what happened": row["message"], "what to do": row["hint"], "kept": row["kept"]}
