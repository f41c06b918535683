"""The script Streamlit runs for every tab: sidebar, navigation, the chosen page."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import streamlit as st

from reader.ui import boundary, state
from reader.ui.components import sidebar
from reader.ui.pages import PAGES, PageSpec


def main() -> None:
    """Render one run of the script."""
    st.set_page_config(page_title="Evidence Reader", layout="wide", initial_sidebar_state="expanded")
    listed = [page for page in PAGES if state.open_case() is not None or not page.needs_case] or list(PAGES)
    pages = {
        page.path: st.Page(partial(_render, page), title=page.title, url_path=page.path, default=page.default)
        for page in listed
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    wanted = state.take_wish()
    if wanted in pages and pages[wanted].url_path != chosen.url_path:
        st.switch_page(pages[wanted])
    with st.sidebar, boundary.shown():
        wish = sidebar.show(listed, here=chosen.url_path or _default_path())
        if wish.document:
            state.choose_document(wish.document)
        if wish.page:
            state.go_to(wish.page)
        if wish.page or wish.document:
            st.rerun()
    state.publish()
    chosen.run()


def _render(page: PageSpec) -> None:
    with boundary.shown():
        import_module(page.module).render()


def _default_path() -> str:
    return next(page.path for page in PAGES if page.default)


main()
