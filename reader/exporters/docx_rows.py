"""The side-by-side table of the DOCX exhibit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.exporters import docx_styles as s
from reader.exporters.docx_xml import MONO, SANS, Box, Element, Look, cell, link, paragraph, row, run, table
from reader.exporters.labels import Label
from reader.exporters.rows import Remark, RowView
from reader.exporters.runs import Run
from reader.exporters.view import Fold
from reader.exporters.wording import SAMPLE, missing
from reader.text.plural import plural

WIDTHS = (1304, 4026, 4536)
"""Number and state | original | English, in twentieths of a point."""

_GOOD = {"corrected", "reviewed", "certified"}
_STATE_COLORS = {"doubtful": s.CRITICAL, "untranslated": s.MAJOR} | dict.fromkeys(_GOOD, s.GOOD)
_CHIPS = {
    "critical": (s.CRITICAL, s.CRITICAL_FILL),
    "major": (s.MAJOR, s.MAJOR_FILL),
    "note": (s.NOTE, s.NOTE_FILL),
} | dict.fromkeys(_GOOD, (s.GOOD, s.GOOD_FILL))
_MARKS = {
    "critical": Look(fill=s.CRITICAL_FILL, underline="single", underline_color=s.CRITICAL),
    "major": Look(fill=s.MAJOR_FILL, underline="dash", underline_color=s.MAJOR),
    "minor": Look(underline="dotted", underline_color=s.FAINT),
    "note": Look(fill=s.NOTE_FILL, underline="dotted", underline_color=s.NOTE),
    "hidden": Look(fill=s.INK, color="FFFFFF", font=MONO),
}
_SIZES = {0: (0, 0), 1: (28, 25), 2: (24, 22), 3: (22, 21)}


def rows_table(rows: Sequence[RowView | Fold], *, caption: str, sample: bool, appendix: str = "") -> Element:
    """The table of *rows*; folds link to the bookmark *appendix*."""
    return table(WIDTHS, _rows(rows, sample, appendix), caption=caption)


def label_text(label: Label) -> str:
    """Sign and word."""
    return f"{label.icon} {label.word}"


def _rows(rows: Iterable[RowView | Fold], sample: bool, appendix: str) -> Iterator[Element]:
    """The head, then for each sentence one row of text and one of remarks."""
    yield _head(sample)
    for each in rows:
        if isinstance(each, Fold):
            yield _fold(each, appendix)
            continue
        yield _sentence(each)
        if each.remarks:
            yield _remarks(each)


def _head(sample: bool) -> Element:
    lines = (("top", "single", 12, s.NAVY), ("bottom", "single", 6, s.NAVY))
    words = ("No., state", "Original", "English")
    mark = (run("    " + SAMPLE, Look(color=s.CRITICAL)),) if sample else ()
    cells = (
        cell(Box(width, borders=lines), paragraph("ExhibitLabel", run(word), *(mark if word == "English" else ())))
        for width, word in zip(WIDTHS, words, strict=True)
    )
    return row(*cells, header=True)


def _fold(fold: Fold, appendix: str) -> Element:
    numbers = f"{fold.first}" if fold.first == fold.last else f"{fold.first}–{fold.last}"
    text = f"{plural(fold.count, 'sentence')} of page furniture ({numbers}): appendix to this document"
    box = Box(sum(WIDTHS), span=3, borders=(("top", "single", 4, s.RULE),), fill=s.WASH)
    return row(cell(box, paragraph("ExhibitSmall", link(appendix, run(text, Look(color=s.SOFT))))))


def _stripe(view: RowView) -> tuple[tuple[str, str, int, str], ...]:
    if view.state.key == "doubtful":
        return (("left", "single", 24, s.CRITICAL),)
    return (("left", "single", 24, s.GOOD),) if view.state.key in _GOOD else ()


def _sentence(view: RowView) -> Element:
    top = (("top", "single", 4, s.RULE),)
    keep = bool(view.remarks) or view.heading > 0
    numbers, original, english = WIDTHS
    return row(
        cell(Box(numbers, borders=(*top, *_stripe(view))), *_state(view, keep)),
        cell(Box(original, borders=top), *_original(view, keep)),
        cell(Box(english, borders=top), _english(view, keep)),
    )


def _state(view: RowView, keep: bool) -> Iterator[Element]:
    yield paragraph("ExhibitLabel", run(f"{view.number}", Look(color=s.INK)), keep_next=keep)
    color = _STATE_COLORS.get(view.state.key, s.SOFT)
    bold = view.state.key in _STATE_COLORS
    yield paragraph("ExhibitSmall", run(label_text(view.state), Look(color=color, bold=bold)), keep_next=keep)
    if view.gist_only:
        yield paragraph("ExhibitSmall", run("≈ gist only", Look(color=s.MAJOR, bold=True)), keep_next=keep)


def _original(view: RowView, keep: bool) -> Iterator[Element]:
    size = _SIZES[view.heading][0]
    color = s.SOFT if view.boilerplate else ""
    base = Look(bold=view.heading > 0, size=size, lang=view.lang, color=color)
    yield paragraph("ExhibitOriginal", *_marked(view.source, base), keep_next=keep)
    if view.place:
        yield paragraph("ExhibitSmall", run(view.place), keep_next=keep)


def _english(view: RowView, keep: bool) -> Element:
    if not view.english:
        return paragraph("ExhibitSmall", run(missing(view.state.key), Look(italic=True)), keep_next=keep)
    size = _SIZES[view.heading][1]
    base = Look(bold=view.heading > 0, size=size, color=s.SOFT if view.boilerplate or view.untouched else "")
    return paragraph("ExhibitEnglish", *_marked(view.english, base), keep_next=keep)


def _marked(runs: Iterable[Run], base: Look) -> Iterator[Element]:
    """Runs in the look of their strongest mark; a hidden character's code always looks like one."""
    for each in runs:
        mark = _MARKS["hidden" if "hidden" in each.marks else each.marks[0]] if each.marks else Look()
        yield run(
            each.text,
            Look(
                bold=base.bold, size=base.size, lang=base.lang, color=mark.color or base.color, font=mark.font,
                fill=mark.fill, underline=mark.underline, underline_color=mark.underline_color,
            ),
        )  # fmt: skip


def _remarks(view: RowView) -> Element:
    stripe = _stripe(view)
    first, *rest = WIDTHS
    return row(
        cell(Box(first, borders=stripe), paragraph("ExhibitSmall")),
        cell(Box(sum(rest), span=2), *(_remark(each) for each in view.remarks)),
    )


def _remark(remark: Remark) -> Element:
    color, fill = _CHIPS.get(remark.label.key, (s.SOFT, s.WASH))
    parts = [run(f" {label_text(remark.label)} ", Look(bold=True, color=color, fill=fill)), run("  ")]
    if remark.topic:
        parts.append(run(f"{remark.topic}: ", Look(bold=True)))
    parts.append(run(remark.text))
    if remark.quote:
        parts.append(run(f" {remark.quote}", Look(color=s.SOFT, font=SANS)))
    if remark.by:
        parts.append(run(f" — {remark.by}", Look(color=s.FAINT)))
    return paragraph("ExhibitRemark", *parts)
