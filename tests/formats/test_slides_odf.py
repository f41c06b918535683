# ruff: noqa: E501 - markup as programs write it
"""Presentations and OpenDocument files: order, labels, what is hidden, changed or said about the text."""

import io
import zipfile

import pytest
from office_builders import PNG, package, relations
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from reader.formats.contract import HIDDEN
from reader.model import BlockKind


def texts(page):
    return [b.text for b in page.blocks]


def presentation():
    deck = Presentation()
    deck.core_properties.author = "王某"
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "渡口停航情况"
    slide.placeholders[1].text = "东渡口停航\n南渡口照常"
    slide.placeholders[1].text_frame.paragraphs[1].level = 1
    slide.notes_slide.notes_text_frame.text = "此页不外传"
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(1), Inches(5), Inches(2)).table
    for row, values in enumerate([["科目", "预算", "决算"], ["办公费", "12.5", "11"], ["差旅费", "3", "4"]]):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    slide.shapes.add_textbox(Inches(1), Inches(1), Inches(1), Inches(1)).text_frame.text = "单位：万元"
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    picture.seek(0)
    shown = slide.shapes.add_picture(picture, 0, 0)
    shown._element.nvPicPr.cNvPr.set("descr", "渡口示意图")
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "底稿"
    hidden._element.set("show", "0")
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def test_slides_in_order_with_notes_and_tables(read):
    page = read(presentation(), "渡口.pptx")
    assert page.blocks[0].text == "渡口停航情况"
    assert (page.blocks[0].kind, page.blocks[0].level) == (BlockKind.HEADING, 1)
    assert [(b.kind, b.level) for b in page.containing("渡口照常")] == [(BlockKind.LIST_ITEM, 2)]
    figure = page.block("12.5")
    assert figure.context == ("单位：万元", "办公费", "预算")
    assert (figure.locators[0].place.kind, figure.locators[0].place.page) == ("slide", 1)
    assert page.block("此页不外传").context == ("speaker's notes",)
    assert page.block("渡口示意图").kind is BlockKind.IMAGE_TEXT
    assert page.block("底稿").context == (HIDDEN, "hidden slide")
    assert page.block("底稿").locators[0].place.page == 2
    assert [c.name for c in page.children] == ["image1.png"]
    assert page.head.pages == 2
    assert page.head.metadata["hidden_slides"] == "2"
    assert page.head.metadata["author"] == "王某"
    assert not page.troubles


def test_comments_on_slides(read):
    a = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    slide = f"<p:sld {a}><p:cSld><p:spTree><p:grpSp><p:sp><p:txBody><a:p><a:r><a:t>停航</a:t></a:r><a:br/><a:r><a:t>通告</a:t></a:r></a:p></p:txBody></p:sp></p:grpSp></p:spTree></p:cSld></p:sld>"
    parts = {
        "_rels/.rels": relations(("r", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation {a}><p:sldIdLst><p:sldId id="256" r:id="s1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(("s1", "slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": slide,
        "ppt/slides/_rels/slide1.xml.rels": relations(("c", "comments", "../comments/comment1.xml")),
        "ppt/comments/comment1.xml": f'<p:cmLst {a}><p:cm authorId="0" dt="2031-05-06T07:08:09"><p:text>请删去此页</p:text></p:cm></p:cmLst>',
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst {a}><p:cmAuthor id="0" name="陈某"/></p:cmAuthorLst>',
    }
    page = read(package(parts))
    assert page.block("停航\n通告").locators[0].place.path == "shape[1]/shape[1]/p[1]"
    assert page.block("请删去此页").context == ("comment by 陈某, 2031-05-06T07:08:09",)


SPACES = " ".join(
    f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
    for p, n in {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "presentation": "presentation", "meta": "meta", "manifest": "manifest"}.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def odf(kind, body, styles="", automatic="", **parts):
    content = f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    suffix = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}[kind]
    return stored(
        f"application/vnd.oasis.opendocument.{suffix}",
        {
            "content.xml": content,
            "styles.xml": f"<office:document-styles {SPACES}>{styles}</office:document-styles>",
            **parts,
        },
    )


def stored(media_type, parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), media_type)
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_opendocument_texts(read):
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>李青</dc:creator><dc:date>2031-05-06</dc:date></office:change-info><text:p>此句已删。</text:p></text:deletion></text:changed-region>'
        '<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>李青</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>'
        '<text:h text:outline-level="2">停航范围</text:h><text:p>东渡口<text:s text:c="2"/>停航<text:tab/>。<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>见附件。</text:p></text:note-body></text:note></text:p>'
        '<text:list><text:list-item><text:p>第一项</text:p><text:list><text:list-item><text:p>第一小项</text:p></text:list-item></text:list></text:list-item></text:list>'
        '<text:p>交<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>五<text:change-end text:change-id="c2"/>万元。<office:annotation><dc:creator>陈某</dc:creator><dc:date>2031-01-02</dc:date><text:p>口头通知</text:p></office:annotation></text:p>'
        '<text:p>正文<text:span text:style-name="H">不得外传。</text:span></text:p><text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><desc xmlns="urn:x">公章</desc></draw:frame></text:p>'
        '<table:table><table:table-row><table:table-cell><text:p>科目</text:p></table:table-cell><table:table-cell><text:p>决算（万元）</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell><text:p>办公费</text:p></table:table-cell><table:table-cell><text:p>12.5</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell><text:p>差旅费</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>'
    )  # fmt: skip
    hidden = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    styles = "<style:header><text:p>内部资料</text:p></style:header>"
    page = read(odf("text", body, styles, hidden, **{"Pictures/a.png": PNG}), "a.odt")
    assert texts(page)[:5] == ["内部资料", "停航范围", "东渡口  停航\t。", "见附件。", "第一项"]
    assert page.blocks[0].boilerplate
    assert (page.block("停航范围").kind, page.block("停航范围").level) == (BlockKind.HEADING, 2)
    assert page.block("见附件。").context == ("footnote 1",)
    assert [(b.kind, b.level) for b in page.containing("小项")] == [(BlockKind.LIST_ITEM, 2)]
    assert page.block("交五万元。").context == ("tracked change: inserted by 李青: “五”",)
    assert page.block("此句已删。").context == ("tracked change: deleted by 李青, 2031-05-06",)
    assert page.block("口头通知").context == ("comment by 陈某, 2031-01-02",)
    assert page.block("不得外传。").context == (HIDDEN,)
    assert page.block("公章").kind is BlockKind.IMAGE_TEXT
    assert page.block("12.5").context == ("办公费", "决算（万元）")
    assert [c.name for c in page.children] == ["a.png"]
    assert not page.troubles


def test_opendocument_sheets(read):
    def cell(text, more=""):
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    money = cell("1,234.50", 'office:value="1234.5"')
    day = cell("5月6日", 'office:date-value="2031-05-06"')
    total = cell("1241.5", 'table:formula="of:=SUM([.B2:.B3])" office:value="1241.5"')
    body = (
        '<table:table table:name="支出"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
        f'<table:table-row>{cell("科目")}{cell("预算")}{cell("决算")}</table:table-row>'
        f'<table:table-row>{cell("办公费")}{money}{day}</table:table-row>'
        f'<table:table-row table:visibility="collapse">{cell("差旅费")}<table:table-cell table:number-columns-repeated="2"><text:p>7</text:p></table:table-cell></table:table-row>'
        f'<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        f'<table:table-row>{cell("合计")}{total}<table:table-cell><office:annotation><dc:creator>陈某</dc:creator><text:p>待核</text:p></office:annotation><text:p>8</text:p></table:table-cell></table:table-row>'
        '</table:table><table:table table:name="底稿" table:style-name="T"><table:table-row><table:table-cell><text:p>内部</text:p></table:table-cell></table:table-row></table:table>'
    )  # fmt: skip
    style = (
        '<style:style style:name="T" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    page = read(odf("spreadsheet", body, "", style), "a.ods")
    assert page.block("1,234.50").context == ("办公费", "预算", HIDDEN, "hidden column")
    assert page.block("5月6日").context == ("办公费", "决算", "stored value: 2031-05-06")
    assert [b.locators[0].place.path for b in page.containing("7")] == ["支出!B3", "支出!C3"]
    total = page.block("1241.5")
    assert total.locators[0].place.path == "支出!B1048004"
    assert "formula: =SUM([.B2:.B3])" in total.context
    assert page.block("待核").context == ("comment by 陈某",)
    assert page.block("内部").context == (HIDDEN, "hidden sheet")
    assert page.head.pages == 2


def test_opendocument_slides(read):
    body = (
        '<draw:page draw:name="1"><draw:frame presentation:class="title"><draw:text-box><text:p>停航情况</text:p></draw:text-box></draw:frame>'
        '<draw:frame><draw:text-box><text:list><text:list-item><text:p>东渡口</text:p></text:list-item></text:list></draw:text-box></draw:frame>'
        "<presentation:notes><draw:frame><draw:text-box><text:p>不外传</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"
    )  # fmt: skip
    page = read(odf("presentation", body), "a.odp")
    assert [(b.kind, b.text, b.locators[0].place.page) for b in page.blocks] == [
        (BlockKind.HEADING, "停航情况", 1), (BlockKind.LIST_ITEM, "东渡口", 1), (BlockKind.PARAGRAPH, "不外传", 1)
    ]  # fmt: skip
    assert page.blocks[2].context == ("speaker's notes",)


def test_protected_and_damaged_opendocument_files(read):
    manifest = f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    page = read(odf("text", "", **{"META-INF/manifest.xml": manifest}), "a.odt")
    assert page.codes == ["encrypted-input"]
    whole = odf("text", "<text:p>正文。</text:p>")
    assert read(whole[: len(whole) // 2], "a.odt").codes == ["truncated-input"]


@pytest.mark.parametrize("name", ["content.xml", "ppt/presentation.xml"])
def test_entities_are_never_expanded(read, name):
    trap = '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
    data = stored("application/vnd.oasis.opendocument.text", {name: trap}) if "/" not in name else package({name: trap})
    page = read(data)
    assert page.codes == ["unreadable-input"]
    assert not page.blocks
