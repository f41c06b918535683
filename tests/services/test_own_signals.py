"""Gaps of a stored translation, told in the places of the segment."""

import dataclasses

from reader.model import AlignedPair, Segment, Translation
from reader.services.check import judge
from reader.services.signals import of_own

TEXT = "　請提前規劃路線，\n注意安全。"  # a space before, a line break inside: the engine sees neither
SEEN = "请提前规划路线，注意安全。"
SEGMENT = Segment("D1.s1", "D1", "D1.b1", 1, 0, len(TEXT), TEXT, "zh-Hant")
ALIGNMENT = (AlignedPair(0, 1, 0, 6, 0.9), AlignedPair(3, 7, 7, 21, 0.9), AlignedPair(8, 12, 26, 38, 0.9))
MADE = Translation(
    "T", SEEN, "Please plan the route and mind safety.", "e", "1", "p", "1", "0" * 64, {}, "avx2", alignment=ALIGNMENT
)


def test_gaps_are_told_in_the_segment():
    (gap,) = of_own(MADE, SEGMENT).gaps
    assert TEXT[slice(*gap)] == "提前"


def test_no_gaps_where_the_engine_saw_something_else():
    assert of_own(dataclasses.replace(MADE, source="请提前规划路线，注意安全了。"), SEGMENT).gaps == ()


def test_a_judged_pair_reports_its_gaps():
    (finding,) = [f for f in judge(SEGMENT, MADE) if f.check == "alignment-gaps"]
    assert [TEXT[slice(*span)] for span in finding.source_spans] == ["提前"]
