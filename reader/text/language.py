"""Which language a stretch of text is in: script first, statistics last.

Statistical detectors call short Chinese Korean with full confidence, so they are asked only where script leaves
a question that they can answer. Whatever holds Han characters and is not clearly Japanese or Korean counts as
Chinese, so that nothing Chinese goes untranslated on a wrong guess; ``how`` says when that was the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from reader.text import scripts, voices
from reader.text.hanzi import japanese_only, never_japanese, simplified_only, telling_chinese, traditional_only
from reader.text.scripts import HAN, HANGUL, KANA, LATIN, OTHER

# Starts are pinned by look-behinds and lengths bounded, so that no text makes these patterns slow.
_NOT_LANGUAGE = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s\u3000-\u9fff\uff00-\uffef]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,8}"
    r"(?:com|cn|net|org|gov|edu|info|html?|php|aspx?|jpe?g|png|pdf|docx?|xlsx?|zip)\b(?:/\S*)?",
    re.ASCII | re.IGNORECASE,
)
_MAY_HOLD_ADDRESS = re.compile("[.@]|://")  # what every alternative of the pattern above needs
_CODE = re.compile(r"(?=\w*\d)[\w./-]*", re.ASCII)
# Words Chinese cannot do without and Japanese or Korean do not write: with them, a foreign word is a quotation.
_CHINESE_WORDS = re.compile("[你您她们們这這哪吗嗎呢吧啊么麼很谁誰咱俺]|[了是在说說把被让讓]|的(?!中|に|な)")
_SOME_JAPANESE = 0.05  # share of a document that makes a Japanese form in it mean Japanese
_JAPANESE_AT_MOST = 12  # Han characters without any kana that could still be Japanese


@dataclass(frozen=True, slots=True)
class LanguageContext:
    """What is known besides the text itself.

    ``declared``: the language the page or file declares (BCP 47). ``document``: shares of languages in the whole
    document, as :func:`document_languages` gives them.
    """

    declared: str | None = None
    document: Mapping[str, float] = field(default_factory=dict)
    _sums: dict[tuple[str, ...], float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def share(self, *tags: str) -> float:
        """Share of the document in any of *tags* or their variants (``zh`` covers ``zh-Hans``)."""
        found = self._sums.get(tags)
        if found is None:
            found = sum(n for tag, n in self.document.items() if tag.split("-")[0] in tags or tag in tags)
            self._sums[tags] = found
        return found


@dataclass(frozen=True, slots=True)
class Guess:
    """``lang`` (BCP 47, ``und`` for text without language), ``how`` in plain words, ``shares`` of letters by script."""

    lang: str
    how: str
    shares: Mapping[str, float]


def identify(text: str, *, context: LanguageContext = LanguageContext()) -> Guess:
    """The language of one segment. Never fails; text without letters is ``und``."""
    plain, counts, shares = _letters(text)
    lang, how = _route(plain, counts, context)
    return Guess(lang, how, shares)


@lru_cache(maxsize=8192)  # a block of one sentence is looked at twice, a menu on every page
def _letters(text: str) -> tuple[str, Mapping[str, int], Mapping[str, float]]:
    """The text without addresses, its letters by script, and their shares."""
    plain = _NOT_LANGUAGE.sub(" ", text) if _MAY_HOLD_ADDRESS.search(text) else text
    counts = scripts.counts(plain)
    letters = sum(counts.values())
    shares = {name: n / letters if letters else 0.0 for name, n in counts.items()}
    return plain, MappingProxyType(counts), MappingProxyType(shares)


def document_languages(texts: Iterable[str]) -> dict[str, float]:
    """Share (0..1) of letters per language over all *texts*, largest first; ``und`` is left out.

    Chinese without a telling character counts with the script the rest of the document is in.
    """
    letters: dict[str, int] = {}
    for text in texts:
        guess = identify(text)
        if guess.lang != "und":
            n = sum(_letters(text)[1].values())
            letters[guess.lang] = letters.get(guess.lang, 0) + n
    hans, hant = letters.get("zh-Hans", 0), letters.get("zh-Hant", 0)
    if "zh" in letters and max(hans, hant) > 0.8 * (hans + hant):
        letters["zh-Hans" if hans > hant else "zh-Hant"] += letters.pop("zh")
    total = sum(letters.values())
    return {tag: n / total for tag, n in sorted(letters.items(), key=lambda item: (-item[1], item[0]))}


def _route(text: str, counts: Mapping[str, int], context: LanguageContext) -> tuple[str, str]:
    if counts[HAN]:
        if counts[HANGUL] > counts[KANA]:
            return _han_and_hangul(text, counts, context)
        if counts[KANA]:
            return _han_and_kana(text, counts, context)
        return _han_only(text, counts[HAN], context)
    if counts[HANGUL] >= max(counts[KANA], 1) and counts[HANGUL] * 3 >= counts[LATIN]:
        return "ko", "Hangul letters"
    if counts[KANA] and counts[KANA] * 3 >= counts[LATIN]:
        return "ja", "kana letters"
    if max(text, default="") >= "\u3105" and any("\u3105" <= c <= "\u312f" for c in text):
        return "zh-Hant", "Bopomofo letters"
    if counts[OTHER] > counts[LATIN]:
        return voices.other_script(text)
    if counts[LATIN]:
        return _latin(text, counts[LATIN], context)
    return "und", "no letters"


def _han_and_hangul(text: str, counts: Mapping[str, int], context: LanguageContext) -> tuple[str, str]:
    if counts[HAN] > counts[HANGUL]:
        return _chinese(text, context, "more Han than Hangul letters")
    if any(c in never_japanese() for c in text) or len(_CHINESE_WORDS.findall(text)) > 1:
        return _chinese(text, context, "Chinese words around a Korean quotation")
    return "ko", "Hangul letters with Han characters among them"


def _han_and_kana(text: str, counts: Mapping[str, int], context: LanguageContext) -> tuple[str, str]:
    proof = any(c in never_japanese() for c in text) or len(_CHINESE_WORDS.findall(text)) > 1
    if proof and counts[HAN] >= counts[KANA]:
        return _chinese(text, context, "Chinese words around a Japanese quotation")
    if {c for c in text if scripts.script(c) == KANA} <= {"の"} and context.share("zh") > 0.5:
        return _chinese(text, context, "の as Chinese advertising uses it, in a Chinese document")
    return "ja", "kana among Han characters"


def _han_only(text: str, n_han: int, context: LanguageContext) -> tuple[str, str]:
    """Chinese, but for a Japanese document's short labels (駅前広場, 水道局)."""
    proof, forms = _han_signs(text)
    says_japanese = (context.declared or "").startswith("ja") or context.share("ja") > max(0.5, context.share("zh"))
    if not proof:
        if forms and (says_japanese or context.share("ja") > _SOME_JAPANESE):
            return "ja", "forms of characters only Japan uses, in a document with Japanese in it"
        if says_japanese and n_han <= _JAPANESE_AT_MOST:
            return "ja", "Han characters only, in a Japanese document"
        if forms:
            return _chinese(text, context, "Han characters without kana or Hangul, some in forms of Japan")
    return _chinese(text, context, "Han characters without kana or Hangul")


@lru_cache(maxsize=8192)
def _han_signs(text: str) -> tuple[bool, bool]:
    """Whether something in *text* is Chinese beyond doubt, and whether it has forms of Japan."""
    proof = not telling_chinese().isdisjoint(text) or _CHINESE_WORDS.search(text) is not None
    return proof, not japanese_only().isdisjoint(text)


@lru_cache(maxsize=8192)
def _script_signs(text: str) -> tuple[int, int]:
    """How many characters only Simplified and only Traditional Chinese has."""
    return sum(map(simplified_only().__contains__, text)), sum(map(traditional_only().__contains__, text))


def _chinese(text: str, context: LanguageContext, why: str) -> tuple[str, str]:
    """Chinese, with the script as its characters, then the document, tell it."""
    hans, hant = _script_signs(text)
    if hans > 4 * hant:
        return "zh-Hans", f"{why}; Simplified forms"
    if hant > 4 * hans:
        return "zh-Hant", f"{why}; Traditional forms"
    if hans or hant:
        return "zh", f"{why}; Simplified and Traditional forms mixed"
    of_document = context.share("zh-Hans"), context.share("zh-Hant")
    if max(of_document) > 4 * min(of_document):
        tag = "zh-Hans" if of_document[0] > of_document[1] else "zh-Hant"
        return tag, f"{why}; both scripts write it so, the document is in {tag}"
    return "zh", f"{why}; Simplified and Traditional write it the same way"


def _latin(text: str, n_latin: int, context: LanguageContext) -> tuple[str, str]:
    words = [word for word in re.findall(r"[^\s,;:!?()\[\]\"]+", text) if any(c.isalpha() for c in word)]
    if n_latin == 1 or all(_CODE.fullmatch(word) for word in words):
        return "und", "codes of letters and digits only"
    if n_latin < 20:
        return "en", "Latin letters, too few for a detector: taken as English"
    return voices.latin(text)
