"""Two versions of a document side by side; what did not change is folded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from reader.ui import state
from reader.ui.components import assets

_FOLDER = Path(__file__).parent


def show(view: Mapping[str, Any], *, key: str) -> None:
    """Draw what :meth:`reader.services.comparison.ComparisonService.compare` gives."""
    case = state.open_case()
    _component()(key=key, data={"case": case.key if case else "", **view})


@cache
def _component() -> Any:
    return st.components.v2.component(
        "evidence_reader.comparison",
        css=assets.styles(_FOLDER, ["comparison.css"]),
        js=assets.script(_FOLDER),
        isolate_styles=False,
    )
