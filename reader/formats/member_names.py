"""Names inside archives: decided once over all of them, kept as they are, shown so that they deceive nobody.

An archive says little about the charset of its names, and a name may hold anything: line ends, direction
overrides, ``../``. Names never become paths on our disk; this module only makes them readable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from reader.errors import UnreadableInput
from reader.formats.contract import Child, Event, Trouble
from reader.text import decode

NAME_CHARS = 255
"""Longest name shown; the whole of it stays in the metadata."""

KEPT_CHARS = 4096
"""Longest name kept: PATH_MAX of Linux."""

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")


def decoded(raw_names: Iterable[bytes], fallback: str) -> tuple[list[str], str]:
    """The names as text, and how that was decided in plain words.

    All names together decide the charset, because one name is too short to. *fallback* is the charset the
    format itself prescribes; it is used when the bytes look like no text at all.
    """
    raws = list(raw_names)
    try:
        found = decode.decode(b"\n".join(raws))
    except UnreadableInput:
        found = None
    if found is None or found.replaced:
        return [raw.decode(fallback, "replace") for raw in raws], f"{fallback}, which the format prescribes"
    return [raw.decode(found.charset, "replace") for raw in raws], found.how


def shown(name: str) -> str:
    """*name* for people: hidden and control characters as ``[U+202E]``, the middle of a very long one cut out."""
    text = "".join(f"[U+{ord(c):04X}]" if unicodedata.category(c) in _HIDDEN else c for c in name)
    if len(text) > NAME_CHARS:
        half = (NAME_CHARS - 1) // 2
        text = f"{text[:half]}…{text[-half:]}"
    return text or "(no name)"


def leads_outside(name: str) -> bool:
    """Whether unpacking the name as a path would leave the folder: absolute, a drive, or ``..``."""
    return bool(_OUTSIDE.search(name))


def described(name: str) -> dict[str, str]:
    """Metadata of a member: its exact name where the shown one differs, and what is odd about it."""
    result = {}
    if shown(name) != name:
        result["member_name"] = name[:KEPT_CHARS]
    if leads_outside(name):
        result["name_warning"] = "the name leads outside the archive's own folder; it was not followed"
    return result


def renamed(event: Event, name: str) -> Event:
    """A Child or Trouble under the name that was found out later."""
    place = replace(event.place, path=name) if isinstance(event, Child | Trouble) and event.place else None
    if isinstance(event, Child):
        kept = {key: value for key, value in event.metadata.items() if key not in {"member_name", "name_warning"}}
        return replace(event, name=shown(name), place=place, metadata={**kept, **described(name)})
    return replace(event, place=place) if isinstance(event, Trouble) else event
