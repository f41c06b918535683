"""Canonical JSON and the digests taken of it.

One value has exactly one canonical form: keys sorted by code point, no white
space, no escapes but those JSON requires, no NaN or infinity. Two programs that
follow these rules get the same SHA-256, so a second party can check a case
without our code.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from reader.model import sha256_text

_encoder = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical_json(value: Any) -> str:
    """Canonical JSON of a JSON-ready value; ``ValueError`` for NaN and infinities."""
    return _encoder.encode(value)


def json_ready(value: Any) -> Any:
    """A column's value, made encodable: the program stores no byte strings and no infinities, but somebody
    else might have put them there."""
    if isinstance(value, bytes):
        return f"bytes:{value.hex()}"
    if isinstance(value, float) and not math.isfinite(value):
        return f"float:{value}"
    return value


def row_line(table: str, values: Mapping[str, Any]) -> str:
    """The line a stored row contributes to its log entry's digest.

    ``NULL`` columns are left out: a column that a later schema adds does not
    change the digest of rows written before it existed.
    """
    row = {name: value for name, value in values.items() if value is not None}
    row["table"] = table
    return canonical_json(row)


def entry_hash(fields: Mapping[str, Any]) -> str:
    """The chain hash over every field of a log entry but ``hash`` itself."""
    return sha256_text(canonical_json({name: value for name, value in fields.items() if name != "hash"}))
