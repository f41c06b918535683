"""Rules that decide which public pairs are worth learning from, and the few rewrites they need first."""

from __future__ import annotations

import re
import unicodedata
import zlib
from fractions import Fraction
from functools import cache
from typing import Any

from models.training.pairs import Pair

LONGEST_ZH = 180
LONGEST_EN = 900
LOWEST_RATIO, HIGHEST_RATIO = 0.2, 2.2
"""English words per Han character; pairs outside this band are nearly always misaligned."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f]")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’.,\-]*")
_SPACE = re.compile(r"\s+")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE_AFTER = re.compile(r"\d\s?[十百千万亿]")
_MARKUP = re.compile(r"[{}<>|\\`]|\*\*|\]\(|https?:|www\.|::|__|&[a-z]+;|[A-Za-z]+\.[A-Za-z]+\(|-->|\$\(")
_TORN = re.compile(r" [,.;:?!)]|[a-z]\.[A-Z][a-z]|,[A-Za-z]{2}|\?\d|\( | \)|\.\.\.\.|[a-z] - [a-z]+ ning\b")


def normal(text: str) -> str:
    """*text* in NFKC on one line with single spaces. Quotation marks and dashes stay as they are."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def simplified(text: str) -> str:
    """*text* in Simplified characters (OpenCC ``t2s``, the conversion the reader applies before translating)."""
    converted: str = _converter().convert(text)
    return converted


def han_count(text: str) -> int:
    """How many Han characters *text* has."""
    return len(_HAN.findall(text))


def word_count(text: str) -> int:
    """How many English words and figures *text* has."""
    return len(_WORD.findall(text))


def is_sound(pair: Pair) -> bool:
    """General rules for a normalised pair: script, length, ratio, figures."""
    zh, en = pair
    han, words = han_count(zh), word_count(en)
    if not (han and words) or len(zh) > LONGEST_ZH or len(en) > LONGEST_EN:
        return False
    if _HAN.search(en) or _KANA_HANGUL.search(zh) or "\ufffd" in zh + en:
        return False
    size = han + 0.5 * word_count(re.sub(_HAN, " ", zh))
    if not (LOWEST_RATIO * size - 1 <= words <= HIGHEST_RATIO * size + 2):
        return False
    return _ascii_share(en) > 0.9 and not _has_runs(zh) and not _has_runs(en) and _figures_agree(zh, en)


def is_prose(pair: Pair) -> bool:
    """Rules for software manuals: no markup, code or addresses."""
    return not _MARKUP.search(pair.zh) and not _MARKUP.search(pair.en)


def is_careful(pair: Pair) -> bool:
    """Rules for ``jiyu_examples``, whose sentences are of unstated provenance and about one in seven awkward:
    whole sentences with the same closing mark on both sides, English set with care, lengths close to the usual."""
    zh, en = pair
    if not is_prose(pair) or _TORN.search(en) or not (en[0].isupper() or en[0].isdigit() or en[0] in "\"'“‘"):
        return False
    if en[-1] not in ".?!\"'”’)" or (zh.rstrip('"”’')[-1:] in "?？") != (en.rstrip("\"'”’")[-1:] == "?"):
        return False
    han, words = han_count(zh), word_count(en)
    return han >= 5 and 0.38 * han - 1 <= words <= 1.15 * han + 2


_TAIWAN_YUAN = re.compile(
    r"(?:(?:NTD?|N\.T\.) ?\$|NTD|TWD|NT(?=\s?\d)|New Taiwan [Dd]ollars? \(?NTD?\$?\)?)\s?"
    r"(?P<amount>\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|billion))?)"
)
_TAIWAN_WORDS = re.compile(r"(?:New Taiwan|N\.?T\.?) [Dd]ollars?(?: only)?")
_TAIWAN_LEFT = re.compile(r"\bNTD?\b|N\.T\.|TWD|New Taiwan|[Dd]ollar|NT\$")


def neutral_money(pair: Pair) -> Pair | None:
    """Taiwan's statutes render 元 as NT$. Where the Chinese says only 元 the English becomes yuan; where it says
    新台币, two pairs in three lose the word on both sides, so that 元 in law is mostly learnt as yuan.
    Pairs whose English still speaks of dollars after that are dropped."""
    zh, en = pair
    named = "新台币" in zh or "新臺幣" in zh
    if not _TAIWAN_LEFT.search(en):
        return pair
    if named and zlib.crc32(zh.encode("utf-8")) % 3 == 0:
        return pair
    if "元" not in zh:
        return pair if named else None
    zh = zh.replace("新台币", "").replace("新臺幣", "")
    en = _TAIWAN_YUAN.sub(lambda match: f"{match['amount']} yuan", en)
    en = _TAIWAN_WORDS.sub("yuan", en).replace("yuan yuan", "yuan")
    return None if _TAIWAN_LEFT.search(en) else Pair(zh, en)


def _figures_agree(zh: str, en: str) -> bool:
    """Whether at least half of the longer figures written with digits in the Chinese stand in the English too.
    Lines with 万 or 亿 behind digits are let through: their figures are written out differently."""
    if _SCALE_AFTER.search(zh):
        return True
    wanted = {_value(m) for m in _DIGITS.findall(zh) if len(m) > 1}
    if not wanted:
        return True
    found = {_value(m) for m in _DIGITS.findall(en)}
    return 2 * len(wanted & found) >= len(wanted)


def _value(figure: str) -> Fraction:
    return Fraction(figure.replace(",", "").rstrip("."))


def _ascii_share(text: str) -> float:
    return sum(c.isascii() or c in "“”‘’–—…€£§•éèüöäáíóñç" for c in text) / len(text)


def _has_runs(text: str) -> bool:
    return re.search(r"(.)\1{6,}", text) is not None


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
