"""How much a reading of unknown bytes looks like text somebody wrote: the judge between charsets.

Wrong readings of Chinese are legal but odd: rare characters, private use, stray symbols. The score is the mean
weight of the characters beyond ASCII, from about -2 (rubbish) to 1 (everyday text).
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from reader.text.hanzi import codec_characters, converter
from reader.text.scripts import HAN, HANGUL, KANA, LATIN, OTHER, script

# The everyday characters of Chinese prose and of notices, most of what any page consists of.
_EVERYDAY = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成"
    "方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使"
    "情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老"
    "给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目"
    "太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边张该交规万取望术领共确传师观清今切院让识带导争运局省县警款项费预算收支购标府件通告"
    "咗喺嘅啲冇佢唔係嗰哋"  # Cantonese as Hong Kong writes it
)
_PUNCTUATION = frozenset("，。、：；？！“”‘’（）《》「」『』【】〈〉…—―–·～")
_BAD_CONTROLS = frozenset(map(chr, [*range(0x09), 0x0B, *range(0x0E, 0x1A), *range(0x1C, 0x20), *range(0x7F, 0xA0)]))


def score(text: str, codec: str) -> float:
    """Plausibility of *text* as a reading with *codec* (a name from :mod:`reader.text.charsets`).

    0 for text without any character beyond ASCII. Control characters count against it wherever they stand.
    """
    weigh = _WEIGHTS.get(codec, _weigh_single_byte if is_single_byte(codec) else _weigh_chinese)
    found = Counter(text)
    total, judged = 0.0, 0
    for char, n in found.items():
        if char < "\x7f" and char not in _BAD_CONTROLS:
            continue
        judged += n
        total += n * (-2.0 if char in _BAD_CONTROLS or _is_rubbish(char) else weigh(char))
    return total / judged if judged else 0.0


def control_share(data: bytes) -> float:
    """Share of control bytes no text file holds (NUL and most of 0x01..0x1F) in *data*."""
    return len(data) and sum(data.count(code) for code in (*range(9), *range(14, 26), 28, 29, 30, 31)) / len(data)


def _is_rubbish(char: str) -> bool:
    code = ord(char)
    return char == "\ufffd" or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF or code >= 0xF0000


def _weigh_chinese(char: str) -> float:
    if char in _everyday():
        return 1.0
    if char in _PUNCTUATION:
        return 0.7
    name = script(char)
    if name == HAN:
        if char in _common_han():
            return 0.5
        return -0.1 if char in _listed_han() else -0.6
    if name == KANA:
        return 0.15
    return _weigh_rest(char, name)


def _weigh_japanese(char: str) -> float:
    name = script(char)
    if name == KANA:
        return -0.3 if char >= "\uff00" else 0.95
    if char in _PUNCTUATION:
        return 0.7
    if name == HAN:
        return 0.5 if char in codec_characters("cp932", 0x88, 0x97) else -0.2
    return _weigh_rest(char, name)


def _weigh_korean(char: str) -> float:
    name = script(char)
    if name == HANGUL:
        return 0.75 if char in codec_characters("euc_kr", 0xB0, 0xC8) else -0.5
    if name == HAN:
        return -0.2  # Hanja are rare today; Chinese read as Korean is full of them
    return _weigh_rest(char, name)


def _weigh_single_byte(char: str) -> float:
    """Letters are fair, symbols suspicious: any bytes at all are legal in such charsets."""
    return 0.3 if char.isalpha() else 0.1 if char in "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\xa0§°€£" else -0.7


def _weigh_rest(char: str, name: str) -> float:
    if "\uff01" <= char <= "\uff5e" or char == "\u3000":
        return 0.4
    if name == LATIN:
        return 0.1
    if name in {OTHER, HANGUL}:
        return -0.3
    return -0.2


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_EVERYDAY + converter("s2t").convert(_EVERYDAY))


@cache
def _common_han() -> frozenset[str]:
    return codec_characters("gb2312", 0xB0, 0xD7) | codec_characters("big5", 0xA4, 0xC6)


@cache
def _listed_han() -> frozenset[str]:
    return codec_characters("gb2312", 0xD8, 0xF7) | codec_characters("big5", 0xC9, 0xF9)


_WIDE = frozenset({"utf-8", "gb18030", "big5", "cp932", "euc_jp", "cp949", "hz", "iso2022_jp_2", "iso2022_kr"})
_WIDE |= {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}
_WEIGHTS = {
    "cp932": _weigh_japanese,
    "euc_jp": _weigh_japanese,
    "cp949": _weigh_korean,
}


def is_single_byte(codec: str) -> bool:
    """Whether *codec* gives every byte its own character, so that it can never be proved wrong by the bytes."""
    return codec not in _WIDE
