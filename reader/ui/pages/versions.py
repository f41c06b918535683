"""Versions: documents that belong together, and what changed between two of them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.ui import plain, state
from reader.ui.components import comparison, listing
from reader.ui.components.listing import Column, Row
from reader.ui.parts import page

COLUMNS = (
    Column("Newest title (machine)"),
    Column("Versions", "number", "6rem"),
    Column("Dated", "text", "14rem"),
    Column("What ties them", "faint", "38%"),
)


def render() -> None:
    """Groups of versions; two of them side by side."""
    services = page.services()
    page.heading(
        "Versions",
        "Captures of one address, and documents that say nearly the same, such as an office's yearly budgets.",
    )
    families = services.versions.families()
    if families:
        key = "version-families"
        chosen = next((one for one in families if _name(one) == state.chosen(key)), families[0])
        rows = [_family(one) for one in families]
        listing.show("Documents that belong together", COLUMNS, rows, key=key, chosen=_name(chosen))
        ids = [row["id"] for row in chosen["documents"]]
    else:
        st.info("No two documents of this case are versions of one another. Any two can still be compared below.")
        ids = []
    documents = services.reading.documents()
    if len(documents) < 2:
        return
    names = {d["id"]: plain.option(f"{d['id']}  {d['translated_title'] or d['title']}") for d in documents}
    old, new = _two(names, ids)
    if not old or not new or old == new:
        st.caption("Choose two different documents.")
        return
    comparison.show(services.comparison.compare(old, new), key="comparison")


def _two(names: dict[str, str], family: list[str]) -> tuple[str | None, str | None]:
    """Which documents to compare: the last two versions of the chosen group, unless the reader says otherwise."""
    order, group = list(names), "-".join(family)
    boxes = zip(st.columns(2), ("Earlier", "Later"), family[-2:] or (None, None), strict=True)
    old, new = (
        box.selectbox(
            label,
            order,
            order.index(id) if id else None,
            format_func=names.__getitem__,
            placeholder="Choose a document",
            key=f"{label}-{group}",
        )
        for box, label, id in boxes
    )
    return old, new


def _name(family: dict[str, Any]) -> str:
    return "-".join(row["id"] for row in family["documents"])


def _family(family: dict[str, Any]) -> Row:
    newest = family["documents"][-1]
    times = sorted((row["captured"] or "")[:10] for row in family["documents"] if row["captured"])
    span = " to ".join(dict.fromkeys((times[0], times[-1]))) if times else "unknown"
    cells = (
        newest["translated_title"] or newest["title"],
        str(len(family["documents"])),
        span,
        "; ".join(family["why"]),
    )
    return Row(cells, choice=_name(family))
