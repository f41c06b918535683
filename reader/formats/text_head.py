"""The first lines of a text file, for formats that are recognised by what their lines look like."""

from __future__ import annotations

from functools import lru_cache

from reader.errors import UnreadableInput
from reader.formats.probe import HEAD_BYTES, Probe
from reader.formats.sniff import PLAIN, sniff
from reader.text import decode

_LINES = 400


@lru_cache(maxsize=4)
def first_lines(probe: Probe) -> tuple[str, ...]:
    """Up to 400 lines of the head of a plain text file (a last one that may be cut left out); none for other files."""
    if sniff(probe) != PLAIN:
        return ()
    try:
        lines = decode.decode(probe.head).text.splitlines()
    except UnreadableInput:
        return ()
    if probe.size > HEAD_BYTES and len(lines) > 1:
        lines.pop()
    return tuple(lines[:_LINES])
