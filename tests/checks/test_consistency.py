"""Names rendered otherwise than in most of the document."""

from reader.checks.consistency import Consistency, renderings, same, uses, usual_in_case, usual_names
from reader.checks.contract import Context
from reader.model import Segment, Severity, Translation

PAIRS = [
    ("澳门的海关。", "The customs of Macao."),
    ("澳门的船。", "Ships of Macao."),
    ("澳门的天气。", "The weather in Macau."),
    ("局长李建国表示同意。", "Director Li Jianguo agreed."),
]


def judge(zh, en, usual):
    segment = Segment("S", "D", "B", 1, 0, len(zh), zh, "zh")
    translation = Translation("T", zh, en, "x", "1", "x", "1", "", {}, "")
    return Consistency()(segment, translation, Context(en, usual_names=usual))


def test_the_rendering_of_most_sentences_is_usual():
    assert usual_names(PAIRS) == {"澳门": "Macao"}


def test_a_tie_has_no_usual_rendering():
    assert usual_names([PAIRS[0], PAIRS[0], PAIRS[2], PAIRS[2]]) == {}


def test_another_rendering_is_a_minor_finding():
    (finding,) = judge(*PAIRS[2], usual_names(PAIRS))
    assert finding.severity is Severity.MINOR
    assert finding.evidence == {"chinese": "澳门", "here": "Macau", "usual": "Macao"}
    assert (finding.source_spans, finding.target_spans) == (((0, 2),), ((15, 20),))


def test_the_usual_rendering_and_its_adjective_are_left_alone():
    assert judge(*PAIRS[0], {"澳门": "Macao"}) == []
    assert judge("西藏的山。", "The Tibetan mountains.", {"西藏": "Tibet"}) == []
    assert judge("香港的船。", "Ships of HK.", {"香港": "Hong Kong"}) == []


def test_without_usual_names_nothing_is_said():
    assert judge(*PAIRS[2], {}) == []


def test_people_are_compared_by_their_given_names():
    zh = "主席林正义表示同意。"
    assert [row[:2] for row in renderings(zh, "Chairman Lin Cheng-i agreed.")] == []
    assert [row[:2] for row in renderings(zh, "Chairman Lin Zhengyi agreed.")] == [("林正义", "Zhengyi")]
    (finding,) = judge("约翰·史密斯来了。", "John Smyth came.", {"约翰史密斯": "Smith"})
    assert finding.evidence["here"] == "Smyth"


def test_same():
    assert same("Xi'an", "Xian")
    assert not same("Kashgar", "Kashi")


def test_most_documents_decide_for_the_case():
    long = uses([PAIRS[2]] * 9)
    short = uses([PAIRS[0]])
    assert usual_in_case([long, short, short]) == {"澳门": "Macao"}
    assert usual_in_case([long, short]) == {}
    assert usual_in_case([short]) == {}


def test_a_document_that_agrees_with_itself_and_not_with_the_case():
    zh, en = PAIRS[2]
    segment = Segment("S", "D", "B", 1, 0, len(zh), zh, "zh")
    translation = Translation("T", zh, en, "x", "1", "x", "1", "", {}, "")
    own, case = {"澳门": "Macau"}, {"澳门": "Macao"}
    (finding,) = Consistency()(segment, translation, Context(en, usual_names=own, case_names=case))
    assert finding.explanation == (
        "“澳门” is “Macau” here and “Macao” in most other documents of the case: one and the same name."
    )
    assert Consistency()(segment, translation, Context(en, usual_names=own, case_names=own)) == []
    assert len(Consistency()(segment, translation, Context(en, usual_names=case, case_names=case))) == 1
