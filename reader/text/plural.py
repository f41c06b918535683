"""Counted things in English."""

from __future__ import annotations


def plural(count: int, one: str, many: str = "") -> str:
    """``1 sentence``, ``1,204 sentences``; *many* is the plural where it is not *one* with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
