"""The box on the page contains the text: what is recognised at a locator's box is what the block says."""

import pytest
from builders import Pdf
from pictures import encoded, picture
from PIL import ImageDraw

from benchmarks.ingest import locators
from reader.model import Place

LINES = ("青禾县公安局关于停航的通告", "联系人李青，电话05328654", "二〇三一年五月六日")


def born_digital():
    """Prose, a ruled table, a column of vertical text, and the same prose on a page displayed sideways."""
    pdf = Pdf(420, 400).page().text(40, 60, LINES[0], 16).text(40, 90, LINES[1], 12)
    pdf.grid([40, 140, 240], [120, 150, 180])
    for x, y, cell in ((44, 140, "项目名称"), (144, 140, "2031年"), (44, 170, "财政事务"), (144, 170, "610.50")):
        pdf.text(x, y, cell, 12)
    for n, char in enumerate("东渡口停止摆渡船只"):
        pdf.text(340, 140 + 20 * n, char, 18)
    return pdf.page(rotate=90).text(40, 60, LINES[0], 16).build()


def scan(turn):
    """A page of a scanner, lying on its side when *turn* is 1."""
    image = picture(620, 300, [(50, 30 + 90 * n, line, 30) for n, line in enumerate(LINES)])
    return encoded(image.rotate(90 * turn, expand=True), "PDF", resolution=144)


def screenshot():
    """Dark, as telephones show it."""
    return encoded(
        picture(620, 220, [(40, 60, LINES[0], 30), (40, 140, LINES[2], 26)], ground="#1e1e1e", ink="#dddddd")
    )


@pytest.mark.parametrize(
    ("name", "make", "count"),
    [
        ("a.pdf", born_digital, 8),
        ("scan.pdf", lambda: scan(0), 3),
        ("sideways.pdf", lambda: scan(1), 3),
        ("a.png", screenshot, 2),
    ],
)
def test_the_box_on_the_page_holds_the_text(tmp_path, name, make, count):
    path = tmp_path / name
    path.write_bytes(make())
    samples = locators.compared(path, 40)
    assert len(samples) == count
    assert [(sample.said, sample.read) for sample in samples if not sample.agrees] == []


def test_a_box_at_another_place_does_not_agree():
    page = picture(620, 300, [(50, 40, LINES[0], 30), (50, 200, LINES[1], 30)])
    ImageDraw.Draw(page).rectangle((0, 120, 620, 122), fill="black")
    page.info["dpi"] = (72, 72)
    here, elsewhere = (Place("page", page=1, box=(48, y, 450, y + 40)) for y in (38, 198))
    assert locators.Sample(here, LINES[0], locators.read_at(page, here)).agrees
    assert not locators.Sample(elsewhere, LINES[0], locators.read_at(page, elsewhere)).agrees
    assert not locators.Sample(here, LINES[0], "").agrees
