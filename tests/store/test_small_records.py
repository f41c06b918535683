"""Settings, actors, sources, problems."""

from dataclasses import replace

import pytest
import store_records as records

from reader.errors import UnknownObject
from reader.model import Place


def test_settings_keep_their_newest_value(store, ada):
    with store.write(ada) as session:
        assert session.meta.get("default_package", "none") == "none"
        for value in ("tiny", None, {"a": [1, "二"]}):
            session.meta.set("default_package", value)
            assert session.meta.get("default_package", "none") == value
        length = session.log.count()
        session.meta.set("default_package", {"a": [1, "二"]})
        assert session.log.count() == length


def test_an_actor_is_its_name_role_and_qualification(store, ada):
    with store.write(ada) as session:
        grace = session.actors.add("Grace", "translator", "HSK 6")
        assert session.actors.add("Grace", "translator", "HSK 6") == grace
        later = session.actors.add("Grace", "translator", "sworn translator")
        assert later.id != grace.id
        assert session.actors.by_name("Grace") == later
        assert session.actors.get(grace.id) == grace
        assert session.actors.map()[grace.id] == grace
        assert session.actors.by_name("Nobody") is None
        with pytest.raises(UnknownObject):
            session.actors.get("A99")


def test_the_program_is_no_person(store):
    with store.read() as session:
        assert session.actors.get(store.program.id) == store.program
        assert session.actors.by_name(store.program.name) is None


def test_a_source_comes_back_whole(store, add_source):
    outer = add_source(b"container", "crawl.warc.gz")
    inner = add_source(
        b"page",
        "页.html",
        path="crawl.warc.gz!页.html",
        url="https://example.org/?q=一",
        captured="2024-05-01T00:00:00Z",
        captured_how="WARC-Date",
        container_id=outer.id,
        container_place=Place("record", path="https://example.org/", offset=512, length=100),
        metadata={"server": "样"},
    )
    with store.read() as session:
        assert session.sources.get("O2") == inner
        assert session.sources.all() == [outer, inner]
        assert session.sources.children(outer.id) == [inner]
        assert session.sources.count() == 2
        with pytest.raises(UnknownObject):
            session.sources.get("O9")
    assert inner.ingested_at.endswith("Z")
    assert inner.ingested_by == "A2"


def test_the_same_bytes_again_are_a_duplicate_of_the_first(add_source):
    sources = [add_source(b"same", f"{n}.html") for n in range(3)]
    assert [s.duplicate_of for s in sources] == [None, "O1", "O1"]
    assert add_source(b"other").duplicate_of is None


def test_a_problem_comes_back_whole(store, ada, add_source):
    add_source()
    given = records.problem(source_id="O1", place=Place("page", page=3))
    with store.write(ada) as session:
        stored = session.problems.add(given)
        other = session.problems.add(records.problem())
        assert stored == replace(given, id="P1", at=stored.at)
        assert session.problems.all() == [stored, other]
        assert session.problems.for_source("O1") == [stored]
        assert session.problems.count() == 2
