"""Correcting what was misread in a picture, in a real browser."""

from pathlib import Path

import pytest
from conftest import serving
from PIL import Image, ImageDraw, ImageFont

from reader import config
from reader.services.wiring import create_case, open_services

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
MISREAD, RIGHT = "东渡口公按派出所通告", "东渡口公安派出所通告"

pytestmark = [pytest.mark.skipif(not NOTO.exists(), reason="no Chinese font"), pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    """D1: a notice whose 'misreading' is drawn; D2: a text file. Translated and checked."""
    folder = tmp_path_factory.mktemp("scan")
    image = Image.new("RGB", (760, 260), "white")
    draw = ImageDraw.Draw(image)
    draw.text((40, 40), MISREAD, font=ImageFont.truetype(str(NOTO), 34), fill="black")
    draw.text((40, 150), "渡口自三月起停航。", font=ImageFont.truetype(str(NOTO), 26), fill="black")
    image.save(folder / "a.png")
    (folder / "b.txt").write_text("文件里的字。\n", "utf-8")
    create_case(folder / "case", title="SAMPLE", actor_name="reviewer 1")
    with open_services(folder / "case", config.load()) as services:
        services.ingest.run([folder / "a.png", folder / "b.txt"])
        services.translate.run()
        services.check.run()
        services.annotate.note("D1.s1", side="source", note="which station?", exact="派出所")
    return folder / "case"


@pytest.fixture
def page(scan, open_page, tmp_path):
    with serving(scan, tmp_path / "state.json") as server:
        page = open_page(server, cookies=False)
        page.goto(server.link)
        page.wait_for_selector(".er-nav")
        page.origin = server.origin
        yield page


def read(page, document):
    page.goto(f"{page.origin}/read?doc={document}&s=1")
    page.wait_for_selector(f".er-reader[data-document={document}] .er-row .er-text")


def test_from_the_picture_to_the_translation_and_back(page):
    read(page, "D1")
    row = page.locator(".er-row[data-n='1']")
    page.keyboard.press("o")
    page.wait_for_selector(".er-sheet .er-box")
    page.click(".er-original-head button:has-text('Correct the Chinese')")
    page.wait_for_selector(".er-line img")
    page.wait_for_function("() => document.querySelector('.er-line img').naturalWidth > 700")
    # the piece that is shown holds the line: its box, a little room around it, and nothing of the next line
    frame, image = page.locator(".er-line").bounding_box(), page.locator(".er-line img").bounding_box()
    scale = image["width"] / 760
    left, top = (frame["x"] - image["x"]) / scale, (frame["y"] - image["y"]) / scale
    assert 10 < left < 40
    assert 20 < top < 50
    assert 90 < top + frame["height"] / scale < 150
    field = page.locator(".er-input-zh")
    assert field.input_value() == MISREAD
    field.fill(MISREAD)
    page.click(".er-primary")
    page.wait_for_selector(".er-panel .er-trouble:has-text('Nothing changed')")
    page.complaints.clear()  # the browser's console says that the request was refused
    field.fill(RIGHT)
    page.locator(".er-panel .er-field:has-text('Reason') input").fill("clear when enlarged")
    page.click(".er-primary")
    row.locator(".er-misread").wait_for()
    assert row.locator(".er-text[data-side=source]").inner_text() == RIGHT
    assert row.locator(".er-misread").inner_text() == f"corrected by reviewer 1 from “{MISREAD}”"
    assert "read by OCR, corrected" in row.inner_text()
    assert "which station?" in row.inner_text()
    assert "".join(row.locator("mark.er-m-note").all_inner_texts()) == "派出所"
    row.locator(".er-text[data-side=translation]").wait_for(timeout=90_000)  # a job made it
    page.wait_for_selector(".er-live:has-text('translated and checked')")

    page.keyboard.press("c")
    page.click(".er-past summary")
    past = page.inner_text(".er-past")
    for words in (
        "version 2: corrected by reviewer 1",
        "clear when enlarged",
        "version 1: read by OCR",
        "Superseded",
        MISREAD,
    ):
        assert words in past
    page.click("text=Withdraw the newest correction")
    row.locator(".er-misread").wait_for(state="detached")
    assert row.locator(".er-text[data-side=source]").inner_text() == MISREAD
    assert row.locator(".er-text[data-side=translation]").count() == 1
    assert "which station?" in row.inner_text()

    # text of a file is the evidence itself
    read(page, "D2")
    assert page.locator(".er-fix").count() == 0
    page.keyboard.press("c")
    page.wait_for_selector(".er-live:has-text('evidence itself')")
    assert page.locator(".er-panel").is_hidden()
