"""Term constraints: which renderings must stand in the translation of which part of an input.

They are decided from the whole termbase (the longest term wins, so 劝返 is not enforced inside 劝返人员) and enter
the memory key: a text without enforced terms keeps the key, and the translation, it has without enforcement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reader.text.terms.matching import matcher
from reader.text.terms.model import Termbase

PROCEDURE = 1
"""Raise when terms are placed in another way, so that old results are not taken for new ones."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """Input ``[start, end)`` is to be rendered by one of ``english``; the first is placed where none stands."""

    start: int
    end: int
    english: tuple[str, ...]

    def canonical(self) -> dict[str, Any]:
        """JSON-ready form for the memory key and the record; back with :func:`recorded`."""
        return {"span": [self.start, self.end], "english": list(self.english), "procedure": PROCEDURE}


Constraints = Callable[[str], tuple[Constraint, ...]]
"""Engine input → its constraints, in order of the text."""


def unconstrained(text: str) -> tuple[Constraint, ...]:
    """No constraints: enforcement is off."""
    return ()


def enforced(termbase: Termbase) -> Constraints:
    """Constraints for the concepts of *termbase* that are marked ``enforce``."""
    if not any(concept.enforce for concept in termbase):
        return unconstrained
    find = matcher(termbase).find

    def constraints(text: str) -> tuple[Constraint, ...]:
        return tuple(Constraint(*m.span, m.concept.renderings) for m in find(text) if m.concept.enforce)

    return constraints


def recorded(parameters: Mapping[str, Any]) -> tuple[Constraint, ...]:
    """The constraints a stored translation was made under (``Translation.parameters``)."""
    found = parameters.get("terms", {}).get("constraints", [])
    return tuple(Constraint(c["span"][0], c["span"][1], tuple(c["english"])) for c in found)
