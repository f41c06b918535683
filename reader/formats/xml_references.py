"""Character references that name half a character (``&#xD83D;&#xDE00;``), as some programs write signs beyond U+FFFF.

XML forbids them. libxml2, told to go on after errors, puts the halves into its tree, where lxml fails on them.
"""

from __future__ import annotations

import re

_HALF = rb"&#(?:[xX]0*([dD][89a-fA-F][0-9a-fA-F]{2})|0*(5[5-7]\d{3}));"
_RUN = re.compile(rb"(?:%b)+" % _HALF)
_EACH = re.compile(_HALF)


def whole(data: bytes) -> bytes:
    """UTF-8 *data* with two halves joined to their character; a single half becomes U+FFFD."""
    return _RUN.sub(_joined, data) if b"&#" in data else data


def _joined(run: re.Match[bytes]) -> bytes:
    units = [int(m[1], 16) if m[1] else int(m[2]) for m in _EACH.finditer(run[0])]
    packed = b"".join(unit.to_bytes(2, "little") for unit in units)
    return packed.decode("utf-16-le", "replace").encode()
