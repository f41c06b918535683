"""Keeps evaluation text out of training text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from models.training.cleaning import normal
from models.training.pairs import Pair, read_lines, read_pairs

_KEPT_ZH = re.compile(r"[^\w]+")
_WORDS = re.compile(r"[a-z0-9]+")
ZH_GRAM = 10
EN_GRAM = 7
SHARE = 0.4


class EvaluationText:
    """What evaluation sets hold, as whole lines and as n-grams (10 characters of Chinese, 7 words of English)."""

    def __init__(self) -> None:
        self._lines: set[str] = set()
        self._grams: set[int] = set()

    def add(self, zh: str, en: str) -> None:
        """Count one segment as evaluation text."""
        for text in (_letters(zh), _words(en)):
            if text:
                self._lines.add(" ".join(text) if isinstance(text, list) else text)
        self._grams.update(_grams(zh, en))

    def touches(self, pair: Pair) -> bool:
        """Whether *pair* repeats an evaluation line: the same Chinese, the same English of five words or more,
        or more than 40 % of its n-grams."""
        zh, words = _letters(pair.zh), _words(pair.en)
        if zh in self._lines or (len(words) >= 5 and " ".join(words) in self._lines):
            return True
        grams = _grams(pair.zh, pair.en)
        return bool(grams) and sum(gram in self._grams for gram in grams) > SHARE * len(grams)


def gather(folders: Iterable[Path]) -> EvaluationText:
    """Everything below *folders*: ``X.zh.xz`` with ``X.en.xz``, and ``.tsv`` files of pairs."""
    text = EvaluationText()
    for folder in folders:
        for file in sorted(folder.glob("*.zh.xz")):
            english = file.with_name(file.name.replace(".zh.xz", ".en.xz"))
            for zh, en in zip(read_lines(file), read_lines(english), strict=True):
                text.add(zh, en)
        for file in sorted(folder.glob("*.tsv")):
            for pair in read_pairs(file):
                text.add(*pair)
    return text


def _letters(zh: str) -> str:
    return _KEPT_ZH.sub("", normal(zh)).casefold()


def _words(en: str) -> list[str]:
    return _WORDS.findall(en.casefold())


def _grams(zh: str, en: str) -> set[int]:
    letters, words = _letters(zh), _words(en)
    grams = {hash(letters[i : i + ZH_GRAM]) for i in range(len(letters) - ZH_GRAM + 1)}
    return grams | {hash(tuple(words[i : i + EN_GRAM])) for i in range(len(words) - EN_GRAM + 1)}
