"""Cell values as a spreadsheet program displays them: separators, percentages, scales, Chinese numerals."""

from __future__ import annotations

import operator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction

from reader.formats import xlsx_dates
from reader.formats.docx_numbering import chinese
from reader.formats.xlsx_format_codes import Section, Token, sections

_COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne
}  # fmt: skip
_PLAIN_DIGITS = 11
"""Significant digits the format General shows of a number that is not whole."""

_NUMERALS = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
_PLACES = {1: "十百千", 2: "拾佰仟"}
_GROUPS = ("", "万", "亿", "万亿")
_LARGEST = Decimal("1e300")
_PRECISION = 600
"""Digits calculated with: those of the largest number, and as many places as a format of 255 characters asks for."""


def number(value: str, code: str, *, date1904: bool = False) -> str:
    """The number in *value*, as the file stores it, displayed under format *code*.

    Returns *value* unchanged when it is no number or the code means nothing.
    """
    try:
        exact = Decimal(f"{float(value):.15g}")  # what the file stores is a binary number of 15 digits
    except (ValueError, InvalidOperation):
        return value
    if not exact.is_finite() or abs(exact) > _LARGEST:
        return value
    chosen, signed = _choose(sections(code), exact)
    if chosen.is_date:
        return xlsx_dates.display(exact, chosen, date1904=date1904) or general(exact)
    if not any(t.kind == "digit" for t in chosen.tokens):
        return _literals(chosen, exact if signed else abs(exact))
    try:
        with localcontext(prec=_PRECISION):
            text = _digits(abs(exact), chosen)
    except ArithmeticError:  # more places than any program shows
        return value
    return f"-{text}" if signed and exact < 0 and any(c in "123456789" for c in text) else text


def text(value: str, code: str) -> str:
    """A text displayed under *code*: its section for text (``"致："@``), else as it is."""
    found = sections(code)
    section = found[3] if len(found) > 3 else next((s for s in found if s.shows_text), None)
    if section is None:
        return value
    return "".join(value if t.kind == "text" else t.text if t.kind == "literal" else "" for t in section.tokens)


def general(value: Decimal) -> str:
    """*value* in the format General; whole numbers in full, so that an identifier stays readable."""
    if value == value.to_integral_value() and abs(value) < Decimal("1e21"):
        return f"{value.quantize(Decimal(1)):f}" if value else "0"
    rounded = Decimal(f"{value:.{_PLAIN_DIGITS - 1}g}")
    shown = f"{rounded:f}"
    if len(shown) <= 21:
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"{value:.5E}"


def _choose(found: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section for *value*, and whether a minus sign is still ours to write."""
    numeric = [s for s in found[:3] if not (s.shows_text and len(found) > 1)] or [found[0]]
    if any(s.condition for s in numeric):
        for section in numeric:
            if section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
                return section, True
        return numeric[-1], True
    if value > 0 or len(numeric) == 1:
        return numeric[0], True
    if value < 0:
        return numeric[1], False
    return numeric[2] if len(numeric) > 2 else numeric[0], True


def _literals(section: Section, value: Decimal) -> str:
    """Sections without digits: General, text, or words only."""
    out = []
    for token in section.tokens:
        if token.kind in {"general", "text"}:
            out.append(_chinese(value, section.numerals) if section.numerals else general(value))
        elif token.kind != "date":
            out.append(token.text)
    return "".join(out)


def _digits(value: Decimal, section: Section) -> str:
    tokens = list(section.tokens)
    value *= Decimal(100) ** sum(t.kind == "percent" for t in tokens)
    if any(t.kind == "slash" for t in tokens):
        return _fraction(value, tokens)
    whole, decimals, tail = _parts(tokens)
    last = max(n for n, t in enumerate(whole + decimals + tail) if t.kind == "digit")
    scale = sum(t.kind == "comma" for t in _after_last_digit(whole + decimals)) if not tail else 0
    grouped = any(t.kind == "comma" for t in whole[: _last_digit(whole) + 1])
    value /= Decimal(1000) ** scale
    exponent = ""
    if tail and tail[0].kind == "exponent":
        value, power = _scientific(value, max(1, sum(t.kind == "digit" for t in whole)))
        width = sum(t.kind == "digit" and t.text == "0" for t in tail)
        rest = "".join(t.text for t in tail[1:] if t.kind in {"literal", "percent"})
        sign = "-" if power < 0 else "+" if tail[0].text[1] == "+" else ""
        exponent = f"E{sign}{abs(power):0{width}d}{rest}"
    places = sum(t.kind == "digit" for t in decimals)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if last >= 0 else value
    before, _, after = f"{rounded:f}".partition(".")
    shown = _whole(before, whole, grouped) + _decimals(after, decimals) + exponent
    if section.numerals:
        shown = "".join(_NUMERALS[section.numerals][int(c)] if c in "0123456789" else c for c in shown)
    return shown


def _parts(tokens: list[Token]) -> tuple[list[Token], list[Token], list[Token]]:
    """Tokens before the decimal point, from it on, and from the exponent on."""
    end = next((n for n, t in enumerate(tokens) if t.kind == "exponent"), len(tokens))
    point = next((n for n, t in enumerate(tokens[:end]) if t.kind == "point"), end)
    return tokens[:point], tokens[point:end], tokens[end:]


def _last_digit(tokens: list[Token]) -> int:
    return max((n for n, t in enumerate(tokens) if t.kind == "digit"), default=-1)


def _after_last_digit(tokens: list[Token]) -> list[Token]:
    return tokens[_last_digit(tokens) + 1 :]


def _whole(digits: str, tokens: list[Token], grouped: bool) -> str:
    """Digits dealt to the places of the format from the right; what is left over stands before the first."""
    left = digits.lstrip("0")
    out: list[str] = []
    count = 0
    first = next((n for n, t in enumerate(tokens) if t.kind == "digit"), None)

    def put(figure: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0 and figure.strip():
            out.append(",")
        out.append(figure)
        count += 1

    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind == "digit":
            if left:
                put(left[-1])
                left = left[:-1]
            elif token.text != "#":
                put("0" if token.text == "0" else " ")
            if index == first:
                for figure in reversed(left):
                    put(figure)
        elif token.kind in {"literal", "percent"}:
            out.extend(reversed(token.text))
    if first is None:
        out.extend(reversed(left))
    return "".join(reversed(out))


def _decimals(digits: str, tokens: list[Token]) -> str:
    out = []
    used = 0
    needed = len(digits.rstrip("0"))
    for token in tokens:
        if token.kind == "digit":
            figure = digits[used] if used < len(digits) else "0"
            used += 1
            out.append(figure if token.text == "0" or used <= needed else " " if token.text == "?" else "")
        elif token.kind != "comma":
            out.append(token.text)
    return "".join(out)


def _scientific(value: Decimal, figures: int) -> tuple[Decimal, int]:
    if not value:
        return value, 0
    power = value.adjusted() // figures * figures
    return value.scaleb(-power), power


def _fraction(value: Decimal, tokens: list[Token]) -> str:
    slash = next(n for n, t in enumerate(tokens) if t.kind == "slash")
    below = "".join(t.text for t in tokens[slash + 1 :] if t.kind in {"digit", "literal"}).strip()
    whole_wanted = any(t.kind == "literal" and not t.text.strip() for t in tokens[:slash])
    whole = int(value) if whole_wanted else 0
    rest = Fraction(value) - whole
    if below.isdecimal() and int(below):
        top, bottom = round(rest * int(below)), int(below)
    else:
        near = rest.limit_denominator(10 ** max(1, min(4, len(below))) - 1)
        top, bottom = near.numerator, near.denominator
    if whole_wanted and top == bottom:
        whole, top = whole + 1, 0
    if not top and whole_wanted:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"


def _chinese(value: Decimal, numerals: int) -> str:
    """General under ``DBNum``: 一百二十三 (1), 壹佰贰拾叁 (2), １２３ (3)."""
    shown = general(abs(value))
    sign = "-" if value < 0 else ""
    digits = _NUMERALS[numerals]
    whole, _, rest = shown.partition(".")
    after = "".join(digits[int(c)] for c in rest if c.isdecimal())
    if numerals == 3 or not whole.isdigit() or len(whole) > 16:
        return sign + "".join(digits[int(c)] if c in "0123456789" else c for c in shown)
    return sign + _in_groups(int(whole), numerals) + (f".{after}" if after else "")


def _in_groups(value: int, numerals: int) -> str:
    if value == 0:
        return _NUMERALS[numerals][0]
    groups = []
    while value:
        groups.append(value % 10_000)
        value //= 10_000
    out = ""
    for index in range(len(groups) - 1, -1, -1):
        if not groups[index]:
            continue
        if out and groups[index] < 1000:
            out += "零" if numerals == 2 else "〇"
        written = chinese(groups[index], _NUMERALS[numerals], _PLACES[numerals], spoken=False)
        out += (written.replace("零", "〇") if numerals == 1 else written) + _GROUPS[index]
    return out
