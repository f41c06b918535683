"""Text that is not valid Unicode, kept without loss.

Damaged JSON, cut-off emoji and file names in an old charset give strings with
lone surrogates, which no UTF-8 database takes. In the database each of them is
written as U+10FFFF (a code point that Unicode reserves for internal use) and
four hexadecimal digits; U+10FFFF itself as U+10FFFF and ``FFFF``. Text without
these, that is nearly all text, is stored as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

ESCAPE = "\U0010ffff"
ESCAPE_BYTES = ESCAPE.encode()

_TO_ESCAPE = re.compile("[\ud800-\udfff\U0010ffff]")
_ESCAPED = re.compile(ESCAPE + "(D[89A-F][0-9A-F]{2}|FFFF)")


def escape(text: str) -> str:
    """The form in which *text* is stored."""
    if text.isascii() or _TO_ESCAPE.search(text) is None:
        return text
    return _TO_ESCAPE.sub(lambda match: f"{ESCAPE}{ord(match[0]) & 0xFFFF:04X}", text)


def unescape(stored: str) -> str:
    """The text that :func:`escape` was given."""
    if ESCAPE not in stored:
        return stored
    return _ESCAPED.sub(lambda match: ESCAPE if match[1] == "FFFF" else chr(int(match[1], 16)), stored)


def escape_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its strings as they are stored."""
    return {name: escape(value) if isinstance(value, str) else value for name, value in row.items()}


def read_text(stored: bytes) -> str:
    """A text column's bytes as the text that was stored."""
    return stored.decode() if ESCAPE_BYTES not in stored else unescape(stored.decode())
