"""Consistency: is a name spelled in this sentence as it is in most of the document or case?

Two halves. :func:`usual_names` reads many pairs at once (a document, or all documents of a case) and says how each name
is usually rendered; a service puts its answer into :attr:`reader.checks.contract.Context.usual_names`. The check itself
stays pure: it compares one sentence with that. Without usual names it says nothing.
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
from reader.text.romanise import fold_name, older_spelling, spelled_in
from reader.text.romanise_foreign import likeness

_ALIKE = 5
"""Letters two forms of one place share when one is only the other's adjective (Tibet, Tibetan)."""
_LIKE = 0.8
"""Likeness of sounds from which a word is taken for a foreign name; a looser fit may be another word."""


class Consistency:
    """Reports a name whose rendering differs from the usual one: minor, as both may be right."""

    name = "consistency"
    version = "1"
    label = "Spelling of a name"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding per name rendered otherwise than in most of the document."""
        if not context.usual_names:
            return []
        findings = []
        for key, here, source, target in renderings(segment.text, context.text):
            usual = context.usual_names.get(key)
            if usual is not None and not same(usual, here):
                findings.append(self._finding(segment.text[slice(*source)], here, usual, source, target))
        return findings

    def _finding(self, chinese: str, here: str, usual: str, source: Span, target: Span) -> Finding:
        return Finding(
            check=self.name,
            check_version=self.version,
            label=self.label,
            category="Fluency/Inconsistency",
            severity=Severity.MINOR,
            explanation=f"“{chinese}” is “{here}” here and “{usual}” in most other sentences: one and the same name.",
            source_spans=(source,),
            target_spans=(target,),
            evidence={"chinese": chinese, "here": here, "usual": usual},
        )


def usual_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """How each name is rendered in most of *pairs* (Chinese, English), by its key (see :func:`renderings`).

    A name rendered only once, or in two ways equally often, has no usual rendering.
    """
    counts: dict[str, Counter[str]] = {}
    for source, target in pairs:
        for key, rendering, _, _ in renderings(source, target):
            counts.setdefault(key, Counter())[rendering] += 1
    usual = {}
    for key, uses in counts.items():
        (best, most), *others = uses.most_common(2)
        if most > 1 and (not others or most > others[0][1]):
            usual[key] = best
    return usual


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
