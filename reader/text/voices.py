"""langdetect as one voice among others, and the scripts outside East Asia.

langdetect guesses by chance unless seeded, and guesses among all its languages unless told which are possible;
both are set here. It loads its profiles on first use (about half a second).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_LATIN = ("en", "fr", "de", "es", "it", "pt", "nl", "vi", "id", "tr")
_CYRILLIC = ("ru", "uk", "bg", "mk")
_ENOUGH = 0.9
_UYGHUR = frozenset("ېۇۆۈۋڭەگچپژھ")
# (first, last, language or "" when letters must decide): scripts that settle the language by themselves.
_SCRIPTS = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0x0900, 0x097F, "hi"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "bo"),
    (0x1000, 0x109F, "my"),
    (0x1780, 0x17FF, "km"),
    (0x1800, 0x18AF, "mn"),
    (0xA000, 0xA4CF, "ii"),
)


_ENGLISH_WORDS = frozenset(
    (
        "the",
        "and",
        "of",
        "to",
        "are",
        "were",
        "for",
        "with",
        "that",
        "this",
        "by",
        "from",
        "which",
        "not",
        "been",
        "has",
    )
)
"""Without those that are words of Dutch or German too (in, is, was)."""
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
_ENGLISH_SHARE = 0.2
"""Function words of English make up at least this share of a running English text."""


def latin(text: str) -> tuple[str, str]:
    """Language of a longer text in Latin letters; English unless the detector is sure of another.

    Plain English is told by its function words: the detector takes some 30 ms a sentence.
    """
    words = [word.lower() for word in _WORD.findall(text[:2000])]
    known = {word for word in words if word in _ENGLISH_WORDS}
    if (
        text.isascii()
        and len(known) >= 3
        and sum(map(_ENGLISH_WORDS.__contains__, words)) >= _ENGLISH_SHARE * len(words)
    ):
        return "en", "Latin letters, English function words"
    tag, probability = _detect(text, _LATIN)
    if tag != "en" and probability < _ENOUGH:
        return "en", "Latin letters; the detector is not sure of another language"
    return tag, f"Latin letters; langdetect says {tag} ({probability:.2f})"


def other_script(text: str) -> tuple[str, str]:
    """Language of a text whose letters are neither East Asian nor Latin."""
    found: dict[str, int] = {}
    for char in text:
        for first, last, tag in _SCRIPTS:
            if first <= ord(char) <= last:
                found[tag] = found.get(tag, 0) + 1
    tag = max(found, key=lambda name: found[name], default="und")
    if tag == "arabic":
        uyghur = any(char in _UYGHUR for char in text)
        return ("ug", "Arabic letters, some of them Uyghur") if uyghur else ("ar", "Arabic letters")
    if tag == "cyrillic":
        detected, probability = _detect(text, _CYRILLIC)
        return ("ru" if probability < _ENOUGH else detected), "Cyrillic letters"
    return tag, "a script no other language here uses" if tag != "und" else "letters of a script we do not know"


@lru_cache(maxsize=4096)
def _detect(text: str, candidates: tuple[str, ...]) -> tuple[str, float]:
    """langdetect's best guess among *candidates* and its probability; the first candidate at 0 when it has none."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.set_prior_map(dict.fromkeys(candidates, 1.0))
    detector.append(text[:4000])
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        return candidates[0], 0.0
    return (best[0].lang, best[0].prob) if best else (candidates[0], 0.0)


@cache
def _factory() -> Any:
    from langdetect import detector_factory

    detector_factory.DetectorFactory.seed = 0
    detector_factory.init_factory()
    return detector_factory._factory
