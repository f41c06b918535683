"""Cases: create one, open one."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from reader.errors import UsageError
from reader.services.wiring import create_case
from reader.ui import boundary, desk, state
from reader.ui.parts.page import heading


def render() -> None:
    """Two forms, and the cases this program has open."""
    heading("Cases", "A case is a folder on this computer: originals, translations, notes and the log that seals them.")
    opened = desk.current().cases()
    if opened:
        st.subheader("Open now", anchor=False)
        here = state.open_case()
        for case in opened:
            words, button = st.columns([5, 1], vertical_alignment="center")
            words.text(f"{case.services.title}\n{case.folder}   you: {case.services.actor.name}")
            if here is not None and case.key == here.key:
                button.caption("shown here")
            elif button.button("Show", key=f"show-{case.key}"):
                _show(case.key)
    left, right = st.columns(2)
    with left, st.form("create-case"):
        st.subheader("New case", anchor=False)
        title = st.text_input("Title", placeholder="Operation Harbour")
        folder = st.text_input("Folder to create", placeholder=str(Path.home() / "cases" / "harbour"))
        name = st.text_input("Your name", help="Every step is recorded under it.")
        if st.form_submit_button("Create the case", type="primary"):
            with boundary.shown():
                _create(title.strip(), folder.strip(), name.strip())
    with right, st.form("open-case"):
        st.subheader("Open a case", anchor=False)
        folder = st.text_input("Its folder", key="open-folder")
        name = st.text_input("Your name", key="open-name", help="Leave empty to go on as the case's first person.")
        if st.form_submit_button("Open the case"):
            with boundary.shown():
                _open(folder.strip(), name.strip())


def _create(title: str, folder: str, name: str) -> None:
    if not title or not folder or not name:
        raise UsageError("A case needs a title, a folder and your name.", hint="Fill in all three.")
    path = Path(folder).expanduser().absolute()
    create_case(path, title=title, actor_name=name)
    _show(desk.current().open(path, name).key)


def _open(folder: str, name: str) -> None:
    if not folder:
        raise UsageError("Name the folder of the case.", hint="It holds a file called case.db.")
    _show(desk.current().open(Path(folder).expanduser().absolute(), name or None).key)


def _show(key: str) -> None:
    state.choose_case(key)
    state.go_to("overview")
    st.rerun()
