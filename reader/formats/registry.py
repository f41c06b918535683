"""The formats, by name. Other packages add theirs to the group ``reader.formats``."""

from __future__ import annotations

from reader.formats.contract import Format
from reader.registry import Registry

FORMATS: Registry[Format] = Registry(
    "reader.formats",
    {
        "warc": "reader.formats.warc:Warc",
        "pdf": "reader.formats.pdf:Pdf",
        "html": "reader.formats.html:Html",
        "xml": "reader.formats.xml:Xml",
        "plain": "reader.formats.plain:Plain",
    },
)
