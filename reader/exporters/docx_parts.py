"""The sections of the DOCX exhibit, in order: cover, documents, lists, method statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from reader.exporters import docx_styles as s
from reader.exporters import wording
from reader.exporters.docx_rows import label_text, rows_table
from reader.exporters.docx_xml import (
    Box,
    Element,
    Look,
    bookmarked,
    cell,
    element,
    link,
    paragraph,
    row,
    run,
    table,
)
from reader.exporters.facts import Fact
from reader.exporters.labels import STATE_MEANINGS
from reader.exporters.view import DocumentView, ExhibitView, MethodView
from reader.text.plural import plural

_HAIR = (("bottom", "single", 4, s.HAIR),)
_RULE = (("bottom", "single", 6, s.RULE),)
_FACTS = (1960, s.TEXT_WIDTH - 1960)


def parts(view: ExhibitView) -> Iterator[Element]:
    """Every block of the exhibit's body, in order."""
    numbers = count(1)
    yield from _cover(view)
    yield from _contents(view)
    for document in view.documents:
        yield from _document(document, view, numbers)
    yield from _identifiers(view)
    yield from _problems(view)
    yield from _method_statement(view)


def _cover(view: ExhibitView) -> Iterator[Element]:
    yield paragraph("ExhibitKicker", run(f"Bilingual exhibit {view.exhibit_id}"))
    yield paragraph("Title", run(view.title))
    if view.sample:
        yield _sample()
        yield paragraph("ExhibitAside", run(wording.SAMPLE_EXPLAINED))
    frame = [(side, "single", 12, s.CRITICAL) for side in ("top", "bottom", "right")]
    box = Box(s.TEXT_WIDTH, borders=(*frame, ("left", "single", 48, s.CRITICAL)), padding=170)
    heading = paragraph("ExhibitKicker", run(wording.NOTICE_HEADING, Look(color=s.CRITICAL, size=19)))
    notice = (paragraph("ExhibitNotice", run(text)) for text in wording.NOTICE)
    yield table((s.TEXT_WIDTH,), [row(cell(box, heading, *notice))], caption=wording.NOTICE_HEADING)
    yield paragraph("ExhibitSmall")
    if view.gist:
        yield from _gist(view.gist)
    yield _facts(view.cover, "About this exhibit")
    yield paragraph("Heading2", run("How far the English is confirmed"))
    lines = [
        ((" " * 6 if each.part else "") + label_text(each.label), each.meaning, f"{each.n:,}") for each in view.counts
    ]
    lines.append(("All", "sentences, headings and table cells", f"{view.total:,}"))
    yield _list((2500, 5966, 1400), ("State", "Meaning", "Sentences"), lines, "Counts of sentences by state", right={2})
    yield paragraph("ExhibitAside", run(f"Findings: {view.findings}. Notes and tags: {view.notes:,}."))


def _contents(view: ExhibitView) -> Iterator[Element]:
    yield _section("Documents")
    heads = ("No.", "Document", "Sentences", "Critical", "Major")
    widths = (600, 6266, 1100, 950, 950)
    lines = []
    for each in view.documents:
        title = [paragraph("ExhibitValue", link(each.anchor, run(each.heading.text, Look(lang=each.heading.lang))))]
        if each.subtitle is not None:
            title.append(paragraph("ExhibitValue", run(each.subtitle.text, Look(lang=each.subtitle.lang))))
        if each.title_note:
            title.append(paragraph("ExhibitSmall", run(f"English title: {each.title_note}")))
        title.append(paragraph("ExhibitExact", run(each.origin)))
        counted = (f"{each.sentences:,}", f"{each.critical:,}", f"{each.major:,}")
        lines.append((f"{each.number}", title, *counted))
    yield _list(widths, heads, lines, "Documents in this exhibit", right={2, 3, 4})
    yield paragraph("ExhibitAside", run("Critical and Major count the open findings in each document."))
    yield paragraph("Heading2", run("How to read this exhibit"))
    yield from (_bullet(text) for text in wording.READING)
    yield paragraph("ExhibitSmall")
    meanings = [(label_text(label), meaning) for label, meaning in STATE_MEANINGS]
    yield _list((2500, 7366), (), meanings, "What the states mean")


def _document(view: DocumentView, whole: ExhibitView, numbers: Iterator[int]) -> Iterator[Element]:
    yield paragraph("ExhibitKicker", run(f"Document {view.number} of {len(whole.documents)}"), new_page=True)
    if whole.sample:
        yield _sample()
    heading = paragraph("Heading1", run(view.heading.text, Look(lang=view.heading.lang)))
    yield bookmarked(heading, view.anchor, next(numbers))
    if view.subtitle is not None:
        yield paragraph("ExhibitSubtitle", run(view.subtitle.text, Look(lang=view.subtitle.lang)))
    if view.title_note:
        yield paragraph("ExhibitAside", run(f"English title: {view.title_note}"))
    yield paragraph("Heading2", run("Provenance"))
    yield _facts(view.facts, f"Provenance of document {view.number}")
    yield paragraph("Heading2", run("Text, sentence by sentence"))
    appendix = f"{view.anchor}_furniture"
    caption = f"Document {view.number}: original and English, sentence by sentence"
    yield rows_table(view.rows, caption=caption, sample=whole.sample, appendix=appendix)
    if view.appendix:
        text = f"Appendix to document {view.number}: page furniture, {plural(len(view.appendix), 'sentence')}"
        yield bookmarked(paragraph("Heading3", run(text)), appendix, next(numbers))
        yield rows_table(view.appendix, caption=text, sample=whole.sample)


def _identifiers(view: ExhibitView) -> Iterator[Element]:
    yield _section(wording.IDENTIFIERS_HEADING)
    if view.sample:
        yield _sample()
    if not view.identifiers:
        yield paragraph("Normal", run(wording.NO_IDENTIFIERS))
        return
    yield paragraph("ExhibitAside", run(wording.IDENTIFIERS_EXPLAINED))
    lines = [
        (each.kind, _exact(each.canonical), each.surfaces, each.seen_in, f"{each.count:,}") for each in view.identifiers
    ]
    heads = ("Kind", "Identifier", "As written", "In documents", "Times")
    yield _list((1500, 2400, 2966, 2200, 800), heads, lines, wording.IDENTIFIERS_HEADING, right={4})


def _problems(view: ExhibitView) -> Iterator[Element]:
    yield paragraph("Normal")
    yield paragraph("Heading1", run(wording.PROBLEMS_HEADING))
    if not view.problems:
        yield paragraph("Normal", run(wording.NO_PROBLEMS))
        return
    lines = [(each.id, _exact(each.where), f"{each.message} {each.hint}".strip(), each.kept) for each in view.problems]
    heads = ("No.", "Where", "What happened", "What was kept")
    yield _list((700, 3400, 3766, 2000), heads, lines, wording.PROBLEMS_HEADING)


def _method_statement(view: ExhibitView) -> Iterator[Element]:
    yield _section(wording.METHOD_HEADING)
    if view.sample:
        yield _sample()
    for number, method in enumerate(view.methods, start=1):
        yield paragraph("Heading2", run("Machine translation" + (f" {number}" if len(view.methods) > 1 else "")))
        yield from _method(method)
    if not view.methods:
        yield paragraph("Normal", run(wording.NO_METHOD))
    yield paragraph("Heading2", run("Automatic checks"))
    checks = ", ".join(f"{each.label} ({each.value})" for each in view.checks)
    yield paragraph("ExhibitValue", run(f"{checks}. {wording.CHECKS_EXPLAINED}" if checks else wording.NO_CHECKS))
    yield paragraph("Heading2", run("How to repeat and verify"))
    for command in view.commands:
        yield paragraph("ExhibitValue", run(f"{command.purpose}:"), keep_next=True)
        yield paragraph("ExhibitCommand", run(f" {command.line} ", Look(fill=s.WASH)))
    yield paragraph("ExhibitSmall", run(wording.LOG_HEAD))
    yield paragraph("Heading2", run("Content hash"))
    yield from _exact(view.content_sha256)
    yield paragraph("ExhibitSmall", run(wording.CONTENT_HASH))
    end = f"End of exhibit {view.exhibit_id} · {view.title} · exported by {view.exporter}, {view.exported_at}"
    yield paragraph("ExhibitAside", run(end))


def _method(method: MethodView) -> Iterator[Element]:
    if method.gist_only:
        yield from _gist(wording.GIST)
    yield _facts(method.facts, "Translation package, engine and parameters")
    if method.quality:
        yield paragraph("ExhibitSmall")
        lines = [(each.measured_on, each.metric, each.score, each.threshold, each.verdict) for each in method.quality]
        heads = ("Measured on", "Metric", "Score", "Threshold", "Verdict")
        yield _list((4866, 1200, 1200, 1300, 1300), heads, lines, "Measured quality", right={2, 3})
    else:
        yield paragraph("ExhibitAside", run(wording.NO_QUALITY))
    yield paragraph("ExhibitSmall")
    yield from (_bullet(limit) for limit in method.limits)


def _facts(facts: Iterable[Fact], caption: str) -> Element:
    lines = [(each.label, _exact(each.value) if each.exact else each.value) for each in facts]
    return _list(_FACTS, (), lines, caption, labels=True)


def _list(
    widths: Sequence[int],
    heads: Sequence[str],
    lines: Iterable[Sequence[str | list[Element]]],
    caption: str,
    *,
    right: Iterable[int] = (),
    labels: bool = False,
) -> Element:
    """A plain table: *right* columns are set flush right, *labels* makes the first column labels."""
    flush = set(right)
    rows = []
    if heads:
        cells = (
            cell(Box(width, borders=_RULE), paragraph("ExhibitLabel", run(head), right=n in flush))
            for n, (width, head) in enumerate(zip(widths, heads, strict=True))
        )
        rows.append(row(*cells, header=True))
    for line in lines:
        cells = (
            cell(Box(width, borders=_HAIR), *_value(value, right=n in flush, label=labels and n == 0))
            for n, (width, value) in enumerate(zip(widths, line, strict=True))
        )
        rows.append(row(*cells))
    return table(widths, rows, caption=caption, flush=True)


def _value(value: str | list[Element], *, right: bool, label: bool) -> list[Element]:
    if isinstance(value, list):
        return value
    return [paragraph("ExhibitLabel" if label else "ExhibitValue", run(value), right=right)]


def _exact(text: str) -> list[Element]:
    return [paragraph("ExhibitExact", run(text))]


def _section(heading: str) -> Element:
    return paragraph("Heading1", run(heading), new_page=True)


def _sample() -> Element:
    return paragraph("ExhibitSample", run(wording.SAMPLE))


def _gist(text: str) -> Iterator[Element]:
    box = Box(s.TEXT_WIDTH, borders=(("left", "single", 48, s.MAJOR),), fill=s.MAJOR_FILL, padding=140)
    yield table((s.TEXT_WIDTH,), [row(cell(box, paragraph("ExhibitNotice", run(text))))], caption="Gist only")
    yield paragraph("ExhibitSmall")  # two tables without a paragraph between them would become one


def _bullet(text: str) -> Element:
    return paragraph("ExhibitBullet", run("–"), element("r", element("tab")), run(text))
