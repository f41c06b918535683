"""Pictures and files embedded in Office documents, staged as payloads of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from reader.formats.contract import Child
from reader.formats.file_names import named
from reader.formats.office_package import Package, Relation, local
from reader.model import Place

_CARRIED = {"image", "oleObject", "package", "aFChunk", "video", "audio", "media", "hdphoto"}
_NUMBER = re.compile(r"^[\d.,%\s+-]*$")
_LEFT = re.compile(r"(?:^|/)(?:media|embeddings|Pictures)/[^/]+$")


class Attachments:
    """Stages each part once, at the first place that shows it."""

    def __init__(self, package: Package, staging: Path) -> None:
        self._package = package
        self._staging = staging
        self._staged: set[str] = set()

    def of_relation(self, relation: Relation | None, place: Place) -> Iterator[Child]:
        """The part *relation* leads to, unless it stands outside the file or was staged before."""
        if relation is not None and not relation.external and relation.kind in _CARRIED:
            yield from self.part(relation.target, place, {"embedded_as": relation.kind})

    def part(self, name: str, place: Place, metadata: dict[str, str]) -> Iterator[Child]:
        """The part called *name*, once."""
        if name in self._staged or not self._package.has(name):
            return
        self._staged.add(name)
        path = self._package.stage(name, self._staging)
        if path is None:
            return
        if path.stat().st_size == 0:
            path.unlink()
            return
        shown, found = named(PurePosixPath(name).name, f"part {len(self._staged)}")
        yield Child(path, shown, place=place, metadata={**metadata, "part": name[:200], **found})

    def left_over(self) -> Iterator[Child]:
        """Media and embedded files that no place in the document shows."""
        for name in self._package.names:
            if _LEFT.search(name) and name not in self._staged:
                yield from self.part(name, Place("part", path=name[:200]), {"shown": "in no place of the document"})

    def drawing_texts(self, name: str) -> list[str]:
        """Words of a chart or diagram part: paragraphs, and labels of series and categories."""
        root = self._package.xml(name)
        found: list[str] = []
        for element in root.iter() if root is not None else ():
            if local(element) == "p":
                found.append("".join(t.text or "" for t in element.iter("{*}t")))
            elif local(element) == "v" and not _NUMBER.match(element.text or ""):
                found.append(element.text or "")
        return list(dict.fromkeys(text.strip() for text in found if text.strip()))
