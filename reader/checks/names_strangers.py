"""Names in the English that the Chinese does not have: pinyin that no characters of the sentence are read as."""

from __future__ import annotations

from collections.abc import Sequence

from reader.checks.names_instead import Stand, gazetteer_names, mentioned
from reader.checks.names_trouble import PLACES, Lost, Trouble
from reader.model import Span
from reader.text.romanise import is_telling, readings, spelled_in, syllables


def strangers(stand: Stand, zh: str, known: Sequence[Span]) -> list[Lost]:
    """Pinyin words of two syllables or more that stand for nothing in the Chinese, outside the spans already *known*."""
    text = stand.found.simplified
    found: list[Lost] = []
    for word in stand.en.words:
        if not (word.capital and len(word.folded) > 4 and is_telling(word.folded)):
            continue
        if any(start < word.end and word.start < end for start, end in known):
            continue
        if spelled_in(word.folded, text):
            continue
        known_as = gazetteer_names(word.folded)
        if any(named.kind not in PLACES or mentioned(named, text) or set(named.stem) & set(text) for named in known_as):
            continue  # 郑万高铁: the Zhengzhou–Wanzhou line
        other = stand.en.text[word.start : word.end]
        near = None if known_as else _half_read(syllables(word.folded), text)
        spans = (near,) if near else ()
        chinese = zh[near[0] : near[1]] if near else ""
        found.append(
            Lost(Trouble.ADDED, "person", chinese, "", spans, (word.start, word.end), other, sure=not known_as)
        )
    return found


def _half_read(parts: Sequence[str], text: str) -> Span | None:
    """Where all syllables but one are read in a row: the characters a misspelt name probably stands for."""
    for start in range(len(text) - len(parts) + 1):
        fits = [part in readings(text[start + i]) for i, part in enumerate(parts)]
        if sum(fits) == len(parts) - 1:
            return start, start + len(parts)
    return None
