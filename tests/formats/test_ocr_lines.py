"""Repairs of recognised text, lines of overlapping strips, and what counts as doubtful."""

import pytest

from reader.formats.ocr_lines import repaired, without_doubles
from reader.formats.pdf_blocks import doubts
from reader.formats.pdf_layout import PageLayout
from reader.formats.pdf_lines import Piece
from reader.formats.pdf_paragraphs import Paragraph
from reader.formats.pdf_scans import is_implausible


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (" 渡 口 停航 ", "渡口停航"),
        ("共 12 公里 via New Bridge", "共 12 公里 via New Bridge"),
        ("(十）其他", "（十）其他"),
        ("（本级)", "（本级）"),
        ("(a) 第 (b)", "(a) 第 (b)"),
        ("时间:：九点", "时间：九点"),
    ],
)
def test_repairs(raw, clean):
    assert repaired(raw) == clean


def test_a_line_seen_in_two_strips_is_one_line():
    first, again, other = (10, 100, 200, 130), (11, 101, 199, 129), (10, 140, 200, 170)
    assert sorted(without_doubles([(first, 0.9), (again, 0.9), (other, 0.9)])) == sorted([first, other])


def test_a_column_cut_in_two_is_joined():
    assert without_doubles([((10, 0, 40, 500), 0.9), ((11, 460, 41, 900), 0.9)]) == [(10, 0, 41, 900)]


def test_the_least_sure_line_marks_the_block():
    box = (0, 0, 10, 10)
    assert doubts([Piece("a", box, 10), Piece("b", box, 10, 0.99)]) == ()
    assert doubts([Piece("a", box, 10, 0.99), Piece("b", box, 10, 0.612)]) == ("recognised with low confidence (0.61)",)


@pytest.mark.parametrize(
    ("text", "implausible"),
    [
        ("因清江水位上涨，自五月八日起，东渡口停止一切摆渡船只，恢复时间另行通知。", False),
        ("本公司2031年度财务报表由会计师事务所审计，净利润同比增长一成，特此公告。", False),
        ("Les élèves français étaient déjà très fâchés à Noël, où ils fêtèrent l'été.", False),
        ("ÖÐ¹úÈËÃñ¹²ºÍ¹úÇàºÌÏØ¹«°²¾Ö¹ØÓÚ¶É¿ÚÍ£º½µÄÍ¨¸æ", True),
        ("锟斤拷锟斤拷烫烫烫屯屯屯葺葺葺鄢鄣鄱鄹鄺鄽鄾鄿酀酁酂酃酄酅酆酇", True),
    ],
)
def test_text_layers_nobody_wrote(text, implausible):
    line = Piece(text, (0, 0, 400, 12), 12)
    assert is_implausible(PageLayout(1, 595, 842, items=[Paragraph([line], 400, 0)])) is implausible
