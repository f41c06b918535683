"""Slips of the pen: which of two words one edit apart is the other one mistyped, and how sure that is."""

from __future__ import annotations

from enum import StrEnum

_ALIKE = str.maketrans("lz", "rs")
_VOWELS = frozenset("aeiou")


class Slip(StrEnum):
    """What happened to the right word."""

    EXCHANGED = "two letters exchanged"
    LOST = "a letter lost"
    ADDED = "a letter too many"
    VOWEL = "another vowel"
    OTHER = "another letter"


def slip(right: str, written: str) -> Slip:
    """What was done to *right*, one edit away from *written*."""
    if len(right) > len(written):
        return Slip.LOST
    if len(right) < len(written):
        return Slip.ADDED
    changed = [(a, b) for a, b in zip(right, written, strict=True) if a != b]
    if len(changed) == 2:
        return Slip.EXCHANGED
    return Slip.VOWEL if _VOWELS.issuperset(changed[0]) else Slip.OTHER


def is_slip(right: str, written: str) -> bool:
    """Whether *written*, one edit away, looks like a slip: the ends of a word are hardly ever mistyped, though the last
    two letters may change places; *l* for *r* and *z* for *s* are other ways to spell a sound."""
    if right[0] != written[0] or (right[-1] != written[-1] and not is_exchange(right, written)):
        return False
    return right.translate(_ALIKE) != written.translate(_ALIKE)


def is_exchange(right: str, written: str) -> bool:
    """Whether the words have the same letters in another order."""
    return sorted(right) == sorted(written)


def is_respelling(right: str, written: str) -> bool:
    """Whether two spellings of one name may part so: a silent *h* (Megan, Meghan), a letter doubled (Haris, Harris),
    another letter for the same consonant."""
    kind = slip(right, written)
    if kind in (Slip.LOST, Slip.ADDED):
        longer, shorter = (right, written) if kind is Slip.LOST else (written, right)
        at = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
        return longer[at] == "h" or longer[at] in longer[max(0, at - 1) : at]
    if kind is Slip.EXCHANGED:
        return False
    pair = next({a, b} for a, b in zip(right, written, strict=True) if a != b)
    return pair <= {"c", "k"} or pair <= {"y", "i", "j"} or pair <= {"v", "w", "f"}


def is_other_spelling(right: str, written: str) -> bool:
    """The same, another vowel included: foreign names are not told apart by their vowels."""
    return is_respelling(right, written) or slip(right, written) is Slip.VOWEL
