"""Consistency: is a name spelled in this sentence as it is in most of the document or case?

Two halves. :func:`uses` reads many pairs at once (a document) and counts how each name is rendered; a service puts what
is usual in the document and in the case into :class:`reader.checks.contract.Context`. The check itself stays pure: it
compares one sentence with that, first with its document, then with the case. Without usual names it says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reader.checks.contract import Context
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.english_names import EnglishText, read
from reader.text.gazetteer import Hit
from reader.text.named import names
from reader.text.person_names import Person
from reader.text.romanise import fold_name, spelled_in
from reader.text.romanise_foreign import likeness
from reader.text.romanise_older import older_spelling

_ALIKE = 5
"""Letters two forms of one place share when one is only the other's adjective (Tibet, Tibetan)."""
_LIKE = 0.8
"""Likeness of sounds from which a word is taken for a foreign name; a looser fit may be another word."""


class Consistency:
    """Reports a name whose rendering differs from the usual one: minor, as both may be right."""

    name = "consistency"
    version = "2"
    label = "Spelling of a name"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding per name rendered otherwise than in most of the document."""
        if not context.usual_names and not context.case_names:
            return []
        findings = []
        for key, here, source, target in renderings(segment.text, context.text):
            for known, where in ((context.usual_names, "sentences"), (context.case_names, "documents of the case")):
                best = known.get(key)
                if best is not None and not same(best, here):
                    findings.append(self._finding(segment.text[slice(*source)], here, best, where, source, target))
                    break
        return findings

    def _finding(self, chinese: str, here: str, usual: str, where: str, source: Span, target: Span) -> Finding:
        return Finding(
            check=self.name,
            check_version=self.version,
            label=self.label,
            category="Fluency/Inconsistency",
            severity=Severity.MINOR,
            explanation=f"“{chinese}” is “{here}” here and “{usual}” in most other {where}: one and the same name.",
            source_spans=(source,),
            target_spans=(target,),
            evidence={"chinese": chinese, "here": here, "usual": usual},
        )


Uses = dict[str, Counter[str]]
"""How often each name, by its key (see :func:`renderings`), is rendered in which way."""


def uses(pairs: Iterable[tuple[str, str]]) -> Uses:
    """The renderings of every name in *pairs* (Chinese, English)."""
    counts: Uses = {}
    for source, target in pairs:
        for key, rendering, _, _ in renderings(source, target):
            counts.setdefault(key, Counter())[rendering] += 1
    return counts


def usual(counts: Uses) -> dict[str, str]:
    """How each name is rendered most often; none for names rendered only once, or in two ways equally often."""
    found = {}
    for key, ways in counts.items():
        (best, most), *others = ways.most_common(2)
        if most > 1 and (not others or most > others[0][1]):
            found[key] = best
    return found


def usual_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """How each name is rendered in most of *pairs* (Chinese, English); see :func:`usual`."""
    return usual(uses(pairs))


def usual_in_case(documents: Iterable[Uses]) -> dict[str, str]:
    """How most *documents* render each name, each document counted once with its own usual or only rendering, so that a
    long one does not outvote the rest."""
    counts: Uses = {}
    for document in documents:
        for key, ways in document.items():
            (best, most), *others = ways.most_common(2)
            if not others or most > others[0][1]:
                counts.setdefault(key, Counter())[best] += 1
    return usual(counts)


def same(one: str, two: str) -> bool:
    """Whether two renderings are one spelling: letter for letter, or a name and its adjective; acronyms are left
    alone."""
    a, b = fold_name(one), fold_name(two)
    return a == b or a[:_ALIKE] == b[:_ALIKE] or one.isupper() or two.isupper()


def renderings(zh: str, en: str) -> Iterator[tuple[str, str, Span, Span]]:
    """Key (Simplified characters of the name), rendering, its place in the Chinese and in the English: for every
    person and every place of China that the sentence renders."""
    found, english = names(zh), read(en)
    for hit in found.hits:
        span = _place(hit, english)
        if span:
            yield hit.named[0].stem, en[slice(*span)], (hit.start, hit.end), span
    for person in found.people:
        span = _person(person, english)
        if span:
            yield person.characters, en[slice(*span)], (person.start, person.end), span


def _place(hit: Hit, english: EnglishText) -> Span | None:
    if hit.kind not in ("province", "prefecture", "county"):
        return None
    return next((span for name in hit.english if (span := english.find(name))), None)


def _person(person: Person, english: EnglishText) -> Span | None:
    """The word that renders the given name (of a foreign name: its last part)."""
    part = person.parts[-1] if person.parts else person.given
    words = [word for word in english.words if word.capital and len(word.folded) > 2]
    if not person.parts:
        for word in words:
            if spelled_in(word.folded, part, least=len(part)) or older_spelling(word.folded, part):
                return word.start, word.end
        return None
    best = max(words, key=lambda word: likeness(part, word.folded), default=None)
    if best is None or likeness(part, best.folded) < _LIKE:
        return None
    return best.start, best.end
