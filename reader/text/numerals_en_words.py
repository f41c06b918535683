"""English words the parser looks for: numbers, ordinals, fractions, units, currencies, bounds."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.quantity import Bound

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_ONES = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"

CARDINALS: dict[str, int] = {w: i for i, w in enumerate(_ONES.split())}
CARDINALS |= {w: 10 * i for i, w in enumerate(_TENS.split(), 2)}
ORDINALS: dict[str, int] = {w: i for i, w in enumerate(_ORDINAL_ONES.split())}
ORDINALS |= {w: 10 * i for i, w in enumerate(_ORDINAL_TENS.split(), 2)}
ORDINALS |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
SCALES: dict[str, int] = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "hundreds": 100,
    "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12, "dozen": 12, "dozens": 12,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
LETTER_SCALES: dict[str, int] = {"k": 1000, "m": 10**6, "b": 10**9, "t": 10**12}
"""Scale letters glued to a figure (5k, $5m)."""

DENOMINATORS: dict[str, int] = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
DENOMINATORS |= {w: n for w, n in ORDINALS.items() if n > 2}
DENOMINATORS |= {w + "s": n for w, n in ORDINALS.items() if n > 2}

WORDS: dict[str, tuple[Fraction, ...]] = {
    "half": (Fraction(1, 2), Fraction(3, 2)), "halves": (Fraction(1, 2),), "halved": (Fraction(1, 2), Fraction(2)),
    "halving": (Fraction(1, 2),), "mid": (Fraction(1, 2),), "semi": (Fraction(1, 2),),
    "quarter": (Fraction(1, 4),), "quarterly": (Fraction(1, 4),), "quarters": (Fraction(1, 4), Fraction(3, 4)),
    "once": (Fraction(1),), "single": (Fraction(1),), "both": (Fraction(2),), "twice": (Fraction(2),),
    "twofold": (Fraction(2),), "double": (Fraction(2), Fraction(1)), "doubled": (Fraction(2), Fraction(1)),
    "doubling": (Fraction(2), Fraction(1)), "doubles": (Fraction(2), Fraction(1)), "couple": (Fraction(2),),
    "couples": (Fraction(2),), "pair": (Fraction(2),), "pairs": (Fraction(2),), "two-way": (Fraction(2),),
    "dual": (Fraction(2),), "twin": (Fraction(2),), "twins": (Fraction(2),), "bilateral": (Fraction(2),),
    "either": (Fraction(2),), "neither": (Fraction(2),), "duo": (Fraction(2),), "biennial": (Fraction(2),),
    "secondary": (Fraction(2),), "bi": (Fraction(2),), "another": (Fraction(2), Fraction(1)), "latter": (Fraction(2),),
    "trio": (Fraction(3),), "triple": (Fraction(3), Fraction(2)), "tripled": (Fraction(3), Fraction(2)),
    "tripling": (Fraction(3), Fraction(2)), "trebled": (Fraction(3), Fraction(2)), "thrice": (Fraction(3),),
    "threefold": (Fraction(3), Fraction(2)), "trilateral": (Fraction(3),), "tertiary": (Fraction(3),),
    "triplets": (Fraction(3),), "triennial": (Fraction(3),), "tri": (Fraction(3),),
    "quadruple": (Fraction(4), Fraction(3)), "quadrupled": (Fraction(4), Fraction(3)), "fourfold": (Fraction(4), Fraction(3)),
    "quartet": (Fraction(4),), "fivefold": (Fraction(5), Fraction(4)), "tenfold": (Fraction(10), Fraction(9)),
    "teens": (Fraction(10),), "decade": (Fraction(10),), "decades": (Fraction(10),), "century": (Fraction(100),),
    "centuries": (Fraction(100),), "centenary": (Fraction(100),), "centennial": (Fraction(100),),
    "fortnight": (Fraction(14), Fraction(2)), "fortnightly": (Fraction(14), Fraction(2)), "weekly": (Fraction(7), Fraction(1)),
    "daily": (Fraction(1), Fraction(24)), "overnight": (Fraction(1),), "annual": (Fraction(1),), "annually": (Fraction(1),),
    "millennium": (Fraction(1000),), "millennia": (Fraction(1000),), "millionaire": (Fraction(10**6),),
    "millionaires": (Fraction(10**6),), "billionaire": (Fraction(10**9),), "billionaires": (Fraction(10**9),),
    "score": (Fraction(20),), "scores": (Fraction(20),), "noon": (Fraction(12),), "midday": (Fraction(12),),
    "midnight": (Fraction(0), Fraction(24), Fraction(12)), "twenties": (Fraction(20), Fraction(1920)),
    "thirties": (Fraction(30), Fraction(1930)), "forties": (Fraction(40), Fraction(1940)),
    "fifties": (Fraction(50), Fraction(1950)), "sixties": (Fraction(60), Fraction(1960)),
    "seventies": (Fraction(70), Fraction(1970)), "eighties": (Fraction(80), Fraction(1980)),
    "nineties": (Fraction(90), Fraction(1990)), "tens": (Fraction(10),),
    "biannual": (Fraction(2),), "bimonthly": (Fraction(2),), "pentagon": (Fraction(5),), "quadrennial": (Fraction(4),),
}  # fmt: skip
"""Words that carry a value in passing. They can answer a figure of the source, and are never figures themselves."""

MONTHS: dict[str, int] = {
    m: i
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for m in names.split()
}  # fmt: skip

CURRENCIES: dict[str, str] = {
    "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY", "cny": "CNY", "us dollars": "USD", "u.s. dollars": "USD",
    "us dollar": "USD", "american dollars": "USD", "usd": "USD", "dollars": "$", "dollar": "$", "cents": "$",
    "hong kong dollars": "HKD", "hkd": "HKD", "hk dollars": "HKD", "nt dollars": "TWD", "ntd": "TWD",
    "new taiwan dollars": "TWD", "taiwan dollars": "TWD", "euros": "EUR", "euro": "EUR", "eur": "EUR",
    "pounds": "GBP", "pounds sterling": "GBP", "gbp": "GBP", "yen": "JPY", "japanese yen": "JPY", "jpy": "JPY",
    "won": "KRW", "south korean won": "KRW", "korean won": "KRW", "rubles": "RUB", "roubles": "RUB",
    "australian dollars": "AUD", "canadian dollars": "CAD", "singapore dollars": "SGD", "swiss francs": "CHF",
    "rupees": "INR", "indian rupees": "INR", "baht": "THB", "ringgit": "MYR", "dong": "VND", "tenge": "KZT",
    "patacas": "MOP", "lira": "TRY", "chinese yuan": "CNY",
}  # fmt: skip
SYMBOLS: dict[str, str] = {
    "us$": "USD", "hk$": "HKD", "nt$": "TWD", "ntd": "TWD", "a$": "AUD", "c$": "CAD", "s$": "SGD", "rmb": "CNY",
    "cny": "CNY", "rmb¥": "CNY", "¥": "元", "€": "EUR", "£": "GBP", "$": "$", "usd": "USD", "hkd": "HKD", "eur": "EUR",
    "gbp": "GBP", "jpy": "JPY", "yuan": "CNY", "mop": "MOP", "cn¥": "CNY", "jp¥": "JPY", "u.s.$": "USD",
    "usd$": "USD", "ntd$": "TWD", "nt": "TWD",
}  # fmt: skip
UNITS: dict[str, str] = {
    word: unit
    for unit, names in {
        "mm": "mm millimetre millimetres millimeter millimeters", "cm": "cm centimetre centimetres centimeter centimeters",
        "m": "metre metres meter meters m", "km": "km kms kilometre kilometres kilometer kilometers",
        "mile": "mile miles mi", "ft": "ft foot feet", "inch": "inch inches in.", "nmi": "nm", "li": "li",
        "mg": "mg milligram milligrams", "g": "g gram grams gramme grammes", "kg": "kg kgs kilo kilos kilogram kilograms",
        "jin": "jin catty catties", "t": "ton tons tonne tonnes", "lb": "lb lbs", "mu": "mu", "acre": "acre acres",
        "ha": "ha hectare hectares", "l": "litre litres liter liters l", "ml": "ml millilitre millilitres milliliter milliliters",
        "m2": "m2 m² sqm", "km2": "km2 km²", "second": "seconds", "minute": "minute minutes min mins", "hour": "hour hours h hr hrs",
        "day": "day days", "week": "week weeks", "month": "month months", "quarter-year": "quarters",
        "year": "year years year-old years-old yr yrs", "decade": "decade decades", "century": "centuries",
        "degree": "degree degrees °", "celsius": "°c ℃", "times": "times fold -fold",
    }.items()
    for word in names.split()
}  # fmt: skip

SECTIONS: dict[str, str] = {
    "article": "article", "articles": "article", "art.": "article", "chapter": "chapter", "chapters": "chapter",
    "section": "section", "sections": "section", "paragraph": "paragraph", "paragraphs": "paragraph",
    "subparagraph": "subparagraph", "subparagraphs": "subparagraph", "item": "item", "items": "item", "part": "part",
    "page": "page", "no.": "number", "volume": "volume", "annex": "annex", "clause": "clause", "table": "table",
    "figure": "figure", "phase": "phase", "stage": "stage", "type": "type", "grade": "grade", "class": "class",
    "world war": "war", "war": "war",
}  # fmt: skip

_BEFORE: tuple[tuple[str, Bound], ...] = (
    (
        "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum|minimum of|not below"
        "|as few as|no lower than|not lower than|no smaller than|not under",
        Bound.AT_LEAST,
    ),
    (
        "at most|no more than|not more than|not exceeding|not to exceed|not exceed|not be more than|up to|a maximum of"
        "|maximum of|within|not over|does not exceed|do not exceed|as many as|no higher than|not higher than|not above"
        "|no later than|no longer than|not longer than|limited to|capped at|not in excess of",
        Bound.AT_MOST,
    ),
    (
        "more than|over|above|exceeding|exceeds|exceeded|exceed|in excess of|upwards of|surpassed|surpassing|surpass"
        "|greater than|higher than|beyond|topped|topping|longer than|larger than|or more than|well over|some more than",
        Bound.MORE_THAN,
    ),
    (
        "less than|under|below|fewer than|short of|lower than|smaller than|not even|shorter than|or less than|not yet",
        Bound.LESS_THAN,
    ),
    (
        "about|around|some|approximately|roughly|an estimated|estimated|almost|nearly|close to|approaching|near|circa"
        "|approx.|approx|c.|just over|just under|~|≈|or so",
        Bound.ABOUT,
    ),
)
_LIMITS = {word: bound for words, bound in _BEFORE for word in words.split("|")}
_LIMITS |= {">": Bound.MORE_THAN, "<": Bound.LESS_THAN, "≥": Bound.AT_LEAST, "≤": Bound.AT_MOST}
_BOUND_BEFORE = re.compile(
    r"(?:(?<![a-z])|(?=[<>≥≤~≈]))(" + "|".join(re.escape(w) for w in sorted(_LIMITS, key=len, reverse=True)) + r")"
    r"(?: (?:the|a|an|of|another))?\s*(?:us\$|hk\$|nt\$|rmb|cny|usd|ntd|[$¥€£])?\s*$",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(
    r"[\w .%²°\-]{0,24}?(?:(?P<least>\b(?:or|and) (?:more|above|over|older|higher|longer|upwards?|greater)\b|\+|\bplus\b)"
    r"|(?P<most>\b(?:or|and) (?:less|fewer|under|below|lower|younger|shorter)\b)|(?P<about>\bor so\b))",
    re.IGNORECASE,
)


def bound(text: str, start: int, end: int) -> Bound:
    """The bound stated just before *start* or just after *end*."""
    m = _BOUND_BEFORE.search(text[max(0, start - 28) : start])
    if m:
        return _LIMITS[m[1].lower()]
    after = _BOUND_AFTER.match(text, end)
    if after is None:
        return Bound.EXACT
    return Bound.AT_LEAST if after["least"] else Bound.AT_MOST if after["most"] else Bound.ABOUT
