"""Dates and times: does the English give every date of the Chinese, the same one, and none besides?"""

from __future__ import annotations

import re
from datetime import date

from reader.checks.contract import Context
from reader.checks.dates.matching import DateDifference, DateTrouble, changed_words
from reader.checks.dates.words import explain_date, explain_lunar, explain_time, explain_word, span_of
from reader.checks.figures_divided import Divided, TimeDifference, divide
from reader.checks.scripts import has_content
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.dates import DateMention, date_text, relative_text, resolve
from reader.text.figure_words import value_text

_SEVERITY = {
    DateTrouble.CHANGED: Severity.MAJOR,
    DateTrouble.MISSING: Severity.MAJOR,
    DateTrouble.ADDED: Severity.MAJOR,
    DateTrouble.PART: Severity.MAJOR,
    DateTrouble.PART_LOST: Severity.MINOR,
    DateTrouble.COMPLETED: Severity.MINOR,
    DateTrouble.UNRESOLVED: Severity.MINOR,
}
_CATEGORY = {
    DateTrouble.MISSING: "Accuracy/Omission",
    DateTrouble.PART_LOST: "Accuracy/Omission",
    DateTrouble.ADDED: "Accuracy/Addition",
    DateTrouble.COMPLETED: "Accuracy/Addition",
}
_DATELINE = re.compile(r"(?:电|讯|消息|报道|综合)")
"""What follows the day in the dateline of a news agency (新华社30日电), which translators leave out."""
_SHOWN = 30
"""Findings for one sentence; a longer list helps nobody."""


class Dates:
    """Compares the dates of both sides; see docs/checks.md for what it cannot see."""

    name = "dates"
    version = "1"
    label = "Date"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding per date that differs; nothing for an English without words, which has its own check."""
        source, target = segment.text, context.text
        both = divide(source, target)
        if not (both.source_dates or both.target_dates or both.times) or not has_content(target):
            return []
        found = [self._date(d, source, target) for d in _once(both.dates)]
        found += [self._time(d, source, target) for d in both.times]
        found += self._lunar(both, source)
        found += self._words(both, source, target)
        found += self._relative(both, source, target, context.stated_date)
        return found[:_SHOWN]

    def _date(self, d: DateDifference, source: str, target: str) -> Finding:
        values = {"source_value": date_text(d.source) if d.source else "", "target_value": _target_value(d)}
        severity = _SEVERITY[d.trouble]
        if d.trouble is DateTrouble.MISSING and d.source and _DATELINE.match(source, d.source.end):
            severity = Severity.MINOR
        return self._finding(
            severity,
            _CATEGORY.get(d.trouble, "Accuracy/Mistranslation"),
            explain_date(d, source, target),
            d.trouble.value,
            span_of(d.source) if d.source else None,
            span_of(d.target) if d.target else None,
            values,
        )

    def _time(self, d: TimeDifference, source: str, target: str) -> Finding:
        trouble = "changed" if d.source and d.target else "missing" if d.source else "added"
        category = {"changed": "Mistranslation", "missing": "Omission", "added": "Addition"}[trouble]
        # 24时 and 0时 only close a day, which the date alone says as well
        closes = trouble == "missing" and d.source is not None and d.source.value in (0, 24)
        return self._finding(
            Severity.MINOR if closes else Severity.MAJOR,
            f"Accuracy/{category}",
            explain_time(d, source, target),
            trouble,
            span_of(d.source) if d.source else None,
            span_of(d.target) if d.target else None,
            {
                "source_value": value_text(d.source) if d.source else "",
                "target_value": value_text(d.target) if d.target else "",
            },
            label="Time",
        )

    def _lunar(self, both: Divided, source: str) -> list[Finding]:
        if both.target_dates.lunar_said:
            return []
        found = []
        for mention in both.source_dates.dates:
            if mention.lunar:
                same = [e for e in both.target_dates.dates if set(e.months) & set(mention.months)]
                found.append(
                    self._finding(
                        Severity.MAJOR if same else Severity.MINOR,
                        "Accuracy/Mistranslation",
                        explain_lunar(mention, source, bool(same)),
                        "lunar",
                        span_of(mention),
                        span_of(same[0]) if same else None,
                        {"source_value": date_text(mention)},
                    )
                )
        return found

    def _words(self, both: Divided, source: str, target: str) -> list[Finding]:
        found = []
        for ours, theirs in (
            (both.source_dates.weekdays, both.target_dates.weekdays),
            (both.source_dates.relatives, both.target_dates.relatives),
        ):
            for word, other in changed_words(ours, theirs):
                if other is None and word.unit != "weekday":
                    continue  # 今年 is left out, or said as the year itself, too often to say anything
                found.append(
                    self._finding(
                        Severity.MAJOR if other else Severity.MINOR,
                        "Accuracy/Mistranslation" if other else "Accuracy/Omission",
                        explain_word(word, other, source, target),
                        "changed" if other else "missing",
                        span_of(word),
                        span_of(other) if other else None,
                        {"source_value": relative_text(word), "target_value": relative_text(other) if other else ""},
                    )
                )
        return found

    def _relative(self, both: Divided, source: str, target: str, stated: str | None) -> list[Finding]:
        """去年 in a document of 2024 is 2023: "in 2022" is wrong. Only where the document's date is stated."""
        if stated is None:
            return []
        day = date.fromisoformat(stated[:10])
        said = {(w.unit, w.value) for w in both.target_dates.relatives}
        unsaid = [e for e in both.target_dates.dates if not _in_source(e, both.source_dates.dates)]
        found = []
        for word in both.source_dates.relatives:
            if word.unit not in {"day", "month", "year"} or (word.unit, word.value) in said:
                continue
            due = resolve(word, day)
            near = [e for e in unsaid if _same_units(due, e)]
            if near and not any(_equal(due, e) for e in near):
                found.append(
                    self._finding(
                        Severity.MAJOR,
                        "Accuracy/Mistranslation",
                        f"The Chinese says {relative_text(word)} ({source[word.start : word.end]}), which is "
                        f"{date_text(due)} seen from the document's date {day.isoformat()}; the English says "
                        f"“{target[near[0].start : near[0].end]}”.",
                        "changed",
                        span_of(word),
                        span_of(near[0]),
                        {"source_value": date_text(due), "target_value": date_text(near[0])},
                    )
                )
        return found

    def _finding(
        self,
        severity: Severity,
        category: str,
        explanation: str,
        trouble: str,
        source_span: Span | None,
        target_span: Span | None,
        values: dict[str, str],
        *,
        label: str = "",
    ) -> Finding:
        return Finding(
            check=self.name,
            check_version=self.version,
            label=label or self.label,
            category=category,
            severity=severity,
            explanation=explanation,
            source_spans=(source_span,) if source_span else (),
            target_spans=(target_span,) if target_span else (),
            evidence={"trouble": trouble, **{name: value for name, value in values.items() if value}},
        )


def _target_value(d: DateDifference) -> str:
    return date_text(d.target) if d.target else ""


def _once(differences: list[DateDifference]) -> list[DateDifference]:
    """The same difference of the same dates is told once."""
    seen: dict[tuple[object, ...], DateDifference] = {}
    for d in differences:
        key = (d.trouble, d.unit, *(m and (m.years, m.months, m.days, m.part) for m in (d.source, d.target)))
        seen.setdefault(key, d)
    return list(seen.values())


def _in_source(e: DateMention, dates: list[DateMention]) -> bool:
    return any(_equal(z, e) for z in dates)


def _same_units(due: DateMention, e: DateMention) -> bool:
    """Whether both name the same parts, the year aside, which a date may leave unsaid."""
    return bool(due.days) == bool(e.days) and bool(due.months) == bool(e.months)


def _equal(one: DateMention, two: DateMention) -> bool:
    pairs = ((one.years, two.years), (one.months, two.months), (one.days, two.days))
    return all(not (a and b) or set(a) & set(b) for a, b in pairs)
