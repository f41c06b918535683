"""What Chinese figures mean: value, kind, unit, bound and span."""

from fractions import Fraction

import pytest

from reader.text.numerals import Bound, Kind, parse_zh


def one(text):
    found = parse_zh(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百二十三人", 123),
        ("一千零五件", 1005),
        ("三百五十", 350),
        ("两万三千", 23_000),
        ("１２３４５", 12_345),
        ("163，000，000", 163_000_000),
        ("1.63亿", 163_000_000),
        ("392.687694万元", Fraction("3926876.94")),
        ("2031.9万元", 20_319_000),
        ("2019.5万元", 20_195_000),
        ("叁元整", 3),
        ("三元", 3),
        ("三块五", Fraction("3.5")),
        ("五角钱", Fraction("0.5")),
        ("八毛八", Fraction("0.88")),
        ("一米六八", Fraction("1.68")),
        ("十个半小时", Fraction("10.5")),
        ("两个亿", 200_000_000),
        ("五十五千克", 55),
        ("九十六点二分", Fraction("96.2")),
        ("1100千伏", 1100),
        ("十分钟", 10),
        ("九旬老兵", 90),
        ("5个基点", Fraction(5, 10_000)),
        ("732/1,037", Fraction(732, 1037)),
        ("2亿3000万", 230_000_000),
        ("3万5千", 35_000),
        ("1.2万亿元", 1_200_000_000_000),
        ("4个亿", 400_000_000),
        ("三萬六千", 36_000),
        ("壹拾贰万叁仟元整", 123_000),
        ("贰佰万元", 2_000_000),
        ("叁佰伍拾元伍角", Fraction("350.5")),
        ("5元3角2分", Fraction("5.32")),
        ("十二点五公里", Fraction("12.5")),
        ("三点五万", 35_000),
        ("二〇二二年", 2022),
        ("一年半", Fraction(3, 2)),
        ("零下20度", -20),
    ],
)
def test_values(text, value):
    assert next(q for q in parse_zh(text) if q.value).value == value


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("6.5%", Kind.PERCENT, Fraction(13, 200), "%"),
        ("６．５％", Kind.PERCENT, Fraction(13, 200), "%"),
        ("百分之五点五", Kind.PERCENT, Fraction(11, 200), "%"),
        ("百分之百", Kind.PERCENT, 1, "%"),
        ("3.5‰", Kind.PERCENT, Fraction(7, 2000), "%"),
        ("千分之三", Kind.PERCENT, Fraction(3, 1000), "%"),
        ("两个百分点", Kind.PERCENT, Fraction(1, 50), "%"),
        ("三成", Kind.PERCENT, Fraction(3, 10), "%"),
        ("两成五", Kind.PERCENT, Fraction(1, 4), "%"),
        ("八五折", Kind.PERCENT, Fraction(17, 20), "%"),
        ("三分之二", Kind.FRACTION, Fraction(2, 3), ""),
        ("十分之一", Kind.FRACTION, Fraction(1, 10), ""),
        ("三倍", Kind.MULTIPLE, 3, "times"),
        ("翻两番", Kind.MULTIPLE, 4, "times"),
        ("第三条", Kind.SECTION, 3, "article"),
        ("第十二届", Kind.ORDINAL, 12, ""),
        ("19世纪", Kind.ORDINAL, 19, "century"),
        ("5公里", Kind.NUMBER, 5, "km"),
        ("三吨", Kind.NUMBER, 3, "t"),
        ("3000美元", Kind.MONEY, 3000, "USD"),
        ("人民币3000元", Kind.MONEY, 3000, "CNY"),
        ("新台币九千元", Kind.MONEY, 9000, "TWD"),
        ("￥500", Kind.MONEY, 500, "元"),
        ("20时30分", Kind.TIME, Fraction(41, 2), "clock"),
        ("晚上8点半", Kind.TIME, Fraction(41, 2), "clock"),
        ("08:15", Kind.TIME, Fraction(33, 4), "clock"),
        ("十三五规划", Kind.ORDINAL, 13, "plan"),
        ("三、工作要求", Kind.SECTION, 3, "item"),
    ],
)
def test_kinds(text, kind, value, unit):
    q = one(text)
    assert (q.kind, q.value, q.unit) == (kind, value, unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0万元", [0]),
        ("九年零十一个月", [9, 11]),
        ("3个月零5天", [3, 5]),
        ("第二十三条之一", [23, 1]),
        ("公通字〔2022〕1号", [2022, 1]),
    ],
)
def test_several_values(text, values):
    assert [q.value for q in parse_zh(text)] == values


def test_a_number_of_something_is_no_day():
    assert [q.unit for q in parse_zh("公通字〔2022〕1号")] == ["", "number"]
    assert one("中山路12号").unit == "number"
    assert one("3日内").kind is Kind.NUMBER


def test_what_a_list_has_named_is_not_asked_for():
    assert not one("甲、乙、丙三人").figure
    assert one("甲、乙等三人").figure
    assert not one("中老缅泰四国").figure


def test_mega_or_million_million():
    assert one("1,000兆").values == (10**15, 10**9, 1000)


def test_times_know_their_half_of_the_day_where_it_is_said():
    assert one("下午2点").values == (14,)
    assert one("20时30分").values == (Fraction(41, 2),)
    assert one("8时30分").values == (Fraction(17, 2), Fraction(41, 2))
    assert [q.value for q in parse_zh("下午2点至4点")] == [14, 4]


@pytest.mark.parametrize(
    ("text", "year"),
    [("民國113年", 2024), ("民国前1年", 1911), ("昭和20年", 1945), ("令和5年", 2023)],
)
def test_years_of_an_era(text, year):
    assert one(text).readings == (year,)


def test_dates_are_parts():
    parts = [(q.unit, q.value) for q in parse_zh("2018年12月3日") if q.kind is Kind.DATE_PART]
    assert parts == [("year", 2018), ("month", 12), ("day", 3)]
    assert [(q.unit, q.value) for q in parse_zh("2022-01-05")] == [("year", 2022), ("month", 1), ("day", 5)]


def test_republican_and_short_years_have_a_second_reading():
    year = parse_zh("一百年十一月四日")[0]
    assert year.unit == "year"
    assert 2011 in year.values
    assert 1998 in one("98年").values


def test_decade_knows_its_century():
    century, decade = parse_zh("20世纪90年代")
    assert not century.figure
    assert 1990 in decade.values


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("至少三人", Bound.AT_LEAST),
        ("不应低于三人", Bound.AT_LEAST),
        ("勿超过50页", Bound.AT_MOST),
        ("不得大于百分之二", Bound.AT_MOST),
        ("五十多岁", Bound.MORE_THAN),
        ("十来个", Bound.ABOUT),
        ("附近30人", Bound.EXACT),
        ("续约3年", Bound.EXACT),
        ("不少于50名", Bound.AT_LEAST),
        ("五万以上", Bound.AT_LEAST),
        ("超过100万", Bound.MORE_THAN),
        ("300余人", Bound.MORE_THAN),
        ("三百多万", Bound.MORE_THAN),
        ("十几名", Bound.MORE_THAN),
        ("不超过20件", Bound.AT_MOST),
        ("三天以内", Bound.AT_MOST),
        ("不足50人", Bound.LESS_THAN),
        ("约5万", Bound.ABOUT),
        ("近30年", Bound.ABOUT),
        ("50人左右", Bound.ABOUT),
        ("50起案件", Bound.EXACT),
        ("12内部人员", Bound.EXACT),
    ],
)
def test_bounds(text, bound):
    assert one(text).bound is bound


def test_ranges_share_their_unit():
    low, high = parse_zh("5—10万元")
    assert (low.value, high.value) == (50_000, 100_000)
    assert low.kind is high.kind is Kind.MONEY
    assert 5 in low.values
    assert [q.value for q in parse_zh("60-70%")] == [Fraction(3, 5), Fraction(7, 10)]
    assert [q.value for q in parse_zh("五至七人")] == [5, 7]


def test_neighbouring_digits_are_two_figures():
    assert [q.value for q in parse_zh("七八十人")] == [70, 80]
    assert [q.value for q in parse_zh("三五个")] == [3, 5]
    assert [q.value for q in parse_zh("十七八岁")] == [17, 18]


def test_orders_of_magnitude_are_indefinite():
    q = one("数百万人")
    assert (q.value, q.indefinite, q.figure) == (1_000_000, True, False)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("电话0991-1234567", "09911234567"),
        ("手机 138 0013 8000", "13800138000"),
        ("13800138000", "13800138000"),
        ("＋４４ ２０ ７９４６ ０１２３", "442079460123"),
        ("400-123-4567", "4001234567"),
    ],
)
def test_phones_are_no_values(text, digits):
    q = one(text)
    assert (q.kind, q.value, q.digits) == (Kind.PHONE, None, digits)


def test_amount_of_eleven_digits_is_no_phone():
    assert one("13800138000元").kind is Kind.MONEY


@pytest.mark.parametrize(("text", "code"), [("COVID-19病毒", "COVID19"), ("5G网络", "5G"), ("H1N1流感", "H1N1")])
def test_codes(text, code):
    q = one(text)
    assert (q.kind, q.digits) == (Kind.IDENTIFIER, code)


def test_glued_letters_are_not_a_code_before_a_percent_sign():
    assert one("占GDP80%").value == Fraction(4, 5)


LOOKALIKES = """
    一些人 一下 统一战线 万一 十分重要 三亚 千万别去 第一时间 老百姓
    四川 周三 一带一路 四面八方 五花八门 “十一”期间 千方百计
"""


@pytest.mark.parametrize("text", LOOKALIKES.split())
def test_words_that_only_look_like_figures(text):
    assert not [q for q in parse_zh(text) if q.figure]


def test_lookalike_inside_a_longer_numeral_is_a_figure():
    assert one("五十分钟").value == 50


def test_one_is_a_figure_only_with_a_limit_or_a_place():
    assert not one("一个").figure
    assert one("一年以上").figure
    assert one("第一条").figure


def test_spans_are_exact():
    text = "共投入１.６３亿元，涉及三百余人，电话0991-1234567。"
    assert [text[q.start : q.end] for q in parse_zh(text)] == ["１.６３亿", "三百", "0991-1234567"]


def test_huge_digit_strings_are_identifiers():
    q = one("9" * 5000)
    assert q.kind is Kind.IDENTIFIER
