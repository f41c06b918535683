"""The HTML exhibit, parsed again: complete, self-contained, harmless."""

import base64
import dataclasses
import hashlib
import re

import pytest
from hostile_exhibit import HOSTILE
from lxml import html as lxml_html

from reader.exporters import wording
from reader.exporters.html import HtmlExporter, css_string
from reader.exporters.jsonl import content_sha256
from reader.exporters.rows import anchor
from reader.exporters.visible import is_hidden, visible
from reader.model import Place

PASSIVE = re.compile(
    "html|head|meta|title|style|body|header|section|footer|div|p|span|h[123]|table|colgroup|col|thead|tbody|tfoot|tr|th|td|"
    "ul|li|dl|dt|dd|a|i|br|small|bdi|mark|details|summary"
)
ATTRIBUTES = re.compile("charset|http-equiv|content|name|lang|dir|class|id|href|scope|colspan|role|open|aria-hidden")


def write(exhibit, tmp_path):
    tmp_path.mkdir(exist_ok=True)
    (target,) = HtmlExporter().write(exhibit, tmp_path / "e.html")
    return target.read_text("utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory, realistic):
    return lxml_html.document_fromstring(write(realistic, tmp_path_factory.mktemp("html")))


def words(element):
    return " ".join(element.text_content().split())


def row_of(page, segment_id):
    (body,) = page.xpath(f"//tbody[@id='{anchor(segment_id)}']")
    return body


@pytest.mark.parametrize("which", ["realistic", "hostile"])
def test_nothing_remote_nothing_active(which, tmp_path, request):
    text = write(request.getfixturevalue(which), tmp_path)
    page = lxml_html.document_fromstring(text)
    elements = list(page.iter())
    assert all(PASSIVE.fullmatch(str(each.tag)) for each in elements)
    assert all(ATTRIBUTES.fullmatch(name) for each in elements for name in each.attrib)
    assert all(each.get("href").startswith("#") for each in page.xpath("//*[@href]"))
    (style,) = page.xpath("//style")
    assert not re.search(r"url\(|@import|expression|-moz-binding|src\s*:|</", style.text, re.I)
    assert "<script" not in text.lower()


@pytest.mark.parametrize("which", ["realistic", "hostile"])
def test_the_policy_permits_this_style_sheet_alone(which, tmp_path, request):
    page = lxml_html.document_fromstring(write(request.getfixturevalue(which), tmp_path))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(page.xpath("//style")[0].text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_sentence_stands_beside_its_english(page, every_row):
    assert len(page.xpath("//table[@class='rows']/tbody[@id]")) == len(every_row)
    for row in every_row:
        body = row_of(page, row.segment.id)
        assert words(body.xpath(".//td[@class='n']/a")[0]) == str(row.segment.n)
        (original,) = body.xpath(".//td[@class='zh']/p[contains(@class,'text')]")
        assert original.text_content() == visible(row.segment.text)
        assert original.get("lang") == row.segment.lang
        english = body.xpath(".//td[@class='en']/p[contains(@class,'text')]")
        expected = row.shown or (row.segment.text if row.segment.lang == "en" else "")
        assert [each.text_content() for each in english] == ([expected] if expected else [])


def test_sentences_keep_their_order_and_furniture_goes_to_the_appendix(page, realistic):
    for part in realistic.documents:
        (section,) = page.xpath(f"//section[@id='{anchor(part.document.id)}']")
        tables = section.xpath(".//table[@class='rows']")
        shown = [[int(words(a)) for a in table.xpath(".//td[@class='n']/a")] for table in tables]
        furniture = [row.segment.n for row in part.rows if row.segment.boilerplate]
        assert shown[0] == [row.segment.n for row in part.rows if not row.segment.boilerplate]
        assert (shown[1] if furniture else []) == furniture
        assert section.xpath(".//details[@open]") or not furniture
    assert "3 sentences of page furniture (14–16)" in page.text_content()


@pytest.mark.parametrize(
    ("confidences", "label"),
    [
        ((None,), ""),
        ((0.98, 0.9), "read by OCR"),
        ((0.98, 0.57), "read by OCR, confidence 57 %"),
        ((0.8999,), "read by OCR, confidence 89 %"),
        ((None, 1.0), "read by OCR"),
    ],
)
def test_text_read_in_pictures_says_how_surely(tmp_path, realistic, confidences, label):
    document = realistic.documents[0]
    chosen = document.rows[0]
    places = tuple(Place("page", page=1, confidence=each) for each in confidences)
    row = dataclasses.replace(chosen, locator="", places=places, context=())
    exhibit = dataclasses.replace(realistic, documents=(dataclasses.replace(document, rows=(row,)),))
    shown = write(exhibit, tmp_path)
    if label:
        assert f"page 1 · {label}" in shown
        assert f"page 1 · {label}," not in shown
    else:
        assert "read by OCR" not in shown


def test_states_are_told_by_sign_and_word(page):
    expected = {"D1.s12": "▲ Doubtful", "D1.s2": "◐ Auto-checked", "D1.s15": "✓ Reviewed", "D1.s16": "★ Certified",
                "D1.s38": "◆ Corrected", "D3.s4": "□ Not translated", "D3.s5": "– Not Chinese"}  # fmt: skip
    for segment_id, state in expected.items():
        assert words(row_of(page, segment_id).xpath(".//span[@class='state']")[0]) == state
    assert "gist only" in words(row_of(page, "D2.s10").xpath(".//td[@class='n']")[0])


def test_findings_light_their_words_and_say_what_is_wrong(page):
    body = row_of(page, "D1.s12")
    assert [each.text_content() for each in body.xpath(".//mark[@class='critical']")] == [
        "1.63亿元",
        "16.3 million yuan",
    ]
    remarks = [words(each) for each in body.xpath(".//li")]
    assert remarks[0].startswith(
        "✕ Critical Number: Chinese says 163,000,000 yuan; English says 16,300,000 yuan: ten times less."
    )
    assert "“1.63亿元” ↔ “16.3 million yuan”" in remarks[0]
    assert remarks[1].startswith("· Minor Length")
    assert remarks[2].endswith(
        "Ask the committee's budget office. #budget #follow-up “边境安全升级” — M. Okafor, 2026-11-20 14:02:11 UTC"
    )
    assert [each.text_content() for each in body.xpath(".//mark[@class='note']")] == ["边境安全升级"]


def test_notes_on_the_english_and_dismissals_name_their_authors(page):
    (note,) = row_of(page, "D1.s13").xpath(".//li")
    assert words(note) == (
        "✎ Note on the English: Contested term: see the glossary before quoting. ‘“repatriation”’ "
        "— Dr H. Brandt, 2026-11-20 14:02:11 UTC, changed 2026-11-21 08:00:00 UTC"
    )
    (dismissed,) = row_of(page, "D1.s18").xpath(".//li")
    assert "Dismissed because: Both sides say 4.2 % on the previous year. — Dr H. Brandt" in words(dismissed)
    assert not row_of(page, "D1.s18").xpath(".//mark")


def test_corrections_show_history_and_the_machine_text(page):
    remarks = [words(each) for each in row_of(page, "D1.s15").xpath(".//li")]
    assert remarks[0] == (
        "✓ Reviewed newest of 2 corrections: Reason: 得 refers to the unit that is being scored. "
        "— Dr H. Brandt (Chinese C1, not sworn), 2026-11-20 16:30:00 UTC"
    )
    assert remarks[1] == "○ Machine text A repatriation rate of 95% scores 10 points."


def test_cover_states_the_notice_and_the_counts(page, realistic):
    (cover,) = page.xpath("//header")
    text = words(cover)
    for part in (wording.NOTICE_HEADING, *wording.NOTICE, "3 of the case's 8 documents", "M. Okafor, investigator",
                 realistic.log_head, content_sha256(realistic), "1 sentence is marked “gist only”"):  # fmt: skip
        assert part in text
    lines = {words(tr[0]): words(tr[2]) for tr in cover.xpath(".//tbody/tr")}
    machine = {"○ Machine only": "56", "▲ Doubtful": "4", "◐ Auto-checked": "52", "≈ Gist only": "1"}
    people = {"◆ Corrected": "1", "✓ Reviewed": "1", "★ Certified": "1"}
    assert lines == machine | people | {"□ Not translated": "1", "– Not Chinese": "2"}


def test_provenance_of_each_document(page, realistic):
    facts = {words(each[0]): words(each[1]) for each in page.xpath(f"//section[@id='{anchor('D1')}']//dl[1]/div")}
    source, container = realistic.documents[0].source, realistic.documents[0].container
    assert facts["Web address"] == source.url
    assert facts["Captured"] == "2024-03-02 09:14:00 UTC (known from: WARC-Date)"
    assert facts["SHA-256"] == source.sha256
    assert facts["Found in"] == f"{container.name}, 18,220,431 bytes, record at byte 1,204,887, 483,901 bytes long"
    assert facts["Container SHA-256"] == container.sha256
    assert facts["Text extracted by"] == "pdfium 5.15.2, 2026-11-19 12:00:03 UTC"
    assert facts["Taken into the case"] == "2026-11-19 12:00:00 UTC, by M. Okafor"
    news = words(page.xpath(f"//section[@id='{anchor('D2')}']//dl")[0])
    assert "gb18030 (the bytes are valid GB18030; the meta element says gb2312)" in news


def test_lists(page):
    rows = [[words(cell) for cell in row] for row in page.get_element_by_id("identifiers").xpath(".//tbody/tr")]
    spellings = "+44 7700 900118 · +44-7700-900118"
    assert rows[0] == ["Telephone", "+447700900118", spellings, "1, 2, 3 and 1 document outside this exhibit", "4"]
    rows = [[words(cell) for cell in row] for row in page.get_element_by_id("problems").xpath(".//tbody/tr")]
    said = "The file is protected by a password. Ask for it, then add the file again."
    assert rows[0][1:3] == ["scans/附件2.pdf", said]
    assert rows[1][1] == "crawl-2024-03-02.warc.gz · record at byte 18,220,400"


def test_method_statement(page, realistic):
    section = page.get_element_by_id("method")
    facts = {words(each[0]): words(each[1]) for each in section.xpath(".//dl[1]/div")}
    assert facts["Package"] == "translate-zh_en-starter 0.4 (bundled, licence CC BY 4.0)"
    assert facts["Package SHA-256"] == realistic.methods[0].package_sha256
    assert facts["Engine"] == "ctranslate2 4.8.5"
    assert facts["Libraries"] == "opencc 1.4.2, sentencepiece 0.2.3"
    assert facts["Instruction set"] == "AVX512"
    assert facts["Parameters"] == "beam_size = 4, length_penalty = 1.0, max_length = 256"
    quality = [[words(cell) for cell in row] for row in section.xpath(".//tbody/tr")]
    assert quality[2] == ["news (newstest2019)", "BLEU", "10.9", "15", "gist only"]
    assert quality[1][1:] == ["BLEU", "46.1", "15", "reached"]
    commands = [words(each) for each in section.xpath(".//p[@class='command']")]
    assert commands[0] == f"reader verify 'operation harbour' --expect {realistic.log_head}"
    assert any("--retranslate" in command for command in commands)
    for part in ("Numbers (numbers 1.0)", content_sha256(realistic), *realistic.methods[0].limits):
        assert part in words(section)


def test_a_sample_says_so_everywhere_and_a_real_exhibit_nowhere(page, realistic, tmp_path):
    marked = page.xpath("//header | //section | //details | //thead[parent::table[@class='rows']] | //footer")
    assert len(marked) > 10
    assert all("SAMPLE — fictional" in words(each) for each in marked)
    assert css_string("SAMPLE — fictional") in page.xpath("//style")[0].text  # in the margin of every printed page
    assert "SAMPLE" not in write(dataclasses.replace(realistic, sample=False), tmp_path)


def test_ids_are_unique_and_links_arrive(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href")} <= set(ids)


def test_hostile_text_is_shown_as_text(hostile, tmp_path):
    text = write(hostile, tmp_path)
    page = lxml_html.document_fromstring(text)
    for row, expected in zip(hostile.documents[0].rows, HOSTILE, strict=True):
        (original,) = row_of(page, row.segment.id).xpath(".//td[@class='zh']/p[contains(@class,'text')]")
        assert original.text_content() == visible(expected)
    assert not any(is_hidden(char) for char in text)
    assert "付款[U+202E]元001[U+202C]完" in page.text_content()
    assert "Characters shown as codes U+202C pop directional formatting (2 times), U+202E right-to-left" in words(page)
    assert "&lt;script&gt;alert(1)" in text


def test_css_strings_cannot_be_left():
    assert css_string('a"}</style>') == '"a\\000022 \\00007d \\00003c \\00002f style\\00003e "'


def test_a_gist_is_no_heading(realistic, tmp_path):
    part = realistic.documents[0]
    rows = tuple(dataclasses.replace(row, gist_only=True) for row in part.rows)
    gist = dataclasses.replace(realistic, documents=(dataclasses.replace(part, rows=rows),))
    for exhibit, expected in (
        (realistic, [part.title_translation, part.document.title]),
        (gist, [part.document.title, part.title_translation]),
    ):
        page = lxml_html.document_fromstring(write(exhibit, tmp_path / expected[0][:3]))
        section = page.get_element_by_id(anchor("D1"))
        assert [words(each) for each in section.xpath("./div[@class='doc-title']/*")[:2]] == expected
    assert "English title: machine translation, gist only" in words(section)


def test_an_empty_case_is_still_an_exhibit(realistic, tmp_path):
    empty = dataclasses.replace(realistic, documents=(), problems=(), identifiers=(), methods=(), checks=())
    text = words(lxml_html.document_fromstring(write(empty, tmp_path)))
    for part in (
        wording.NO_IDENTIFIERS,
        wording.NO_PROBLEMS,
        wording.NO_METHOD,
        wording.NO_CHECKS,
        "0 of the case's 8 documents",
    ):
        assert part in text
