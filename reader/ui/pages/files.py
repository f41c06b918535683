"""Add files: uploads or a folder of this computer, with what is known about where they came from."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from reader.errors import UsageError
from reader.services import walk
from reader.services.dates import capture_time
from reader.ui.parts import jobs, page


def render() -> None:
    """A form; what it adds is read, translated and checked in the background."""
    services = page.services()
    page.heading("Add files", "Originals are copied into the case and never altered. They do not leave this computer.")
    jobs.active(services)
    with st.form("add-files", border=False, width=760):
        uploads = st.file_uploader(
            "Saved pages, web archives, documents, ZIP files", accept_multiple_files=True, key="add-files-uploads"
        )
        folder = st.text_input("Or a file or folder on this computer", placeholder="/home/…/saved-pages")
        with st.expander("Where they came from (kept with each original)"):
            left, right = st.columns(2)
            url = left.text_input("Web address they were saved from")
            captured = right.text_input("When they were saved", placeholder="2024-03-02 or 2024-03-02T09:14Z")
            collector = left.text_input("Who saved them")
            note = right.text_input("Note")
            password = left.text_input("Password of protected files (kept on this computer only)", type="password")
        pictures = st.checkbox("Read the writing in pictures of saved web pages (slow)", value=True)
        translate = st.checkbox("Translate and check them afterwards", value=True)
        if st.form_submit_button("Add to the case", type="primary"):
            paths = _paths(folder) if folder.strip() else []
            if not uploads and not paths:
                raise UsageError("Choose files, or name a folder.", hint="Nothing was added.")
            if password:  # not among the job's parameters, which are shown and exported
                services.ingest.remember_passwords([password])
            origin = {
                "url": url.strip() or None,
                "captured": capture_time(captured) if captured.strip() else None,
                "collector": collector.strip(),
                "note": note.strip(),
                "pictures": pictures,
            }
            work: list[jobs.Request] = [("ingest", {"paths": paths, **origin})] if paths else []
            if uploads:
                received = services.uploads.receive((file.name, file) for file in uploads)
                work.append(
                    ("ingest", {"paths": [str(p) for p in received.files], "remove": str(received.folder), **origin})
                )
            if translate:
                work += [("translate", {}), ("check", {})]
            jobs.queue(services, *work)


def _paths(text: str) -> list[str]:
    path = Path(text.strip()).expanduser()
    walk.require([path])
    return [str(path.absolute())]
