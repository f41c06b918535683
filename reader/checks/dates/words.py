"""Differences of dates and times in plain words."""

from __future__ import annotations

from reader.checks.dates.matching import DateDifference, DateTrouble
from reader.checks.figures_divided import TimeDifference
from reader.model import Span
from reader.text.dates import DateMention, DateWord, date_text, relative_text
from reader.text.figure_words import value_text
from reader.text.numerals import Quantity

_UNIT_WORDS = {"year": "year", "month": "month", "day": "day of the month"}


def shown(mention: DateMention, text: str) -> str:
    """The date in words, and as written: "5 March 2024 (民國113年3月5日)"."""
    return f"{date_text(mention)} ({_written(mention.start, mention.end, text)})"


def explain_date(d: DateDifference, source: str, target: str) -> str:
    """One or two sentences with both dates."""
    z = shown(d.source, source) if d.source else ""
    e = f"“{_written(d.target.start, d.target.end, target)}”" if d.target else ""
    if d.trouble is DateTrouble.CHANGED:
        return f"The Chinese says {z}; the English says {e}."
    if d.trouble is DateTrouble.PART_LOST:
        where = f"; the English says only {e}" if e else "; the English does not say which part"
        return f"The Chinese says {z}{where}."
    if d.trouble is DateTrouble.UNRESOLVED:
        return f"The Chinese says {z}; the English says it in relation to another date, which cannot be checked here."
    if d.trouble is DateTrouble.COMPLETED:
        return f"The English says {e}; the Chinese leaves the {_UNIT_WORDS.get(d.unit, 'date')} unsaid."
    if d.trouble is DateTrouble.ADDED:
        if d.source:
            return f"The English says {e}; the Chinese says only {z}."
        return f"The English says {e}; the Chinese has no such date."
    if d.unit:
        return f"The Chinese says {z}; the English leaves out the {_UNIT_WORDS[d.unit]}."
    return f"The Chinese says {z}; the English does not have this date."


def explain_time(d: TimeDifference, source: str, target: str) -> str:
    """One sentence with both times."""
    z = _time(d.source, source) if d.source else ""
    e = _time(d.target, target) if d.target else ""
    if not d.source:
        return f"The English says {e}; the Chinese has no such time."
    return f"The Chinese says {z}; the English {f'says {e}' if e else 'does not have this time'}."


def explain_word(word: DateWord, other: DateWord | None, source: str, target: str) -> str:
    """A weekday or a relative date that is another one, or missing."""
    z = f"{relative_text(word)} ({_written(word.start, word.end, source)})"
    if other is None:
        return f"The Chinese says {z}; the English does not."
    return f"The Chinese says {z}; the English says “{_written(other.start, other.end, target)}”."


def explain_lunar(mention: DateMention, source: str, as_month: bool) -> str:
    """A date of the lunar calendar that the English does not call one."""
    told = "gives it as a date of the common calendar" if as_month else "does not say so"
    return (
        f"The Chinese gives a date of the lunar calendar: {shown(mention, source)}. The English {told}. "
        "Lunar dates fall three to seven weeks later."
    )


def _time(q: Quantity, text: str) -> str:
    value, written = value_text(q), _written(q.start, q.end, text)
    return value if value == written else f"{value} ({written})"


def _written(start: int, end: int, text: str) -> str:
    written = " ".join(text[start:end].split())
    return written if len(written) <= 40 else written[:40] + "…"


def span_of(item: DateMention | DateWord | Quantity) -> Span:
    """Where it stands."""
    return item.start, item.end
