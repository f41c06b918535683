"""Packages: what translates, how good it is, and how to add a better one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from reader.services.packages import PackageService
from reader.services.uploads import safe_name
from reader.ui import boundary, plain
from reader.ui.parts import page


def render() -> None:
    """Installed packages, import of a file, the case's default."""
    services = page.services()
    packages = PackageService(services.packages)
    page.heading("Translation packages", "Everything translates on this computer. A better package is added as a file.")
    view = packages.overview()
    for row in view["packages"]:
        _card(row)
    if not view["packages"]:
        st.info("No package is installed, so nothing can be translated yet. Add one below.")
    usable = [p["label"] for p in view["packages"] if p["status"] != "corrupt"]
    if usable:
        current = services.translate.default_package()
        chosen = st.selectbox(
            "Package for this case",
            [None, *usable],
            index=usable.index(current) + 1 if current in usable else 0,
            format_func=lambda label: plain.label(label) if label else "The best installed one",
            width=420,
        )
        if chosen != current and st.button("Use it from now on"):
            services.translate.set_default_package(chosen)
            st.rerun()
    st.subheader("Add a package", anchor=False)
    upload = st.file_uploader("An .argosmodel file, from a USB stick for instance", type=["argosmodel"], width=760)
    if upload is not None and st.button("Import", type="primary"):
        with boundary.shown():
            with tempfile.TemporaryDirectory() as folder, st.spinner("Checking and installing …"):
                path = Path(folder) / safe_name(upload.name)
                path.write_bytes(upload.getbuffer())
                added = packages.import_file(path)
            st.success(f"Installed {plain.label(added['label'])} ({plain.label(added['status'])}).")
    if view["available"]:
        st.caption(
            "Official packages not here yet: fetch a file elsewhere, compare its SHA-256, copy it to this computer."
        )
        for entry in view["available"]:
            with st.container(border=True, gap="xsmall"):
                st.text(f"{entry['file']}   {entry['size'] / 1e6:,.1f} MB   {entry['licence']}")
                st.text(f"{entry['url']}\nSHA-256 {entry['sha256']}")


def _card(row: dict[str, Any]) -> None:
    """One installed package. Names come from its file, so they are shown as plain text."""
    with st.container(border=True, gap="xsmall"):
        name, facts = st.columns([2, 1])
        name.text(f"{row['label']}   {row['from']} → {row['to']}")
        facts.text(f"{row['status']}   {row['licence']}")
        st.text(row["problem"] or row["quality_explained"])
        st.text(f"SHA-256 {row['sha256']}")
