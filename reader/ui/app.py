"""The script Streamlit runs for every tab: sidebar, navigation, the chosen page."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from reader.ui import boundary, state
from reader.ui.components import sidebar
from reader.ui.pages import PAGES, PageSpec


def main() -> None:
    """Render one run of the script."""
    st.set_page_config(page_title="Evidence Reader", layout="wide", initial_sidebar_state=256)
    with boundary.shown():
        chosen = _navigate()
        chosen.run()


def _navigate() -> StreamlitPage:
    """Sidebar and navigation; the page to run. Pages that need a case are listed while one is open."""
    state.recall()
    has_case = state.open_case() is not None
    listed = [page for page in PAGES if has_case or not page.needs_case]
    first = next((page for page in listed if page.default), listed[0])
    pages = {
        page.path: st.Page(partial(_render, page), title=page.title, url_path=page.path, default=page is first)
        for page in listed
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    wanted = state.take_wish()
    if wanted in pages and pages[wanted].title != chosen.title:
        st.switch_page(pages[wanted])
    here = next(page.path for page in listed if page.title == chosen.title)
    with st.sidebar, boundary.shown():
        wish = sidebar.show(listed, first=first, here=here)
        if wish.document:
            state.choose_document(wish.document)
        if wish.page:
            state.go_to(wish.page)
        if wish.page or wish.document:
            st.rerun()
    state.publish()
    return chosen


def _render(page: PageSpec) -> None:
    with boundary.shown():
        import_module(page.module).render()


main()
