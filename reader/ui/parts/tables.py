"""Tables of evidence: ``st.dataframe`` draws on a canvas and reads nothing as Markdown or HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

ROW_PIXELS = 35
MOST_PIXELS = 640


def table(
    rows: Sequence[Mapping[str, Any]], *, key: str | None = None, widths: Mapping[str, int] | None = None
) -> None:
    """Show rows; the keys of the first are the columns, *widths* are pixels. The rest share what is left over."""
    columns = list(rows[0]) if rows else []
    config = {name: st.column_config.Column(width=width) for name, width in (widths or {}).items()}
    st.dataframe(
        {name: [row[name] for row in rows] for name in columns},
        hide_index=True,
        width="stretch",
        height=min(MOST_PIXELS, ROW_PIXELS * (len(rows) + 1) + 3),
        row_height=ROW_PIXELS,
        column_config=config,
        key=key,
    )
