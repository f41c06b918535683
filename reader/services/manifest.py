"""Compare incoming files with a ``sha256sum`` list made where they were collected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reader.errors import PathMissing, UsageError

LINE = re.compile(r"^\\?([0-9a-fA-F]{64}) [ *](.+)$")
"""GNU coreutils ``sha256sum`` output: hash, space, space or ``*``, name."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Relative POSIX path → expected SHA-256 (lower case)."""

    expected: dict[str, str]

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """Read *path*. Raises PathMissing, or UsageError naming the first malformed line."""
        if not path.is_file():
            raise PathMissing(f"There is no manifest at {path}.", hint="Make one with: sha256sum FILES > manifest")
        expected: dict[str, str] = {}
        for number, line in enumerate(path.read_text("utf-8-sig", "replace").splitlines(), start=1):
            if not line.strip():
                continue
            match = LINE.match(line)
            if match is None:
                raise UsageError(
                    f"Line {number} of the manifest is not a sha256sum line.",
                    hint="Each line is 64 hexadecimal digits, two spaces and a file name.",
                )
            expected[_plain(match.group(2))] = match.group(1).lower()
        return cls(expected)

    def compare(self, relative: str, sha256: str) -> str:
        """Empty when the file is as listed; otherwise what is wrong, in words."""
        wanted = self._lookup(relative)
        if wanted is None:
            return "The file is not in the manifest."
        if wanted != sha256:
            return f"The manifest says SHA-256 {wanted}, the file has {sha256}."
        return ""

    def _lookup(self, relative: str) -> str | None:
        """The manifest may have been made inside the folder or beside it: try each tail."""
        parts = relative.split("/")
        return next((h for i in range(len(parts)) if (h := self.expected.get("/".join(parts[i:])))), None)


def _plain(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")
