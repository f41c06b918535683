"""Packages: what translates, how good it is, and how to add a better one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from reader.services.packages import PackageService
from reader.services.uploads import safe_name
from reader.ui import plain
from reader.ui.parts import page, tables


def render() -> None:
    """Installed packages, import of a file, the case's default."""
    services = page.services()
    packages = PackageService(services.packages)
    page.heading("Translation packages", "Everything translates on this computer. A better package is added as a file.")
    view = packages.overview()
    tables.table([_row(row) for row in view["packages"]], widths={"quality": "large"})
    usable = [p["label"] for p in view["packages"] if p["status"] != "corrupt"]
    if usable:
        current = services.translate.default_package()
        chosen = st.selectbox(
            "Package for this case",
            [None, *usable],
            index=usable.index(current) + 1 if current in usable else 0,
            format_func=lambda label: label or "the best installed one",
        )
        if chosen != current and st.button("Use it from now on"):
            services.translate.set_default_package(chosen)
            st.rerun()
    st.subheader("Add a package", anchor=False)
    upload = st.file_uploader("An .argosmodel file, from a USB stick for instance", type=["argosmodel"])
    if upload is not None and st.button("Import", type="primary"):
        with tempfile.TemporaryDirectory() as folder, st.spinner("Checking and installing …"):
            path = Path(folder) / safe_name(upload.name)
            path.write_bytes(upload.getbuffer())
            added = packages.import_file(path)
        st.success(f"Installed {plain.label(added['label'])} ({plain.label(added['status'])}).")
    if view["available"]:
        st.caption(
            "Official packages not here yet: fetch a file elsewhere, compare its SHA-256, copy it to this computer."
        )
        tables.table(
            [{"file": e["file"], "from": e["url"], "bytes": e["size"], "licence": e["licence"], "SHA-256": e["sha256"]}
             for e in view["available"]]
        )  # fmt: skip


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "package": row["label"],
        "from": row["from"],
        "to": row["to"],
        "status": row["status"],
        "quality": row["problem"] or row["quality_explained"],
        "licence": row["licence"],
        "SHA-256": row["sha256"],
    }
