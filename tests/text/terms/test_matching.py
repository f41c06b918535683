"""Terms in Chinese text, renderings in English text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.terms.bundled import bundled
from reader.text.terms.matching import Matcher, matcher
from reader.text.terms.model import ENGLISH, HANS, Concept, Origin, Term, Termbase, TermStatus, merged
from reader.text.terms.renderings import English, agree, stem


def concept(id, *chinese, english="x", **fields):
    terms = (*(Term(text, HANS) for text in chinese), Term(english, ENGLISH))
    return Concept(id=id, terms=terms, **fields)


def found(text, base=None):
    return [(text[m.span[0] : m.span[1]], m.concept.simplified) for m in matcher(base or bundled()).find(text)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("警侨服务站劝返十二人", ["警侨服务站", "劝返"]),
        ("警僑服務站勸返十二人", ["警侨服务站", "劝返"]),
        ("在逃人员由边境管理支队移交", ["在逃人员", "边境管理支队"]),
        ("其中标明了金额", []),
        ("当中标注了页码", []),
        ("", []),
        ("。", []),
    ],
)
def test_terms_of_a_text(text, terms):
    assert [simplified for _, simplified in found(text)] == terms


def test_the_longest_term_wins():
    assert [term for term, _ in found("中标通知书")] == ["中标通知书"]
    assert [term for term, _ in found("指定居所监视居住")] == ["指定居所监视居住"]


def test_a_term_may_go_on_in_the_next_line():
    text = "由边境管理\n　　支队负责"
    (match,) = matcher(bundled()).find(text)
    assert text[slice(*match.span)] == "边境管理\n　　支队"


def test_a_term_inside_a_longer_dictionary_word_says_so():
    base = Termbase((concept("c", "安全", english="safety"),))
    inside = {m.in_word for m in Matcher(base).find("安全带")}
    alone = {m.in_word for m in Matcher(base).find("安全了")}
    assert (inside, alone) == ({True}, {False})


@given(st.text(alphabet="劝返警侨服务站中标其明边境 \n国務院𠮷a1。", max_size=40))
@settings(max_examples=150, deadline=None)
def test_matches_are_in_order_and_disjoint(text):
    spans = [m.span for m in matcher(bundled()).find(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "rendering", "places"),
    [
        ("The Public Security Bureau of Fuzhou", "public security bureau", ["Public Security Bureau"]),
        ("the Bureau of Public Security", "public security bureau", ["Bureau of Public Security"]),
        ("public-security bureaus", "public security bureau", ["public-security bureaus"]),
        ("the overseas Chinese police service stations", "police service station", ["police service stations"]),
        ("border defense forces", "border defence", ["border defense"]),
        ("they were repatriated", "repatriation", ["repatriated"]),
        ("policies of the police", "police", ["police"]),
        ("the MPS said; imps", "MPS", ["MPS"]),
        ("mps", "MPS", []),
        ("security of the public", "public security bureau", []),
        ("", "police", []),
    ],
)
def test_renderings_are_found_in_any_form(text, rendering, places):
    assert [text[a:b] for a, b in English(text).find(rendering)] == places


def test_a_rendering_may_be_held_apart():
    english = English("By June they had persuaded 41 of the suspects abroad to return.")
    assert english.find("persuade to return") == []
    assert english.holds("persuade to return")
    assert not english.holds("return persuade")


@pytest.mark.parametrize(
    "word", ["police", "policy", "officer", "office", "nation", "station", "statute", "party", "part"]
)
def test_different_words_keep_different_stems(word):
    others = {"police", "policy", "officer", "office", "nation", "station", "statute", "party", "part"} - {word}
    assert stem(word) not in map(stem, others)


@given(st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_asked(text, rendering):
    assert all(0 <= a < b <= len(text) for a, b in English(text).find(rendering))


def test_renderings_that_differ_in_extent_only_agree():
    assert agree("auxiliary police", "auxiliary police officer")
    assert not agree("refugee", "defector")
    assert not agree("UFWD", "United Front Work Department")


def test_a_cases_concept_replaces_the_bundled_one():
    own = concept("T1", "劝返", "劝归", english="coaxing back")
    newer = concept("T2", "劝归", english="talking home")
    base = merged([own, newer], bundled())
    assert base.get("劝归") is newer
    assert base.get("劝返").origin is Origin.BUNDLED  # T1 shares a term with T2 and is out of use as a whole
    assert merged([own], bundled()).get("劝返") is own
    assert len(merged([own], bundled())) == len(bundled())
    assert merged([own], bundled()).digest != bundled().digest


def test_preferred_renderings_come_first():
    terms = (
        Term("甲", HANS),
        Term("b", ENGLISH, TermStatus.ADMITTED),
        Term("a", ENGLISH),
        Term("z", ENGLISH, TermStatus.DEPRECATED),
    )
    own = Concept("T1", terms)
    assert (own.preferred, own.renderings, own.avoid) == ("a", ("a", "b"), ("z",))
