"""Text cut into runs that each carry the same marks: how findings and notes are lit in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.exporters.visible import is_hidden, is_plain, visible_chars
from reader.model import Span

ORDER = ("critical", "major", "minor", "note", "hidden")


class Mark(NamedTuple):
    """Code points ``[start, end)`` of a text carry *name*, one of :data:`ORDER`."""

    start: int
    end: int
    name: str


class Run(NamedTuple):
    """Displayed text (harmless, see :mod:`reader.exporters.visible`) and its marks, strongest first."""

    text: str
    marks: tuple[str, ...] = ()


def runs(text: str, marks: Iterable[Mark] = ()) -> tuple[Run, ...]:
    """*text* as displayed, cut where marks begin or end. Spans outside the text are clipped."""
    marks = tuple(marks)
    if not marks and is_plain(text):
        return (Run(text),) if text else ()
    names: list[set[str]] = [set() for _ in text]
    for mark in marks:
        for i in range(max(0, mark.start), min(len(text), mark.end)):
            names[i].add(mark.name)
    for i, char in enumerate(text):
        if is_hidden(char):
            names[i].add("hidden")
    return _merged(visible_chars(text), names)


def quoted(text: str, spans: Sequence[Span]) -> str:
    """The words at *spans*, each in quotation marks, joined by " … "."""
    words = (text[start:end].strip() for start, end in spans)
    return " … ".join(_in_quotes(each) for each in words if each)


def _in_quotes(words: str) -> str:
    return f"‘{words}’" if "“" in words else f"“{words}”"


def _merged(chars: Sequence[str], names: Sequence[set[str]]) -> tuple[Run, ...]:
    merged: list[Run] = []
    pending: list[str] = []
    for i, char in enumerate(chars):
        pending.append(char)
        if i + 1 == len(chars) or names[i + 1] != names[i]:
            shown = "".join(pending)
            if shown:
                merged.append(Run(shown, tuple(name for name in ORDER if name in names[i])))
            pending = []
    return tuple(merged)
