"""The doubts of a case, and questions to a translator, through the services."""

import pytest

from reader.errors import UnknownObject, UsageError
from reader.services.questions import QUESTION_TAG


def test_kinds_add_up_to_the_status(translated):
    kinds = translated.doubts.kinds()
    status = translated.status.status()["findings"]
    for severity in ("critical", "major", "minor"):
        assert sum(row[severity] for row in kinds) == status[severity]
    assert all(row["checks"] and row["documents"] for row in kinds)


def test_gravest_first(translated):
    rows = translated.doubts.gravest()
    order = ["critical", "major", "minor"]
    assert [order.index(row["severity"]) for row in rows] == sorted(order.index(row["severity"]) for row in rows)
    assert all(rows[0][name] for name in ("source", "title", "explanation"))


def test_set_aside_everything_alike(translated):
    one = translated.doubts.gravest()[0]
    with pytest.raises(UsageError):
        translated.doubts.dismiss_alike(one["finding"], reason=" ")
    with pytest.raises(UnknownObject):
        translated.doubts.dismiss_alike("F999999", reason="x")
    number = translated.doubts.dismiss_alike(one["finding"], reason="read aloud by a colleague")
    assert number >= 1
    left = {(row["label"], row["explanation"]) for row in translated.doubts.gravest()}
    assert (one["label"], one["explanation"]) not in left
    assert translated.verify.verify().ok


def ask(services, n=2, note="Who is 林某某?"):
    segment = services.reading.segment_id("D1", n)
    return services.annotate.note(segment, side="source", note=note, tags=[QUESTION_TAG])


def test_questions_are_listed_in_reading_order(translated):
    ask(translated, 3, "")
    ask(translated, 2)
    rows = translated.questions.list()
    assert [row["n"] for row in rows] == [2, 3]
    assert rows[0]["question"] == "Who is 林某某?"
    assert rows[0]["exact"] == rows[0]["source"]
    assert translated.reading.header("D1")["filters"]["questions"] == 2
    shown = translated.reading.segments("D1", start=1, count=9, filter="questions")
    assert [row["n"] for row in shown["rows"]] == [2, 3]


def test_a_withdrawn_question_is_off_the_list(translated):
    translated.annotate.delete_note(ask(translated).id)
    assert translated.questions.list() == []


def test_the_hand_off_holds_the_questions_and_their_neighbours(translated, tmp_path):
    with pytest.raises(UsageError, match="No sentence is marked"):
        translated.export.export(tmp_path / "none.html", questions=True)
    ask(translated, 2)
    exhibit = translated.export.exhibit(questions=True)
    assert [part.document.id for part in exhibit.documents] == ["D1"]
    assert [row.segment.n for row in exhibit.documents[0].rows] == [1, 2, 3]
    translated.export.export(tmp_path / "asked.html", questions=True)
    page = (tmp_path / "asked.html").read_text("utf-8")
    assert "only the sentences a translator is asked about" in page
    assert "--questions" in page


def test_one_kind_of_doubt_as_a_filter(translated):
    header = translated.reading.header("D1")
    label, count = next(iter(header["kinds"].items()))
    index = translated.reading.index("D1", label=label)
    assert index["total"] == count
    rows = translated.reading.segments("D1", label=label)["rows"]
    assert all(label in {f["label"] for f in row["findings"]} for row in rows)
