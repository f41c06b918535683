"""The script Streamlit runs for every tab: sidebar, navigation, the chosen page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import StopException

from reader.ui import boundary, state
from reader.ui.components import sidebar
from reader.ui.pages import PAGES, PageSpec


def main() -> None:
    """Render one run of the script: the page first, because the reader waits for it."""
    st.set_page_config(page_title="Evidence Reader", layout="wide", initial_sidebar_state=256)
    with boundary.shown():
        state.recall()
        has_case = state.open_case() is not None
        listed = [page for page in PAGES if has_case or not page.needs_case]
        first = next((page for page in listed if page.default), listed[0])
        chosen = _choose(listed, first)
        chosen.run()
        state.publish()
        with st.sidebar, boundary.shown():
            here = next(page.path for page in listed if page.title == chosen.title)
            sidebar.show(listed, first=first, here=here)


def _choose(listed: Sequence[PageSpec], first: PageSpec) -> StreamlitPage:
    """The page the address or the last click asks for."""
    pages = {
        page.path: st.Page(partial(_render, page), title=page.title, url_path=page.path, default=page is first)
        for page in listed
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    wanted = state.take_wish()
    if wanted in pages and pages[wanted].title != chosen.title:
        st.switch_page(pages[wanted])
    return chosen


def _render(page: PageSpec) -> None:
    with boundary.shown(), suppress(StopException):  # st.stop() ends the page, not the sidebar
        import_module(page.module).render()


main()
