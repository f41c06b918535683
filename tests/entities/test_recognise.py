"""Identifiers: found with exact spans, equal however written, and nothing false."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.entities import recognise
from reader.entities.bank_cards import luhn
from reader.entities.credit_codes import checks
from reader.entities.registry import RECOGNISERS


def found(text, kind=None):
    return [(m.type, m.canonical) for m in recognise(text) if kind in (None, m.type)]


SAME_NUMBER = [
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "+86 138 0013 8000",
        "+8613800138000",
        "0086-13800138000",
        "8613800138000",
    ],
    [
        "0991-1234567",
        "(0991)1234567",
        "（０９９１）１２３４５６７",
        "0991 1234567",
        "+86 991 1234567",
        "+86-(0991)-1234567",
    ],
    ["+44 20 7946 0123", "+44 (0)20 7946 0123", "＋４４－２０－７９４６－０１２３", "020 7946 0123", "+442079460123"],
    ["400-123-4567", "400 123 4567", "4001234567", "400-1234-567"],
    ["+1 (212) 555-0123", "(212) 555-0123", "212-555-0123"],
    ["0968-418663", "0968418663", "+886 968 418 663"],
]


@pytest.mark.parametrize("forms", SAME_NUMBER, ids=lambda forms: forms[0])
def test_one_phone_number_is_one_identity(forms):
    assert {tuple(found(f"请拨打{form}，谢谢。")) for form in forms} == {(("phone", found(forms[0])[0][1]),)}


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("电话：0991-1234567转801", ["9911234567"]),
        ("电话：0991-1234567/1234568", ["9911234567", "9911234568"]),
        ("电话：0991-1234567、13800138000", ["9911234567", "13800138000"]),
        ("0991-1234567，13800138000。2022年", ["9911234567", "13800138000"]),
        ("0991-1234567,13800138000", ["9911234567", "13800138000"]),
        ("联系电话：2345678", ["2345678"]),
        ("请拨打110报警", ["110"]),
        ("举报电话110，热线12345。", ["110", "12345"]),
        ("县公安局110指挥中心", ["110"]),
        ("+44 20 7946 0123 2022年", ["2079460123"]),
        ("Call 07700 900123 now", ["7700900123"]),
        ("微信：13800138000", ["13800138000"]),
    ],
)
def test_phones(text, phones):
    assert [canonical for _, canonical in found(text, "phone")] == phones


@pytest.mark.parametrize(
    "text",
    [
        "金额13800138000元",
        "共计1380013800.00元",
        "1,380,013,800",
        "￥13800138000",
        "2021年1月1日-2021年12月31日",
        "2022-01-05 08:30",
        "0.0123456789",
        "公通字〔2022〕13800138000号",
        "共110人到场",
        "编号20220101123456",
        "第12345号",
        "http://example.com/13800138000",
        "身份证11010519491231002X",
        "6222021234567890123",
        "预算 0312 1234567 元",
    ],
)
def test_no_false_phones(text):
    assert found(text, "phone") == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("公通字〔2022〕1号", "公通字〔2022〕1号"),
        ("根据公通字[2022]1号文件", "公通字〔2022〕1号"),
        ("依据公通字【2022】第001号", "公通字〔2022〕1号"),
        ("公通字（２０２２）１号", "公通字〔2022〕1号"),
        ("公通字(2022)1號", "公通字〔2022〕1号"),
        ("《关于印发国发〔2021〕15号的通知》", "国发〔2021〕15号"),
        ("（2021）京01民终123号", "（2021）京01民终123号"),
    ],
)
def test_document_numbers(text, canonical):
    assert found(text) == [("document-number", canonical)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("邮箱：Zhang.San@Example.com。", "zhang.san@example.com"),
        ("邮箱：zhang＠example．com", "zhang@example.com"),
        ("a_b-c@mail.gov.cn,", "a_b-c@mail.gov.cn"),
    ],
)
def test_emails(text, canonical):
    assert found(text) == [("email", canonical)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("见https://www.example.com/a/b?c=1。后", "example.com/a/b?c=1"),
        ("网址：www.example.com.cn，", "example.com.cn"),
        ("ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"),
        ("www。example。com。", "example.com"),
        ("（http://example.com/a_(b)）", "example.com/a_(b)"),
        ("HTTP://Example.COM/Path/", "example.com/Path"),
    ],
)
def test_urls(text, canonical):
    assert found(text) == [("url", canonical)]


@pytest.mark.parametrize("text", ["Smith Co.Ltd", "e.g. this", "第3.2.1节", "v1.2.3", "3.14", "见图。com"])
def test_no_false_urls(text):
    assert found(text, "url") == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("微信号：abc_12345", ("wechat", "abc_12345")),
        ("加微信 ABC-12345", ("wechat", "abc-12345")),
        ("VX：abc12345", ("wechat", "abc12345")),
        ("QQ：123456789", ("qq", "123456789")),
        ("QQ群号 12345678", ("qq", "12345678")),
        ("身份证号：11010519491231002X", ("citizen-id", "11010519491231002X")),
        ("110105 19491231 002x", ("citizen-id", "11010519491231002X")),
        ("统一社会信用代码：91350100M000100Y43", ("credit-code", "91350100M000100Y43")),
        ("卡号 6222 0212 3456 7890 123", ("bank-card", "6222021234567890123")),
    ],
)
def test_accounts_and_ids(text, mention):
    assert found(text) == [mention]


def test_a_masked_id_identifies_nobody():
    assert found("11010519491231****", "citizen-id") == []


def test_check_digits():
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert checks("91350100M000100Y43")
    assert not checks("91350100M000100Y44")


def test_spans_are_exact_and_do_not_overlap():
    text = "国发〔2021〕15号，电话：０９９１－１２３４５６７，𠮷a@b.cn、www.example.com，QQ：12345678。"
    mentions = recognise(text)
    assert [m.type for m in mentions] == ["document-number", "phone", "email", "url", "qq"]
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_registry_loads_every_recogniser():
    assert len(RECOGNISERS.all()) == 13
    assert RECOGNISERS.failures == {}


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=80),
        st.text(st.sampled_from("0123456789+-()（）〔〕号第年@.。/:： ，,aQq微信电话ｗ０http"), max_size=60),
    )
)
def test_any_text(text):
    mentions = recognise(text)
    for m in mentions:
        assert text[m.start : m.end] == m.surface
        assert m.canonical
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    "unit", ["0", "1-", "+1 ", "a.", "@", "a@", "公", "公〔2022〕", "http://", "电话", "0991 ", "6222 "]
)
def test_long_hostile_text(unit):
    recognise(unit * (30_000 // len(unit)))


@given(
    st.lists(st.integers(0, 9), min_size=8, max_size=8),
    st.sampled_from(["", " ", "-"]),
    st.sampled_from(["", "+86 ", "0086"]),
)
def test_every_writing_of_a_mobile_number_is_one(tail, gap, prefix):
    number = "139" + "".join(map(str, tail))
    written = f"{prefix}{number[:3]}{gap}{number[3:7]}{gap}{number[7:]}"
    assert found(f"手机：{written}") == [("phone", number)]


def test_a_run_of_closing_brackets_costs_no_more_than_its_length():
    started = time.monotonic()
    found = recognise("见http://a.example/x(1)" + ")" * 200_000 + "。")
    assert [mention.canonical for mention in found if mention.type == "url"] == ["a.example/x(1)"]
    assert time.monotonic() - started < 5
