"""Terms placed by constrained decoding, with the bundled package."""

import dataclasses

import pytest

from reader.text.terms.model import ENGLISH, HANS, Concept, Term, Termbase, TermStatus
from reader.text.terms.renderings import English
from reader.translate.constraints import Constraint, enforced, recorded, unconstrained
from reader.translate.engine import Engine
from reader.translate.placing import NOT_PLACED, PLACED


def concept(chinese, *english, enforce=True):
    first, *others = english
    terms = [Term(chinese, HANS), Term(first, ENGLISH), *(Term(e, ENGLISH, TermStatus.ADMITTED) for e in others)]
    return Concept(chinese, tuple(terms), enforce=enforce)


TERMS = Termbase(
    (
        # renderings the package does not choose by itself
        concept("取保候审", "set free under guarantee"),
        concept("警侨服务站", "office of the overseas police"),
        concept("统战部", "Bureau of Alliances", "BoA"),
        concept("劝返人员", "persons persuaded to return", enforce=False),
        concept("劝返", "persuade to return"),
    )
)
TEXTS = [
    "他被取保候审。",
    "首批五个警侨服务站分别设在米兰和巴黎。",
    "统战部召开座谈会。",
    "他说你好。",
    "劝返人员十二名。",
]


@pytest.fixture(scope="module")
def free(starter):
    with Engine(starter, workers=1) as engine:
        yield engine


@pytest.fixture(scope="module")
def bound(starter):
    with Engine(starter, workers=2, constraints=enforced(TERMS)) as engine:
        yield engine


@pytest.fixture(scope="module")
def outputs(bound):
    return dict(bound.translate(TEXTS))


def test_terms_are_placed_and_the_free_translation_is_kept(outputs, free):
    for n, (text, rendering) in enumerate(
        [
            (TEXTS[0], "set free under guarantee"),
            (TEXTS[1], "office of the overseas police"),
            (TEXTS[2], "Bureau of Alliances"),
        ]
    ):
        output = outputs[n]
        assert English(output.text).find(rendering), text
        assert PLACED in output.flags
        record = output.parameters["terms"]
        assert record["method"] == "prefix"
        assert record["without"] == dict(free.translate([text]))[0].text != output.text
        assert record[PLACED] == [c["span"] for c in record["constraints"]]
        assert all(0 <= p.t0 < p.t1 <= len(output.text) for p in output.alignment)
        assert output.score is not None
        assert output.score < 0


def test_texts_without_enforced_terms_stay_as_they_are(outputs, free, bound):
    for n in (3, 4):
        assert outputs[n] == dict(free.translate([TEXTS[n]]))[0]
        assert bound.key(TEXTS[n]) == free.key(TEXTS[n])
    assert bound.key(TEXTS[0]) != free.key(TEXTS[0])


def test_results_depend_on_nothing_but_the_input(bound, outputs):
    again = dict(bound.translate(reversed(TEXTS)))
    assert [again[len(TEXTS) - 1 - n] for n in range(len(TEXTS))] == [outputs[n] for n in range(len(TEXTS))]


def test_the_record_gives_the_constraints_back(outputs, bound):
    for n, text in enumerate(TEXTS):
        assert recorded(outputs[n].parameters) == bound.constraints(text)


def test_a_rendering_that_is_there_already_changes_nothing(starter, free):
    said = dict(free.translate([TEXTS[1]]))[0]
    base = Termbase((concept("警侨服务站", "something else", "police–overseas Chinese service station"),))
    with Engine(starter, constraints=enforced(base)) as engine:
        output = dict(engine.translate([TEXTS[1]]))[0]
    assert output.text == said.text
    assert output.flags == said.flags
    assert set(output.parameters["terms"]) == {"constraints"}


def test_what_the_package_cannot_say_is_left_and_named(starter, free):
    base = Termbase((concept("统战部", "ⴰⴱⵛ ꙮꙮꙮ x"),))
    with Engine(starter, constraints=enforced(base)) as engine:
        output = dict(engine.translate([TEXTS[2]]))[0]
    assert output.text == dict(free.translate([TEXTS[2]]))[0].text
    assert output.flags == (NOT_PLACED,)
    assert output.parameters["terms"][NOT_PLACED] == [[0, 3]]
    assert "without" not in output.parameters["terms"]


def test_a_term_in_a_long_text_is_placed_in_its_part(starter):
    text = "今天天气很好，" * 30 + "他被取保候审。"
    with Engine(starter, constraints=enforced(TERMS)) as engine:
        output = dict(engine.translate([text]))[0]
    assert "split" in output.flags
    terms = output.parameters["terms"]
    assert [text[a:b] for a, b in terms.get(PLACED, []) + terms.get(NOT_PLACED, [])] == ["取保候审"]


def test_terms_without_a_mark_are_no_constraints():
    assert enforced(Termbase((concept("劝返", "x", enforce=False),))) is unconstrained
    assert enforced(TERMS)("劝返人员，劝返。") == (Constraint(5, 7, ("persuade to return",)),)
    assert recorded({}) == ()


def test_empty_and_odd_inputs(bound):
    for text in ("", " ", "取保候审", "\ud800取保候审"):
        ((_, output),) = bound.translate([text])
        assert dataclasses.is_dataclass(output)
