"""All checks over many sentences: same findings, same order, whoever gave them."""

import pickle
from dataclasses import replace

import pytest

from reader.checks import parallel, registry, travel
from reader.checks.contract import Context, TermContext
from reader.model import Segment, Translation
from reader.text.terms.bundled import bundled
from reader.text.terms.model import Termbase


def triples(count):
    made = []
    for n in range(count):
        zh, en = f"抓获{n + 10}名嫌疑人。", f"{n + 10 + n % 2} suspects were arrested."
        segment = Segment(f"s{n}", "d", "b", n, 0, len(zh), zh, "zh")
        made.append((segment, Translation(f"t{n}", zh, en, "", "", "", "", "", {}, ""), Context(en)))
    return made


def test_small_runs_stay_in_this_process(monkeypatch):
    monkeypatch.setattr(parallel, "ProcessPoolExecutor", lambda *a, **k: pytest.fail("no process is needed"))
    made = triples(20)
    with parallel.Checker(20, workers=4) as checker:
        found = checker.run(made)
        assert checker.run([]) == []
    assert found == [registry.run(*triple) for triple in made]
    assert [bool(f) for f in found] == [n % 2 == 1 for n in range(20)]


def test_processes_give_the_same_in_the_same_order(monkeypatch):
    monkeypatch.setattr(parallel, "LEAST", 10)
    made = triples(300)
    with parallel.Checker(300, workers=2) as checker:
        spread = checker.run(made)
        assert checker._pool is not None
    assert spread == [registry.run(*triple) for triple in made]


def test_a_record_that_cannot_travel_is_checked_here(monkeypatch):
    monkeypatch.setattr(parallel, "LEAST", 1)
    segment, translation, _ = triples(1)[0]
    stuck = (segment, translation, Context(translation.text, document_languages={"zh": lambda: 1.0}))
    with parallel.Checker(2, workers=2) as checker:
        assert checker.run([stuck, *triples(1)]) == [[], []]
        assert checker._pool is None


def with_terms(made, termbase):
    return [(segment, made_by, replace(context, terms=TermContext(termbase))) for segment, made_by, context in made]


def test_a_termbase_is_sent_to_a_process_once(monkeypatch):
    monkeypatch.setattr(parallel, "LEAST", 10)
    made, later = with_terms(triples(130), bundled()), with_terms(triples(20), Termbase(bundled().concepts[:40]))
    with parallel.Checker(300, workers=2) as checker:
        spread, other = checker.run(made), checker.run(later)
        assert checker._sent == (bundled(),)
    assert spread == [registry.run(*triple) for triple in made]
    assert other == [registry.run(*triple) for triple in later]


def test_records_come_out_as_they_went_in(monkeypatch):
    monkeypatch.setattr(travel, "_received", [])
    made = with_terms(triples(3), bundled())
    travel.receive([bundled()])
    packed = travel.pack(made, [bundled()])
    assert travel.unpack(packed) == made
    assert len(packed) < len(pickle.dumps(made)) / 50
    unknown = travel.unpack(travel.pack(made))
    assert unknown[0][2].terms.termbase.concepts == bundled().concepts
    findings = [registry.run(*triple) for triple in made]
    assert any(findings)
    assert travel.unpack(travel.pack(findings)) == findings
