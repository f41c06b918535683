"""PDF: paragraphs, tables, furniture, boxes, and what is honestly not read."""

import io

import pytest
from builders import Pdf
from PIL import Image

from reader.config import Limits
from reader.errors import EncryptedInput, UnreadableInput
from reader.formats import pdf_pages
from reader.model import BlockKind

LONG = "为保障沿江群众出行安全，经研究决定对东渡口实施临时停航，停航期间两岸往返的群"


def budget():
    """A page as budgets have them: title, unit line, ruled table."""
    pdf = Pdf().page()
    pdf.text(180, 60, "青禾县交通局支出预算总表", 18).text(480, 90, "单位：万元", 11)
    pdf.grid([60, 160, 340, 440, 540], [100, 130, 160, 190, 220])
    for row, cells in enumerate(
        [
            ("科目编码", "科目名称", "2030年", "2031年"),
            ("201", "一般公共服务支出", "2,106.66", "2,300.00"),
            ("20106", "财政事务", "603.14", "610.50"),
            ("", "合计", "2,709.80", "2,910.50"),
        ]
    ):
        for x, cell in zip((64, 164, 344, 444), cells, strict=True):
            if cell:
                pdf.text(x, 120 + 30 * row, cell, 11)
    return pdf


def two_pages():
    """Running header, page numbers, a paragraph that goes on overleaf."""
    pdf = Pdf()
    for number in (1, 2, 3):
        pdf.page().text(60, 40, "青禾县交通局年度报告", 9).text(290, 820, f"- {number} -", 9)
        pdf.text(84, 100, LONG[:-2], 12).text(60, 120, LONG, 12)
        if number == 1:
            pdf.text(60, 140, LONG, 12)
        else:
            pdf.text(60, 140, "众请绕行新桥。", 12)
    return pdf


def test_title_paragraphs_and_boxes(read):
    pdf = Pdf().page().text(150, 80, "关于渡口停航的报告", 22)
    pdf.text(84, 140, LONG[:-2], 12).text(60, 160, "众请绕行新桥，共计12.5公里。", 12).text(84, 180, "特此报告。", 12)
    document = read(pdf.build(), "a.pdf")
    assert document.head.title == "关于渡口停航的报告"
    assert document.head.pages == 1
    assert document.blocks[0].kind is BlockKind.TITLE
    paragraph = document.blocks[1]
    assert paragraph.text == LONG[:-2] + "\n众请绕行新桥，共计12.5公里。"
    assert [paragraph.text[loc.start : loc.end] for loc in paragraph.locators] == paragraph.text.split("\n")
    x0, y0, x1, y1 = paragraph.locators[1].place.box
    assert (round(x0), paragraph.locators[1].place.page) == (60, 1)
    assert y0 < 160 < y1 < 170
    assert 200 < x1 < 240
    assert document.blocks[2].text == "特此报告。"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_hold_on_turned_pages(read, tmp_path, rotate):
    data = Pdf().page(rotate=rotate).text(100, 200, "渡口停航通告", 20).build()
    (block,) = read(data, "a.pdf").blocks
    x0, y0, x1, y1 = block.locators[0].place.box
    image = Image.open(io.BytesIO(pdf_pages.render_page(tmp_path / "evidence", 1, 2))).convert("L")
    ink = Image.eval(image, lambda v: 255 - v).getbbox()
    assert ink is not None
    margin = 8  # the em box, and fonts substituted for drawing
    assert x0 * 2 - margin <= ink[0] < ink[2] <= x1 * 2 + margin
    assert y0 * 2 - margin <= ink[1] < ink[3] <= y1 * 2 + margin


def test_figures_carry_unit_row_and_column(read):
    document = read(budget().build(), "a.pdf")
    cell = document.block("610.50")
    assert cell.kind is BlockKind.TABLE_CELL
    assert cell.context == ("青禾县交通局支出预算总表", "单位：万元", "财政事务", "2031年")
    assert document.block("2,709.80").context[-2:] == ("合计", "2030年")
    assert document.block("20106").context[-2:] == ("财政事务", "科目编码")
    assert [b.text for b in document.blocks[:4]] == ["青禾县交通局支出预算总表", "单位：万元", "科目编码", "科目名称"]


def test_a_table_that_goes_on_keeps_its_headers(read):
    pdf = budget().page().grid([60, 160, 340, 440, 540], [100, 130, 160])
    for x, cell in zip((64, 164, 344, 444), ("208", "社会保障支出", "60.99", "71.50"), strict=True):
        pdf.text(x, 120, cell, 11)
    pdf.text(164, 150, "其他", 11).text(344, 150, "1.00", 11)
    assert read(pdf.build(), "a.pdf").block("71.50").context[1:] == ("单位：万元", "社会保障支出", "2031年")


def test_merged_cells_and_wrapped_cells(read):
    pdf = Pdf().page()
    pdf.line(60, 100, 460, 100).line(60, 160, 460, 160).line(160, 130, 460, 130)
    for x in (60, 160, 460):
        pdf.line(x, 100, x, 160)
    pdf.line(310, 130, 310, 160)
    pdf.text(64, 120, "科目", 11).text(64, 140, "名称", 11).text(164, 120, "预算安排", 11).text(
        164, 150, "基本", 11
    ).text(314, 150, "项目", 11)
    texts = [b.text for b in read(pdf.build(), "a.pdf").blocks]
    assert texts == ["科目\n名称", "预算安排", "基本", "项目"]


def test_rows_without_rules_are_cells_too(read):
    pdf = Pdf().page()
    for row, cells in enumerate(
        [
            ("项目", "上年", "本年"),
            ("短期借款", "878", "1,923"),
            ("应付账款", "1,028", "2,420"),
            ("合计", "1,906", "4,343"),
        ]
    ):
        for x, cell in zip((60, 250, 400), cells, strict=True):
            pdf.text(x, 100 + 20 * row, cell, 11)
    document = read(pdf.build(), "a.pdf")
    assert document.block("2,420").context == ("应付账款", "本年")


def test_two_columns_are_read_one_after_the_other(read):
    pdf = Pdf().page()
    for row in range(12):
        pdf.text(60, 100 + 18 * row, f"左栏第{row:02}行的文字内容在这里继续", 12).text(
            320, 100 + 18 * row, f"右栏第{row:02}行的文字内容在这里继续", 12
        )
    text = "".join(b.text for b in read(pdf.build(), "a.pdf").blocks)
    assert text.index("左栏第11行") < text.index("右栏第00行")


def test_running_headers_and_page_numbers_are_marked(read):
    document = read(two_pages().build(), "a.pdf")
    marked = [b.text for b in document.blocks if b.boilerplate]
    assert marked.count("青禾县交通局年度报告") == 3
    assert {"- 1 -", "- 2 -", "- 3 -"} <= set(marked)
    assert all("停航" not in text for text in marked)


def test_a_paragraph_over_a_page_break_has_places_on_both_pages(read):
    pdf = Pdf().page().text(84, 700, LONG[:-2], 12).text(60, 720, LONG, 12)
    pdf.page().text(60, 80, "众请绕行新桥，并服从现场工作人员的指挥和安排。", 12).text(84, 100, "特此通告。", 12)
    document = read(pdf.build(), "a.pdf")
    assert [loc.place.page for loc in document.blocks[0].locators] == [1, 1, 2]
    assert document.blocks[1].text == "特此通告。"


def test_pages_that_are_pictures_without_writing_are_named(read):
    pdf = Pdf().page().text(60, 90, "第一页有文字。").page().picture(0, 0, 595, 842).page().picture(0, 0, 595, 842)
    document = read(pdf.build(), "a.pdf")
    (trouble,) = document.troubles
    assert trouble.code == "page-image-only"
    assert trouble.message.startswith("Pages 2–3:")
    assert trouble.place.page == 2
    assert document.block("第一页有文字。")


def test_pictures_without_writing_beside_text_are_no_trouble(read):
    pdf = Pdf().page().text(60, 90, "渡口停航通告，恢复时间另行通知，请绕行新桥。" * 2, 8).picture(60, 200, 300, 300)
    assert read(pdf.build(), "a.pdf").codes == []


def test_blank_pages_are_no_trouble(read):
    document = read(Pdf().page().text(60, 90, "渡口停航。").page().grid([60, 200], [60, 90]).build(), "a.pdf")
    assert not document.troubles


def test_a_text_layer_without_meaning_or_picture_is_named(read):
    document = read(Pdf().page().unmapped(60, 90, 40).page().text(60, 90, "第二页可以读。").build(), "a.pdf")
    assert document.codes == ["text-layer-garbage"]
    assert [b.text for b in document.blocks] == ["第二页可以读。"]


def test_encrypted(read, tmp_path):
    assert read(Pdf().page().text(60, 90, "密").build(encrypted=True), "a.pdf").codes == ["encrypted-input"]
    with pytest.raises(EncryptedInput):
        pdf_pages.render_page(tmp_path / "evidence", 1, 1)


@pytest.mark.parametrize("cut", [0.05, 0.3, 0.6, 0.9, 0.995])
def test_truncated(read, cut):
    data = two_pages().build()
    document = read(data[: int(len(data) * cut)], "a.pdf")
    assert "truncated-input" in document.codes


def test_damaged(read):
    data = bytearray(two_pages().build())
    data[20:-40] = bytes(len(data) - 60)
    assert read(bytes(data), "a.pdf").codes == ["unreadable-input"]


def test_page_limit(read):
    document = read(two_pages().build(), "a.pdf", limits=Limits(pages=2))
    assert document.head.pages == 3
    assert document.codes == ["limit-exceeded"]
    assert {loc.place.page for b in document.blocks for loc in b.locators} == {1, 2}


def test_name_and_bytes_that_disagree(read):
    document = read(Pdf().page().text(60, 90, "渡口停航。").build(), "notice.html")
    assert document.head.media_type == "application/pdf"
    assert document.head.metadata["name_mismatch"] == "the name says an HTML page, the bytes are a PDF document"


def test_stated_titles_of_programs_are_no_titles(read):
    data = Pdf().page().text(60, 90, "渡口停航通告。").text(60, 120, "恢复时间另行通知。")
    assert read(data.build(title="Microsoft Word - 文档1.doc"), "a.pdf").head.title == ""
    assert read(data.build(title="渡口年报"), "a.pdf").head.title == "渡口年报"


def test_text_drawn_twice_is_read_once(read):
    document = read(Pdf().page().text(60, 90, "加粗的字").text(60.3, 90, "加粗的字").build(), "a.pdf")
    assert [b.text for b in document.blocks] == ["加粗的字"]


def test_page_images_keep_within_their_pixels(read, tmp_path):
    read(Pdf().page().text(60, 90, "字").build(), "a.pdf")
    image = Image.open(io.BytesIO(pdf_pages.render_page_within(tmp_path / "evidence", 1, 100_000)))
    assert 80_000 < image.width * image.height <= 101_000
    with pytest.raises(UnreadableInput, match="page 2 is not there"):
        pdf_pages.render_page(tmp_path / "evidence", 2, 1)
