"""The README's pictures, of the demo case: ``READER_SCREENSHOTS=docs/images pytest tests/browser -k pictures``."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import serving
from PIL import Image

FOLDER = os.environ.get("READER_SCREENSHOTS")
MOST_BYTES = 300_000
SHOWN = "支队共有车辆163辆"  # in the demo budget: an amount, a date and a number that a small package gets wrong

pytestmark = pytest.mark.skipif(not FOLDER, reason="READER_SCREENSHOTS names no folder")


@pytest.fixture(scope="module")
def demo_case(tmp_path_factory):
    """The case `reader demo` makes: translated by the bundled package, checked."""
    case = tmp_path_factory.mktemp("demo") / "demo-case"
    command = [sys.executable, "-m", "reader", "demo", str(case), "--no-open"]
    subprocess.run(command, check=True, capture_output=True, timeout=550)
    return case


@pytest.fixture
def page(demo_case, open_page, tmp_path):
    with serving(demo_case, tmp_path / "state.json") as server:
        page = open_page(server, cookies=False)
        page.goto(server.link)
        page.wait_for_selector(".er-listing a")
        yield page


def keep(page, name):
    """Store what the page shows as a PNG of 256 colours: a third of the size, hardly a difference."""
    page.wait_for_timeout(700)  # transitions
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(256, kmeans=3)
    path = Path(FOLDER) / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True)
    assert path.stat().st_size < MOST_BYTES


def place_of(page, words):
    """Document and sentence that hold *words*."""
    documents = [row.get_attribute("href").partition("doc=")[2] for row in page.locator(".er-listing a").all()]
    for document in documents:
        view = page.evaluate("d => fetch(`/api/documents/${d}/segments?count=400`).then(r => r.json())", document)
        found = next((row["n"] for row in view["rows"] if words in row["source"].replace("\n", "")), None)
        if found:
            return document, found
    raise AssertionError("the demo case does not hold these words")


@pytest.mark.timeout(600)
def test_pictures_of_the_overview_and_the_reader(page):
    keep(page, "overview")

    document, n = place_of(page, SHOWN)
    page.goto(page.url.partition("?")[0].rpartition("/")[0] + f"/read?doc={document}&s={n}")
    page.wait_for_selector(f".er-row[data-n='{n}'] .er-text[data-side=translation]")
    page.keyboard.press("o")
    page.wait_for_function("() => document.querySelector('.er-sheet img')?.naturalWidth > 800")
    page.wait_for_selector(".er-sheet .er-box")
    page.locator(f".er-row[data-n='{n}'] .er-text[data-side=translation] [data-pairs]").last.hover()
    page.wait_for_selector(".er-zh .er-lit")
    keep(page, "reading")
