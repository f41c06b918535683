"""Doubts: of what kind, gravest first, and many alike set aside at once."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.services.wiring import Services
from reader.ui import boundary, state
from reader.ui.components import listing
from reader.ui.components.listing import Column, Row
from reader.ui.parts import page

KINDS = (
    Column("Kind of doubt"),
    Column("Critical", "alarm", "6.5rem"),
    Column("Major", "number", "6.5rem"),
    Column("Minor", "number", "6.5rem"),
    Column("Documents", "number", "7rem"),
)
GRAVEST = (
    Column("What is wrong"),
    Column("How grave", "text", "6.4rem"),
    Column("Chinese", "han", "26%"),
    Column("Document", "faint", "18%"),
    Column("Sentence", "number", "6rem"),
)
ALIKE = (
    Column("What is said"),
    Column("Kind", "text", "10rem"),
    Column("Places", "number", "5rem"),
    Column("Documents", "number", "7rem"),
)
MOST = 200  # the caption says it in words
ANY = "any gravity"


def render() -> None:
    """Kinds with counts; the doubts of the chosen kind; patterns that one decision settles."""
    services = page.services()
    page.heading("Doubts", "What the checks hold against the translations, gravest first. No doubt is not a proof.")
    kinds = services.doubts.kinds()
    if not kinds:
        st.info("No open doubts. Sentences are checked after they are translated.")
        return
    key = "doubt-kinds"
    chosen = next((row["label"] for row in kinds if row["label"] == state.chosen(key)), "")
    listing.show("Kinds of doubt", KINDS, [_kind(row) for row in kinds], key=key, chosen=chosen)
    _gravest(services, chosen)
    _alike(services)


def _gravest(services: Services, label: str) -> None:
    title, filters = st.columns([3, 2], vertical_alignment="bottom")
    title.subheader("Gravest first", anchor=False)
    severity = filters.segmented_control(
        "How grave", [ANY, "critical", "major", "minor"], default=ANY, label_visibility="collapsed"
    )
    wanted = severity if severity and severity != ANY else None
    found = services.doubts.gravest(label=label or None, severity=wanted, count=MOST)
    if label:
        words, button = st.columns([5, 1], vertical_alignment="center")
        words.caption("Only the kind chosen above.")
        if button.button("Show every kind"):
            state.choose("doubt-kinds", "")
            st.rerun()
    if len(found) == MOST:
        st.caption("The first 200 of them.")
    listing.show("Doubts, gravest first", GRAVEST, [_doubt(row) for row in found], key="doubt-places")


def _alike(services: Services) -> None:
    rows = services.doubts.patterns()
    if not rows:
        return
    st.subheader("The same doubt in several places", anchor=False)
    st.caption("Choose one to set all of its places aside with one reason. The reason goes into the log.")
    key = "doubt-alike"
    chosen = next((row for row in rows if row["finding"] == state.chosen(key)), None)
    listing.show(
        "Doubts alike", ALIKE, [_pattern(row) for row in rows], key=key, chosen=chosen["finding"] if chosen else ""
    )
    if chosen is None:
        return
    with st.form("set-aside", border=False, width=860):
        reason = st.text_input("Why are these no errors?", max_chars=500)
        if st.form_submit_button(f"Set all {chosen['count']:,} aside", type="primary"):
            with boundary.shown():
                services.doubts.dismiss_alike(chosen["finding"], reason=reason)
                st.rerun()


def _kind(row: dict[str, Any]) -> Row:
    counts = (f"{row[name]:,}" for name in ("critical", "major", "minor", "documents"))
    return Row((row["label"], *counts), choice=row["label"])


def _doubt(row: dict[str, Any]) -> Row:
    cells = (f"{row['label']}: {row['explanation']}", row["severity"], row["source"], row["title"], f"{row['n']:,}")
    return Row(cells, document=row["document"], sentence=row["n"])


def _pattern(row: dict[str, Any]) -> Row:
    cells = (row["explanation"], f"{row['label']}, {row['severity']}", f"{row['count']:,}", f"{row['documents']:,}")
    return Row(cells, choice=row["finding"])
