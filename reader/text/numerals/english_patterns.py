"""The shapes English figures come in, as regular expressions over folded, lower-case text."""

from __future__ import annotations

import re

from reader.text.alternatives import alternatives
from reader.text.numerals import english_words as words
from reader.text.numerals import tokens


def any_of(known: dict[str, int] | dict[str, str]) -> str:
    """Alternatives of the words, longest first."""
    return alternatives(known)


ARABIC = (
    r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ ']\d{3})+(?![\d,'])|\d{1,24})(?:\.\d{1,24}(?!\.\d))?"
    r"|(?<![^\s(<>=~$])\.\d{1,24})"
)
CONTINENTAL = r"(?P<continental>(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,24})?(?![\d.,]\d))"
"""1.234.567,89: points between thousands, a comma before decimals."""
SCALE = any_of(words.SCALES)
CARDINAL = any_of(words.CARDINALS | words.SCALES)
ORDINAL = any_of(words.ORDINALS)
DENOMINATOR = any_of(words.DENOMINATORS)
SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_SIGN = (
    r"(?P<sign>(?:us|hk|nt|rmb|cn|jp|a|c|s|usd|ntd|u\.s\.)?[$¥]|[€£]"
    r"|(?<![a-z])(?:rmb|cny|usd|ntd|hkd|eur|gbp|jpy|mop|nt)(?= ?\d))"
)
FIGURE = (
    rf"(?P<figure>(?:{_SIGN} ?)?(?<!\d)(?P<arabic>{ARABIC})"
    r"(?:(?P<nth>st|nd|rd|th)(?![a-z])|(?P<decade>'?s)(?![a-z])"
    rf"|(?P<scales>(?:[ \-]?(?:{SCALE})(?![a-z]))+)|(?P<letter>[kmbt])(?![a-z0-9])|))"
)
SPELLED = (
    rf"(?P<spelled>(?<![a-z0-9])(?:(?:{CARDINAL})(?![a-z])(?:(?:[ \-]| and |-and-)(?:a )?(?={CARDINAL}|{ORDINAL}))?)+"
    rf"(?P<ordinal>(?:{ORDINAL}))?(?![a-z])|(?<![a-z])(?P<alone>{ORDINAL})(?![a-z]))"
)
_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,4})"
FRACTION = (
    rf"(?P<fraction>(?<![a-z0-9])(?P<above>an?|{SMALL}|\d{{1,3}})[ \-](?P<below>{DENOMINATOR})(?![a-z\-]))"
    rf"|(?P<ratio>(?<![\d/.,])(?P<over>{_COUNT})/(?P<under>{_COUNT})(?![\d/]|[.,]\d|th))"
    rf"|(?P<outof>(?<![a-z0-9,.])(?P<part>{_COUNT}|{SMALL})(?: [a-z]+(?= in (?:{SMALL})(?![a-z])))? (?:out of|in|of)"
    rf"(?: every| the)? (?P<whole>{_COUNT}|{SMALL})(?![a-z0-9]|[.,]\d))"
)
_SPAN = (
    "minute|hour|day|week|month|quarter|year|decade|century|kilometer|kilometre|mile|ton|tonne|foot|metre|meter|inch"
    "|pound|gram|litre|liter|acre|hectare|kilo|kilogram|yuan|dollar|euro"
)
HALF_A = rf"(?P<half>(?<![a-z])half an? (?P<halved>{SCALE}|{_SPAN})(?![a-z]))"
A_UNIT = rf"(?P<a>(?<![a-z])an? (?=(?:{_SPAN})(?![a-z])))"
"""A week, an hour: weak ones."""
WORD = r"(?P<word>(?<![a-z])(?:" + "|".join(sorted(words.VALUE_WORDS, key=len, reverse=True)) + r")(?![a-z]))"
MONTH = rf"(?P<month>(?<![a-z])(?:{any_of(words.MONTHS)})(?![a-z]))"
ROMAN = r"(?P<roman>(?<![a-z\d])(?:x{0,3}(?:ix|iv|v?i{0,3})|xl|l?x{0,3}(?:ix|iv|v?i{0,3}))(?![a-z\d']))"
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
PAST = (
    rf"(?P<past>(?<![a-z0-9])(?:a )?(?P<off>half|quarter|five|ten|twenty|\d{{1,2}})(?: minutes)?"
    rf" (?:past|(?P<to>(?<=quarter )to)) (?P<whole_hour>{_HOURS}|1[0-2]|[1-9])(?![a-z0-9]))"
)
"""Half past eight, a quarter to nine, in words."""
_GLUED = "st|nd|rd|th|s|k|m|b|t|bn|mn|tn|am|pm|km|kg|cm|mm|mg|g|ml|l|h|min|hrs?|ft|yr|m2|km2|mm2|cm2"
CODE = (
    r"(?P<code>(?<![a-z0-9])(?!(?:us|hk|nt|rmb|cny|usd|ntd|hkd|eur|gbp|jpy|mop)\d)"
    r"(?:[a-z]{1,12}(?:-?[a-z0-9]+){0,4}?-?\d[a-z0-9]*(?:-[a-z0-9]+)*"
    rf"|(?!\d+(?:{_GLUED})(?![a-z0-9]))\d+[a-z]+[a-z0-9]*))"
)
_SHAPES = (
    *(tokens.DATE, tokens.DAY_FIRST, CONTINENTAL, tokens.CLOCK, tokens.PHONE, r"(?P<long>\d{25,})", CODE),
    *(PAST, FRACTION, HALF_A, A_UNIT, FIGURE, SPELLED, MONTH, WORD, ROMAN),
)
SCAN = re.compile("|".join(_SHAPES))
"""Everything at once; anchored with ``match`` where :data:`BEGIN` and :data:`STARTERS` allow a figure."""

BEGIN = re.compile(r"[0-9$¥€£+(.]|[a-z]+(?=(?P<on>[\-\d])?)")
"""The next place a figure may begin at: a digit, a sign, or a word; group ``on``: the word may begin a code."""
CODE_BEGIN = re.compile(r"[a-z]+(?:-[a-z]+)*-?(?=\d)")
"""The letters of a code such as covid-19."""
POINT_BEGIN = re.compile(r"(?<![^\s(<>=~$])\.(?=\d)")
"""The point of a decimal without a nought."""

ROMANS = frozenset(
    tens + ones
    for tens in ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    if 0 < len(tens + ones) < 8
)
"""Roman numerals as :data:`ROMAN` reads them; figures in capitals only."""

ARTICLES = frozenset(["a", "an"])
AFTER_ARTICLE = re.compile(rf"[$¥]|[ \-](?:\d|five|ten|twenty|{DENOMINATOR}|{_SPAN})")
"""What must follow an article that begins a figure: a half, an hour, a quarter to nine."""

STARTERS = ARTICLES | ROMANS | frozenset(
    [
        *words.CARDINALS, *words.ORDINALS, *words.SCALES, *words.VALUE_WORDS, *words.MONTHS,
        *(sign.rstrip("$¥") for sign in words.SIGNS), "u",
    ]
)  # fmt: skip
"""Words a figure can begin with."""

PERCENT = re.compile(
    r"(?: |-)?(?:%|percent(?:age)?(?: points?)?|per cent(?: points?)?|pct|‰|per (?:mille|(?:ten )?thousand)"
    r"|basis points?|bps?)(?![a-z])"
)
PARTS = {"‰": 1000, "per mille": 1000, "per thousand": 1000, "per ten thousand": 10_000}
PARTS |= dict.fromkeys(("basis point", "basis points", "bp", "bps"), 10_000)
UNIT = re.compile(r"[ \-]?(?:(?P<square>sq(?:uare|\.)?)|(?P<cubic>cubic))?[ \-]?(?P<unit>°c|℃|°|[a-z]+(?:-old|[²2])?)")
CURRENCY = re.compile(rf"[ \-]?(?P<currency>{any_of(words.CURRENCIES)})(?![a-z])")
MERIDIEM = re.compile(
    r" ?(?P<half>[ap])(?:\.m\b\.?|m\b)|(?P<sharp> ?o'clock)"
    r"| (?:at|in the|on the) (?P<part>noon|night|evening|afternoon|morning)"
)
AND_A_HALF = re.compile(r"(?: [a-z]+)?(?:[ \-]and)?[ \-](?:a|one)[ \-]half(?![a-z])| and half|½")
RANGE = re.compile(r" ?(?:percent|per cent|%)? ?(?:[\-~–—―]|to|and|or|,) ?(?:us\$|hk\$|nt\$|rmb|[$¥€£])? ?")
SURE_RANGE = re.compile(r" ?(?:[\-~–—―]|to) ?(?:us\$|hk\$|nt\$|rmb|[$¥€£])? ?")
BETWEEN = re.compile(r"[a-z ]{0,20} and (?:the age of |us\$|hk\$|nt\$|rmb ?|[$¥€£])?")
SECTION_BEFORE = re.compile(rf"(?<![a-z])({any_of(words.SECTIONS)}) $")
TENS_OF = re.compile(rf" of (?:a )?({SCALE})(?![a-z])")
