"""Ten thousand values and more through every notation of both languages: written, read back, the same value.

Seeded, so that a failure can be repeated; the notations are written out here, by other code than reads them.
"""

import random
from datetime import date
from fractions import Fraction

import pytest
from test_numerals_properties import CAPITALS, chinese, english

from reader.text import dates_en, dates_zh
from reader.text.numerals import Kind, parse_en, parse_zh

VALUES = 10_000
FEWER = 2_000
"""Values of the notations besides whole numbers; each goes through all of them."""
DIGITS = "〇一二三四五六七八九"
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def wide(text):
    """Full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def only(found, text):
    assert len(found) == 1, (text, found)
    return found[0]


def whole(n):
    """(text, parser) of a whole number, with a unit that makes it no telephone number."""
    grouped = f"{n:,}"
    capital = chinese(n, CAPITALS, ("", "拾", "佰", "仟"))
    return [
        (f"{n}元", parse_zh),
        (f"{grouped}元", parse_zh),
        (f"{wide(str(n))}元", parse_zh),
        (f"{wide(grouped)}元", parse_zh),
        (f"共计{chinese(n)}元", parse_zh),
        (f"{capital}元整", parse_zh),
        (f"人民币{capital}圆整", parse_zh),
        (f"{grouped} yuan", parse_en),
        (f"RMB {grouped}", parse_en),
        (f"{grouped.replace(',', ' ')} yuan", parse_en),
        (f"{grouped.replace(',', chr(39))} yuan", parse_en),
        (f"{english(n)} yuan", parse_en),
        (f"{english(n).capitalize()} yuan", parse_en),
    ]


@pytest.mark.parametrize("part", range(4))
def test_whole_numbers(part):
    rng = random.Random(f"whole {part}")
    for _ in range(VALUES // 4):
        n = rng.randrange(11, 10 ** rng.randrange(2, 13))
        for text, parse in whole(n):
            q = only(parse(text), text)
            assert (q.value, q.kind) == (n, Kind.MONEY), text


def test_scaled_decimals():
    rng = random.Random("scaled")
    scales = [("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("千万", 10**7), ("百万", 10**6)]
    names = [(" thousand", 10**3), (" million", 10**6), (" billion", 10**9), (" trillion", 10**12), ("bn", 10**9)]
    for _ in range(FEWER):
        decimal = f"{rng.randrange(1, 10**4)}.{rng.randrange(10**6):0{rng.randrange(1, 7)}d}"
        value = Fraction(decimal)
        for (sign, size), (name, factor) in zip(scales, names, strict=True):
            for text in (f"{decimal}{sign}元", f"约{wide(decimal)}{sign}美元"):
                assert only(parse_zh(text), text).value == value * size, text
            assert only(parse_en(f"{decimal}{name} yuan"), decimal).value == value * factor, decimal


def test_shares_multiples_and_places():
    rng = random.Random("shares")
    for _ in range(FEWER):
        n, below = rng.randrange(1, 10_000), rng.randrange(13, 1000)
        above = rng.randrange(1, below)
        share = Fraction(n, 10_000)
        number = f"{n // 100}.{n % 100:02d}"
        spoken = chinese(n // 100) + "点" + "".join("零一二三四五六七八九"[int(c)] for c in f"{n % 100:02d}")
        for text in (
            f"{number}%",
            f"{number}％",
            f"百分之{number}",
            f"百分之{spoken}",
            f"{n}个基点",
            f"{number}个百分点",
        ):
            assert only(parse_zh(text), text).value == share, text
        for text in (f"{number}%", f"{number} percent", f"{number} per cent", f"{n} basis points", f"{number} pct"):
            assert only(parse_en(text), text).value == share, text
        assert only(parse_zh(f"{number}‰"), n).value == share / 10
        assert only(parse_zh(f"{chinese(below)}分之{chinese(above)}"), above).value == Fraction(above, below)
        assert only(parse_zh(f"{above}/{below}"), above).value == Fraction(above, below)
        assert only(parse_zh(f"{below}倍"), below).value == below
        assert only(parse_en(f"{below} times"), below).value == below
        for text in (f"第{below}条", f"第{chinese(below)}条"):
            assert (only(parse_zh(text), text).value, parse_zh(text)[0].kind) == (below, Kind.SECTION)
        assert only(parse_en(f"Article {below}"), below).value == below


def dates_of(day):
    y, m, d = day.year, day.month, day.day
    name, ending = MONTHS[m - 1], "th" if d in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    spoken = "".join(DIGITS[int(c)] for c in str(y))
    in_chinese = [
        f"{y}年{m}月{d}日",
        wide(f"{y}年{m}月{d}日"),
        f"{y} 年 {m} 月 {d} 日",
        f"{y}年{m}月{d}号",
        f"{spoken}年{chinese(m)}月{chinese(d)}日",
        f"{y}-{m:02d}-{d:02d}",
        f"{y}/{m}/{d}",
        f"{y}.{m}.{d}",
        f"民國{y - 1911}年{m}月{d}日",
        f"民国{chinese(y - 1911)}年{chinese(m)}月{chinese(d)}日",
    ]
    in_english = [
        f"{d} {name} {y}",
        f"{name} {d}, {y}",
        f"{name} {d}{ending}, {y}",
        f"{name[:3]}. {d}, {y}",
        f"the {d}{ending} of {name} {y}",
        f"{y}-{m:02d}-{d:02d}",
        f"{y}/{m}/{d}",
        f"{d}/{m}/{y}",
        f"{m}/{d}/{y}",
    ]
    return in_chinese, in_english


def test_dates():
    rng = random.Random("dates")
    for _ in range(FEWER // 2):
        day = date.fromordinal(rng.randrange(date(1931, 1, 1).toordinal(), date(2099, 12, 31).toordinal()))
        for texts, parse, read in zip(dates_of(day), (parse_zh, parse_en), (dates_zh, dates_en), strict=True):
            for text in texts:
                mention = only(read.read_dates(text, parse(text)).dates, text)
                assert day.year in mention.years, text
                assert day.month in mention.months, text
                assert day.day in mention.days, text


def test_times_of_day():
    for minutes in range(24 * 60):
        hour, minute = divmod(minutes, 60)
        value = Fraction(minutes, 60)
        half = "上午" if 6 <= hour < 12 else "下午" if 13 <= hour < 18 else "凌晨" if 0 < hour < 5 else None
        texts = [
            f"{hour}时{minute:02d}分",
            f"{hour:02d}:{minute:02d}",
            f"{wide(str(hour))}时{chinese(minute)}分" if minute else f"{hour}时整",
        ]
        texts += [f"{half}{(hour - 1) % 12 + 1}点{minute:02d}分"] if half else []
        for text in texts:
            assert value in only(parse_zh(text), text).values, text
        for text in (f"{hour:02d}:{minute:02d}", f"{(hour - 1) % 12 + 1}:{minute:02d} {'ap'[hour >= 12]}.m."):
            assert value in only(parse_en(text), text).values, text
