"""Old Office files where LibreOffice is not installed: kept unchanged, and said what to do.

Where it is, ``legacy_convert`` has turned them into a newer kind before a worker sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import UnknownFormat
from reader.formats.contract import Event, Payload, Probe, probe_file
from reader.formats.media_types import DOC, OLE, PPT, RTF
from reader.formats.sniff import describe, sniff


class LegacyOffice:
    """DOC, WPS, DPS, PPT and RTF that nobody converted."""

    name = "legacy-office"
    version = "1"

    def score(self, probe: Probe) -> float:
        """The kinds LibreOffice would convert, and compound files of an unknown program."""
        return 0.2 if sniff(probe) in {DOC, PPT, RTF, OLE} else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Nothing but the reason."""
        kind = sniff(probe_file(payload.path, payload.name))
        if kind == OLE:
            raise UnknownFormat(f"This is {describe(kind).name}; its text is not read.", hint=describe(kind).hint)
        raise UnknownFormat(
            f"This is {describe(kind).name}; its text is not read, because LibreOffice is not installed here.",
            hint="Install LibreOffice and add the file again, or save it as DOCX, PPTX or PDF in an office program.",
        )
