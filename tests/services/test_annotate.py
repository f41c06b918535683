import pytest

from reader.errors import UnknownObject, UsageError
from reader.services.annotate import AnnotateService


@pytest.fixture
def segment(translated):
    with translated.store.read() as session:
        return next(s for d in session.documents.all() for s in session.documents.segments(d.id) if "1.63亿" in s.text)


@pytest.fixture
def translator(translated):
    with translated.store.write(translated.actor) as session:
        actor = session.actors.add("T. Ong", "translator", "certified translator zh-en")
    return AnnotateService(translated.store, actor)


def view(services, segment):
    return services.reading.segment(segment.id)


def test_a_note_on_quoted_words_of_the_source(translated, segment):
    translated.annotate.note(segment.id, side="source", note="check against 2023", tags=["money"], exact="1.63亿元")
    (shown,) = view(translated, segment)["annotations"]
    assert shown["exact"] == "1.63亿元"
    assert segment.text[shown["start"] : shown["end"]] == "1.63亿元"
    assert (shown["note"], shown["tags"], shown["author"]) == ("check against 2023", ["money"], "Tester")


def test_stale_positions_are_refused(translated, segment):
    with pytest.raises(UsageError, match="no longer there"):
        translated.annotate.note(segment.id, side="source", note="x", start=0, end=2, exact="别的")


def test_unknown_quote_side_and_segment(translated, segment):
    with pytest.raises(UnknownObject):
        translated.annotate.note(segment.id, side="source", note="x", exact="没有的字")
    with pytest.raises(UsageError):
        translated.annotate.note(segment.id, side="middle", note="x")
    with pytest.raises(UnknownObject):
        translated.annotate.note("D9.s1", side="source", note="x")


def test_an_empty_note_is_refused(translated, segment):
    with pytest.raises(UsageError):
        translated.annotate.note(segment.id, side="source", note="  ", tags=[" "])


def test_notes_keep_their_history(translated, segment):
    first = translated.annotate.note(segment.id, side="translation", note="one")
    translated.annotate.revise_note(first.id, note="two", tags=["t"])
    translated.annotate.delete_note(first.id)
    assert [(v.version, v.note, v.state) for v in translated.annotate.note_history(first.id)] == [
        (1, "one", "active"),
        (2, "two", "active"),
        (3, "two", "deleted"),
    ]
    assert view(translated, segment)["annotations"] == []


def test_a_correction_is_shown_with_its_author_and_history(translated, segment):
    translated.annotate.correct(segment.id, text="Expenditure is 163 million yuan.", reason="figure was wrong")
    translated.annotate.correct(segment.id, text="Planned expenditure is 163 million yuan.")
    shown = view(translated, segment)
    assert shown["state"] == "corrected"
    assert shown["revision"]["text"].startswith("Planned")
    assert shown["revision"]["versions"] == 2
    assert [r["text"] for r in translated.reading.history(segment.id)["revisions"]][-1].startswith(
        ("Planned", "Expend")
    )


def test_only_the_qualified_may_review_or_certify(translated, translator, segment):
    with pytest.raises(UsageError, match="qualification"):
        translated.annotate.correct(segment.id, text="x", status="certified")
    translator.correct(segment.id, text="Expenditure is 163 million yuan.", status="certified")
    assert view(translated, segment)["state"] == "certified"


def test_an_unchanged_or_empty_correction_is_refused(translated, segment):
    translated.annotate.correct(segment.id, text="One.")
    with pytest.raises(UsageError, match="Nothing changed"):
        translated.annotate.correct(segment.id, text="One.")
    with pytest.raises(UsageError):
        translated.annotate.correct(segment.id, text=" ")


def test_notes_follow_words_that_survive_a_correction_and_are_orphaned_otherwise(translated, segment):
    translated.annotate.correct(segment.id, text="Budget: 163 million yuan in all.")
    kept = translated.annotate.note(segment.id, side="translation", note="kept", exact="163 million")
    lost = translated.annotate.note(segment.id, side="translation", note="lost", exact="in all")
    translated.annotate.correct(segment.id, text="The whole budget amounts to 163 million yuan.")
    shown = {a["id"]: a for a in view(translated, segment)["annotations"]}
    text = view(translated, segment)["revision"]["text"]
    assert text[shown[kept.id]["start"] : shown[kept.id]["end"]] == "163 million"
    assert shown[kept.id]["state"] == "active"
    assert shown[lost.id]["state"] == "orphaned"


def test_a_dismissal_needs_a_reason_and_is_recorded(translated):
    with translated.store.read() as session:
        ids = [s.id for d in session.documents.all() for s in session.documents.segments(d.id)]
        found = [f for rows in session.findings.for_segments(ids).values() for f in rows]
    assert found, "the starter package always leaves some doubt on this text"
    with pytest.raises(UsageError):
        translated.annotate.dismiss(found[0].id, reason=" ")
    translated.annotate.dismiss(found[0].id, reason="read aloud by a colleague")
    (finding,) = [f for f in translated.reading.segment(found[0].segment_id)["findings"] if f["id"] == found[0].id]
    assert finding["dismissed"]
    assert finding["dismissal"]["reason"] == "read aloud by a colleague"
