"""Where a sentence stands in its original."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from reader import demo
from reader.errors import UnknownObject


def test_text_is_shown_with_its_surroundings_and_the_sentence_lit(ingested):
    sentence = ingested.reading.segments("D1", start=2, count=1, filter="all")["rows"][0]
    view = ingested.original.original("D1", n=sentence["n"])
    assert view["kind"] == "text"
    assert view["label"].startswith("line ")
    (lit,) = [block for block in view["blocks"] if block["lit"]]
    ((start, end),) = lit["spans"]
    assert lit["text"][start:end] == sentence["source"]
    assert all(not block["spans"] for block in view["blocks"] if not block["lit"])


def test_a_sentence_or_document_that_is_not_there(ingested):
    with pytest.raises(UnknownObject):
        ingested.original.original("D1", n=999)
    with pytest.raises(UnknownObject):
        ingested.original.original("D9", n=1)


def test_a_text_has_no_pages(ingested):
    with pytest.raises(UnknownObject, match="no page 1"):
        ingested.original.page_image("D1", 1)


@pytest.fixture
def budget(services):
    services.ingest.run([demo.documents_dir() / "03-yusuan-2024.pdf"])
    return services


def test_a_pdf_is_shown_as_its_page_with_boxes_inside_it(budget):
    view = budget.original.original("D1", n=1)
    assert (view["kind"], view["page"], view["pages"]) == ("page", 1, 6)
    assert view["image"] == "/api/documents/D1/pages/1.png"
    assert view["label"] == "page 1"
    assert view["boxes"]
    for left, top, right, bottom in view["boxes"]:
        assert 0 <= left < right <= view["width"]
        assert 0 <= top < bottom <= view["height"]


def test_page_images_are_kept_and_can_be_made_again(budget):
    path = budget.original.page_image("D1", 2)
    assert path.is_relative_to(budget.store.folder / "derived")
    first = path.read_bytes()
    with Image.open(path) as image:
        assert image.width * image.height <= 2_510_000
    made = path.stat().st_mtime_ns
    assert budget.original.page_image("D1", 2).stat().st_mtime_ns == made
    path.unlink()
    assert budget.original.page_image("D1", 2).read_bytes() == first
    assert [p.name for p in path.parent.iterdir()] == ["2.png"]


@pytest.mark.parametrize("page", [0, 7, -1])
def test_a_page_that_is_not_there(budget, page):
    with pytest.raises(UnknownObject):
        budget.original.page_image("D1", page)


NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


@pytest.mark.skipif(not NOTO.exists(), reason="no Chinese font on this system")
def test_a_picture_is_shown_with_its_line_lit(services, tmp_path):
    image = Image.new("RGB", (420, 160), "white")
    ImageDraw.Draw(image).text((40, 50), "东渡口临时停航通告", font=ImageFont.truetype(str(NOTO), 30), fill="black")
    image.save(tmp_path / "notice.png")
    services.ingest.run([tmp_path / "notice.png"])
    view = services.original.original("D1", n=1)
    assert (view["kind"], view["page"]) == ("page", 1)
    assert (view["width"], view["height"]) == pytest.approx((420, 160), abs=0.2)  # PNG states whole pixels per metre
    ((x0, y0, x1, y1),) = view["boxes"]
    assert 30 < x0 < 45
    assert 300 < x1 < 325
    assert 40 < y0 < 70 < y1 < 100
    (row,) = services.reading.segments("D1", start=1, count=1, filter="all")["rows"]
    assert row["source"] == "东渡口临时停航通告"
    assert row["locator"]["confidence"] > 0.9
    with services.store.read() as session:
        (locator,) = session.documents.block("D1.b1").locators
    assert locator.place.confidence > 0.9


def test_a_web_page_is_shown_as_a_harmless_copy_with_the_element_named(services, tmp_path):
    markup = "<html><title>公告</title><body><p>渡口停航。</p><script src='http://canary.invalid/a.js'></script></body></html>"
    (tmp_path / "page.html").write_text(markup, "utf-8")
    services.ingest.run([tmp_path / "page.html"])
    title, view = (services.original.original("D1", n=n) for n in (1, 2))
    assert (title["kind"], title["anchor"]) == ("snapshot", "")
    assert (view["kind"], view["page"]) == ("snapshot", "/api/documents/D1/snapshot")
    path = services.original.page_copy("D1")
    assert path.is_relative_to(services.store.folder / "derived")
    assert f'<p id="{view["anchor"]}">渡口停航。</p>' in path.read_text("utf-8")
    assert "canary" not in path.read_text("utf-8")
    assert [block["text"] for block in view["blocks"] if block["lit"]] == ["渡口停航。"]


def test_a_text_has_no_page_copy(ingested):
    with pytest.raises(UnknownObject, match="no web page"):
        ingested.original.page_copy("D1")
