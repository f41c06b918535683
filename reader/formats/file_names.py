"""Names of files found inside other files: shown safely, never used as paths."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 180
_SUFFIX = re.compile(r"\.[^.\s/]{1,10}$")


def clean_name(name: str) -> str:
    """The last part of *name* on one line, at most 180 characters with its suffix kept.

    Marks that turn the direction of writing (``gpj.exe`` shown as ``exe.jpg``) become ``[U+202E]``.
    """
    name = re.split(r"[\\/]", name)[-1]
    name = _TURNING.sub(lambda m: f"[U+{ord(m.group()):04X}]", _UNSAFE.sub(" ", name)).strip()
    if len(name) <= _LONGEST:
        return name
    found = _SUFFIX.search(name)
    suffix = found.group() if found else ""
    return name[: _LONGEST - len(suffix) - 1] + "…" + suffix


def named(name: str, fallback: str) -> tuple[str, dict[str, str]]:
    """A safe name, and metadata with the name as found (escaped) where it had to be changed."""
    cleaned = clean_name(name)
    if cleaned == name:
        return (cleaned or fallback), {}
    found = {"name_as_found": name[:1000].encode("unicode_escape").decode("ascii")} if name else {}
    return (cleaned or fallback), found


def staged_path(staging: Path) -> Path:
    """A path below *staging* that no other reading uses: several may share the folder."""
    return staging / f"part-{uuid.uuid4().hex}"
