"""Words and signs for states, severities, kinds, places, times and sizes.

A state is never told by colour alone: each has a sign and a word.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.model import BlockKind, Place, RevisionStatus, SegmentState, Severity

_PATH_SHOWN = 64
_POINT_MM = 25.4 / 72


class Label(NamedTuple):
    """A sign, a word, and a key (also a CSS class and a colour name)."""

    icon: str
    word: str
    key: str


STATES: Mapping[SegmentState, Label] = {
    SegmentState.UNTRANSLATED: Label("□", "Not translated", "untranslated"),
    SegmentState.MACHINE: Label("○", "Machine", "machine"),
    SegmentState.CHECKED: Label("◐", "Auto-checked", "checked"),
    SegmentState.DOUBTFUL: Label("▲", "Doubtful", "doubtful"),
    SegmentState.CORRECTED: Label("◆", "Corrected", "corrected"),
    SegmentState.CERTIFIED: Label("★", "Certified", "certified"),
    SegmentState.NOT_CHINESE: Label("–", "Not Chinese", "not-chinese"),
}

REVIEWED = Label("✓", "Reviewed", "reviewed")

STATE_MEANINGS: tuple[tuple[Label, str], ...] = (
    (
        STATES[SegmentState.MACHINE],
        "the program's translation; no person has looked at it and no check result is stored",
    ),
    (
        STATES[SegmentState.CHECKED],
        "the program's translation; automatic checks ran and found nothing, which does not make it right",
    ),
    (STATES[SegmentState.DOUBTFUL], "the program's translation, and a check found a likely serious error in it"),
    (STATES[SegmentState.CORRECTED], "a person changed the English; nobody has confirmed it yet"),
    (REVIEWED, "a person who declares a knowledge of Chinese has confirmed the English"),
    (STATES[SegmentState.CERTIFIED], "a translator certifies the English"),
    (STATES[SegmentState.UNTRANSLATED], "Chinese without a translation"),
    (STATES[SegmentState.NOT_CHINESE], "text in another language, shown as it stands"),
)

SEVERITIES: Mapping[Severity, Label] = {
    Severity.CRITICAL: Label("✕", "Critical", "critical"),
    Severity.MAJOR: Label("!", "Major", "major"),
    Severity.MINOR: Label("·", "Minor", "minor"),
}

REVISIONS: Mapping[RevisionStatus, Label] = {
    RevisionStatus.PROPOSED: STATES[SegmentState.CORRECTED],
    RevisionStatus.REVIEWED: REVIEWED,
    RevisionStatus.CERTIFIED: STATES[SegmentState.CERTIFIED],
}

KINDS: Mapping[BlockKind, str] = {
    BlockKind.TITLE: "title",
    BlockKind.HEADING: "heading",
    BlockKind.LIST_ITEM: "list item",
    BlockKind.TABLE_CELL: "table cell",
    BlockKind.CAPTION: "caption",
    BlockKind.IMAGE_TEXT: "text in an image",
    BlockKind.QUOTE: "quotation",
    BlockKind.MESSAGE: "message",
    BlockKind.HEADER: "header line",
    BlockKind.LINK: "link",
}

LANGUAGES: Mapping[str, str] = {
    "zh-Hans": "Chinese (Simplified)",
    "zh-Hant": "Chinese (Traditional)",
    "zh": "Chinese",
    "en": "English",
    "ja": "Japanese",
    "ko": "Korean",
    "und": "undetermined",
}

IDENTIFIERS: Mapping[str, str] = {
    "phone": "Telephone",
    "email": "E-mail",
    "url": "Web address",
    "document-number": "Document number",
}


def state_label(state: SegmentState, status: RevisionStatus | None) -> Label:
    """The label of a row: a correction's own status speaks louder than the state."""
    return REVISIONS[status] if status is not None else STATES[state]


def place_label(place: Place) -> str:
    """A place in words: ``page 3, 42 mm from the top``, ``line 12``, ``sheet Budget, cell B7``."""
    if place.kind == "page" and place.page is not None:
        top = f", {place.box[1] * _POINT_MM:.0f} mm from the top" if place.box is not None else ""
        return f"page {place.page}{top}"
    if place.kind == "cell":
        sheet, _, cell = place.path.rpartition("!")
        return f"sheet {sheet}, cell {cell}" if sheet else f"cell {cell}"
    if place.kind == "line" and place.line is not None:
        return f"line {place.line:,}"
    if place.kind == "record":
        size = f", {place.length:,} bytes long" if place.length is not None else ""
        return f"record at byte {place.offset or 0:,}{size}"
    return f"{place.kind} {_tail(place.path)}".strip()


SURE = 0.9
"""Confidence of text recognition (0..1) from which it is not said in figures."""


def places_label(places: Iterable[Place]) -> str:
    """Several places joined by "and", each different one once."""
    return " and ".join(dict.fromkeys(place_label(place) for place in places))


def recognised_label(places: Iterable[Place], *, corrected: bool = False) -> str:
    """``read by OCR, confidence 61 %`` for text recognised in a picture, by the least certain of its lines;
    ``read by OCR`` from 90 % on; ``read by OCR, corrected by a person``; empty for other text."""
    found = [place.confidence for place in places if place.confidence is not None]
    if not found:
        return ""
    if corrected:
        return "read by OCR, corrected by a person"
    least = min(found)
    return "read by OCR" if least >= SURE else f"read by OCR, confidence {math.floor(least * 100 + 1e-6)} %"


def time_label(stamp: str | None) -> str:
    """``2026-11-21T09:30:00.123Z`` as ``2026-11-21 09:30:00 UTC``; anything else as it is."""
    if not stamp:
        return ""
    date, mark, clock = stamp.partition("T")
    if not mark or not clock.endswith("Z"):
        return stamp
    return f"{date} {clock[:-1].split('.')[0]} UTC"


def size_label(size: int) -> str:
    """Bytes, exactly."""
    return f"{size:,} bytes"


def languages_label(languages: Mapping[str, float]) -> str:
    """``Chinese (Simplified) 97 %, English 3 %``, largest share first."""
    shares = sorted(languages.items(), key=lambda item: -item[1])
    return ", ".join(f"{LANGUAGES.get(tag, tag)} {share * 100:.0f} %" for tag, share in shares)


def _tail(path: str) -> str:
    return path if len(path) <= _PATH_SHOWN else "…" + path[-_PATH_SHOWN:]
