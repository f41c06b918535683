"""Subtitles and lyrics (SRT, WebVTT, ASS, LRC): a block per cue, located by its time in the recording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reader.errors import EmptyInput
from reader.formats import subtitle_cues, whole_text
from reader.formats.contract import HIDDEN, BlockDraft, Event, Head, Payload, Probe
from reader.formats.sniff import PLAIN, sniff
from reader.formats.subtitle_cues import ARROW, LRC_LINE, Cue, clock
from reader.formats.text_head import first_lines
from reader.formats.text_lines import Line
from reader.model import BlockKind, Locator, Place

VTT = "text/vtt"
_ASS = re.compile(r"^\s*\[(?:Script Info|V4\+? Styles|Events)\]\s*$", re.I)
_LRC_TAG = re.compile(r"^\s*\[(ti|ar|al|by|offset|length|re|ve|au):(.*)\]\s*$", re.I)
_SKIPPED = re.compile(r"^(?:WEBVTT|STYLE|REGION|X-TIMESTAMP-MAP)")
_SETTING = re.compile(r"^[\w\s:#.,;{}()%*-]*$", re.A)
_FACTS = {"ti": "title_stated", "ar": "author", "by": "transcribed_by"}

Reader = Callable[[Sequence[Line]], Iterator[Cue | Line]]


class Subtitles:
    """Timed text of recordings, in any charset."""

    name = "subtitles"
    version = "1"

    def score(self, probe: Probe) -> float:
        """WebVTT by its first word; the others by the look of their lines."""
        if sniff(probe) == VTT:
            return 0.8
        return 0.7 if _kind(first_lines(probe)) else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, then the cues in the order of the file (LRC: of time)."""
        whole = whole_text.read(payload)
        decoded, lines = whole.decoded, whole.lines()
        kind, reader = _kind([line.text for line in lines[:400]]) or ("SubRip", subtitle_cues.arrows)
        items = [item for item in reader(lines) if isinstance(item, Cue) or _is_note(item)]
        cues = [item for item in items if isinstance(item, Cue)]
        if not items:
            raise EmptyInput("The subtitle file holds no text.", hint="The original is kept unchanged.")
        ends = [cue.end or cue.start for cue in cues]
        metadata = {"subtitle_format": kind, "cues": str(len(cues)), "until": clock(max(ends, default=0))}
        for line in lines[:40]:
            if (found := _LRC_TAG.match(line.text)) and found[1].lower() in _FACTS:
                metadata.setdefault(_FACTS[found[1].lower()], found[2].strip()[:500])
        yield Head(
            title=metadata.get("title_stated", "")[:200],
            media_type=VTT if kind == "WebVTT" else PLAIN,
            charset=decoded.charset,
            charset_how=decoded.how,
            pages=None,
            extractor=self.name,
            extractor_version=self.version,
            metadata={key: value for key, value in metadata.items() if value},
        )
        for item in items:
            yield _cue(item) if isinstance(item, Cue) else _note(item)
        yield from whole.troubles("The subtitle file")


def _kind(lines: Sequence[str]) -> tuple[str, Reader] | None:
    """What the lines look like: name of the format and how to read it."""
    filled = [line for line in lines if line.strip()]
    if not filled:
        return None
    if filled[0].lstrip("\ufeff").startswith("WEBVTT"):
        return "WebVTT", subtitle_cues.arrows
    if any(_ASS.match(line) for line in filled[:3]):
        return "ASS", subtitle_cues.dialogue
    if any(ARROW.match(line) for line in filled[:3]):
        return "SubRip", subtitle_cues.arrows
    timed = sum(bool(LRC_LINE.match(line)) for line in filled)
    if timed >= 3 and timed + sum(bool(_LRC_TAG.match(line)) for line in filled) >= 0.8 * len(filled):
        return "LRC", subtitle_cues.lyrics
    return None


def _is_note(line: Line) -> bool:
    """Whether a line outside the cues holds words; settings and styles do not."""
    text = line.text.strip("\ufeff ")
    return not _SKIPPED.match(text) and not _SETTING.match(text) and not _LRC_TAG.match(text)


def _cue(cue: Cue) -> BlockDraft:
    end = clock(cue.end) if cue.end is not None else "end"
    place = Place(
        "time", path=f"{clock(cue.start)}–{end}", line=cue.line.number, offset=cue.line.offset, length=cue.line.length
    )
    context = [cue.speaker] if cue.speaker else []
    if cue.hidden:
        context += [HIDDEN, "comment in the subtitle file"]
    return BlockDraft(BlockKind.CAPTION, cue.text, (Locator(0, len(cue.text), place),), context=tuple(context))


def _note(line: Line) -> BlockDraft:
    place = Place("line", line=line.number, offset=line.offset, length=line.length)
    return BlockDraft(
        BlockKind.OTHER, line.text, (Locator(0, len(line.text), place),), context=("outside the subtitles",)
    )
