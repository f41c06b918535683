"""The script Streamlit runs for every tab: sidebar, navigation, the chosen page."""

from __future__ import annotations

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
        chosen = _choose(first)
        chosen.run()
        state.publish()
        with st.sidebar, boundary.shown():
            sidebar.show(listed, here=chosen.url_path or first.path)


def _choose(first: PageSpec) -> StreamlitPage:
    """The page the address or the last click asks for.

    Every page keeps its own address whether or not a case is open, so that a reload or a link in a new tab
    always finds it; the bare address ``/`` shows *first*.
    """
    pages = {page.path: _page(page) for page in PAGES}
    chosen = st.navigation([_page(first, entrance=True), *pages.values()], position="hidden")
    wanted = state.take_wish()
    if wanted in pages and wanted != chosen.url_path:
        st.switch_page(pages[wanted])
    return chosen


def _page(page: PageSpec, *, entrance: bool = False) -> StreamlitPage:
    path = "start" if entrance else page.path  # Streamlit tells pages apart by this, also those at "/"
    return st.Page(partial(_render, page), title=page.title, url_path=path, default=entrance)


def _render(page: PageSpec) -> None:
    with boundary.shown(), suppress(StopException):  # st.stop() ends the page, not the sidebar
        import_module(page.module).render()


main()
