"""Round trips through every notation, and no exception on any text."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.numerals import Kind, parse_en, parse_zh

DIGITS = "零一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
WHOLE = st.integers(min_value=11, max_value=10**12 - 1)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
_SIGNS = (
    "0123456789０９〇零一二两三五十百千万亿兆半点分之第条年月日号时多余几数约近上下内个%‰元$¥.,，:：-—/() +COVIDaxkmbn"
)
NUMERIC = st.text(st.sampled_from(_SIGNS), max_size=40)
_PIECES = "one two twenty hundred million and a half third of dozen percent % 5 1,000 - to first may 3 $ iv st th m in"
WORDS = st.lists(st.sampled_from(_PIECES.split()), max_size=12).map(" ".join)
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"
ONES, TENS = _ONES.split(), _TENS.split()


def chinese(n, digits=DIGITS, units=("", "十", "百", "千")):
    """n in Chinese numerals, by the book."""
    if n == 0:
        return digits[0]
    groups = []
    while n:
        n, rest = divmod(n, 10_000)
        groups.append(rest)
    out, gap = "", False
    for i in range(len(groups) - 1, -1, -1):
        group = groups[i]
        if group == 0:
            gap = bool(out)
            continue
        text, zero = "", False
        for j in range(3, -1, -1):
            d = group // 10**j % 10
            if d:
                text += (digits[0] if zero and text else "") + digits[d] + units[j]
                zero = False
            else:
                zero = True
        if out and (gap or group < 1000):
            out += digits[0]
        out += text + ("", "万", "亿")[i]
        gap = False
    return out


def english(n):
    """n in English words."""
    parts = []
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= size:
            parts.append(f"{below_thousand(n // size)} {name}")
            n %= size
    if n or not parts:
        parts.append(below_thousand(n))
    return " ".join(parts)


def below_thousand(n):
    words = []
    if n >= 100:
        words.append(f"{ONES[n // 100]} hundred")
        n %= 100
        if n:
            words.append("and")
    if n >= 20:
        words.append(TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else ""))
    elif n or not words:
        words.append(ONES[n])
    return " ".join(words)


def only(found):
    assert len(found) == 1, found
    return found[0]


@settings(max_examples=400, deadline=None)
@given(WHOLE)
def test_whole_numbers_in_chinese(n):
    for text in (f"{n}人", f"{n:,}人", f"{n:,}人".replace(",", "，"), f"共{chinese(n)}人"):
        assert only(parse_zh(text)).value == n, text


@settings(max_examples=400, deadline=None)
@given(WHOLE)
def test_capital_numerals(n):
    text = f"人民币{chinese(n, CAPITALS, ('', '拾', '佰', '仟'))}元整"
    q = only(parse_zh(text))
    assert (q.value, q.kind, q.unit) == (n, Kind.MONEY, "CNY"), text


@settings(max_examples=400, deadline=None)
@given(st.integers(1, 10**10), st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_decimals_before_scales(n, scale):
    decimal = f"{n // 10**6}.{n % 10**6:06d}"
    assert only(parse_zh(f"{decimal}{scale[0]}元")).value == Fraction(decimal) * scale[1]


@settings(max_examples=400, deadline=None)
@given(WHOLE)
def test_whole_numbers_in_english(n):
    for text in (f"the sum of {n}.0", f"{n:,} people", english(n)):  # 13000000000 people would be a mobile number
        assert only(parse_en(text)).value == n, text


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 99_999))
def test_percentages_agree(n):
    number = f"{n // 100}.{n % 100:02d}"
    values = [only(parse_zh(t)).value for t in (f"{number}%", f"{number}％", f"百分之{number}")]
    values += [only(parse_en(t)).value for t in (f"{number}%", f"{number} percent", f"{number} per cent")]
    assert set(values) == {Fraction(n, 10_000)}


@settings(max_examples=300, deadline=None)
@given(st.one_of(ANY_TEXT, NUMERIC, WORDS))
def test_no_text_raises_and_spans_hold(text):
    for parse in (parse_zh, parse_en):
        for q in parse(text):
            assert 0 <= q.start < q.end <= len(text)
            assert (q.value is None) == (q.kind in {Kind.PHONE, Kind.IDENTIFIER})
            assert q.value is not None or q.digits


@settings(max_examples=300, deadline=None)
@given(NUMERIC)
def test_figures_come_in_order(text):
    starts = [q.start for q in parse_zh(text)]
    assert starts == sorted(starts)


def test_long_hostile_texts_do_not_raise():
    for unit in ("9", "一", "万亿", "1,234,", "one ", "a-1", "+1 ", "a ", "第一", "-"):
        text = unit * (10_000 // len(unit))
        parse_zh(text)
        parse_en(text)
