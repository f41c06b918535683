"""Which Han characters belong to which way of writing, derived at run time from OpenCC and the classic charsets.

Nothing is shipped: OpenCC says which characters its conversions change, and the codecs of Python say what the
makers of GB 2312, Big5 and JIS X 0208 thought each country needed. Tables are built once, on first use (~0.1 s).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

# GB 2312 has these for rare uses (surnames, old words); in running text they still mean Traditional.
_STILL_TRADITIONAL = frozenset("後於菸徵")
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))


@lru_cache(maxsize=4)
def converter(config: str) -> Any:
    """The OpenCC converter called *config* (``t2s``, ``tw2sp`` …), loaded once."""
    import opencc

    return opencc.OpenCC(config)


@cache
def to_simplified_table() -> dict[int, str]:
    """For ``str.translate``: each Traditional character with its Simplified form, one to one."""
    return _changes("t2s")


@lru_cache(maxsize=8)
def simplified(text: str) -> str:
    """*text* with each Traditional character made Simplified, one to one: same length, offsets hold."""
    # most texts have none, and this is quicker than to translate each character into itself
    return text if _changeable().search(text) is None else text.translate(to_simplified_table())


@cache
def _changeable() -> re.Pattern[str]:
    # Whatever lies beyond the first plane counts as well: only a class within it is searched by a bit for each.
    first_plane = "".join(chr(code) for code in to_simplified_table() if code < 0x10000)
    return re.compile(f"[{first_plane}\U00010000-\U0010ffff]")


@cache
def simplified_only() -> frozenset[str]:
    """Characters seen in Simplified Chinese only.

    Left out are those Traditional Chinese uses as well, with another meaning (后, 里, 面 …): they stand on the
    first plane of Big5, which holds the frequent characters.
    """
    return frozenset(map(chr, _changes("s2t"))) - codec_characters("big5", 0xA4, 0xC6)


@cache
def traditional_only() -> frozenset[str]:
    """Characters seen in Traditional Chinese only: OpenCC would simplify them, and GB 2312 does without them."""
    shared = codec_characters("gb2312", 0xB0, 0xF7) - _STILL_TRADITIONAL
    return frozenset(map(chr, to_simplified_table())) - shared


@cache
def kanji() -> frozenset[str]:
    """The Han characters of JIS X 0208."""
    return codec_characters("cp932", 0x88, 0x9F) | codec_characters("cp932", 0xE0, 0xEA)


@cache
def japanese_only() -> frozenset[str]:
    """Kanji that neither GB 2312 nor Big5 has: forms Japan made (広, 駅, 込 …)."""
    return kanji() - codec_characters("gb2312", 0xB0, 0xF7) - codec_characters("cp950", 0xA4, 0xF9)


@cache
def never_japanese() -> frozenset[str]:
    """Simplified characters that JIS X 0208 lacks: proof of Chinese even beside kana."""
    return simplified_only() - kanji()


@cache
def telling_chinese() -> frozenset[str]:
    """Characters of one Chinese script only that JIS X 0208 lacks: proof of Chinese where no kana stand beside them."""
    return (simplified_only() | traditional_only()) - kanji()


@cache
def codec_characters(codec: str, first: int, last: int) -> frozenset[str]:
    """Every character *codec* encodes in two bytes with a lead byte in ``first..last`` (inclusive)."""
    pairs = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return frozenset(c for pair in pairs if len(c := pair.decode(codec, "ignore")) == 1 and c > "\x7f")


def _changes(config: str) -> dict[int, str]:
    every = [chr(code) for first, last in _BLOCKS for code in range(first, last)]
    converted = converter(config).convert("\n".join(every)).split("\n")
    return {ord(a): b for a, b in zip(every, converted, strict=True) if a != b and len(b) == 1}
