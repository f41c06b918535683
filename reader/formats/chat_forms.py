"""How chat programs write a message's head: who and when, alone on a line or before the text.

Forms seen in exports of WeChat (by its backup tools and by forwarding to mail), QQ's message manager and
WhatsApp's export in Chinese; none is documented by its maker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DATE = r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)"
_TIME = r"(?:(?:上午|下午|凌晨|中午|晚上|早上|AM|PM)\s?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AP]M)?"
_WHEN = rf"{_DATE}[\s,，T]{{0,3}}(?:星期.|周.)?\s*{_TIME}"
_TIME_FIRST = re.compile(rf"^[\[(（【]?(?P<when>{_WHEN})[\])）】]?\s+(?P<who>\S.{{0,59}}?)\s*$")
_NAME_FIRST = re.compile(rf"^(?P<who>\S.{{0,59}}?)[:：]?\s+[\[(（【]?(?P<when>{_WHEN})[\])）】]?\s*$")
_NAME_CLOCK = re.compile(rf"^(?P<who>\S.{{0,39}}?)\s{{2,}}(?P<when>{_TIME})\s*$")
_INLINE = re.compile(
    rf"^[\[(（【]?(?P<when>{_WHEN})[\])）】]?\s*(?:-\s+)?(?P<who>[^\s:：\[\]][^:：\n]{{0,39}}?)\s*[:：]\s*(?P<text>.*)$"
)
_DAY = re.compile(rf"^[\s—–\-=*─]{{2,}}\s*(?P<day>{_DATE})\s*(?:星期.|周.)?\s*[\s—–\-=*─]{{2,}}$")
_LOG_LEVELS = re.compile(r"^(?:\[?(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|NOTICE|CRITICAL)\]?)\b", re.I)
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Start:
    """The head of a message: ``text`` is what follows it on the same line."""

    who: str
    when: str
    text: str = ""


class Form:
    """One way of writing heads."""

    def __init__(self, name: str, pattern: re.Pattern[str], *, own_line: bool) -> None:
        self.name = name
        self.own_line = own_line
        self._pattern = pattern

    def start(self, line: str) -> Start | None:
        """The head on *line*, or ``None``."""
        found = self._pattern.match(line.strip("\ufeff\r\n"))
        if found is None or _LOG_LEVELS.match(found["who"]):
            return None
        text = found["text"] if "text" in found.groupdict() else ""
        return Start(found["who"].strip(), found["when"].strip(), text)


FORMS = (
    Form("time and sender on a line of their own", _TIME_FIRST, own_line=True),
    Form("sender and time on a line of their own", _NAME_FIRST, own_line=True),
    Form("sender and time of day on a line of their own", _NAME_CLOCK, own_line=True),
    Form("time, sender and text on one line", _INLINE, own_line=False),
)


def day(line: str) -> str | None:
    """The date on a line that parts two days (``—————  2031-05-06  —————``)."""
    found = _DAY.match(line)
    return found["day"] if found else None


def recognise(lines: list[str] | tuple[str, ...]) -> Form | None:
    """The form in which *lines* hold messages, ``None`` when they are no chat.

    Heads on their own line must have text below them, or a log with times would be a chat; heads before the
    text must come from few people who write more than once.
    """
    filled = [(n, line) for n, line in enumerate(lines) if line.strip()]
    best: tuple[int, Form] | None = None
    for form in FORMS:
        heads = {n: start for n, line in filled if (start := form.start(line))}
        if len(heads) < _LEAST or len(heads) * 15 < len(filled):
            continue
        if form.own_line:
            followed = sum(
                following in {n for n, _ in filled} and following not in heads
                for n in heads
                for following in [_next_filled(lines, n)]
            )
            good = followed * 2 >= len(heads)
        else:
            people = {start.who for start in heads.values()}
            good = len(people) * 1.5 <= len(heads) and len(heads) * 3 >= len(filled)
        if good and (best is None or len(heads) > best[0]):
            best = (len(heads), form)
    return best[1] if best else None


def _next_filled(lines: list[str] | tuple[str, ...], n: int) -> int:
    """The next line with text, at most three further on (programs leave one or two empty)."""
    return next((k for k in range(n + 1, min(n + 4, len(lines))) if lines[k].strip()), -1)
