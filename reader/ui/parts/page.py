"""What every page of an open case starts with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

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


def gist_notice(documents: Sequence[Mapping[str, Any]]) -> None:
    """Say so when any of these documents was translated by a package that gives the gist only."""
    if any(package["gist_only"] for document in documents for package in document["packages"]):
        st.info(
            "The package that translated this case gives the gist only: its sentences and titles tell what a text is "
            "about, not what it says. A better one can be added on the page “Packages”."
        )
