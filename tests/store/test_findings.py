"""Check runs, what of them is current, and dismissals."""

import pytest
import store_records as records

from reader.errors import UnknownObject
from reader.model import Severity

VERSIONS = {"number": "1", "empty": "1"}


@pytest.fixture
def checked(store, ada, add_document):
    """Two of three translated segments checked; the first has a doubt."""
    add_document()
    with store.write(ada) as session:
        session.translations.put_many([records.translation(f"k{n}") for n in range(1, 5)])
        session.translations.assign([(f"D1.s{n}", f"k{n}") for n in range(1, 4)])
        session.findings.record([("D1.s1", "k1"), ("D1.s2", "k2")], [records.finding("D1.s1", "k1")], VERSIONS)
    return store


def current(store, *ids):
    with store.read() as session:
        return session.findings.for_segments(ids or [f"D1.s{n}" for n in range(1, 4)])


def test_findings_come_back_whole(checked):
    found = current(checked)
    expected = records.finding("D1.s1", "k1", id="F1")
    assert found == {"D1.s1": [expected], "D1.s2": []}
    with checked.read() as session:
        assert session.findings.get("F1") == expected
        with pytest.raises(UnknownObject):
            session.findings.get("F9")


def test_a_new_translation_makes_findings_stale(checked, ada):
    with checked.write(ada) as session:
        session.translations.assign([("D1.s1", "k4")])
    assert current(checked) == {"D1.s2": []}
    with checked.write(ada) as session:
        assert session.findings.counts() == {}
        assert list(session.findings.unchecked()) == ["D1.s1", "D1.s3"]
        session.translations.assign([("D1.s1", "k1")])
        assert session.findings.counts() == {Severity.MAJOR: 1}


def test_a_newer_run_replaces_an_older_one(checked, ada):
    with checked.write(ada) as session:
        session.findings.record([("D1.s1", "k1")], [], VERSIONS)
    assert current(checked)["D1.s1"] == []


def test_a_run_over_a_correction_is_current_while_it_is_the_newest(checked, ada):
    with checked.write(ada) as session:
        first = session.revisions.add(records.revision("D1.s1", ada, "One."))
        session.findings.record([("D1.s1", first.id)], [records.finding("D1.s1", first.id, check="empty")], VERSIONS)
    assert [f.check for f in current(checked)["D1.s1"]] == ["empty"]
    with checked.write(ada) as session:
        session.revisions.add(records.revision("D1.s1", ada, "Two."))
    assert [f.check for f in current(checked)["D1.s1"]] == ["number"]


def test_a_dismissal_keeps_who_and_why(checked, ada):
    with checked.write(ada) as session:
        dismissed = session.findings.dismiss("F1", "a page number")
    assert (dismissed.dismissal.author, dismissed.dismissal.reason) == (ada, "a page number")
    assert current(checked)["D1.s1"] == [dismissed]
    with checked.write(ada) as session:
        length = session.log.count()
        assert session.findings.dismiss("F1", "again") == dismissed
        assert session.log.count() == length
        assert session.findings.counts() == {}


def test_the_same_doubt_found_again_stays_dismissed(checked, ada):
    with checked.write(ada) as session:
        session.findings.dismiss("F1", "a page number")
        again = [records.finding("D1.s1", "k1"), records.finding("D1.s1", "k1", severity=Severity.CRITICAL, check="x")]
        session.findings.record([("D1.s1", "k1")], again, VERSIONS)
    same, other = current(checked)["D1.s1"]
    assert same.dismissal.reason == "a page number"
    assert other.dismissal is None
    with checked.read() as session:
        assert session.findings.counts() == {Severity.CRITICAL: 1}


def test_a_doubt_about_another_text_is_not_dismissed_with_it(checked, ada):
    with checked.write(ada) as session:
        session.findings.dismiss("F1", "a page number")
        session.translations.assign([("D1.s1", "k4")])
        session.findings.record([("D1.s1", "k4")], [records.finding("D1.s1", "k4")], VERSIONS)
    assert current(checked)["D1.s1"][0].dismissal is None


def test_counts_by_document(checked, ada, add_document):
    add_document()
    with checked.write(ada) as session:
        session.translations.assign([("D2.s1", "k1")])
        minor = records.finding("D2.s1", "k1", severity=Severity.MINOR)
        session.findings.record([("D2.s1", "k1")], [minor, minor], VERSIONS)
        assert session.findings.counts("D1") == {Severity.MAJOR: 1}
        assert session.findings.counts("D2") == {Severity.MINOR: 2}
        assert session.findings.counts() == {Severity.MAJOR: 1, Severity.MINOR: 2}


def test_unchecked_knows_versions_and_documents(checked):
    with checked.read() as session:
        unchecked = session.findings.unchecked
        assert list(unchecked()) == ["D1.s3"]
        assert list(unchecked(versions=VERSIONS)) == ["D1.s3"]
        assert list(unchecked(versions={"number": "2"})) == ["D1.s1", "D1.s2", "D1.s3"]
        assert list(unchecked(["D9"])) == []


def test_unchecked_pages_through(checked, monkeypatch):
    monkeypatch.setattr("reader.store.findings.PAGE", 1)
    with checked.read() as session:
        assert list(session.findings.unchecked(versions={})) == ["D1.s1", "D1.s2", "D1.s3"]


def test_an_empty_run_leaves_no_trace(checked, ada):
    with checked.write(ada) as session:
        length = session.log.count()
        session.findings.record([], [], VERSIONS)
        assert session.log.count() == length
