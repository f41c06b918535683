"""The bundled glossary: complete, consistent, cited."""

import re

import pytest

from reader.text import dictionary
from reader.text.hanzi import converter
from reader.text.pinyin import pinyin
from reader.text.terms.bundled import DOMAINS, bundled
from reader.text.terms.matching import matcher
from reader.text.terms.renderings import English, compiled
from reader.text.terms.tables import read_table

CONCEPTS = bundled().concepts
FILES = {domain: [c for c in CONCEPTS if c.domain == domain] for domain in DOMAINS}


@pytest.fixture(scope="module")
def marks():
    """The marks of each row by headword, which a Concept does not keep."""
    from importlib.resources import files

    found = {}
    for domain in DOMAINS:
        lines = files("reader.text.terms").joinpath("glossary", f"{domain}.tsv").read_text("utf-8").splitlines()
        found |= {line.split("\t")[0]: line.split("\t")[-1].split() for line in lines[1:]}
    return found


def test_it_is_large_enough_in_every_domain():
    assert len(CONCEPTS) >= 400
    assert all(len(concepts) >= 40 for concepts in FILES.values())


def test_no_line_was_left_out():
    from importlib.resources import files

    for domain in DOMAINS:
        text = files("reader.text.terms").joinpath("glossary", f"{domain}.tsv").read_text("utf-8")
        reading = read_table(text, delimiter="\t")
        assert not reading.flaws
        assert len(reading.concepts) == len(text.splitlines()) - 1 == len(FILES[domain])


@pytest.mark.parametrize("field", ["simplified", "traditional", "pinyin", "literal", "preferred", "domain", "source"])
def test_every_concept_is_complete(field):
    assert [c.id for c in CONCEPTS if not getattr(c, field).strip()] == []


def test_no_two_concepts_share_a_term():
    terms = [term for c in CONCEPTS for term in c.chinese]
    assert len(terms) == len(set(terms))


def test_pinyin_is_the_tools_unless_marked(marks):
    differing = {c.id for c in CONCEPTS if c.pinyin != pinyin(c.simplified)}
    assert differing == {head for head, words in marks.items() if "pinyin" in words}


def test_traditional_is_opencc_unless_marked(marks):
    convert = converter("s2tw").convert
    differing = {c.id for c in CONCEPTS if c.traditional != convert(c.simplified)}
    assert differing == {head for head, words in marks.items() if "traditional" in words}


def test_dictionary_entries_that_are_cited_exist():
    cited = [word for c in CONCEPTS for word in re.findall(r"CC-CEDICT entry (\S+?)(?:;|$)", c.source)]
    known = dictionary.load()
    assert len(cited) > 50
    assert [word for word in cited if not known.entries(word)] == []


def test_sources_of_one_law_are_cited_alike():
    articles = [c.source for c in CONCEPTS if ", Art" in c.source]
    assert len(articles) > 120
    assert all(re.search(r", Arts?\. \d+", source) for source in articles)
    laws = {re.split(r", Arts?\.", part)[0] for s in articles for part in s.split("; ") if ", Art" in part}
    names = [re.sub(r" \(.*", "", law) for law in laws]
    assert len(names) == len(set(names)), sorted(laws)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.id)
def test_a_concept_is_found_in_both_scripts_and_its_renderings_agree_with_themselves(concept):
    for term in concept.chinese:
        (match,) = matcher(bundled()).find(term)
        assert match.concept is concept
        assert match.span == (0, len(term))
    english = {compiled(r).stems or compiled(r).exact for r in concept.renderings}
    avoided = {compiled(r).stems or compiled(r).exact for r in concept.avoid}
    assert not english & avoided
    assert all(English(r).find(r) for r in (*concept.renderings, *concept.avoid))


def test_longer_contexts_are_no_instance_of_the_term():
    for concept in CONCEPTS:
        for context in concept.unless:
            assert all(m.concept is not concept for m in matcher(bundled()).find(context)), context
