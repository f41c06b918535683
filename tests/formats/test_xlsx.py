# ruff: noqa: E501 - markup as the programs write it
"""Workbooks: values as displayed, labels, formulas, what is hidden, comments, hostile packages."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from office_builders import package, relations
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from reader.config import Limits
from reader.formats import xlsx_display
from reader.formats.contract import HIDDEN
from reader.formats.sheet_grid import position, reference
from reader.formats.xlsx_format_codes import BUILT_IN
from reader.model import BlockKind

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def raw(rows, *, strings="", styles="", after="", before=""):
    """A workbook of one sheet, from the XML of its rows."""
    return package(
        {
            "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {S} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<sheets><sheet name="表一" sheetId="1" r:id="s1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("s1", "worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f"<worksheet {S}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>",
            "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
            "xl/styles.xml": f"<styleSheet {S}>{styles}</styleSheet>",
        }
    )


BUDGET = [
    ["青禾县2031年支出表", None, None],
    [None, None, "单位：万元"],
    ["科目", "年初预算", "决算数"],
    ["办公费", 1234.5, 1200],
    ["差旅费", 300, 310.25],
]


def budget():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "支出"
    for row in BUDGET:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    for cell in (sheet["B4"], sheet["C5"]):
        cell.number_format = "#,##0.00"
    return book, sheet


def test_every_figure_has_its_labels(read):
    book, _ = budget()
    page = read(saved(book), "支出.xlsx")
    figure = page.block("1,234.50")
    assert figure.kind is BlockKind.TABLE_CELL
    assert figure.locators[0].place.path == "支出!B4"
    assert figure.context == ("单位：万元", "办公费", "青禾县2031年支出表", "年初预算")
    assert page.block("青禾县2031年支出表").locators[0].place.path == "支出!A1:C1"
    assert page.blocks[0].text == "支出"
    assert page.blocks[0].context == ("name of a sheet",)
    assert not page.troubles


def test_what_is_hidden_is_marked(read):
    book, sheet = budget()
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["B"].hidden = True
    secret = book.create_sheet("底稿")
    secret["A1"] = "内部口径"
    secret.sheet_state = "veryHidden"
    sheet["C4"].number_format = ";;;"
    page = read(saved(book))
    assert page.block("差旅费").context[-2:] == (HIDDEN, "hidden row")
    assert page.block("1,234.50").context[-2:] == (HIDDEN, "hidden column")
    assert page.block("1200").context[-2:] == (HIDDEN, "value hidden by its number format")
    assert page.block("内部口径").context[-2:] == (HIDDEN, "sheet hidden beyond the program's menu")
    assert page.head.metadata["hidden_sheets"] == "底稿"
    assert HIDDEN not in page.block("办公费").context


def test_dates_formulas_links_and_comments(read):
    book, sheet = budget()
    sheet["A6"] = datetime(2031, 5, 6, 14, 30)
    sheet["A6"].number_format = 'm"月"d"日"'
    sheet["B6"] = "=SUM(B4:B5)"
    sheet["A5"].hyperlink = "http://canary.invalid/x"
    sheet["C5"].comment = Comment("按口头通知调整", "陈某")
    page = read(saved(book))
    day = page.block("5月6日")
    assert "stored value: 2031/05/06 14:30:00" in day.context
    formula = page.block("=SUM(B4:B5)")
    assert formula.context[-1] == "formula without a stored result"
    assert "link to http://canary.invalid/x" in page.block("差旅费").context
    note = page.block("按口头通知调整")
    assert note.context == ("comment by 陈某", "about: “310.25”")
    assert note.locators[0].place.path == "支出!C5"
    assert page.blocks.index(note) == page.blocks.index(page.block("310.25")) + 1


def test_cached_values_shared_formulas_and_strings(read):
    rows = (
        '<row r="2"><c r="B2"><f t="shared" ref="B2:B3" si="0">A2*2</f><v>4</v></c><c r="C2" t="s"><v>0</v></c></row>'
        '<row><c r="B3"><f t="shared" si="0"/><v>6</v></c><c t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c>'
        '<c t="inlineStr"><is><t>内联</t></is></c><c t="str"><f>A1&amp;"x"</f><v>结果</v></c></row>'
    )
    strings = "<si><r><t>汉</t></r><r><t>字</t></r><rPh><t>hanzi</t></rPh></si>"
    page = read(raw(rows, strings=strings))
    assert [(b.text, b.locators[0].place.path) for b in page.blocks[1:]] == [
        ("4", "表一!B2"), ("汉字", "表一!C2"), ("6", "表一!B3"), ("TRUE", "表一!C3"), ("#DIV/0!", "表一!D3"), ("内联", "表一!E3"),
        ("结果", "表一!F3"),
    ]  # fmt: skip
    assert page.block("6").context[-1] == "formula as in B2: =A2*2"


def test_rows_repeated_in_print_are_headers_whatever_they_hold(read):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in (["2030", "2031"], [1, 2], [3, 4]):
        sheet.append(row)
    sheet.print_title_rows = "1:1"
    page = read(saved(book))
    assert page.block("4").context == ("2031",)
    book.defined_names["区域"] = DefinedName("区域", attr_text="表!$A$1")
    assert read(saved(book)).head.metadata["defined_names"] == "区域=表!$A$1"


def test_a_second_table_below_an_empty_row_has_labels_of_its_own(read):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in (["科目", "金额"], ["甲", 1], ["乙", 2], [], ["姓名", "人数"], ["丙", 3], ["丁", 4]):
        sheet.append(row)
    page = read(saved(book))
    assert page.block("2").context == ("乙", "金额")
    assert page.block("4").context == ("丁", "人数")


DISPLAYED = [
    ("1234.5", "#,##0.00", "1,234.50"), ("0.256", "0%", "26%"), ("0.0451", "0.0%", "4.5%"), ("-5", "#,##0;(#,##0)", "(5)"),
    ("45356", 'yyyy"年"m"月"d"日"', "2024年3月5日"), ("45356.75", "yyyy/m/d h:mm", "2024/3/5 18:00"), ("1.5", "[h]:mm", "36:00"),
    ("12345678", "#,##0,", "12,346"), ("1234567", '0!.0,"万"', "123.5万"), ("12345678", '0.00,,"百万"', "12.35百万"),
    ("0", "#,##0;-#,##0;-", "-"), ("-0.001", "0.00", "0.00"), ("1.25", "# ?/?", "1 1/4"), ("12345", "0.00E+00", "1.23E+04"),
    ("7", "000", "007"), ("13800138000", "000-0000-0000", "138-0013-8000"), ("2.675", "0.00", "2.68"), ("1.005", "0.00", "1.01"),
    ("123", "[DBNum1]General", "一百二十三"), ("15", "[DBNum1]General", "一十五"), ("100020003", "[DBNum2]General", "壹亿零贰万零叁"),
    ("45356", '[DBNum1]yyyy"年"m"月"d"日"', "二〇二四年三月五日"), ("45356", "aaaa", "星期二"), ("45356", "[$-804]yyyy年m月d日;@", "2024年3月5日"),
    ("60", "yyyy/m/d", "1900/2/29"), ("1", "yyyy/m/d", "1900/1/1"), ("0.5", "h:mm AM/PM", "12:00 PM"),
    ("5", '[>=10]"大"0;"小"0', "小5"), ("0.1", "General", "0.1"), ("0.30000000000000004", "General", "0.3"),
    ("310101199001011", "General", "310101199001011"), ("1234", 'G/通用格式"元"', "1234元"), ("3", "[红色]0.00;[绿色]-0.00", "3.00"),
    ("-2", "0.0", "-2.0"), ("1e400", "0", "1e400"), ("nan", "0", "nan"), ("词", "0", "词"), ("3000000", "yyyy", "3000000"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "shown"), DISPLAYED)
def test_numbers_as_displayed(value, code, shown):
    assert xlsx_display.number(value, code) == shown


def test_every_built_in_format_displays_something():
    for code in BUILT_IN.values():
        assert xlsx_display.number("45356.604", code)
    assert xlsx_display.number("40000", "yyyy", date1904=True) == "2013"
    assert xlsx_display.text("张三", '"致："@') == "致：张三"


def test_references():
    assert [reference(0, 0), reference(2, 25), reference(9, 26), reference(0, 702)] == ["A1", "Z3", "AA10", "AAA1"]
    assert position("$AAA$1") == (0, 702)
    assert [position(bad) for bad in ("", "A", "1", "ÄÄ1", "AAAA1", "A12345678")] == [None] * 6


def test_hostile_sheets_end_as_trouble(read):
    laughs = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;">]>'
    data = raw('<row r="1"><c r="A1" t="inlineStr"><is><t>正文</t></is></c></row>')
    page = read(
        with_sheet(
            data,
            laughs
            + f'<worksheet {S}><sheetData><row r="1"><c r="A1" t="str"><v>正文&b;</v></c></row></sheetData></worksheet>',
        )
    )
    assert page.codes == ["unreadable-input"]
    assert "哈" not in "".join(b.text for b in page.blocks)
    cut = f'<worksheet {S}><sheetData><row r="1"><c r="A1" t="str"><v>第一</v></c></row><row r="2"><c r="A2" t="str"><v>第'
    page = read(with_sheet(data, cut))
    assert page.block("第一")
    assert page.codes == ["truncated-input"]
    many = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 200))
    page = read(raw(many), limits=Limits(blocks=150))
    assert "limit-exceeded" in page.codes
    wild = '<row r="999999999999"><c r="ZZZZ1" s="99999999"><v>1</v></c></row><row r="x"><c><f t="shared" si="9"/><v>9e999</v></c></row>'
    assert read(
        raw(wild, after='<mergeCells><mergeCell ref="A1:ZZZZZ9"/><mergeCell ref="B2:XFD1048576"/></mergeCells>')
    ).blocks


def with_sheet(data, xml):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return package(parts | {"xl/worksheets/sheet1.xml": xml})
