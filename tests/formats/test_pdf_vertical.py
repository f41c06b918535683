"""Vertical text in a text layer: columns from right to left, and lines that only look like columns."""

import io

import pytest
from builders import Pdf
from PIL import Image

from reader.formats import pdf_pages
from reader.model import BlockKind

HEADING = "关于东渡口停航的通告"
FIRST = [
    "因清江水位上涨，自五月八日起，东渡口",
    "停止一切摆渡船只，恢复时间另行通知。停航期",
    "间，两岸往返的群众请绕行新桥，恢复时间将另",
]
SECOND = ["沿途设有指示牌，请服从现场人员的指挥，", "夜间禁止通行。"]


def column(pdf, x, y, text, size=14, pitch=15):
    """Characters one below the other, the first with its base line at *y*."""
    for n, char in enumerate(text):
        pdf.text(x, y + pitch * n, char, size)
    return pdf


def page():
    """A heading, two paragraphs (the first column of each two em lower), the last column two characters long."""
    pdf = column(Pdf().page().text(250, 40, "青禾县公报", 9).text(290, 820, "- 3 -", 9), 520, 92, HEADING, 20, 21)
    for n, text in enumerate([*FIRST, "。", *SECOND]):
        first = n in {0, 4}
        column(pdf, 470 - 24 * n, 122 if first else 92, text)
    return pdf


def ink(path, box):
    """Box of what is drawn inside *box* and a little around it, in points."""
    image = Image.open(io.BytesIO(pdf_pages.render_page(path, 1, 2))).convert("L")
    x0, y0, x1, y1 = (round(2 * (v + m)) for v, m in zip(box, (-3, -3, 3, 3), strict=True))
    found = Image.eval(image, lambda v: 255 - v).crop((x0, y0, x1, y1)).getbbox()
    return (found[0] + x0) / 2, (found[1] + y0) / 2, (found[2] + x0) / 2, (found[3] + y0) / 2


def test_columns_are_read_downwards_and_from_right_to_left(read, tmp_path):
    document = read(page().build(), "a.pdf")
    assert [block.text for block in document.blocks if not block.boilerplate] == [
        "青禾县公报",
        HEADING,
        "\n".join([*FIRST, "。"]),
        "\n".join(SECOND),
    ]
    assert document.blocks[1].kind in {BlockKind.TITLE, BlockKind.HEADING}
    body = document.blocks[2]
    assert [body.text[place.start : place.end] for place in body.locators] == body.text.split("\n")
    for locator in body.locators[:3]:
        x0, y0, x1, y1 = locator.place.box
        left, top, right, bottom = ink(tmp_path / "evidence", locator.place.box)
        assert x0 - 1 <= left < right <= x1 + 1
        assert y0 - 1 <= top < bottom <= y1 + 1
        assert bottom - top > 0.8 * (y1 - y0)


def test_a_font_that_writes_downwards(read):
    pdf = Pdf().page()
    for n, text in enumerate([HEADING, *FIRST]):
        pdf.text(500 - 24 * n, 80, text, 14)
    data = pdf.build().replace(b"UniGB-UCS2-H", b"UniGB-UCS2-V")
    document = read(data, "a.pdf")
    assert "".join(block.text for block in document.blocks).replace("\n", "") == HEADING + "".join(FIRST)
    box = document.blocks[0].locators[0].place.box
    assert 490 < box[0] < box[2] < 510
    assert box[3] - box[1] > 130


def test_figures_and_words_inside_a_column(read):
    pdf = column(Pdf().page(), 500, 92, "因清江水位上涨，自")
    pdf.text(500, 92 + 15 * 9, "1", 12).text(506.5, 92 + 15 * 9, "2", 12)
    column(pdf, 500, 92 + 15 * 10, "月八日起停航，电话")
    pdf._draw(f"BT /F1 14 Tf 0 -1 1 0 503 475 Tm <{'0532-8654'.encode('utf-16-be').hex()}> Tj ET")  # on its side
    column(pdf, 500, 444, "，联系人李青。")
    (block,) = read(pdf.build(), "a.pdf").blocks
    assert block.text == "因清江水位上涨，自12月八日起停航，电话0532-8654，联系人李青。"


def test_tiers_are_read_one_after_the_other(read):
    pdf = Pdf().page()
    upper = [f"上段第{n}行的文字内容在这里继续" for n in "一二三四五六"]
    lower = [f"下段第{n}行的文字内容在这里继续" for n in "一二三四五六"]
    for n, (above, below) in enumerate(zip(upper, lower, strict=True)):
        column(pdf, 500 - 24 * n, 92, above)
        column(pdf, 500 - 24 * n, 420, below)
    text = "".join(block.text for block in read(pdf.build(), "a.pdf").blocks).replace("\n", "")
    assert text == "".join(upper + lower)


def test_a_paragraph_set_in_by_one_em(read):
    pdf = Pdf().page()
    for n, text in enumerate((FIRST[1], FIRST[2] + "行", FIRST[1])):
        column(pdf, 500 - 24 * n, 107 if n == 2 else 92, text)
    texts = [block.text for block in read(pdf.build(), "a.pdf").blocks]
    assert texts == [f"{FIRST[1]}\n{FIRST[2]}行", FIRST[1]]


def test_labels_in_the_cells_of_a_table(read):
    pdf = Pdf().page().grid([60, 100, 260], [100, 200, 300])
    column(column(pdf, 80, 120, "申请单位", 12, 13), 64, 120, "及个人", 12, 13)
    column(pdf, 72, 220, "审批意见", 12, 13).text(110, 130, "青禾县交通局", 12).text(110, 240, "同意停航。", 12)
    document = read(pdf.build(), "a.pdf")
    assert [block.text for block in document.blocks] == ["申请单位\n及个人", "青禾县交通局", "审批意见", "同意停航。"]
    assert document.blocks[0].kind is BlockKind.TABLE_CELL


def test_a_paragraph_goes_on_overleaf(read):
    pdf = column(Pdf().page(), 500, 122, FIRST[0])
    column(pdf, 476, 92, FIRST[1])
    column(column(pdf.page(), 500, 92, FIRST[2] + "，直至恢复"), 476, 122, "特此通告。")
    blocks = read(pdf.build(), "a.pdf").blocks
    assert [place.place.page for place in blocks[0].locators] == [1, 1, 2]
    assert blocks[1].text == "特此通告。"


@pytest.mark.parametrize("gap", [13, 15])
def test_a_list_drawn_column_by_column_is_no_vertical_text(read, gap):
    pdf = Pdf().page()
    names = ["东渡口", "南渡口", "西渡口", "北渡口", "新桥口"]
    for x in range(3):  # all first characters, then all second ones …
        for n, name in enumerate(names):
            pdf.text(80 + 12 * x, 92 + gap * n, name[x], 12)
    text = "\n".join(block.text for block in read(pdf.build(), "a.pdf").blocks)
    assert text.split("\n") == names


def test_a_line_close_below_a_column_keeps_its_characters(read):
    pdf = column(Pdf().page(), 60, 92, "注意事项", 12, 13)
    pdf.text(36, 146, "为保障沿江群众出行安全，经研究决定。", 12)
    texts = [block.text for block in read(pdf.build(), "a.pdf").blocks]
    assert sorted(texts) == ["为保障沿江群众出行安全，经研究决定。", "注意事项"]


def test_one_narrow_label_beside_lines(read):
    pdf = column(Pdf().page(), 60, 92, "注意事项", 12, 13)
    for n in range(4):
        pdf.text(100, 96 + 22 * n, "为保障沿江群众出行安全，经研究决定对东渡口实施临时停航。", 12)
    texts = [block.text for block in read(pdf.build(), "a.pdf").blocks]
    assert "注意事项" in texts
    assert "".join(texts).count("注") == 1
