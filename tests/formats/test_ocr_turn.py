"""Pages scanned sideways or on their head: read upright, with boxes where the writing is on the page."""

import numpy as np
import pytest
from pictures import encoded, font, picture
from PIL import Image, ImageDraw

from reader.formats import ocr_engine, ocr_turn

LINES = ("青禾县公安局关于东渡口停航的通告", "停航期间请群众绕行新桥", "恢复时间另行通知")
CELLS = (("项目", "2031年"), ("财政事务", "610.50"))


def page():
    """Three lines and a small ruled table."""
    image = picture(620, 420, [(60, 40 + 60 * n, text, 30) for n, text in enumerate(LINES)])
    draw = ImageDraw.Draw(image)
    for row, cells in enumerate(CELLS):
        for column, text in enumerate(cells):
            draw.rectangle((60 + 220 * column, 240 + 70 * row, 280 + 220 * column, 310 + 70 * row), outline="black")
            draw.text((80 + 220 * column, 256 + 70 * row), text, font=font(28), fill="black")
    return image


def inked(image, box, margin=0):
    """Share of the dark pixels of *image* that lie inside *box*."""
    dark = np.asarray(image.convert("L")) < 128
    x0, y0, x1, y1 = (round(value) for value in box)
    return dark[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin].sum() / dark.sum()


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_boxes_are_put_back(turn):
    pixels = np.zeros((30, 50), np.uint8)
    pixels[4:9, 11:31] = 1
    turned = np.rot90(pixels, turn)
    ys, xs = np.nonzero(turned)
    box = (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)
    assert ocr_turn.turned_back(box, turn, turned.shape[1], turned.shape[0]) == (11, 4, 31, 9)


@pytest.mark.parametrize("turn", [1, 2])
def test_a_scan_lying_on_its_side_or_on_its_head(read, turn):
    upright = page()
    lying = upright.rotate(90 * turn, expand=True)
    document = read(encoded(lying, "PDF", resolution=144), "scan.pdf")
    texts = "\n".join(block.text for block in document.blocks)
    assert texts.split("\n") == [*LINES, *(text for row in CELLS for text in row)]
    assert document.block("610.50").context[-2:] == ("财政事务", "2031年")
    alone = Image.new("RGB", upright.size, "white")
    ImageDraw.Draw(alone).text((60, 100), LINES[1], font=font(30), fill="black")
    places = [place for block in document.blocks for place in block.locators]
    box = [2 * value for value in places[1].place.box]
    assert inked(alone.rotate(90 * turn, expand=True), box, 2) > 0.99
    assert inked(lying, box, 2) < 0.4


def test_a_photograph_on_its_side_without_a_word_of_the_camera(read):
    lying = page().crop((0, 0, 620, 120)).rotate(-90, expand=True)
    document = read(encoded(lying, "JPEG", quality=90), "a.jpg")
    assert [block.text for block in document.blocks] == [LINES[0]]
    box = document.blocks[0].locators[0].place.box
    assert box[3] - box[1] > 4 * (box[2] - box[0])
    assert 35 < box[0] < box[2] < 85


def test_nothing_is_read_twice_on_an_upright_page(monkeypatch):
    calls = []
    recognise = ocr_engine.recognise
    monkeypatch.setattr(ocr_engine, "recognise", lambda pixels: calls.append(1) or recognise(pixels))
    upright = ocr_turn.recognise(np.asarray(page().crop((0, 0, 620, 120))))
    assert (upright.turn, len(calls)) == (0, 1)
