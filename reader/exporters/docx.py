"""The bilingual exhibit as a Word document, to edit, to sign, to hand on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document as new_document

from reader.exporters import wording
from reader.exporters.contract import Exhibit
from reader.exporters.docx_parts import parts
from reader.exporters.docx_styles import prepare
from reader.exporters.files import atomic_file
from reader.exporters.view import ExhibitView, exhibit_view
from reader.exporters.visible import visible

_PROPERTY = 255
"""The longest document property Word accepts."""


class DocxExporter:
    """Exhibits to edit and sign in Word or LibreOffice."""

    name = "docx"
    label = "Word document"
    suffixes = (".docx",)

    def write(self, exhibit: Exhibit, target: Path, *, overwrite: bool = False) -> list[Path]:
        """See :class:`reader.exporters.contract.Exporter`."""
        view = exhibit_view(exhibit)
        document = new_document()
        prepare(document, view)
        _properties(document.core_properties, exhibit, view)
        end = document.element.body[-1]  # the section's properties stay last
        for part in parts(view):
            end.addprevious(part)
        with atomic_file(target, overwrite=overwrite) as stream:
            document.save(stream)
        return [target]


def _properties(core: Any, exhibit: Exhibit, view: ExhibitView) -> None:
    values = {
        "title": view.title,
        "subject": f"Bilingual exhibit {view.exhibit_id}",
        "author": view.exporter,
        "last_modified_by": view.exporter,
        "keywords": f"content SHA-256 {view.content_sha256}",
        "category": wording.SAMPLE if view.sample else "Bilingual exhibit",
        "comments": f"{wording.NOTICE_HEADING}: an investigative lead until a certified translator confirms it.",
        "content_status": "Machine translation, not certified",
        "identifier": view.exhibit_id,
        "language": "en",
    }
    for name, value in values.items():
        setattr(core, name, visible(value)[:_PROPERTY])
    core.created = core.modified = datetime.fromisoformat(exhibit.exported_at)
