"""The Word exhibit, parsed again: complete, well formed, harmless."""

import dataclasses
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hostile_exhibit import HOSTILE
from lxml import etree

from reader.exporters import wording
from reader.exporters.docx import DocxExporter
from reader.exporters.jsonl import content_sha256
from reader.exporters.visible import visible

FIELDS = [" PAGE ", " NUMPAGES "]


def write(exhibit, tmp_path):
    (target,) = DocxExporter().write(exhibit, tmp_path / "e.docx")
    return target


@pytest.fixture(scope="module")
def path(tmp_path_factory, realistic):
    return write(realistic, tmp_path_factory.mktemp("docx"))


@pytest.fixture(scope="module")
def document(path):
    return docx.Document(str(path))


def text_of(element):
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def cells_of(row):
    return row.findall(qn("w:tc"))


def side_by_side(document):
    """Number → (original, English) paragraphs of each sentence row, per side-by-side table."""
    tables = []
    for table in document.element.body.findall(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        if text_of(rows[0]).startswith("No., state"):
            found = {}
            for row in rows[1:]:
                cells = cells_of(row)
                if len(cells) == 3:
                    first = [text_of(cell.find(qn("w:p"))) for cell in cells]
                    found[int(first[0])] = (first[1], first[2])
            tables.append(found)
    return tables


def test_every_sentence_stands_beside_its_english(document, realistic):
    tables = iter(side_by_side(document))
    for part in realistic.documents:
        expected = {False: {}, True: {}}
        for row in part.rows:
            missing = row.segment.text if row.segment.lang == "en" else wording.missing(row.state)
            expected[row.segment.boilerplate][row.segment.n] = (visible(row.segment.text), row.shown or missing)
        assert next(tables) == expected[False]
        if expected[True]:
            assert next(tables) == expected[True]
    assert next(tables, None) is None


def test_the_page_is_a4_with_case_exhibit_and_page_numbers(document, realistic):
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    header, footer = section.header._element, section.footer._element
    assert text_of(header) == f"{realistic.case_title}SAMPLE — fictional{realistic.exhibit_id}"
    assert [each.text for each in footer.iter(qn("w:instrText"))] == FIELDS
    assert text_of(footer).endswith("page 1 of 1")


def test_head_rows_repeat_and_no_row_is_torn(document):
    tables = [each for each in document.element.body.iter(qn("w:tbl")) if text_of(each).startswith("No., state")]
    assert len(tables) == 5
    for table in tables:
        rows = table.findall(qn("w:tr"))
        assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
        assert [int(each.get(qn("w:w"))) for each in table.find(qn("w:tblGrid"))] == [1304, 4026, 4536]


def test_east_asian_text_has_an_east_asian_font(document):
    for name in ("Normal", "Title", "Heading 1", "Exhibit Original"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "SimSun"
        assert not [key for key in fonts.attrib if "Theme" in key]
    faces = {
        run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia"))
        for run in document.element.body.iter(qn("w:r"))
        if "會議" in text_of(run)
    }
    assert faces == {"PMingLiU"}


def test_headings_give_the_document_a_structure(document):
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "Documents",
        "Lanzhou Border Management Detachment: departmental budget for 2024",
        "Overseas police–overseas Chinese service station opened in Port Vena",
        "維納港僑務委員會會議紀錄",
        "Identifiers that recur",
        "What could not be read",
        "Method statement",
    ]


def test_findings_notes_corrections_and_machine_text(document):
    remarks = [p.text for p in _all_paragraphs(document) if p.style.name == "Exhibit Remark"]
    joined = "\n".join(re.sub(" +", " ", remark).strip() for remark in remarks)
    for part in (
        "✕ Critical Number: Chinese says 163,000,000 yuan; English says 16,300,000 yuan: ten times less.",
        "less. “1.63亿元” ↔ “16.3 million yuan”",
        "✎ Note on the original: Compare the 2023 budget: no such line.",
        "#budget #follow-up “边境安全升级” — M. Okafor, 2026-11-20 14:02:11 UTC",
        "✓ Reviewed newest of 2 corrections: Reason: 得 refers to the unit that is being scored. — Dr H. Brandt (",
        "○ Machine text A repatriation rate of 95% scores 10 points.",
        "– Dismissed Number (major): “4.2%” is compared with another year. Dismissed because: Both sides say",
    ):
        assert part in joined


def _all_paragraphs(document):
    return [Paragraph(each, document._body) for each in document.element.body.iter(qn("w:p"))]


def test_marks_are_underlined_not_only_coloured(document):
    (run,) = [r for r in document.element.body.iter(qn("w:r")) if text_of(r) == "1.63亿元"]
    properties = run.find(qn("w:rPr"))
    assert properties.find(qn("w:u")).get(qn("w:val")) == "single"
    assert properties.find(qn("w:shd")).get(qn("w:fill")) == "FBE6E5"


def test_notice_method_and_hashes(document, realistic):
    text = text_of(document.element.body)
    for part in (*wording.NOTICE, realistic.log_head, content_sha256(realistic), realistic.methods[0].package_sha256,
                 f"reader verify 'operation harbour' --expect {realistic.log_head}", "gist only", "+447700900118",
                 "3 of the case's 8 documents", "scans/附件2.pdf"):  # fmt: skip
        assert part in text


def test_document_properties(document, realistic):
    core = document.core_properties
    assert (core.title, core.author, core.identifier) == ("Operation Harbour", "M. Okafor", "EX-20261121-1")
    assert core.category == "SAMPLE — fictional"
    assert content_sha256(realistic) in core.keywords
    assert core.created.isoformat().startswith("2026-11-21T10:15:00")
    assert "python-docx" not in core.comments


def test_a_sample_says_so_on_every_page_and_a_real_exhibit_nowhere(document, realistic, tmp_path):
    assert text_of(document.element.body).count("SAMPLE — fictional") > 8
    target = write(dataclasses.replace(realistic, sample=False), tmp_path)
    with zipfile.ZipFile(target) as package:
        assert not any(b"SAMPLE" in package.read(name) for name in package.namelist())


@pytest.mark.parametrize("which", ["realistic", "hostile"])
def test_nothing_remote_no_fields_but_ours_and_well_formed(which, request, tmp_path):
    target = write(request.getfixturevalue(which), tmp_path)
    with zipfile.ZipFile(target) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith(".rels"):
                assert b"TargetMode" not in data
            if name.endswith(".xml"):
                etree.fromstring(data)
        body = etree.fromstring(package.read("word/document.xml"))
    fields = {"instrText", "fldSimple", "altChunk", "object", "drawing", "pict", "sdt"}
    assert not [each.tag for each in body.iter() if etree.QName(each).localname in fields]
    assert not [each for each in body.iter(qn("w:hyperlink")) if each.get(qn("r:id"))]
    names = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} <= set(names)


@pytest.mark.parametrize("which", ["realistic", "hostile"])
def test_word_finds_the_structure_it_insists_on(which, request, tmp_path):
    body = docx.Document(str(write(request.getfixturevalue(which), tmp_path))).element.body
    for cell in body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
    tags = [each.tag for each in body]
    assert not [i for i in range(len(tags) - 1) if tags[i] == tags[i + 1] == qn("w:tbl")]  # Word would join them
    assert tags[-2:] == [qn("w:p"), qn("w:sectPr")]
    for table in body.iter(qn("w:tbl")):
        columns = len(table.find(qn("w:tblGrid")))
        for row in table.findall(qn("w:tr")):
            spans = [cell.find(qn("w:tcPr")).find(qn("w:gridSpan")) for cell in cells_of(row)]
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == columns


def test_hostile_text_is_shown_as_text_and_hidden_characters_are_named(hostile, tmp_path):
    document = docx.Document(str(write(hostile, tmp_path)))
    (rows,) = side_by_side(document)
    assert [original for original, _ in rows.values()] == [visible(text) for text in HOSTILE]
    assert "U+202E right-to-left override" in text_of(document.element.body)
    arabic = next(p for p in document.element.body.iter(qn("w:p")) if text_of(p) == "رسالة بالعربية")
    assert arabic.find(qn("w:pPr")).find(qn("w:bidi")) is not None


def test_an_empty_case_is_still_an_exhibit(realistic, tmp_path):
    empty = dataclasses.replace(realistic, documents=(), problems=(), identifiers=(), methods=(), checks=())
    text = text_of(docx.Document(str(write(empty, tmp_path))).element.body)
    for part in (wording.NO_IDENTIFIERS, wording.NO_PROBLEMS, wording.NO_METHOD, wording.NO_CHECKS):
        assert part in text
