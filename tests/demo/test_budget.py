"""The budget PDF: real embedded fonts, a text layer in reading order, figures that add up."""

import re
from decimal import Decimal

import lxml.html
import pypdfium2
import pytest
from demo import budget, build_demo
from pypdf import PdfReader


@pytest.fixture(scope="module")
def path(documents):
    return documents[build_demo.BUDGET]


@pytest.fixture(scope="module")
def tables():
    """Rows of cells of the three tables in the source the PDF is printed from."""
    tree = lxml.html.fromstring(budget.SOURCE.read_text("utf-8"))
    return [
        [[c.text_content().strip() for c in row.iter("td")] for row in t.iter("tr")][1:] for t in tree.iter("table")
    ]


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def test_fonts_are_embedded_subsets_with_a_map_to_unicode(path):
    seen = 0
    for page in PdfReader(path).pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            descendant = font["/DescendantFonts"][0].get_object()
            assert font["/Subtype"] == "/Type0"
            assert re.match(r"/[A-Z]{6}\+Noto", font["/BaseFont"])
            assert "/ToUnicode" in font
            assert "/FontFile2" in descendant["/FontDescriptor"]
            seen += 1
    assert seen >= 6


def test_all_text_of_the_source_is_in_the_text_layer_in_order(path, texts):
    tree = lxml.html.fromstring(budget.SOURCE.read_text("utf-8"))
    squeezed = re.sub(r"\s", "", texts[build_demo.BUDGET]).replace("\ufffe", "")
    running = r"—\d—|绥图边境管理支队2024年部门预算样本SAMPLE"
    squeezed = re.sub(running, "", squeezed)
    at = 0
    for element in tree.body.iter("p", "h3", "td"):
        if element.getparent().get("class") == "toc" or "unit" in (element.get("class") or ""):
            continue
        wanted = re.sub(r"\s", "", element.text_content())
        found = squeezed.find(wanted, at)
        assert found >= 0, wanted
        at = found if element.tag == "td" else found + len(wanted)


def test_six_pages_one_of_them_landscape(path):
    with pypdfium2.PdfDocument(path) as pdf:
        sizes = [page.get_size() for page in pdf]
    assert len(sizes) == 6
    assert [width > height for width, height in sizes] == [False, False, True, False, False, False]


def test_a_paragraph_runs_over_a_page_break(path):
    with pypdfium2.PdfDocument(path) as pdf:
        before, after = (pdf[n].get_textpage().get_text_bounded() for n in (3, 4))
    assert before.rstrip().endswith("4批次、17人")
    assert re.search(r"— 5 —\s+次，主要用于", after)


def test_expenditure_adds_up(tables):
    rows = tables[0]
    police = [row for row in rows if re.fullmatch(r"20402\d\d", row[0])]
    others = [row for row in rows if re.fullmatch(r"2[012]\d{5}", row[0]) and row not in police]
    for column in (2, 3, 4):
        assert sum(number(row[column]) for row in police) == number(rows[0][column])
        assert sum(number(row[column]) for row in [rows[0], *others]) == number(rows[-1][column])
    for row in rows:
        assert number(row[3]) - number(row[2]) == number(row[4])
        assert abs(number(row[4]) / number(row[2]) * 100 - number(row[5])) <= Decimal("0.005")


def test_travel_reception_and_car_costs_add_up(tables):
    for row in tables[1]:
        assert sum(map(number, row[2:])) == number(row[1])


def test_the_difficult_figures_are_there(texts):
    text = re.sub(r"\s", "", texts[build_demo.BUDGET])
    for figure in (
        "1.63亿元",
        "1630万元",
        "不少于10起",
        "不超过30天",
        "达到95%",
        "低1.3个百分点",
        "单位：万元",
        "≥92%",
    ):
        assert figure in text
