"""Whether an English text holds a rendering: inflection, case, spelling, hyphens and "X of Y" order do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from reader.model import Span

_WORD = re.compile(r"\d+|[^\W\d_]+")
_FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "to",
        "and",
        "or",
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "their",
        "his",
        "her",
        "its",
        "our",
        "your",
        "my",
        "this",
        "that",
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "has",
        "have",
        "had",
        "not",
        "s",
    ]
)
_IRREGULAR = {
    "sent": "send", "held": "hold", "sought": "seek", "caught": "catch", "fled": "flee", "brought": "bring",
    "taken": "take", "took": "take", "given": "give", "gave": "give", "left": "leave", "stole": "steal",
    "stolen": "steal", "hidden": "hide", "went": "go", "won": "win", "got": "get", "drew": "draw", "drawn": "draw",
    "women": "woman", "men": "man", "policemen": "policeman", "spies": "spy", "people": "people", "made": "make",
    "kept": "keep", "lost": "lose", "told": "tell", "broke": "break", "broken": "break", "cut": "cut",
}  # fmt: skip
_DERIVED = ("isation", "ization", "ise", "ize", "is", "iz", "ation", "ition", "ment", "ion", "ate", "at", "ive", "al")
_LEAST_DERIVED = {"al": 6, "is": 5, "iz": 5, "at": 6}
_USUAL_LEAST = 5  # shorter stems would join words that have nothing to do with each other
_SPELLING = (
    ("defence", "defense"), ("offence", "offense"), ("licence", "license"), ("centre", "center"),
    ("programme", "program"), ("labour", "labor"), ("neighbour", "neighbor"), ("behaviour", "behavior"),
    ("colour", "color"), ("honour", "honor"), ("judgement", "judgment"), ("cheque", "check"), ("catalogue", "catalog"),
)  # fmt: skip


_WIDEST_GAP = 6
"""Words among which the next word of a rendering may stand."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rendering ready for comparison. ``exact`` holds an abbreviation that must stand as written (MPS)."""

    text: str
    stems: tuple[str, ...]
    exact: str = ""


class English:
    """An English text, prepared once to be asked for many renderings."""

    def __init__(self, text: str) -> None:
        self._text = text
        plain = unicodedata.normalize("NFKC", text) if not text.isascii() else text
        same = len(plain) == len(text)
        self._stems: list[str] = []
        self._spans: list[Span] = []
        self._places: dict[str, list[int]] = {}
        for word in _WORD.finditer(plain if same else text):
            folded = word.group().lower()
            if folded in _FUNCTION:
                continue
            base = stem(folded)
            self._places.setdefault(base, []).append(len(self._stems))
            self._stems.append(base)
            self._spans.append(word.span())

    def find(self, rendering: str) -> list[Span]:
        """Where *rendering* stands, in order: its words side by side in any order, at most one other between."""
        pattern = compiled(rendering)
        if pattern.exact:
            return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(pattern.exact)}(?!\w)", self._text)]
        if not pattern.stems or any(base not in self._places for base in pattern.stems):
            return []
        size, wanted = len(pattern.stems), Counter(pattern.stems)
        if size == 1:
            return [self._spans[i] for i in self._places[pattern.stems[0]]]
        found: list[Span] = []
        last = -1
        for first in sorted(i for base in wanted for i in self._places[base]):
            if first <= last:
                continue
            end = self._window(first, size, wanted)
            if end is not None:
                found.append((self._spans[first][0], self._spans[end][1]))
                last = end
        return found

    def holds(self, rendering: str) -> bool:
        """Whether *rendering* stands here, if only with a few words inside it ("persuaded 41 persons to return")."""
        if self.find(rendering):
            return True
        stems = compiled(rendering).stems
        if len(stems) < 2 or any(base not in self._places for base in stems):
            return False
        return any(self._in_order(first, stems) for first in self._places[stems[0]])

    def _in_order(self, first: int, stems: tuple[str, ...]) -> bool:
        at = first
        for base in stems[1:]:
            run = self._stems[at + 1 : at + 1 + _WIDEST_GAP]
            if base not in run:
                return False
            at += 1 + run.index(base)
        return True

    def _window(self, first: int, size: int, wanted: Counter[str]) -> int | None:
        """Last word of the shortest run from *first* that holds every wanted word; ``None`` beyond one extra word."""
        for length in (size, size + 1):
            run = self._stems[first : first + length]
            if len(run) == length and not wanted - Counter(run):
                return first + length - 1
        return None


@lru_cache(maxsize=20_000)
def compiled(rendering: str) -> Pattern:
    """The pattern of a rendering; function words do not count unless there is nothing else."""
    bare = rendering.strip()
    if 2 <= len(bare) <= 6 and bare.isascii() and bare.isalpha() and bare.isupper():
        return Pattern(rendering, (), bare)
    words = [word.lower() for word in _WORD.findall(unicodedata.normalize("NFKC", rendering))]
    content = [word for word in words if word not in _FUNCTION] or words
    return Pattern(rendering, tuple(map(stem, content)))


def agree(one: str, other: str) -> bool:
    """Whether two renderings name a thing alike: the words of one are among those of the other."""
    a, b = compiled(one), compiled(other)
    if a.exact or b.exact:
        return a.exact == b.exact
    return set(a.stems) <= set(b.stems) or set(b.stems) <= set(a.stems)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A lower-case word without the endings of inflection and common derivation, in one spelling.

    Rough on purpose: "deported", "deportation" and "deporting" agree, "police" and "policy" do not.
    """
    for british, american in _SPELLING:
        if word.startswith(british):
            word = american + word[len(british) :]
    word = _IRREGULAR.get(word, word)
    word = _uninflected(_IRREGULAR.get(singular := _singular(word), singular))
    for ending in _DERIVED:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_DERIVED.get(ending, _USUAL_LEAST):
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _singular(word: str) -> str:
    if not word.endswith("s") or len(word) < 4 or (word.endswith(("ss", "us", "is")) and not word.endswith("eaus")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]


def _uninflected(word: str) -> str:
    """Without -ed and -ing, and without the consonant they double."""
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ed", "ing"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and any(vowel in base for vowel in "aeiouy"):
            doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsze"
            return base[:-1] if doubled else base
    return word
