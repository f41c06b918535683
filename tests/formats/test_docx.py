# ruff: noqa: E501 - markup as the programs write it
"""Word documents: structure, what is hidden or changed, what is embedded, hostile packages."""

import io
import re
import zipfile

import pytest
from docx import Document
from office_builders import NAMESPACES, PNG, docx, p, package, tbl

from reader.config import Limits
from reader.formats.contract import HIDDEN
from reader.formats.docx_numbering import numeral
from reader.model import BlockKind

WHO = 'w:id="1" w:author="李青" w:date="2031-05-06T09:00:00Z"'


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(page):
    return [b.text for b in page.blocks]


def test_headings_lists_and_places(read):
    styles = (
        '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="x"/><w:basedOn w:val="a1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    )
    body = (
        p("渡口停航通告", '<w:pStyle w:val="t"/>')
        + p("停航范围", '<w:pStyle w:val="a2"/>')
        + f"<w:sdt><w:sdtContent>{p('东渡口停航。')}</w:sdtContent></w:sdt>"
        + p("附件", '<w:outlineLvl w:val="0"/>')
    )
    page = read(docx(body, styles=styles), "通告.docx")
    assert [(b.kind, b.level) for b in page.blocks] == [
        (BlockKind.TITLE, None), (BlockKind.HEADING, 2), (BlockKind.PARAGRAPH, None), (BlockKind.HEADING, 1)
    ]  # fmt: skip
    assert page.head.title == "渡口停航通告"
    assert [b.locators[0].place.path for b in page.blocks] == [
        "body/p[1]",
        "body/p[2]",
        "body/sdt[1]/p[1]",
        "body/p[3]",
    ]
    assert {b.locators[0].place.kind for b in page.blocks} == {"paragraph"}
    assert not page.troubles


def test_automatic_numbers_are_said(read):
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'

    def item(text, level):
        return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')

    body = item("总则", 0) + item("目的", 1) + item("范围", 1) + item("罚则", 0) + item("罚款", 1)
    page = read(docx(body, numbering=numbering))
    assert [b.context for b in page.blocks] == [("第一条",), ("一.1",), ("一.2",), ("第二条",), ("二.1",)]
    assert {b.kind for b in page.blocks} == {BlockKind.LIST_ITEM}
    assert [b.level for b in page.blocks] == [1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (12, "chineseCounting", "十二"), (105, "chineseCountingThousand", "一百零五"), (20, "japaneseCounting", "二十"),
        (1010, "chineseCountingThousand", "一千零一十"), (31, "chineseLegalSimplified", "叁拾壹"), (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"), (28, "lowerLetter", "bb"), (14, "upperRoman", "XIV"), (5, "decimalZero", "05"),
        (7, "decimalFullWidth", "７"), (4, "bullet", ""), (99999999, "lowerRoman", "99999999"), (10, "chineseCounting", "十"),
    ],
)  # fmt: skip
def test_numerals(number, style, written):
    assert numeral(number, style) == written


def test_table_cells_carry_their_labels(read):
    table = tbl(["项目", "预算数", "决算数"], ["办公费", "1,200.00", "980.50"], ["差旅费", "300.00", "310.00"])
    page = read(docx(p("单位：万元") + table))
    cell = page.block("980.50")
    assert cell.kind is BlockKind.TABLE_CELL
    assert cell.context == ("单位：万元", "办公费", "决算数")
    assert cell.locators[0].place.path == "body/tbl[1]/tr[2]/tc[3]/p[1]"


def test_merged_cells_and_cells_of_several_paragraphs(read):
    merged = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + p("金额") + "</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" + p("甲组") + "</w:tc><w:tc>" + p("第一段。") + p("第二段。")
        + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("") + "</w:tc><w:tc>" + p("15") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    page = read(docx(merged))
    assert texts(page) == ["金额", "甲组", "第一段。\n第二段。", "15"]
    both = page.block("第一段。\n第二段。")
    assert [both.text[loc.start : loc.end] for loc in both.locators] == ["第一段。", "第二段。"]


def test_tracked_changes_keep_both_wordings(read):
    body = (
        "<w:p>" + run("交") + f"<w:del {WHO}><w:r><w:delText>三</w:delText></w:r></w:del>"
        f"<w:ins {WHO}>{run('五')}</w:ins>" + run("万元。") + "</w:p>"
        f"<w:p><w:del {WHO}><w:r><w:delText>此段已删。</w:delText></w:r></w:del></w:p>"
    )  # fmt: skip
    page = read(docx(body))
    now, before, deleted = page.blocks
    assert now.text == "交五万元。"
    assert now.context == ("tracked change: inserted by 李青, 2031-05-06T09:00:00Z: “五”",)
    assert before.text == "交三万元。"
    assert before.context[0] == "before the tracked changes"
    assert before.context[1].startswith("tracked change: deleted by 李青")
    assert deleted.text == "此段已删。"
    assert deleted.context[0] == "deleted paragraph"
    assert page.head.metadata["tracked_changes"] == "1 insertions, 2 deletions"
    assert page.head.metadata["tracked_changes_by"] == "李青"


def test_comments_and_notes_follow_what_they_speak_of(read):
    body = (
        '<w:p><w:commentRangeStart w:id="4"/>' + run("补贴停发") + '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
        + run("自三月起。") + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("第二段。")
    )  # fmt: skip
    comments = (
        f'<w:comment w:id="4" w:author="陈某" w:date="2031-01-02T03:04:05Z">{p("口头通知即可")}</w:comment>'
        f'<w:comment w:id="9" w:author="陈某">{p("无处引用的批注")}</w:comment>'
    )
    footnotes = f'<w:footnote w:id="0" w:type="separator">{p("")}</w:footnote><w:footnote w:id="2">{p("见附件一。")}</w:footnote>'
    page = read(docx(body, comments=comments, footnotes=footnotes))
    assert texts(page) == ["补贴停发自三月起。", "见附件一。", "口头通知即可", "第二段。", "无处引用的批注"]
    note, comment = page.block("见附件一。"), page.block("口头通知即可")
    assert note.context == ("footnote 1",)
    assert note.locators[0].place.path == "footnotes/footnote[1]/p[1]"
    assert comment.context == ("comment by 陈某, 2031-01-02T03:04:05Z", "about: “补贴停发”")
    assert page.head.metadata["comments"] == "2"


def test_hidden_text_boxes_pictures_and_page_headers(read):
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="公章"/>'
        '<a:blip r:embed="i1"/><wps:txbx><w:txbxContent>' + p("框内文字。") + "</w:txbxContent></wps:txbx></wp:inline></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p("框内文字。") + "</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    body = p("正文。", inside=run("不得外传。", "<w:vanish/>") + drawing)
    data = docx(body, [("i1", "image", "media/image1.png")], header1=p("内部资料"))
    data = with_parts(data, {"word/media/image1.png": PNG, "word/media/image2.png": PNG})
    page = read(data)
    assert texts(page) == ["内部资料", "正文。", "不得外传。", "框内文字。", "公章"]
    assert page.blocks[0].boilerplate
    assert page.blocks[0].kind is BlockKind.HEADER
    assert page.block("不得外传。").context == (HIDDEN,)
    assert page.block("框内文字。").context == ("text box",)
    assert page.block("公章").kind is BlockKind.IMAGE_TEXT
    assert [c.name for c in page.children] == ["image1.png", "image2.png"]
    assert page.children[0].place.path == "body/p[1]"
    assert page.children[0].path.read_bytes() == PNG
    assert page.children[1].metadata["shown"] == "in no place of the document"


def test_dangers_are_named_and_left_alone(read):
    body = p("正文。", inside='<w:r><w:instrText>DDEAUTO c:\\\\x "y"</w:instrText></w:r>') + (
        f'<w:p><w:hyperlink r:id="h">{run("点此登录")}</w:hyperlink></w:p>'
    )
    rels = [
        ("h", "hyperlink", "http://canary.invalid/login", "External"),
        ("t", "attachedTemplate", "http://canary.invalid/t.dotm", "External"),
        ("i", "image", "http://canary.invalid/i.png", "External"),
    ]
    page = read(with_parts(docx(body, rels), {"word/vbaProject.bin": b"\x00macro"}))
    metadata = page.head.metadata
    assert metadata["macros"] == "present, not run (word/vbaProject.bin)"
    assert "attachedTemplate: http://canary.invalid/t.dotm" in metadata["external_references"]
    assert metadata["active_fields"] == "not carried out: DDEAUTO"
    assert metadata["links"] == "http://canary.invalid/login"
    assert page.block("点此登录").context == ("link to http://canary.invalid/login",)
    assert not page.children


def test_properties_and_files_made_by_a_library(read):
    document = Document()
    document.core_properties.author = "王某"
    document.core_properties.last_modified_by = "赵某"
    document.add_heading("关于停航的通告", 1)
    document.add_paragraph("东渡口停航。", style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    page = read(out.getvalue(), "a.docx")
    assert texts(page) == ["关于停航的通告", "东渡口停航。"]
    assert page.blocks[1].kind is BlockKind.LIST_ITEM
    assert page.head.metadata["author"] == "王某"
    assert page.head.metadata["last_modified_by"] == "赵某"


def with_parts(data, parts):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return package({name: archive.read(name) for name in archive.namelist()} | parts)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + f"]><w:document {NAMESPACES}><w:body>{p('正文。&i;')}</w:body></w:document>"
)
OUTSIDE = (
    '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd"> <!ENTITY % y SYSTEM "http://canary.invalid/d"> %y;]>'
    f"<w:document {NAMESPACES}><w:body>{p('正文。&x;')}</w:body></w:document>"
)


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE, LAUGHS.encode("utf-16")])
def test_entities_are_never_expanded(read, xml):
    page = read(with_parts(docx(""), {"word/document.xml": xml}))
    assert page.codes == ["unreadable-input"]
    assert "document type" in page.troubles[0].message
    assert "".join(texts(page)).startswith("正文。")
    assert "哈" not in "".join(texts(page))
    assert "root:" not in "".join(texts(page))


def test_a_bomb_is_left_out(read):
    bomb = package(
        {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{p('炸' * 20_000_000)}</w:body></w:document>"}
    )
    page = read(bomb, limits=Limits(expansion_ratio=50))
    assert page.codes[0] == "limit-exceeded"
    assert not page.blocks


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
def test_a_cut_off_package_is_a_trouble(read, share):
    data = docx(p("正文。"))
    page = read(data[: int(len(data) * share)], "cut.docx")
    assert page.codes == ["truncated-input"]


def test_damaged_xml_keeps_what_stands_before(read):
    whole = f"<w:document {NAMESPACES}><w:body>{p('第一段。')}{p('第二段。')}</w:body></w:document>"
    page = read(with_parts(docx(""), {"word/document.xml": whole[: whole.index("第二段") + 2]}))
    assert page.blocks[0].text == "第一段。"
    assert page.codes == ["truncated-input"]
    assert "document.xml" in page.troubles[0].message


def test_names_of_parts_lead_nowhere(read, tmp_path):
    rels = [("i", "image", "../../../../../tmp/evil.png"), ("j", "image", "media/" + "长" * 300 + "\u202egnp.exe")]
    body = p("正文。", inside='<w:r><w:drawing><a:blip r:embed="i"/><a:blip r:embed="j"/></w:drawing></w:r>')
    parts = {"../../tmp/evil.png": PNG, "word/media/" + "长" * 300 + "\u202egnp.exe": PNG}
    page = read(with_parts(docx(body, rels), parts))
    (only,) = page.children
    assert only.path.parent == tmp_path / "staging"
    assert re.fullmatch(r"part-[0-9a-f]{32}", only.path.name)
    assert len(only.name) <= 180
    assert "\u202e" not in only.name


def test_strict_packages_read_the_same(read):
    data = docx(p("正文。"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {n: archive.read(n).decode() for n in archive.namelist()}
    strict = {
        n: t.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
        ).replace("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument")
        for n, t in parts.items()
    }  # fmt: skip
    assert texts(read(package(strict))) == ["正文。"]


def test_relations_may_be_absent(read):
    parts = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{p('正文。')}</w:body></w:document>"}
    assert texts(read(package(parts))) == ["正文。"]
