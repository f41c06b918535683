"""Terms of a case: precedence, import, the check's use of them, notes on the page."""

import pytest

from reader.errors import PathMissing, UnknownObject, UnreadableInput, Unsupported, UsageError
from reader.services.terms import NewTerm, TermService
from reader.store import audit


def test_without_a_case_the_glossary_can_be_read_only():
    terms = TermService()
    assert terms.show("勸返")["id"] == "劝返"
    assert {row["domain"] for row in terms.rows(domain="border")} == {"border"}
    assert [row["id"] for row in terms.rows(query="quan fan ren")] == ["劝返人员"]
    assert terms.rows(query="no such term at all") == []
    for act in (
        lambda: terms.add(NewTerm("劝返", "x")),
        lambda: terms.remove("劝返"),
        lambda: terms.set_enforcing(True),
    ):
        with pytest.raises(UsageError, match="read-only"):
            act()
    with pytest.raises(UnknownObject):
        terms.show("无此词条")


def test_a_term_of_the_case_goes_before_the_bundled_one(services):
    added = services.terms.add(NewTerm("劝返", "coax home", avoid=["persuade to return"], source="unit decision"))
    assert (added["id"], added["pinyin"], added["origin"]) == ("T1", "quàn fǎn", "case")
    assert services.terms.show("劝返")["preferred"] == "coax home"
    changed = services.terms.add(NewTerm("劝返", "talk home", traditional="勸返"))
    assert changed["id"] == "T1"
    assert [v["preferred"] for v in services.terms.show("T1")["versions"]] == ["coax home", "talk home"]
    assert len(services.terms.rows(own=True)) == 1
    services.terms.remove("劝返")
    assert services.terms.show("劝返")["origin"] == "bundled"
    with pytest.raises(Unsupported, match="read-only"):
        services.terms.remove("劝返")
    assert audit.verify(services.store).ok


@pytest.mark.parametrize(
    "new",
    [
        NewTerm("abc", "x"),
        NewTerm("", "x"),
        NewTerm("劝返", ""),
        NewTerm("劝返", "x", admitted=["1"]),
        NewTerm("劝" * 201, "x"),
        NewTerm("劝返", "x", traditional="abc"),
    ],
)
def test_terms_without_substance_are_refused(services, new):
    with pytest.raises(UsageError):
        services.terms.add(new)
    assert services.terms.rows(own=True) == []


def test_a_file_comes_in_as_one_act_and_goes_out_again(services, tmp_path):
    file = tmp_path / "unit.csv"
    file.write_text(
        "simplified,preferred,source\n劝返,coax home,unit\n站长,head of station,unit\n劝返,talk home,unit\nx\n", "utf-8"
    )
    report = services.terms.import_file(file)
    assert (report.added, report.changed) == (2, 0)
    assert report.flaws == [{"line": 5, "message": "1 cells where the header names 3"}]
    assert services.terms.show("劝返")["preferred"] == "talk home"
    again = services.terms.import_file(file)
    assert (again.added, again.changed) == (0, 2)
    with services.store.read() as session:
        acts = [e.object for e in session.log.entries() if e.action == "terms.added"]
    assert acts == [f"2 terms from SHA-256 {report.sha256}"] * 2
    for suffix in (".tbx", ".csv", ".tsv"):
        assert services.terms.export(tmp_path / f"out{suffix}") == 2
        assert services.terms.import_file(tmp_path / f"out{suffix}").changed == 2
    assert services.terms.export(tmp_path / "all.tbx", everything=True) > 400
    with pytest.raises(UsageError, match="exists"):
        services.terms.export(tmp_path / "all.tbx")
    with pytest.raises(Unsupported):
        services.terms.export(tmp_path / "all.xlsx")


def test_files_that_cannot_be_read_change_nothing(services, tmp_path):
    broken = tmp_path / "broken.tbx"
    broken.write_text("<tbx>\n<text>", "utf-8")
    with pytest.raises(UnreadableInput, match="Line 2"):
        services.terms.import_file(broken)
    with pytest.raises(PathMissing):
        services.terms.import_file(tmp_path / "none.tbx")
    assert services.terms.rows(own=True) == []


def terminology(services):
    """The findings on terms by Chinese term, and the terms of each sentence."""
    rows = services.reading.segments("D1")["rows"]
    found = {f["evidence"]["term"]: f for row in rows for f in row["findings"] if f["check"] == "terms"}
    return found, [[row["source"][t["start"] : t["end"]] for t in row["terms"]] for row in rows]


def test_another_termbase_calls_for_another_check(translated):
    assert translated.check.run().checked == 0
    translated.terms.add(NewTerm("栖霞洲", "Xixia Isle", source="unit decision"))
    assert translated.check.run().checked > 0
    found, _ = terminology(translated)
    assert "“Xixia Isle”" in found["栖霞洲"]["explanation"]
    assert translated.check.run().checked == 0


def test_the_page_gets_the_notes_of_each_sentence(translated):
    rows = translated.reading.segments("D1")["rows"]
    _, places = terminology(translated)
    assert ["警侨服务站"] in places
    note = next(t for row in rows for t in row["terms"] if t["term"] == "劝返人员")
    assert note["english"] == "persons persuaded to return"
    assert note["literal"] == "persons persuaded to return"
    assert note["source"].startswith("Safeguard Defenders")
    assert set(note) >= {"start", "end", "term", "english", "literal", "contested", "note", "source"}


def test_enforcing_is_off_until_it_is_switched_on(services):
    assert services.terms.enforcing() is False
    services.terms.set_enforcing(True)
    assert services.terms.enforcing() is True
