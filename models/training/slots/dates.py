"""Days, periods and times of day."""

from __future__ import annotations

import calendar

from models.training.slots.chance import Chance, Filler
from models.training.slots.numerals import by_digit, chinese, words

MONTHS = tuple(calendar.month_name)
_ROC = 1911


def _day(chance: Chance) -> tuple[int, int, int]:
    year = chance.weighted(
        [(8, chance.randint(2015, 2026)), (3, chance.randint(1980, 2014)), (1, chance.randint(1940, 1979))]
    )
    month = chance.randint(1, 12)
    return year, month, chance.randint(1, calendar.monthrange(year, month)[1])


def any_date(chance: Chance) -> Filler:
    """A full date in any notation, for labels: 12 March 2024, 2024-03-12."""
    if chance.random() < 0.5:
        return date(chance)
    year, month, day = _day(chance)
    style = chance.random()
    if style < 0.6:
        return Filler(f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}")
    if style < 0.8:
        return Filler(f"{year}/{month}/{day}", f"{day} {MONTHS[month]} {year}")
    return Filler(f"{year}.{month}.{day}", f"{day} {MONTHS[month]} {year}")


def date(chance: Chance) -> Filler:
    """A full date as it stands in a sentence: 12 March 2024."""
    year, month, day = _day(chance)
    en = f"{day} {MONTHS[month]} {year}"
    style = chance.random()
    if style < 0.62:
        return Filler(f"{year}年{month}月{day}{chance.choice('日日日号')}", en)
    if style < 0.75:
        return Filler(f"{by_digit(str(year))}年{chinese(month)}月{chinese(day)}日", en)
    if style < 0.8 and year > 1950:
        return Filler(f"民国{year - _ROC}年{month}月{day}日", f"{day} {MONTHS[month]} {year} (ROC year {year - _ROC})")
    return Filler(f"{year}年{month:02}月{day:02}日", en)


def day_of_month(chance: Chance) -> Filler:
    """A date without its year: 25 March."""
    _, month, day = _day(chance)
    if chance.random() < 0.25:
        return Filler(f"{chinese(month)}月{chinese(day)}日", f"{day} {MONTHS[month]}")
    return Filler(f"{month}月{day}日", f"{day} {MONTHS[month]}")


def month(chance: Chance) -> Filler:
    """A month of a year: May 2023."""
    year, number, _ = _day(chance)
    if chance.random() < 0.15:
        return Filler(f"{by_digit(str(year))}年{chinese(number)}月", f"{MONTHS[number]} {year}")
    return Filler(f"{year}年{number}月", f"{MONTHS[number]} {year}")


def year(chance: Chance) -> Filler:
    """A year."""
    number, _, _ = _day(chance)
    if chance.random() < 0.12:
        return Filler(f"{by_digit(str(number))}年", str(number))
    if chance.random() < 0.08 and number > 1950:
        return Filler(f"民国{number - _ROC}年", f"{number} (ROC year {number - _ROC})")
    return Filler(f"{number}年", str(number))


def period(chance: Chance) -> Filler:
    """From one day or month to another."""
    first_year, first, day = _day(chance)
    style = chance.random()
    if style < 0.3 and day < 25:
        last = chance.randint(day + 1, min(28, day + 14))
        return Filler(f"{first_year}年{first}月{day}日至{last}日", f"{day} to {last} {MONTHS[first]} {first_year}")
    second_year, second, second_day = first_year + chance.randint(1, 4), chance.randint(1, 12), chance.randint(1, 28)
    if style < 0.65:
        return Filler(
            f"{first_year}年{first}月至{second_year}年{second}月",
            f"{MONTHS[first]} {first_year} to {MONTHS[second]} {second_year}",
        )
    if style < 0.8:
        return Filler(f"{first_year}年至{second_year}年", f"{first_year} to {second_year}")
    return Filler(
        f"{first_year}年{first}月{day}日至{second_year}年{second}月{second_day}日",
        f"{day} {MONTHS[first]} {first_year} to {second_day} {MONTHS[second]} {second_year}",
    )


def time_of_day(chance: Chance) -> Filler:
    """A time of day."""
    hour, minute = chance.randint(0, 23), chance.choice([0, 0, 10, 15, 20, 30, 30, 40, 45, 50])
    if chance.random() < 0.25:
        return Filler(f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}")
    if hour == 0:
        part, shown = "零时", 12
    else:
        name = (
            "凌晨" if hour < 6 else "上午" if hour < 12 else "中午" if hour == 12 else "下午" if hour < 18 else "晚上"
        )
        shown = hour if hour <= 12 else hour - 12
        write = chinese if chance.random() < 0.4 else str
        spoken = "两" if write is chinese and shown == 2 else write(shown)
        part = f"{name}{spoken}{'时' if chance.random() < 0.5 else '点'}"
    half = "a.m." if hour < 12 else "p.m."
    if minute == 0:
        return Filler(part + ("整" if chance.random() < 0.1 else ""), f"{shown} {half}")
    tail = (
        "半"
        if minute == 30 and part[-1] == "点"
        else (f"{chinese(minute)}分" if any(c in part for c in "一二三四五六七八九十两") else f"{minute}分")
    )
    return Filler(part + tail, f"{shown}:{minute:02} {half}")


def days(chance: Chance) -> Filler:
    """A short term set by an authority: 十五日, 30个工作日."""
    zh, en = chance.weighted(
        [(6, ("日", "day")), (3, ("天", "day")), (3, ("个工作日", "working day")), (2, ("小时", "hour"))]
    )
    value = chance.choice([2, 3, 5, 7, 10, 14, 15, 20, 24, 30, 45, 48, 60, 72, 90])
    if chance.random() < 0.5:
        spoken = "两" if value == 2 and zh != "日" else chinese(value)
        return Filler(f"{spoken}{zh}", _counted(words(value) if value <= 30 else str(value), en, value))
    return Filler(f"{value}{zh}", _counted(str(value), en, value))


def prison_term(chance: Chance) -> Filler:
    """Years, months or both, as in sentences and laws: 三年六个月."""
    years, months = (
        chance.choice([1, 2, 3, 3, 4, 5, 6, 7, 8, 10, 10, 12, 13, 15]),
        chance.choice([2, 3, 4, 6, 6, 8, 10]),
    )
    style = chance.random()
    write = chinese if chance.random() < 0.8 else str
    english = words if write is chinese else str
    if style < 0.6:
        shown = "两" if write is chinese and years == 2 and chance.random() < 0.5 else write(years)
        return Filler(f"{shown}年", _counted(english(years), "year", years))
    if style < 0.75:
        return Filler(f"{write(months)}个月", _counted(english(months), "month", months))
    return Filler(
        f"{write(years)}年{write(months)}个月",
        f"{_counted(english(years), 'year', years)} and {_counted(english(months), 'month', months)}",
    )


_UNITS = (
    ("年", "year"), ("个月", "month"), ("天", "day"), ("日", "day"), ("周", "week"), ("小时", "hour"),
    ("分钟", "minute"), ("个工作日", "working day"),
)  # fmt: skip


def duration(chance: Chance) -> Filler:
    """A length of time."""
    if chance.random() < 0.12:
        years, months = chance.randint(1, 15), chance.randint(1, 11)
        return Filler(
            f"{chinese(years)}年{chance.choice(['零', ''])}{chinese(months)}个月",
            f"{_counted(words(years), 'year', years)} and {_counted(words(months), 'month', months)}",
        )
    zh, en = chance.choice(_UNITS)
    value = chance.choice([chance.randint(1, 12), chance.choice([15, 18, 20, 24, 30])])
    if chance.random() < 0.55:
        shown = "两" if value == 2 and zh not in ("日",) else chinese(value)
        return Filler(f"{shown}{zh}", _counted(words(value) if value <= 24 else str(value), en, value))
    return Filler(f"{value}{zh}", _counted(str(value), en, value))


def weekday(chance: Chance) -> Filler:
    """A day of the week."""
    number = chance.randrange(7)
    zh = chance.choice(["星期", "周"]) + "一二三四五六日"[number]
    return Filler(zh, calendar.day_name[number])


def age(chance: Chance) -> Filler:
    """An age in years, as 34岁 → 34."""
    value = chance.randint(6, 90)
    if chance.random() < 0.3:
        return Filler(f"{chinese(value)}岁", str(value))
    return Filler(f"{value}岁", str(value))


def _counted(number: str, unit: str, value: int) -> str:
    return f"{number} {unit}" if value == 1 else f"{number} {unit}s"
