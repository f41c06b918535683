"""The two-column reader.

Python hands over ids only. The component fetches windows of sentences from the
JSON routes by itself, so a rerun of the page sends nothing again.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from reader.ui import state
from reader.ui.components import assets

_FOLDER = Path(__file__).parent
_STYLES = ("frame.css", "rows.css", "panels.css")


def show(*, case: str, document: str, sentence: int | None = None, searchable: bool = False) -> None:
    """Mount the reader on *document* of the open case with key *case*, at *sentence* if given.

    A stored note, correction or dismissal makes the page run again, so that the
    counts in the sidebar follow. The search key leads to the page ``search``.
    """
    data = {"case": case, "document": document, "sentence": sentence, "searchable": searchable}
    _component()(
        key="reading",
        data=data,
        on_changed_change=lambda: None,
        on_search_change=lambda: state.go_to("search"),
    )


@cache
def _component() -> Any:
    return st.components.v2.component(
        "evidence_reader.reading",
        css=assets.styles(_FOLDER, _STYLES),
        js=assets.script(_FOLDER),
        isolate_styles=False,
    )
