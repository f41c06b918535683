"""What every page of an open case starts with."""

from __future__ import annotations

from typing import cast

import streamlit as st

from reader.services.wiring import Services
from reader.ui import state


def services() -> Services:
    """The open case's services; a page that needs a case is not listed without one."""
    case = state.open_case()
    if case is None:
        st.info("No case is open. Create or open one on the page “Cases”.")
        st.stop()
    return cast(Services, case.services)


def heading(title: str, explanation: str) -> None:
    """The page's title and one sentence on what it is for; both are our own words."""
    st.header(title, anchor=False)
    st.caption(explanation)
