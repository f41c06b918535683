"""Fonts whose character map gives common, but other, characters: the picture of the page decides."""

import io

import pytest
from builders import Pdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from reader.formats import ocr_engine, pdf_doubt
from reader.text.scripts import HAN, script

LINES = [
    "因清江水位上涨，自五月八日起，东渡口停止一切摆渡船只。",
    "恢复时间另行通知，请群众绕行新桥，服从现场人员指挥。",
    "项目资金由财政专户拨付，专款专用，接受审计监督。",
]
NAMES = ["谭咏梓聂绮霏瞿骁珩褚婧雯", "邬昱霖阚芷汀晏璟瑄鄢沐宸", "栾翊铭佘蔓菁訾修远亓凌霜"]


def prose(lines=LINES):
    pdf = Pdf(460, 200).page()
    for n, line in enumerate(lines):
        pdf.text(30, 40 + 30 * n, line, 14)
    return pdf.build()


def mapped(data, lines=LINES):
    """The same page with a character map that puts one of its characters for another."""
    used = sorted({char for line in lines for char in line if script(char) == HAN})
    pairs = zip(used, used[len(used) // 2 :] + used[: len(used) // 2], strict=True)
    rows = "\n".join(f"<{ord(a):04x}> <{ord(b):04x}>" for a, b in pairs)
    stream = StreamObject()
    stream.set_data(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def "
        f"/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange {len(used)} beginbfchar\n{rows}\n"
        "endbfchar endcmap end end".encode()
    )
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    font = writer.pages[0]["/Resources"]["/Font"]["/F1"]
    font[NameObject("/ToUnicode")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def looked(monkeypatch):
    """How many lines were compared with the picture."""
    calls = []
    read_at = ocr_engine.read_at
    monkeypatch.setattr(ocr_engine, "read_at", lambda *given: calls.append(1) or read_at(*given))
    return calls


def test_a_wrong_map_to_common_characters_is_not_believed(read, looked):
    document = read(mapped(prose()), "a.pdf")
    assert "\n".join(block.text for block in document.blocks).split("\n") == LINES
    assert document.codes == ["text-layer-contradicted"]
    assert "OCR" in document.head.metadata["text"]
    assert len(looked) == 3


def test_text_that_makes_words_is_not_looked_at(read, looked):
    document = read(prose(), "a.pdf")
    assert document.codes == []
    assert looked == []


def test_names_make_no_words_and_are_believed(read, looked):
    document = read(prose(NAMES), "a.pdf")
    assert "\n".join(block.text for block in document.blocks).split("\n") == NAMES
    assert document.codes == []
    assert looked


def test_a_document_that_was_confirmed_is_left_in_peace(monkeypatch):
    class Page:
        pass

    doubt = pdf_doubt.Doubt()
    monkeypatch.setattr(pdf_doubt, "_judged", lambda layout: [pdf_doubt._Judged(None, 40, 0)] * 3)
    monkeypatch.setattr(pdf_doubt.pdf_scans, "drawn", lambda page: (None, 1))
    asked = []
    monkeypatch.setattr(pdf_doubt, "_differs", lambda *given: bool(asked.append(1)))
    assert not any(doubt.is_contradicted(Page(), Page()) for _ in range(10))
    assert len(asked) == 9


def test_a_picture_that_cannot_be_read_contradicts_nothing(monkeypatch):
    monkeypatch.setattr(pdf_doubt, "_judged", lambda layout: [pdf_doubt._Judged(None, 40, 0)] * 3)
    monkeypatch.setattr(pdf_doubt.pdf_scans, "drawn", lambda page: (None, 1))
    for verdicts, contradicted in (
        ([None, None, None], False),
        ([True, None, None], False),
        ([True, True, False], True),
    ):
        left = iter(verdicts)
        monkeypatch.setattr(pdf_doubt, "_differs", lambda *given, left=left: next(left))
        assert pdf_doubt.Doubt().is_contradicted(None, None) is contradicted
