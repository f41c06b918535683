"""Which pictures of a saved web page may hold writing: told from their first bytes, none is decoded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Literal

from reader.formats.probe import HEAD_BYTES

LEAST_WIDTH, LEAST_HEIGHT, LEAST_BYTES = 120, 40, 6_000
"""Below these a picture is an icon, a line or a tracker: a notice with one line of writing is larger."""

MOST_PICTURES = 200
"""Different pictures of one archive that are taken out to be read; the rest is counted."""

ON_PAGE, ON_PAGE_VALUE = "picture", "on a saved web page"
"""Metadata of a picture that came with a page: one without writing is no problem of its own."""

_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_WEBP_LOSSY_START = b"\x9d\x01\x2a"
_IMAGE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", re.S)


class Pictures:
    """The pictures of one archive that are worth reading, each once, no more than :data:`MOST_PICTURES`."""

    def __init__(self, most: int = MOST_PICTURES) -> None:
        self._left = most
        self._seen: set[bytes] = set()

    def wanted(self, head: bytes) -> bool:
        """Whether the picture whose first 64 KiB are *head* (all of it, if shorter) is to be taken out."""
        if self._left < 1 or not may_hold_writing(head):
            return False
        digest = hashlib.sha256(head).digest()
        if digest in self._seen:
            return False
        self._seen.add(digest)
        self._left -= 1
        return True


def may_hold_writing(head: bytes) -> bool:
    """Whether *head* begins a PNG, JPEG, WebP or GIF that is large enough.

    A picture whose size stands behind the first 64 KiB (JPEG with long remarks) is taken for large enough.
    """
    if len(head) < LEAST_BYTES or not _IMAGE.match(head):
        return False
    found = dimensions(head)
    if found is None:
        return len(head) >= HEAD_BYTES
    return found[0] >= LEAST_WIDTH and found[1] >= LEAST_HEIGHT


def dimensions(head: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the header states them; ``None`` when it does not say.

    After PNG (ISO/IEC 15948, IHDR), GIF89a (logical screen), JPEG (ITU-T T.81, frame header), WebP (RFC 9649).
    """
    if head.startswith(b"\x89PNG"):
        return _both(head, 16, 4, "big")
    if head.startswith(b"GIF8"):
        return _both(head, 6, 2, "little")
    if head.startswith(b"\xff\xd8"):
        return next(_jpeg(head), None)
    return _webp(head)


def _both(head: bytes, at: int, width: int, order: Literal["big", "little"]) -> tuple[int, int] | None:
    if len(head) < at + 2 * width:
        return None

    first, second = head[at : at + width], head[at + width : at + 2 * width]
    return int.from_bytes(first, order), int.from_bytes(second, order)


def _jpeg(head: bytes) -> Iterator[tuple[int, int]]:
    """(width, height) of each frame header, following the lengths of the segments."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker in _JPEG_SIZES:
            yield int.from_bytes(head[at + 7 : at + 9], "big"), int.from_bytes(head[at + 5 : at + 7], "big")
            return
        at += 2 + max(2, int.from_bytes(head[at + 2 : at + 4], "big"))


def _webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if len(head) < 30:
        return None
    if kind == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and head[23:26] == _WEBP_LOSSY_START:
        size = _both(head, 26, 2, "little")
        return (size[0] & 0x3FFF, size[1] & 0x3FFF) if size else None
    return None
