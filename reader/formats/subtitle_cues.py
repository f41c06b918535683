"""Cues of subtitle files: when, who, what, and the lines they stand on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.formats.text_lines import Line

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
ARROW = re.compile(rf"^\s*({_CLOCK})\s*-->\s*({_CLOCK})")
LRC_LINE = re.compile(r"^\s*((?:\[\d{1,3}:\d{2}(?:[.:]\d{1,3})?\])+)(.*)$")
_LRC_TIME = re.compile(r"\[(\d{1,3}):(\d{2})(?:[.:](\d{1,3}))?\]")
_TAG = re.compile(r"</?(?:i|b|u|s|font|c|v|lang|ruby|rt|span)(?:[ .][^>]*)?>|<\d[\d:.]*>", re.I)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,60})>")
_OVERRIDE = re.compile(r"\{\\[^}]*\}")
_ASS_EVENT = re.compile(r"^(Dialogue|Comment)\s*:\s*(.*)$", re.I)


@dataclass(frozen=True, slots=True)
class Cue:
    """``start`` and ``end`` in milliseconds (``end`` ``None`` when the file does not say); ``hidden`` when players do
    not show it. ``line`` is the first line of its text."""

    start: int
    end: int | None
    text: str
    line: Line
    speaker: str = ""
    hidden: bool = False


def clock(milliseconds: int) -> str:
    """``00:01:02.500``."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def arrows(lines: Sequence[Line]) -> Iterator[Cue | Line]:
    """Cues of SRT and WebVTT; lines with text that belong to none (notes, damaged cues) come as they are."""
    at = 0
    while at < len(lines):
        found = ARROW.match(lines[at].text)
        if found is None:
            line = lines[at]
            numbered = line.text.strip().isdigit() and at + 1 < len(lines) and ARROW.match(lines[at + 1].text)
            named = at + 1 < len(lines) and ARROW.match(lines[at + 1].text)
            if line.text.strip() and not numbered and not named:
                yield line
            at += 1
            continue
        texts: list[Line] = []
        at += 1
        while at < len(lines) and lines[at].text.strip() and not ARROW.match(lines[at].text):
            if lines[at].text.strip().isdigit() and at + 1 < len(lines) and ARROW.match(lines[at + 1].text):
                break  # the empty line between two cues is missing
            texts.append(lines[at])
            at += 1
        raw = "\n".join(line.text for line in texts)
        voice = _VOICE.search(raw)
        text = _OVERRIDE.sub("", html.unescape(_TAG.sub("", raw))).strip()
        if text:
            yield Cue(_clock(found[1]), _clock(found[2]), text, texts[0], voice[1].strip() if voice else "")


def lyrics(lines: Sequence[Line]) -> Iterator[Cue | Line]:
    """Lines of an LRC file; each ends when the next begins. Tags such as ``[ti:…]`` come as lines."""
    found: list[tuple[int, str, Line]] = []
    for line in lines:
        match = LRC_LINE.match(line.text)
        if match is None:
            if line.text.strip():
                yield line
            continue
        for minutes, seconds, part in _LRC_TIME.findall(match[1]):
            fraction = int((part or "0").ljust(3, "0")[:3])
            found.append(((int(minutes) * 60 + int(seconds)) * 1000 + fraction, match[2].strip(), line))
    found.sort(key=lambda row: row[0])
    for index, (start, text, line) in enumerate(found):
        end = found[index + 1][0] if index + 1 < len(found) else None
        if text:
            yield Cue(start, end, text, line)


def dialogue(lines: Sequence[Line]) -> Iterator[Cue | Line]:
    """Events of ASS and SSA files; their columns are named by a Format line."""
    columns = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
    in_events = False
    for line in lines:
        stripped = line.text.strip()
        if stripped.startswith("["):
            in_events = stripped.lower() == "[events]"
        elif in_events and stripped.lower().startswith("format:"):
            columns = [c.strip().lower() for c in stripped[7:].split(",")]
        elif in_events and (found := _ASS_EVENT.match(stripped)):
            values = dict(zip(columns, found[2].split(",", len(columns) - 1), strict=False))
            text = (
                _OVERRIDE.sub("", values.get("text", "")).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
            )
            try:
                start, end = _clock(values["start"]), _clock(values["end"])
            except (KeyError, ValueError):
                yield line
                continue
            if text.strip():
                hidden = found[1].lower() == "comment"
                yield Cue(start, end, text.strip(), line, values.get("name", "").strip()[:60], hidden)


def _clock(text: str) -> int:
    *front, seconds = text.strip().replace(",", ".").split(":")
    hours, minutes = (int(front[-2]) if len(front) > 1 else 0), int(front[-1]) if front else 0
    whole, _, part = seconds.partition(".")
    return ((hours * 60 + minutes) * 60 + int(whole)) * 1000 + int((part or "0").ljust(3, "0")[:3])
