"""Figures as officials write them: amounts, counts, shares, with and without bounds."""

from __future__ import annotations

from decimal import Decimal

from models.training.slots.chance import Chance, Filler
from models.training.slots.numerals import banking, by_digit, chinese, grouped, plain, scaled, words

_CURRENCIES = (
    (8, ("元", "yuan")), (6, ("美元", "US dollars")), (5, ("欧元", "euros")), (3, ("港元", "Hong Kong dollars")),
    (2, ("英镑", "pounds")), (2, ("日元", "yen")), (2, ("韩元", "won")), (1, ("泰铢", "baht")),
    (1, ("卢布", "roubles")), (2, ("加元", "Canadian dollars")), (2, ("澳元", "Australian dollars")),
    (1, ("越南盾", "dong")),
)  # fmt: skip
_BEFORE = (
    ("约", "about"), ("大约", "about"), ("近", "nearly"), ("将近", "nearly"), ("超过", "more than"),
    ("逾", "more than"), ("至少", "at least"), ("不少于", "no less than"), ("不低于", "no less than"),
    ("不超过", "no more than"), ("最多", "at most"),
    ("不足", "less than"), ("高达", "as much as"), ("共计", "a total of"), ("仅", "only"),
)  # fmt: skip
_MULTIPLES = {"万": Decimal(10**4), "亿": Decimal(10**8), "百万": Decimal(10**6), "千万": Decimal(10**7)}


def _decimal(chance: Chance, places: int, highest: int) -> Decimal:
    return Decimal(chance.randint(1, highest * 10**places)).scaleb(-places)


def _magnitude(chance: Chance, highest: int = 10**7) -> int:
    """A whole number whose number of digits is what varies."""
    top = len(str(highest)) - 1
    return min(highest, chance.randint(1, 10 ** chance.randint(1, top)))


def _round(chance: Chance) -> int:
    """A round number: 300, 40,000, 2,500,000."""
    return chance.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 18, 20, 25, 35]) * 10 ** chance.randint(1, 5)


def scaled_number(chance: Chance) -> tuple[str, Decimal]:
    """A figure with 万 or 亿 and its value."""
    unit = chance.weighted([(7, "万"), (4, "亿"), (1, "百万"), (1, "千万")])
    if unit in ("百万", "千万"):
        digit = chance.randint(1, 9)
        return f"{chinese(digit) if digit != 2 else '两'}{unit}", digit * _MULTIPLES[unit]
    places = chance.choice([0, 0, 1, 1, 2, 2, 3, 4, 6]) if unit == "万" else chance.choice([0, 1, 1, 2, 2, 4])
    number = _decimal(chance, places, chance.choice([9, 99, 999, 9999] if unit == "万" else [9, 99, 999]))
    number = max(number, Decimal(1).scaleb(-places))
    style = chance.random()
    if number == number.to_integral_value() and style < 0.35:
        return f"{chinese(int(number))}{unit}", number * _MULTIPLES[unit]
    shown = f"{number:f}" if style < 0.6 else f"{number:,f}"
    return f"{shown}{unit}", number * _MULTIPLES[unit]


def number(chance: Chance) -> Filler:
    """A whole number, exact, in any notation."""
    style = chance.random()
    if style < 0.18:
        zh, exact = scaled_number(chance)
        if exact == exact.to_integral_value():
            return Filler(zh, scaled(exact))
    value = _magnitude(chance)
    if style < 0.45 and value > 2:
        return Filler(chinese(value), words(value) if value < 13 and chance.random() < 0.8 else grouped(value))
    return Filler(grouped(value) if style < 0.75 else str(value), grouped(value))


def small(chance: Chance) -> Filler:
    """A number from 2 to 99 (written out up to twelve where the Chinese is)."""
    value = chance.choice([chance.randint(2, 12), chance.randint(2, 99)])
    if chance.random() < 0.5:
        zh = "两" if value == 2 else chinese(value)
        return Filler(zh, words(value) if value < 20 or chance.random() < 0.5 else str(value))
    return Filler(str(value), str(value))


def quantity(chance: Chance) -> Filler:
    """A number with or without a bound, to stand before a measure word: 三百余, 近4万, 至少12."""
    style = chance.random()
    if style < 0.45:
        return number(chance) if chance.random() < 0.6 else small(chance)
    if style < 0.72:
        before_zh, before_en = chance.choice(_BEFORE)
        inner = chance.choice([number, small])(chance)
        return Filler(before_zh + inner.zh, f"{before_en} {inner.en}")
    return _more_than(chance)


def _more_than(chance: Chance) -> Filler:
    """三百余, 1200多, 四万余, 十几, 数百, 上千."""
    style = chance.random()
    if style < 0.12:
        return chance.choice(
            [
                Filler("十几", "more than ten"), Filler("数百", "several hundred"), Filler("上千", "over a thousand"),
                Filler("数千", "several thousand"), Filler("上百", "over a hundred"), Filler("几十", "dozens of"),
                Filler("数十", "dozens of"), Filler("上万", "over ten thousand"), Filler("几百", "a few hundred"),
                Filler("数万", "tens of thousands of"), Filler("数十万", "hundreds of thousands of"),
                Filler("数百万", "millions of"), Filler("成千上万", "thousands upon thousands of"),
            ]
        )  # fmt: skip
    value = _round(chance)
    mark = chance.choice("余余多")
    if style < 0.6:
        text = chinese(value)
        inside = text[-1] == "万" and value >= 10**5 and (mark == "多" or chance.random() < 0.5)
        zh = text[:-1] + mark + text[-1] if inside else text + mark
        return Filler(zh, f"more than {grouped(value)}")
    return Filler(f"{value}{mark}", f"more than {grouped(value)}")


def foreign_money(chance: Chance) -> Filler:
    """An exact amount in any currency."""
    return _money(chance, *chance.weighted(_CURRENCIES))


def money(chance: Chance) -> Filler:
    """An exact amount, nearly always in yuan."""
    return _money(chance, "元", "yuan") if chance.random() < 0.95 else foreign_money(chance)


def _money(chance: Chance, currency_zh: str, currency_en: str) -> Filler:
    style = chance.random()
    if style < 0.5:
        zh, exact = scaled_number(chance)
        return Filler(zh + currency_zh, f"{scaled(exact)} {currency_en}")
    if style < 0.62:
        value = _round(chance)
        return Filler(f"{chinese(value)}{currency_zh}", f"{grouped(value)} {currency_en}")
    if style < 0.7:
        cents = Decimal(_magnitude(chance, 10**9)).scaleb(-2).quantize(Decimal("0.01"))
        return Filler(f"{cents:,}{currency_zh}", f"{cents:,} {currency_en}")
    if style < 0.8:
        value = _magnitude(chance)
        shown = grouped(value) if chance.random() < 0.5 else str(value)
        return Filler(f"人民币{shown}元", f"RMB {grouped(value)}")
    if style < 0.86:
        value = chance.choice([_round(chance), _magnitude(chance, 10**6)])
        return Filler(f"人民币{banking(value)}元整", f"RMB {grouped(value)} exactly")
    value = _magnitude(chance)
    shown = grouped(value) if chance.random() < 0.5 else str(value)
    return Filler(f"{shown}{currency_zh}", f"{grouped(value)} {currency_en}")


def bounded_money(chance: Chance) -> Filler:
    """An amount with a bound or a range."""
    style = chance.random()
    currency_zh, currency_en = ("元", "yuan") if chance.random() < 0.92 else chance.weighted(_CURRENCIES)
    if style < 0.35:
        before_zh, before_en = chance.choice(_BEFORE)
        inner = money(chance)
        while inner.en.endswith("exactly"):
            inner = money(chance)
        return Filler(before_zh + inner.zh, f"{before_en} {inner.en}")
    if style < 0.65:
        digit, unit = chance.choice([1, 2, 3, 5, 6, 8]), chance.choice(["十", "百", "千", "十万", "百万", "千万"])
        size = {"十": 10, "百": 100, "千": 1000, "十万": 10**5, "百万": 10**6, "千万": 10**7}[unit]
        lead = "" if digit == 1 and unit.startswith("十") else chinese(digit)
        lead = "两" if digit == 2 and unit[0] in "百千" else lead
        mark = chance.choice("余多")
        zh = f"{lead}{unit[0]}{mark}{unit[1:]}{currency_zh}"
        return Filler(zh, f"more than {scaled(Decimal(digit * size))} {currency_en}")
    low = chance.choice([1, 2, 3, 5, 10, 20, 30, 50]) * 10 ** chance.randint(1, 4)
    high = low * chance.choice([2, 3, 5, 10])
    if style < 0.85:
        low_zh, high_zh = (chinese(low), chinese(high)) if chance.random() < 0.5 else (str(low), str(high))
        return Filler(
            f"{low_zh}{currency_zh}以上{high_zh}{currency_zh}以下",
            f"not less than {grouped(low)} {currency_en} and not more than {grouped(high)} {currency_en}",
        )
    return Filler(
        f"{low}{chance.choice('至-—~')}{high}{currency_zh}", f"{grouped(low)} to {grouped(high)} {currency_en}"
    )


def percent(chance: Chance) -> Filler:
    """A share in per cent or tenths."""
    style = chance.random()
    if style < 0.62:
        share = _decimal(chance, chance.choice([0, 1, 1, 2]), 100)
        return Filler(f"{share:f}%", f"{share:f}%")
    if style < 0.82:
        value = chance.randint(1, 100)
        if chance.random() < 0.2:
            tenth = chance.randint(1, 9)
            return Filler(f"百分之{chinese(value)}点{by_digit(str(tenth))}", f"{value}.{tenth} per cent")
        return Filler(f"百分之{chinese(value) if value < 100 else '百'}", f"{value} per cent")
    value = chance.randint(1, 9)
    zh, en = chance.choice(
        [("", ""), ("近", "nearly "), ("超过", "more than "), ("约", "about "), ("不到", "less than ")]
    )
    if not zh and chance.random() < 0.4:
        return Filler(f"{chinese(value)}成五", f"{value}5%")
    return Filler(f"{zh}{chinese(value)}成", f"{en}{value}0%")


def points(chance: Chance) -> Filler:
    """Percentage points."""
    value = _decimal(chance, chance.choice([0, 1, 1, 2]), 20)
    return Filler(f"{value:f}个百分点", f"{value:f} percentage points" if value != 1 else "1 percentage point")


def fraction(chance: Chance) -> Filler:
    """A common fraction."""
    return chance.choice(
        [
            Filler("三分之一", "one third"), Filler("三分之二", "two thirds"), Filler("四分之一", "a quarter"),
            Filler("四分之三", "three quarters"), Filler("五分之一", "one fifth"), Filler("五分之二", "two fifths"),
            Filler("五分之三", "three fifths"), Filler("五分之四", "four fifths"), Filler("一半", "half"),
            Filler("二分之一", "one half"), Filler("六分之一", "one sixth"), Filler("八分之三", "three eighths"),
            Filler("十分之一", "one tenth"), Filler("十分之七", "seven tenths"), Filler("近一半", "nearly half"),
            Filler("一半以上", "more than half"), Filler("三分之二以上", "more than two thirds"),
        ]
    )  # fmt: skip


def times(chance: Chance) -> Filler:
    """A multiple."""
    value = _decimal(chance, chance.choice([0, 1]), 9) + 1
    return Filler(f"{value:f}倍", f"{plain(value)} times")


_LENGTHS = (("公里", "kilometres"), ("米", "metres"), ("千米", "kilometres"))
_AREAS = (("平方公里", "square kilometres"), ("平方米", "square metres"), ("亩", "mu"), ("公顷", "hectares"))
_WEIGHTS = (("公斤", "kilograms"), ("克", "grams"), ("吨", "tonnes"), ("千克", "kilograms"))


def length(chance: Chance) -> Filler:
    """A distance."""
    return _measured(chance, *chance.choice(_LENGTHS))


def area(chance: Chance) -> Filler:
    """An area."""
    return _measured(chance, *chance.choice(_AREAS))


def weight(chance: Chance) -> Filler:
    """A weight."""
    return _measured(chance, *chance.choice(_WEIGHTS))


def measure(chance: Chance) -> Filler:
    """Any physical quantity."""
    return chance.choice([length, area, weight])(chance)


def _measured(chance: Chance, zh: str, en: str) -> Filler:
    inner = number(chance) if chance.random() < 0.5 else None
    if inner is None or inner.en in ("one", "1"):
        value = _decimal(chance, chance.choice([1, 2]), 999) + 1
        return Filler(f"{value:f}{zh}", f"{plain(value)} {en}")
    return Filler(f"{inner.zh}{zh}", f"{inner.en} {en}")
