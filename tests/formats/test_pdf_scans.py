"""Scanned pages, pictures beside text, and what a PDF carries beside its pages."""

import io

import pytest
from builders import Pdf
from pictures import encoded, font, picture
from PIL import ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from reader.formats.contract import Payload
from reader.formats.pdf import Pdf as Format

TABLE = [("项目", "2030年", "2031年"), ("财政事务", "603.14", "610.50"), ("合计", "603.14", "610.50")]


def scanned():
    """A page of 100 × 50 mm at 200 dpi with a ruled table, as a picture in a PDF."""
    image = picture(790, 400, [(220, 30, "青禾县支出预算表", 34), (600, 90, "单位：万元", 22)])
    draw = ImageDraw.Draw(image)
    for row, cells in enumerate(TABLE):
        for column, text in enumerate(cells):
            draw.rectangle((40 + 230 * column, 130 + 70 * row, 270 + 230 * column, 200 + 70 * row), outline="black")
            draw.text((70 + 230 * column, 148 + 70 * row), text, font=font(26), fill="black")
    return encoded(image, "PDF", resolution=200)


def changed(data, change, **encryption):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    if encryption:
        writer.encrypt(**encryption)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_scanned_table_keeps_its_labels(read):
    document = read(scanned(), "scan.pdf")
    assert document.codes == []
    cells = [block for block in document.blocks if block.text == "610.50"]
    assert [cell.context for cell in cells] == [
        ("青禾县支出预算表", "单位：万元", "财政事务", "2031年"),
        ("青禾县支出预算表", "单位：万元", "合计", "2031年"),
    ]
    place = cells[0].locators[0].place
    x0, y0, x1, y1 = (value / 72 * 200 for value in place.box)
    assert 500 < x0 < 540 < x1 < 700
    assert 200 < y0 < 230 < y1 < 270
    assert place.confidence > 0.9
    assert "OCR" in document.head.metadata["text"]
    assert "RapidOCR" in document.head.extractor_version


def test_born_digital_pages_are_never_recognised(read):
    document = read(Pdf().page().text(60, 90, "东渡口临时停航。").build(), "a.pdf")
    assert "text" not in document.head.metadata
    assert document.blocks[0].locators[0].place.confidence is None


def test_notes_on_a_page(read):
    def annotate(writer):
        writer.add_annotation(0, Text(rect=(100, 700, 120, 720), text="此处日期有误", title_bar="李青"))
        writer.add_annotation(0, FreeText(rect=(100, 600, 300, 640), text="已核对"))

    document = read(changed(Pdf().page().text(60, 90, "东渡口临时停航通告。").build(), annotate), "a.pdf")
    note = document.block("此处日期有误")
    assert note.context == ("annotation: note, by 李青",)
    assert note.locators[0].place.box == (100.0, 122.0, 120.0, 142.0)
    assert document.block("已核对").context == ("annotation: text written on the page",)


def test_attachments_bookmarks_and_scripts(read, tmp_path):
    def enrich(writer):
        writer.add_attachment("明细.txt", "附件中的文字".encode())
        chapter = writer.add_outline_item("第一章 总则", page_number=0)
        writer.add_outline_item("第一节", page_number=0, parent=chapter)
        script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.launchURL('http://canary.invalid/');")}
        action = DictionaryObject({NameObject(key): value for key, value in script.items()})
        writer.root_object[NameObject("/OpenAction")] = action

    document = read(changed(Pdf().page().text(60, 90, "东渡口临时停航通告。").build(), enrich), "a.pdf")
    (child,) = document.children
    assert child.name == "明细.txt"
    assert child.path.read_bytes().decode() == "附件中的文字"
    assert child.path.parent == tmp_path / "staging"
    assert document.head.metadata["bookmarks"] == "第一章 总则 (page 1)\n  第一节 (page 1)"
    assert "script" in document.head.metadata["active_content"]
    assert document.head.metadata["active_content"].endswith("none of it was run")


@pytest.mark.parametrize(("passwords", "opens"), [((), False), (("wrong",), False), (("wrong", "qinghe"), True)])
def test_passwords_are_tried(tmp_path, passwords, opens):
    data = changed(
        Pdf().page().text(60, 90, "东渡口临时停航通告。").build(), lambda writer: None, user_password="qinghe",
        algorithm="RC4-128",
    )  # fmt: skip
    path = tmp_path / "locked.pdf"
    path.write_bytes(data)
    if opens:
        events = list(Format().read(Payload(path, "locked.pdf", passwords=passwords), tmp_path))
        assert [event.text for event in events[1:]] == ["东渡口临时停航通告。"]
    else:
        with pytest.raises(Exception, match="password"):
            list(Format().read(Payload(path, "locked.pdf", passwords=passwords), tmp_path))
