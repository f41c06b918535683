"""Tables of evidence: ``st.dataframe`` draws on a canvas and reads nothing as Markdown or HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import streamlit as st

Width = Literal["small", "medium", "large"]

ROW_PIXELS = 35
MOST_PIXELS = 640


def table(
    rows: Sequence[Mapping[str, Any]], *, key: str | None = None, widths: Mapping[str, Width] | None = None
) -> None:
    """Show rows; the keys of the first are the columns."""
    _draw(rows, widths, key=key)


def choose(rows: Sequence[Mapping[str, Any]], *, key: str, widths: Mapping[str, Width] | None = None) -> int | None:
    """Show rows of which one can be chosen; the number of the chosen row, from 0."""
    event = _draw(rows, widths, key=key, on_select="rerun", selection_mode="single-row")
    chosen = event.selection.rows
    return chosen[0] if chosen and chosen[0] < len(rows) else None


def _draw(rows: Sequence[Mapping[str, Any]], widths: Mapping[str, Width] | None, **options: Any) -> Any:
    columns = list(rows[0]) if rows else []
    config = {name: st.column_config.Column(width=width) for name, width in (widths or {}).items()}
    return st.dataframe(
        {name: [row[name] for row in rows] for name in columns},
        hide_index=True,
        width="stretch",
        height=min(MOST_PIXELS, ROW_PIXELS * (len(rows) + 1) + 3),
        column_config=config,
        **options,
    )
