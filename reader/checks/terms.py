"""Terms: is a known Chinese term rendered as it should be, and alike within the document?"""

from __future__ import annotations

from collections.abc import Iterable

from reader.checks.contract import Context, TermContext
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.terms.bundled import bundled
from reader.text.terms.matching import TermMatch, matcher
from reader.text.terms.model import Concept, Origin
from reader.text.terms.renderings import English, agree, compiled


class Terms:
    """At most one Finding per concept: a rendering to avoid (major), none that is known (minor), or another one
    than the rest of the document uses (minor). Without a termbase in the context the bundled glossary is used."""

    name = "terms"
    version = "1"
    label = "Term"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """The longest terms of the Chinese, each compared with the English as a whole."""
        known = context.terms or TermContext(bundled())
        matches = matcher(known.termbase).find(segment.text)
        if not matches or not any(char.isalpha() for char in context.text):
            return []
        english = English(context.text)
        concepts: dict[str, tuple[Concept, list[Span]]] = {}
        for match in matches:
            if not match.in_word:
                concepts.setdefault(match.concept.id, (match.concept, []))[1].append(match.span)
        findings = []
        for concept, spans in concepts.values():
            others = (m.concept for m in matches if m.concept.id != concept.id)
            usual = known.usual.get(concept.id)
            finding = self._judge(concept, spans, english, others, usual)
            if finding is not None:
                findings.append(finding)
        return findings

    def _judge(
        self, concept: Concept, spans: list[Span], english: English, others: Iterable[Concept], usual: str | None
    ) -> Finding | None:
        right = {r: found for r in concept.renderings if (found := english.find(r))}
        if not right or (concept.critical and _occurrences(right.values()) < len(spans)):
            wrong = _to_avoid(concept, english, right, others)
            if wrong:
                return self._avoided(concept, spans, wrong)
        if not right:
            return None if any(map(english.holds, concept.renderings)) else self._missing(concept, spans)
        if usual and has_one_name(concept) and not any(agree(usual, r) for r in right):
            return self._inconsistent(concept, spans, right, usual)
        return None

    def _avoided(self, concept: Concept, spans: list[Span], wrong: dict[str, list[Span]]) -> Finding:
        said = " and ".join(f"“{rendering}”" for rendering in list(wrong)[:2])
        return self._finding(
            concept,
            spans,
            Severity.MAJOR,
            f"The English says {said} for {_described(concept)}: that is wrong or misleading. "
            f"Use “{concept.preferred}”.{_contested(concept)}",
            targets=[span for found in wrong.values() for span in found],
            found="; ".join(wrong),
        )

    def _missing(self, concept: Concept, spans: list[Span]) -> Finding:
        explanation = (
            f"The English has no known rendering of {_described(concept)}, such as “{concept.preferred}”. "
            "Look whether it says the same in other words."
        )
        return self._finding(concept, spans, Severity.MINOR, explanation)

    def _inconsistent(self, concept: Concept, spans: list[Span], right: dict[str, list[Span]], usual: str) -> Finding:
        here = next(iter(right))
        return self._finding(
            concept,
            spans,
            Severity.MINOR,
            f"{concept.simplified} is “{here}” here, but mostly “{usual}” in this document. "
            "A reader may take one thing for two.",
            targets=right[here],
            label="Term not consistent",
            found=here,
            document_uses=usual,
        )

    def _finding(
        self,
        concept: Concept,
        spans: list[Span],
        severity: Severity,
        explanation: str,
        *,
        targets: Iterable[Span] = (),
        label: str = "",
        **evidence: str,
    ) -> Finding:
        return Finding(
            check=self.name,
            check_version=self.version,
            label=label or self.label,
            category="Terminology",
            severity=severity,
            explanation=explanation,
            source_spans=tuple(spans),
            target_spans=tuple(sorted(targets)),
            evidence={"term": concept.simplified, "preferred": concept.preferred, "source": concept.source, **evidence},
        )


def has_one_name(concept: Concept) -> bool:
    """Whether a document should call it one thing throughout: what matters much, what a case has decided, and what
    has a long name (offices, measures). Everyday words of two characters (报警) may vary."""
    return concept.critical or concept.origin is Origin.CASE or len(concept.simplified) > 2


def _to_avoid(
    concept: Concept, english: English, right: dict[str, list[Span]], others: Iterable[Concept]
) -> dict[str, list[Span]]:
    """Renderings to avoid that stand in the English and are not explained by a right rendering of this or of
    another term of the sentence ("arrest" is right where 逮捕 stands beside 拘留)."""
    found = {r: places for r in concept.avoid if (places := english.find(r))}
    if not found:
        return {}
    explained = [span for places in right.values() for span in places]
    explained += [span for other in others for r in other.renderings for span in english.find(r)]
    left = {r: [s for s in places if not _covered(s, explained)] for r, places in found.items()}
    return {r: places for r, places in left.items() if places}


def _covered(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _occurrences(found: Iterable[list[Span]]) -> int:
    """How many different places the spans make, overlapping ones counted once."""
    count, reach = 0, -1
    for start, end in sorted(span for places in found for span in places):
        if start >= reach:
            count += 1
        reach = max(reach, end)
    return count


def _described(concept: Concept) -> str:
    literal = f", literally “{concept.literal}”" if concept.literal else ""
    return f"{concept.simplified} ({concept.pinyin or 'no pinyin'}{literal})"


def _contested(concept: Concept) -> str:
    return f" {concept.contested}" if concept.contested else ""


def usual_renderings(pairs: Iterable[tuple[str, str]], terms: TermContext) -> dict[str, str]:
    """Concept id → the rendering that most sentences of a document use, of *pairs* (Chinese, English) in reading
    order. A concept rendered only once has no usual rendering; of equals the first counts."""
    find = matcher(terms.termbase).find
    counts: dict[str, dict[str, int]] = {}
    for source, target in pairs:
        matches: list[TermMatch] = [m for m in find(source) if not m.in_word and has_one_name(m.concept)]
        if not matches:
            continue
        english = English(target)
        for concept in {m.concept.id: m.concept for m in matches}.values():
            used = max(
                (r for r in concept.renderings if english.find(r)), key=lambda r: len(compiled(r).stems), default=""
            )
            if used:
                counts.setdefault(concept.id, {}).setdefault(used, 0)
                counts[concept.id][used] += 1
    usual = {id: max(uses, key=lambda r: uses[r]) for id, uses in counts.items()}
    return {id: rendering for id, rendering in usual.items() if counts[id][rendering] > 1}
