"""Charsets: right whatever is declared, said in words, nothing replaced in silence."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableInput
from reader.text.decode import Declared, decode

HANS = (
    "福州市公安局关于开展专项行动的通告：各县（市）区公安局，2023年预算执行情况如下，总计392.687694万元。请与我们联系。"
)
HANT = "內政部移民署關於強制遣返之公告：本署依法辦理，請民眾注意。總計新臺幣三百萬元，電話如下。我們的服務時間是九點。"
JA = "これは日本語のテストです。東京都の警察署は昨日、新しい通知を発表しました。カタカナもあります。"
KO = "이것은 한국어 시험입니다. 서울 경찰청은 어제 새로운 공고를 발표했다. 예산은 삼억 원입니다."
CHARSETS = [
    ("utf-8", "UTF-8", HANS),
    ("gb2312", "GB18030", HANS),
    ("gbk", "GB18030", HANT),
    ("gb18030", "GB18030", HANS + "𠮷㐂"),
    ("big5", "Big5-HKSCS", HANT),
    ("utf-16-le", "UTF-16LE", HANS),
    ("utf-16-be", "UTF-16BE", HANT),
    ("shift_jis", "Shift_JIS", JA),
    ("euc_jp", "EUC-JP", JA),
    ("euc_kr", "EUC-KR", KO),
    ("hz", "HZ-GB-2312", HANS),
    ("iso2022_jp", "ISO-2022-JP", JA),
]


@pytest.mark.parametrize("declared", [None, "gb2312", "big5", "utf-8", "iso-8859-1", "shift_jis", "x-nonsense"])
@pytest.mark.parametrize(("codec", "name", "text"), CHARSETS, ids=lambda v: v if len(v) < 12 else "")
def test_right_charset_whatever_is_declared(codec, name, text, declared):
    decoded = decode(text.encode(codec), [Declared(declared, "meta element")] if declared else ())
    assert (decoded.text, decoded.charset, decoded.replaced) == (text, name, 0)
    assert ("the meta element says" in decoded.how) == bool(declared)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
def test_generated_pages_under_wrong_declarations(codec):
    """Sentences shuffled into pages of all lengths from a heading up; markup around them."""
    rng = random.Random(7)
    source = HANT if codec == "big5" else HANS
    clauses = [clause + "，" for part in source.split("。") for clause in part.split("，") if len(clause) > 3]
    for _ in range(60):
        body = "".join(rng.choices(clauses, k=rng.choice([2, 3, 8, 60])))
        page = f"<html><title>{rng.choice(clauses)}</title><p class='c{rng.random()}'>{body}</p></html>"
        for label in ("gb2312", "big5", "utf-8", "iso-8859-1"):
            decoded = decode(page.encode(codec), [Declared(label, "HTTP header")])
            assert decoded.text == page, (codec, label, decoded.how)


def test_wrong_declarations_are_called_wrong():
    how = decode(HANS.encode(), [Declared("gb2312", "HTTP header"), Declared("utf8", "meta element")]).how
    assert "the bytes are valid UTF-8" in how
    assert "the HTTP header says gb2312, which is wrong" in how
    assert how.count("wrong") == 1
    assert "an unknown name" in decode(HANS.encode(), [Declared("nonsense", "meta element")]).how


def test_declared_gb2312_is_read_as_gb18030():
    text = "朱镕基、喆、堃，€5"  # not in GB 2312
    decoded = decode(text.replace("€", "").encode("gbk") + b"\x80", [Declared("gb2312", "meta element")])
    assert decoded.text == "朱镕基、喆、堃，5€"
    assert "wrong" not in decoded.how


def test_big5_extensions_of_hong_kong_and_windows():
    text = "咗喺嘅啲冇" * 3 + "我們的" + "碁銹裏"
    assert decode(text.encode("big5hkscs"), [Declared("big5", "meta element")]).text == text
    assert decode("總計€百萬元，我們".encode("cp950"), [Declared("big5", "meta element")]).text == "總計€百萬元，我們"
    assert decode("陳‧水扁的房舍，引來不滿".encode("cp950")).text == "陳‧水扁的房舍，引來不滿"


def test_gb18030_characters_python_leaves_in_private_use():
    data = "竖排：".encode("gb18030") + b"\xa6\xd9" + "公安局通告，我们".encode("gb18030")
    assert decode(data).text == "竖排：︐公安局通告，我们"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_single_bad_bytes_are_counted_and_said(codec):
    good = (HANT * 3).encode(codec)
    at = len(HANT[:10].encode(codec))
    decoded = decode(good[:at] + b"\xff" + good[at:])
    assert decoded.replaced == decoded.text.count("\ufffd") == 1
    assert "1 unreadable place is shown as U+FFFD" in decoded.how
    assert decoded.text.replace("\ufffd", "") == HANT * 3


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_cut_off_last_character(codec):
    data = (HANT * 2).encode(codec)
    decoded = decode(data[:-1])
    assert decoded.text[:-1] == (HANT * 2)[:-1]
    assert decoded.text.endswith("\ufffd")
    assert decoded.replaced == 1
    assert "the last character is cut off" in decoded.how


def test_replacement_characters_of_the_original_are_not_ours():
    decoded = decode((HANS + "\ufffd\ufffd").encode())
    assert decoded.replaced == 0
    assert "the original itself holds 2 U+FFFD" in decoded.how


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_byte_order_marks(codec):
    data = ("\ufeff" if codec == "gb18030" else "").encode("gb18030") + HANS.encode(codec)
    decoded = decode(data, [Declared("big5", "meta element")])
    assert decoded.text == HANS
    assert decoded.bom_bytes == {"utf-8-sig": 3, "utf-16": 2, "utf-32": 4, "gb18030": 4}[codec]
    assert "a byte order mark says so" in decoded.how


def test_a_byte_order_mark_that_lies():
    decoded = decode(b"\xef\xbb\xbf" + HANS.encode("gb18030"))
    assert decoded.charset == "GB18030"
    assert decoded.text.endswith(HANS[1:])


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8,
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(200, 256)) * 20,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + random.Random(1).randbytes(5000),
        random.Random(2).randbytes(100_000),
        b"\x00" * 1000,
    ],
    ids=["png", "zip", "pdf", "noise", "zeros"],
)
def test_binary_data_is_refused(data):
    with pytest.raises(UnreadableInput) as error:
        decode(data)
    assert error.value.hint


def test_ascii_empty_and_western():
    assert decode(b"").text == ""
    assert decode(b"plain", [Declared("x-gbk", "HTTP header")]).how.count("wrong") == 0
    assert decode("Un café très élégant, été".encode("latin-1")).text == "Un café très élégant, été"
    assert decode("Un café très élégant, été".encode()).charset == "UTF-8"
    assert decode("Общий текст".encode("cp1251"), [Declared("windows-1251", "meta element")]).text == "Общий текст"


def test_doubt_between_charsets_is_said():
    decoded = decode("啊阿埃".encode("gb2312"))
    assert "would be possible too" in decoded.how


def test_codecs_that_are_no_charsets_are_never_used():
    for label in ("rot13", "hex", "idna", "unicode_escape", "zip", "../x", "a" * 1000, "\x00"):
        assert decode(HANS.encode(), [Declared(label, "meta element")]).text == HANS


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_clear_error(data):
    try:
        decoded = decode(data)
    except UnreadableInput:
        return
    assert decoded.replaced <= decoded.text.count("\ufffd")
    assert decoded.replaced == 0 or "U+FFFD" in decoded.how


@given(st.text(max_size=200))
def test_any_text_in_utf8_survives(text):
    data = text.encode("utf-8", "surrogatepass")
    try:
        decoded = decode(data, [Declared("utf-8", "meta element")])
    except UnreadableInput:
        assert any(c < " " or "\ud800" <= c <= "\udfff" for c in text)
        return
    if any("\u3000" <= c <= "\u9fff" for c in text) and decoded.charset == "UTF-8":
        assert decoded.replaced or decoded.text == text.removeprefix("\ufeff")


def test_valid_utf8_is_read_at_speed():
    """A megabyte and three sizes of it: the work is linear, far from quadratic (no absolute times)."""
    import time

    def seconds(data: bytes) -> float:
        start = time.perf_counter()
        decode(data)
        return time.perf_counter() - start

    page = ("<p>" + HANS + "</p>\n").encode() * 3000
    seconds(page)
    assert seconds(page * 4) < 40 * max(seconds(page), 1e-3)
