"""The memory, and which translation a segment shows."""

import dataclasses

import pytest
import store_records as records

from reader.errors import CaseError
from reader.model import AlignedPair
from reader.store import translations


@pytest.fixture
def memory(store, ada):
    return store.memory(ada)


def log_length(store):
    with store.read() as session:
        return session.log.count()


def test_a_translation_comes_back_whole(memory):
    given = records.translation(
        "k" * 64,
        "Notice 𠮷\n",
        score=-0.25,
        alignment=(AlignedPair(0, 2, 0, 6, 0.5), AlignedPair(2, 3, 6, 8, 1.0)),
        flags=("split", "retried"),
        created_at="2026-11-21T09:30:00.123Z",
    )
    memory.put_many([given])
    assert memory.get_many([given.id, "unknown"]) == {given.id: given}


def test_the_first_result_of_a_key_stays(memory, store):
    memory.put_many([records.translation("k1", "first")])
    length = log_length(store)
    memory.put_many([records.translation("k1", "second")])
    assert memory.get_many(["k1"])["k1"].text == "first"
    assert log_length(store) == length


def test_scores_no_database_keeps_exactly(memory):
    for key, score, kept in (("a", -0.0, 0.0), ("b", float("nan"), None), ("c", float("-inf"), None), ("d", 1, 1.0)):
        memory.put_many([records.translation(key, score=score)])
        assert memory.get_many([key])[key].score == kept


def test_ways_of_translating_are_kept_apart(memory):
    one = records.translation("k1")
    other = dataclasses.replace(one, id="k2", parameters={"beam": 5})
    third = dataclasses.replace(one, id="k3", isa="avx512")
    memory.put_many([one, other, third])
    memory.put_many([dataclasses.replace(other, id="k4")])
    found = memory.get_many(["k1", "k2", "k3", "k4"])
    assert [found[k].parameters for k in ("k1", "k2", "k4")] == [{"beam": 4}, {"beam": 5}, {"beam": 5}]
    assert found["k3"].isa == "avx512"


def test_many_keys_at_once(memory):
    memory.put_many(records.translation(f"k{n}") for n in range(3_000))
    assert len(memory.get_many(f"k{n}" for n in range(5_000))) == 3_000


def test_the_newest_assignment_is_current(store, ada, add_document):
    add_document()
    with store.write(ada) as session:
        session.translations.put_many([records.translation("k1", "old"), records.translation("k2", "new")])
        session.translations.assign([("D1.s1", "k1"), ("D1.s2", "k1")])
        session.translations.assign([("D1.s1", "k2")])
    with store.read() as session:
        shown = session.translations.current(["D1.s1", "D1.s2", "D1.s3"])
        assert {id: t.text for id, t in shown.items()} == {"D1.s1": "new", "D1.s2": "old"}
        assert [t.text for t in session.translations.history("D1.s1")] == ["old", "new"]
        assert {t.id for t in session.translations.all_current()} == {"k1", "k2"}


def test_one_entry_for_a_batch_and_none_for_what_holds_already(store, ada, add_document):
    add_document()
    with store.write(ada) as session:
        session.translations.put_many([records.translation("k1")])
    length = log_length(store)
    for _ in range(2):
        with store.write(ada) as session:
            session.translations.assign([("D1.s1", "k1"), ("D1.s2", "k1")])
    assert log_length(store) == length + 1


def test_an_unknown_translation_cannot_be_assigned(store, ada, add_document):
    add_document()
    with pytest.raises(CaseError), store.write(ada) as session:
        session.translations.assign([("D1.s1", "nowhere")])


def test_pending_is_what_is_chinese_and_has_nothing(store, ada, add_document):
    add_document()
    add_document(("福岡市役所",), lang="ja")
    with store.write(ada) as session:
        session.translations.put_many([records.translation("k1")])
        session.translations.assign([("D1.s2", "k1")])
    with store.read() as session:
        pending = session.translations.pending
        assert [s.id for s in pending()] == ["D1.s1", "D1.s3"]
        assert [s.id for s in pending(["D1"])] == ["D1.s1", "D1.s3"]
        assert [s.id for s in pending([])] == []
        assert "D1.s2" not in [s.id for s in pending(package_sha256=records.PACKAGE)]
        assert "D1.s2" in [s.id for s in pending(package_sha256="another")]


def test_pending_goes_by_the_current_package(store, ada, add_document):
    add_document()
    with store.write(ada) as session:
        session.translations.put_many([records.translation("a", sha="a" * 64), records.translation("b", sha="b" * 64)])
        session.translations.assign([("D1.s1", "a")])
        session.translations.assign([("D1.s1", "b")])
        for sha, wanted in (("a" * 64, True), ("b" * 64, False)):
            assert ("D1.s1" in [s.id for s in session.translations.pending(package_sha256=sha)]) is wanted


def test_pending_tolerates_writing_in_between(store, ada, add_document, monkeypatch):
    monkeypatch.setattr(translations, "PAGE", 7)
    add_document([f"第{n}句。" for n in range(40)])
    with store.write(ada) as session:
        session.translations.put_many([records.translation("k1")])
    seen = []
    for segment in store.pending():
        seen.append(segment.n)
        with store.write(ada) as session:
            session.translations.assign([(segment.id, "k1")])
        if segment.n == 20:
            add_document()
    assert seen == [*range(1, 41), 1, 2, 3]
    assert list(store.pending()) == []
