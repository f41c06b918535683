"""The format of an exhibit, and the file it is written to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from reader.services.wiring import Services
from reader.ui import plain


def choose_suffix(services: Services) -> str:
    """Ask for a format; the ending of its files, such as ``.docx``."""
    chosen = st.radio(
        "Format",
        services.export.formats(),
        format_func=lambda f: plain.label(f"{f['label']} ({f['suffixes'][0]})"),
        horizontal=True,
    )
    return str(chosen["suffixes"][0])


def new_file(services: Services, name: str, suffix: str) -> Path:
    """A file among the case's exports that tells when it was written (UTC)."""
    return services.store.folder / "exports" / f"{name}-{datetime.now(UTC):%Y%m%d-%H%M%S}{suffix}"
