"""A concept of a termbase as commands and pages show it."""

from __future__ import annotations

from typing import Any

from reader.model import Segment
from reader.text.terms.bundled import bundled
from reader.text.terms.matching import matcher
from reader.text.terms.model import Concept, Termbase, merged


def termbase_of(case_concepts: list[Concept]) -> Termbase:
    """The termbase that holds in a case: its own concepts before the bundled ones."""
    return merged(case_concepts, bundled()) if case_concepts else bundled()


def concept_view(concept: Concept) -> dict[str, Any]:
    """Every field, JSON-ready (``reader terms … --json``)."""
    return {
        "id": concept.id,
        "origin": str(concept.origin),
        "domain": concept.domain,
        "simplified": concept.simplified,
        "traditional": concept.traditional,
        "pinyin": concept.pinyin,
        "literal": concept.literal,
        "preferred": concept.preferred,
        "admitted": list(concept.renderings[1:]),
        "avoid": list(concept.avoid),
        "contested": concept.contested,
        "note": concept.note,
        "source": concept.source,
        "critical": concept.critical,
        "enforce": concept.enforce,
        "unless": list(concept.unless),
    }


def terms_view(segment: Segment, termbase: Termbase) -> list[dict[str, Any]]:
    """The terms of a Chinese sentence for the page: code points in the sentence, and the note to show."""
    if not segment.is_chinese:
        return []
    return [
        {
            "start": match.span[0],
            "end": match.span[1],
            "term": match.concept.simplified,
            "english": match.concept.preferred,
            "avoid": list(match.concept.avoid),
            "literal": match.concept.literal,
            "contested": match.concept.contested,
            "note": match.concept.note,
            "source": match.concept.source,
            "origin": str(match.concept.origin),
        }
        for match in matcher(termbase).find(segment.text)
    ]
