"""Export: an exhibit to hand on."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from reader.ui import boundary, plain
from reader.ui.parts import exhibits, page


def render() -> None:
    """Choose documents and a format; the file is written into the case and offered for download."""
    services = page.services()
    page.heading(
        "Export", "A bilingual exhibit with provenance, every doubt, every note, hashes and a method statement."
    )
    documents = services.reading.documents()
    if not documents:
        st.info("There is nothing to export yet. Add files first.")
        return
    names = {d["id"]: plain.option(f"{d['id']}  {d['translated_title'] or d['title']}") for d in documents}
    with st.form("export", border=False, width=860):
        chosen = st.multiselect(
            "Documents", list(names), format_func=names.__getitem__, placeholder="All documents of the case"
        )
        suffix = exhibits.choose_suffix(services)
        if st.form_submit_button("Write the exhibit", type="primary"):
            target = exhibits.new_file(services, "exhibit", suffix)
            with boundary.shown():
                with st.spinner("Writing …"):
                    services.export.export(target, documents=chosen or None)
                st.success("The exhibit is ready. It is entered in the case's log.")
    _written(services.store.folder / "exports")


def _written(folder: Path) -> None:
    files = sorted((p for p in folder.iterdir() if p.is_file()), key=lambda p: p.stat().st_mtime, reverse=True)
    if not files:
        return
    st.subheader("Written exhibits", anchor=False)
    for path in files[:20]:
        name, button = st.columns([4, 1], vertical_alignment="center")
        name.text(f"{path.name}   {path.stat().st_size / 1024:,.0f} kB")
        with path.open("rb") as stream:
            button.download_button(
                "Save a copy", stream, file_name=path.name, key=f"save-{path.name}", on_click="ignore"
            )
