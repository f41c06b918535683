"""Harmless copies of web pages, made by the killable parser process and kept under the case's ``derived/``."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from reader.errors import FormatError
from reader.formats import html_lines, html_snapshot
from reader.formats.contract import Payload
from reader.formats.host import Extractor

POLICY = f"{html_snapshot.POLICY}; frame-ancestors 'self'; sandbox"
"""Content security policy a copy is shown under: no scripts, no origin of its own, no address but ``data:`` pictures,
framed by our own page only."""


class PageCopies:
    """Copies in *folder*, one per page, server's word on its charset, and version of what makes them."""

    def __init__(self, folder: Path, extractor: Callable[[], AbstractContextManager[Extractor]]) -> None:
        self._folder = folder
        self._extractor = extractor
        self._refused: dict[Path, FormatError] = {}

    def of(self, sha256: str, payload: Payload) -> Path:
        """The copy of *payload*, whose bytes have the digest *sha256*; made when missing.

        Raises a FormatError, the same again without another try: a page that takes the process to its limits
        would otherwise do so at every sentence.
        """
        made_from = f"{html_snapshot.SNAPSHOT_VERSION} {payload.charset or ''}".encode("utf-8", "surrogatepass")
        key = hashlib.blake2s(made_from, digest_size=8).hexdigest()
        target = self._folder / sha256 / f"{key}.html"
        if target in self._refused:
            raise self._refused[target]
        if not target.exists():
            try:
                with self._extractor() as extractor:
                    page = extractor.snapshot(payload)
            except FormatError as error:
                self._refused[target] = error
                raise
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(f".{uuid.uuid4().hex}.part")  # two readers may ask at once
            part.write_bytes(page.encode("utf-8", "replace"))
            part.replace(target)
        return target

    def anchor(self, sha256: str, payload: Payload, path: str, block: str, start: int, end: int) -> str:
        """The id of the element at the CSS *path*, or of the lines in it that hold ``block[start:end]`` where line
        breaks part the element; empty when the copy does not show it. Raises as :meth:`of`."""
        name = html_snapshot.anchor(path)
        page = self.of(sha256, payload).read_bytes()
        if f' id="{name}"'.encode() not in page:
            return ""
        if f' id="{name}-1"'.encode() not in page:
            return name
        return html_lines.anchor_of(name, html_lines.lines_of(page.decode("utf-8"), name), block, start, end)
