"""Excel binary workbooks: cells as displayed and where they stand; damaged and hostile parts."""

import struct

import pytest
from office_builders import package
from xlsb_builder import SHEET, cell, record, string, xlsb

from reader.config import Limits
from reader.formats import xlsb_records
from reader.formats.contract import HIDDEN
from reader.formats.media_types import XLSB
from reader.formats.xlsb_records import records, rk
from reader.model import BlockKind


def test_cells_with_their_labels_and_places(read):
    page = read(xlsb([["单位：万元"], ["科目", "预算", "决算"], ["办公费", 12.5, 11], ["差旅费", 3, 2.5]]), "a.xlsb")
    assert page.head.media_type == XLSB
    assert page.blocks[0].kind is BlockKind.HEADING
    figure = page.block("12.5")
    assert figure.locators[0].place.path == "支出!B3"
    assert figure.context == ("单位：万元", "办公费", "预算")
    assert not page.troubles
    assert "name_mismatch" not in page.head.metadata


def test_values_as_displayed(read):
    codes = ["#,##0.00", 'yyyy"年"m"月"d"日"', "0.0%", ";;;"]
    row = [(1234567.891, 1), (47974.0, 2), (0.125, 3), (77.0, 4)]
    page = read(xlsb([row], codes=codes), "a.xlsb")
    assert [b.text for b in page.blocks[1:]] == ["1,234,567.89", "2031年5月6日", "12.5%", "77.0"]
    assert "stored value: 1234567.891" in page.blocks[1].context
    assert "value hidden by its number format" in page.blocks[4].context


def test_every_kind_of_cell(read):
    style = struct.pack("<I", 0)

    def at(column):
        return struct.pack("<II", column, 0)

    row = [
        record(7, at(0) + struct.pack("<I", 1)),  # shared string
        record(2, at(1) + struct.pack("<I", 314 << 2 | 3)),  # whole number times 100
        record(3, at(2) + b"\x07"),
        record(4, at(3) + b"\x01"),
        record(8, at(4) + string("结果") + bytes(6)),
        record(9, at(5) + struct.pack("<d", 2.5) + bytes(6)),
        record(18, style + struct.pack("<I", 0)),  # short: stands right of the one before
        record(1, at(9)),  # blank
        record(7, at(10) + struct.pack("<I", 99)),  # a string that is not there
    ]
    page = read(xlsb([row], strings=["第一", "第二"]), "a.xlsb")
    assert [(b.text, b.locators[0].place.path) for b in page.blocks[1:]] == [
        ("第二", "支出!A1"), ("3.14", "支出!B1"), ("#DIV/0!", "支出!C1"), ("TRUE", "支出!D1"), ("结果", "支出!E1"),
        ("2.5", "支出!F1"), ("第一", "支出!G1"),
    ]  # fmt: skip


def test_hidden_and_merged(read):
    merge = record(176, struct.pack("<IIII", 0, 1, 0, 1))
    columns = record(60, struct.pack("<IIIIH", 3, 3, 300, 0, 1))
    page = read(xlsb([["标题", "", "", "密"], ["hidden", ["藏", "", "开"]]], extra=columns + merge), "a.xlsb")
    assert page.block("标题").locators[0].place.path == "支出!A1:B2"
    assert page.block("密").context[-2:] == (HIDDEN, "hidden column")
    assert page.block("开").context[-2:] == (HIDDEN, "hidden row")
    secret = read(xlsb([["密"]], state=2), "a.xlsb")
    assert secret.head.metadata["hidden_sheets"] == "支出"
    assert HIDDEN in secret.block("密").context


@pytest.mark.parametrize(
    ("packed", "value"),
    [
        (1 << 2 | 2, 1.0),
        ((-5 & 0x3FFFFFFF) << 2 | 2, -5.0),
        (314 << 2 | 3, 3.14),
        (0x3FF00000, 1.0),
        (0x3FF00001, 0.01),
    ],
)
def test_packed_numbers(packed, value):
    assert rk(packed) == value


@pytest.mark.parametrize("rest", [b"\x06\x20abc", b"\xff\xff\xff\xff\xff", b"\x06", b"\x86"])
def test_what_precedes_the_damage_is_kept(read, rest):
    row = record(0, struct.pack("<IIHBBBI", 0, 0, 300, 0, 0, 0, 0))
    page = read(xlsb([["x"]], change={SHEET: row + cell(0, "停航") + rest}), "a.xlsb")
    assert page.codes == ["truncated-input"]
    assert page.block("停航")


def test_broken_records_are_left_out_one_by_one(read):
    row = [
        record(5, b"\0"),
        record(6, struct.pack("<III", 1, 0, 0xFFFFFFF0) + b"ab"),
        record(3, struct.pack("<II", 2, 0)),
    ]
    page = read(xlsb([[*row, "停航"]]), "a.xlsb")
    assert page.block("停航").locators[0].place.path == "支出!D1"
    assert page.block("扡")  # as much of the string as there is
    far = record(0, struct.pack("<IIHBBBI", 0xFFFFFFFF, 0, 300, 0, 0, 0, 0)) + cell(0, "远")
    assert not read(xlsb([["x"]], change={SHEET: far}), "a.xlsb").containing("远")
    hostile = b"".join(record(60, struct.pack("<IIIIH", 0, 0xFFFFFFFF, 0, 0, 1)) for _ in range(2000))
    assert read(xlsb([["停航"]], extra=hostile), "a.xlsb").block("停航")


def test_strings_that_are_not_there(read):
    """Found by the fuzzer: shared strings, formats and sheets of too few bytes."""
    row = [record(7, struct.pack("<IIII", 0, 0, 1, 0)[:12])]
    parts = {
        "xl/sharedStrings.bin": record(19, b"") + record(19, b"\0" + string("第二")),
        "xl/styles.bin": record(44, b"\xa4\0\x01\0\0\0") + record(44, b"\xa4"),
    }
    assert read(xlsb([row], change=parts), "a.xlsb").block("第二")
    sheets = record(143) + record(156, bytes(8) + string("s9") + b"\0\0") + record(144)
    assert read(xlsb([["x"]], change={"xl/workbook.bin": sheets}), "a.xlsb").codes == ["unreadable-input"]


def test_limits_and_missing_parts(read, monkeypatch):
    page = read(xlsb([["一", "二", "三"], ["四"]]), "a.xlsb", limits=Limits(blocks=3))
    assert page.codes == ["limit-exceeded"]
    assert read(package({"xl/workbook.bin": b"\x83\x01\x00"}), "a.xlsb").codes == ["unreadable-input"]
    long = b"\x06\xff\xff\xff\x7f" + bytes(40 * 1024**2)
    assert read(xlsb([["x"]], change={SHEET: long}), "a.xlsb").codes == ["limit-exceeded"]
    monkeypatch.setattr(xlsb_records, "MOST", 1000)
    assert read(xlsb([["x"]], change={SHEET: bytes(4000)}), "a.xlsb").codes == ["limit-exceeded"]
    monkeypatch.undo()
    data = xlsb([["科目", "决算"], ["办公费", 11]])
    for cut in (50, len(data) // 2, len(data) - 30):
        assert read(data[:cut], "a.xlsb").troubles


def test_records_may_be_cut_anywhere_between_pieces():
    data = record(6, bytes(300)) + record(617) + record(5, b"abc")
    whole = list(records(iter([data])))
    assert [(kind, len(found)) for kind, found in whole] == [(6, 300), (617, 0), (5, 3)]
    for size in (1, 2, 3, 7):
        assert list(records(iter([data[n : n + size] for n in range(0, len(data), size)]))) == whole
