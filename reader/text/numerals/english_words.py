"""English words the parser looks for: numbers, ordinals, fractions, months, units, currencies, sections."""

from __future__ import annotations

from fractions import Fraction

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
ORDINALS |= {"firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "fifthly": 5}
ORDINALS |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}

_SCALE_WORDS = {
    12: "dozen dozens",
    100: "hundred hundreds",
    10**3: "thousand thousands",
    10**6: "million millions mn mln",
    10**9: "billion billions bn bln",
    10**12: "trillion trillions tn trn",
}
SCALES: dict[str, int] = {word: size for size, words in _SCALE_WORDS.items() for word in words.split()}
LETTER_SCALES: dict[str, int] = {"k": 1000, "m": 10**6, "b": 10**9, "t": 10**12}
"""Scale letters glued to a figure (5k, $5m)."""

DENOMINATORS: dict[str, int] = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
DENOMINATORS |= {"ten-thousandth": 10**4, "ten-thousandths": 10**4, "hundred-thousandth": 10**5}
DENOMINATORS |= {w + s: n for w, n in ORDINALS.items() if n > 2 and w[-1] != "y" for s in ("", "s")}

_VALUE_WORDS = {
    "1/4": "quarter quarterly",
    "1/4 3/4": "quarters",
    "1/2": "halves halving semi",
    "1/2 3/2": "half",
    "1/2 2": "halved",
    "1": "once single",
    "6": "sixfold",
    "7": "sevenfold",
    "8": "eightfold",
    "9": "ninefold",
    "2": "duplicate both twice twofold couple couples pair pairs dual twin twins bilateral duo biennial biannual "
    "bimonthly secondary either neither latter",
    "2 1": "double doubled doubles doubling",
    "3": "triplicate trio triad thrice trilateral tripartite tertiary triplets triennial",
    "3 2": "triple tripled tripling trebled threefold",
    "4": "quadruplicate quartet quadrennial",
    "4 3": "quadruple quadrupled fourfold",
    "5": "quintuplicate quintet",
    "5 4": "fivefold",
    "7 1": "weekly",
    "10": "teens decade decades tens",
    "10 9": "tenfold",
    "12": "noon midday",
    "14 2": "fortnight fortnightly",
    "0 24 12": "midnight",
    "24": "clock",
    "20 1920": "twenties",
    "30 1930": "thirties",
    "40 1940": "forties",
    "50 1950": "fifties",
    "60 1960": "sixties",
    "70 1970": "seventies",
    "80 1980": "eighties",
    "90 1990": "nineties",
    "100": "hundredfold century centuries centenary centennial",
    "1000": "millennium millennia thousandfold",
    "1000000": "millionaire millionaires",
    "1000000000": "billionaire billionaires",
}
WHOLE = frozenset(["full", "fully", "entire", "entirely", "all", "completely", "wholly"])
"""Words that answer 百分之百, and no other one."""
VALUE_WORDS: dict[str, tuple[Fraction, ...]] = {
    word: tuple(Fraction(v) for v in values.split()) for values, words in _VALUE_WORDS.items() for word in words.split()
} | dict.fromkeys(WHOLE, (Fraction(1),))
"""Words that carry a value in passing. They can answer a figure of the source, and are never figures themselves."""

_MONTH_WORDS = (
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,october oct,"
    "november nov,december dec"
)
MONTHS: dict[str, int] = {word: n for n, words in enumerate(_MONTH_WORDS.split(","), 1) for word in words.split()}

_CURRENCY_WORDS = {
    "CNY": "yuan,rmb,renminbi,cny,chinese yuan",
    "USD": "us dollars,us dollar,u.s. dollars,u.s. dollar,american dollars,usd",
    "$": "dollars,dollar",
    "HKD": "hong kong dollars,hk dollars,hkd",
    "TWD": "new taiwan dollars,taiwan dollars,nt dollars,ntd",
    "EUR": "euros,euro,eur",
    "GBP": "pounds,pounds sterling,gbp",
    "JPY": "yen,japanese yen,jpy",
    "KRW": "won,south korean won,korean won",
    "RUB": "rubles,roubles",
    "AUD": "australian dollars",
    "CAD": "canadian dollars",
    "SGD": "singapore dollars",
    "CHF": "swiss francs",
    "INR": "rupees,indian rupees",
    "THB": "baht",
    "MYR": "ringgit",
    "VND": "dong",
    "KZT": "tenge",
    "MOP": "patacas",
    "TRY": "lira",
}
CURRENCIES: dict[str, str] = {word: code for code, words in _CURRENCY_WORDS.items() for word in words.split(",")}

_SIGNS = {
    "CNY": "rmb cny rmb¥ cn¥",
    "USD": "us$ usd usd$ u.s.$",
    "HKD": "hk$ hkd",
    "TWD": "nt$ ntd ntd$ nt",
    "AUD": "a$",
    "CAD": "c$",
    "SGD": "s$",
    "EUR": "€ eur",
    "GBP": "£ gbp",
    "JPY": "jpy jp¥",
    "MOP": "mop",
    "$": "$",
    "元": "¥",
}
SIGNS: dict[str, str] = {sign: code for code, signs in _SIGNS.items() for sign in signs.split()}
"""Currency signs and codes that stand before an amount."""

_UNIT_WORDS = {
    "mm": "mm millimetre millimetres millimeter millimeters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "m": "m metre metres meter meters",
    "km": "km kms kilometre kilometres kilometer kilometers",
    "mile": "mi mile miles",
    "ft": "ft foot feet",
    "inch": "inch inches",
    "li": "li",
    "mg": "mg milligram milligrams",
    "g": "g gram grams gramme grammes",
    "kg": "kg kgs kilo kilos kilogram kilograms",
    "jin": "jin catty catties",
    "t": "ton tons tonne tonnes",
    "lb": "lb lbs",
    "m2": "m2 m² sqm",
    "km2": "km2 km²",
    "mu": "mu",
    "acre": "acre acres",
    "ha": "ha hectare hectares",
    "l": "l litre litres liter liters",
    "ml": "ml millilitre millilitres milliliter milliliters",
    "second": "seconds",
    "minute": "min mins minute minutes",
    "hour": "h hr hrs hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "yr yrs year years year-old",
    "decade": "decade decades",
    "century": "centuries",
    "degree": "° degree degrees",
    "celsius": "°c ℃",
    "times": "times fold",
}
UNITS: dict[str, str] = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}

_SECTION_WORDS = {
    "article": "article articles art.",
    "chapter": "chapter chapters",
    "section": "section sections",
    "paragraph": "paragraph paragraphs",
    "subparagraph": "subparagraph subparagraphs",
    "item": "item items",
    "clause": "clause clauses",
    "part": "part",
    "page": "page pages",
    "volume": "volume",
    "annex": "annex appendix",
    "number": "no. number",
    "table": "table",
    "figure": "figure",
    "type": "type phase stage class grade level",
}
SECTIONS: dict[str, str] = {word: section for section, words in _SECTION_WORDS.items() for word in words.split()}
