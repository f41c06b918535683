"""Corrections of recognised text, from the stored lines of a picture to what a reader is shown."""

import dataclasses
import json
import zipfile

import pytest
from PIL import Image

from reader.errors import ChangedMeanwhile, Unsupported, UsageError
from reader.formats.contract import BlockDraft, Head
from reader.model import BlockKind, Finding, Locator, Place, Severity
from reader.services.compose import compose, mentions_of
from reader.services.questions import QUESTION_TAG

NOTICE = "自2024年3月2日起，东渡口临时停航。请各位旅客\n改乘其它班船。电话：+44 7700 900118。"
MENDED = "自2024年3月2日起，东渡口临时停航。请各位旅客\n改乘其他班船。电话：+44 7700 900119。"
TITLE = "东渡口公按派出所"


def line(start, end, top, confidence):
    return Locator(start, end, Place("page", page=1, box=(60.0, top, 640.0, top + 30), confidence=confidence))


@pytest.fixture
def scan(services, tmp_path):
    """D1: a picture with two blocks as if they had been recognised in it (no recogniser runs); D2: a text file."""
    Image.new("RGB", (700, 300), "white").save(tmp_path / "scan.png")
    (tmp_path / "notice.txt").write_text("文件里的字。\n", "utf-8")
    drafts = [
        BlockDraft(BlockKind.TITLE, TITLE, (line(0, 8, 40, 0.71),)),
        BlockDraft(BlockKind.PARAGRAPH, NOTICE, (line(0, 25, 90, 0.99), line(26, len(NOTICE), 130, 0.93))),
    ]
    services.ingest.run([tmp_path / "notice.txt"])
    with services.store.staging() as folder:
        (folder / "scan").write_bytes((tmp_path / "scan.png").read_bytes())
        sha256, size = services.store.blobs.add_file(folder / "scan")
    with services.store.write(services.actor) as session:
        source = session.sources.add(
            dataclasses.replace(session.sources.get("O1"), id="", sha256=sha256, size=size, media_type="image/png")
        )
        head = Head("", "image/png", None, None, 1, "image", "1", {})
        made = compose(head, drafts, source_id=source.id, fallback_title="scan.png")
        document = session.documents.add(made.document, made.blocks, made.segments)
        stored = list(session.documents.segments(document.id))
        session.mentions.replace(document.id, mentions_of(stored))
    return services


def rows(services, document="D2"):
    return services.reading.segments(document)["rows"]


def said(services, document="D2"):
    return {row["n"]: row["source"] for row in rows(services, document)}


def translate(services):
    services.translate.run()
    services.check.run()


def test_only_the_sentences_that_change_are_new(scan):
    translate(scan)
    before = {row["n"]: row for row in rows(scan)}
    done = scan.corrections.correct("D2.b2", text=MENDED, reason="enlarged the picture")
    assert [s.id for s in done.sentences] == ["D2.s2", "D2.s3v2", "D2.s4v2"]
    assert done.untranslated == ("D2.s3v2", "D2.s4v2")
    after = {row["n"]: row for row in rows(scan)}
    assert after[2] == before[2]
    assert after[1] == before[1]
    assert after[3]["source"] == "请各位旅客\n改乘其他班船。"
    assert after[3]["source_correction"] == {
        "id": "S1", "recognised": "请各位旅客\n改乘其它班船。", "reason": "enlarged the picture",
        "author": "Tester", "qualification": "", "created_at": done.act.created_at,
    }  # fmt: skip
    assert (after[3]["state"], after[3]["translation"]) == ("untranslated", None)
    assert (before[3]["source_correction"], before[3]["correctable"]) == (None, True)
    assert scan.verify.verify().ok


def test_the_corrected_sentence_is_translated_checked_searched_and_linked(scan):
    translate(scan)
    scan.corrections.correct("D2.b2", text=MENDED)
    assert scan.status.status()["segments"] == {"total": 5, "chinese": 5, "translated": 3}
    translate(scan)
    row = rows(scan)[3]
    assert "900119" in row["source"]
    assert row["translation"]["text"]
    assert row["state"] in ("checked", "doubtful")
    assert [m["canonical"] for m in row["mentions"]] == ["7700900119"]
    assert [hit["segment"] for hit in scan.search.search("7700900119")["hits"]][:1] == ["D2.s4v2"]
    assert scan.search.search("7700900118")["hits"] == []
    assert scan.link.where("phone", "7700900118") == []


def test_boxes_still_point_at_the_lines_of_the_picture(scan):
    scan.corrections.correct("D2.b2", text=MENDED)
    view = scan.original.original("D2", n=3)
    assert [box[1] for box in view["boxes"]] == [90, 130]
    assert [box[1] for box in scan.original.original("D2", n=4)["boxes"]] == [130]
    row = rows(scan)[3]
    assert row["locator"]["confidence"] == 0.93
    view = scan.corrections.view("D2.s3v2")
    assert [(p["page"], p["box"]) for p in view["pictures"]] == [(1, [60.0, 90.0, 640.0, 160.0])]
    assert view["pictures"][0]["width"] == pytest.approx(700, abs=0.2)


def test_the_view_tells_the_whole_history(scan):
    translate(scan)
    scan.annotate.correct("D2.s1", text="Dongdukou police station")
    first = scan.corrections.correct("D2.b1", text="东渡口公安派出所", reason="clear in the picture")
    scan.corrections.correct("D2.b1", text="东渡囗公安派出所", version=first.act.version)
    scan.corrections.withdraw("D2.b1", reason="I was wrong", version=3)
    view = scan.corrections.view("D2.s1v2")
    assert (view["text"], view["recognised"], view["version"]) == ("东渡口公安派出所", TITLE, 4)
    assert [(a["version"], a["kind"], a["text"], a["reason"]) for a in view["acts"]] == [
        (2, "correction", "东渡口公安派出所", "clear in the picture"),
        (3, "correction", "东渡囗公安派出所", ""),
        (4, "withdrawal", "东渡口公安派出所", "I was wrong"),
    ]
    assert [(s["id"], s["source"]) for s in view["superseded"]] == [("D2.s1", TITLE), ("D2.s1v3", "东渡囗公安派出所")]
    old = view["superseded"][0]
    assert old["translation"]
    assert [r["text"] for r in old["revisions"]] == ["Dongdukou police station"]
    assert scan.reading.history("D2.s1v2")["superseded"] == view["superseded"]
    assert rows(scan)[0]["revision"] is None


def test_withdrawing_brings_back_what_was_there(scan):
    translate(scan)
    scan.annotate.correct("D2.s1", text="Dongdukou police station")
    before = rows(scan)
    scan.corrections.correct("D2.b1", text="东渡口公安派出所")
    done = scan.corrections.withdraw("D2.b1", reason="the picture is not clear")
    assert done.untranslated == ()
    assert rows(scan) == before
    assert scan.reading.segment("D2.s1")["revision"]["text"] == "Dongdukou police station"
    assert [row["translation"] for row in rows(scan)] == [row["translation"] for row in before]


def test_notes_follow_their_words(scan):
    translate(scan)
    kept = scan.annotate.note("D2.s4", side="source", note="whose?", exact="电话")
    gone = scan.annotate.note("D2.s3", side="source", note="odd word", exact="其它")
    english = scan.annotate.note("D2.s3", side="translation", note="unclear")
    scan.corrections.correct("D2.b2", text=MENDED.replace("请各位旅客", "敬请各位旅客"))
    notes = {note["id"]: (row["n"], note) for row in rows(scan) for note in row["annotations"]}
    n, note = notes[kept.id]
    source = said(scan)[4]
    assert (n, note["state"], source[note["start"] : note["end"]]) == (4, "active", "电话")
    assert (notes[gone.id][0], notes[gone.id][1]["state"], notes[gone.id][1]["exact"]) == (3, "orphaned", "其它")
    assert notes[english.id][0] == 3
    assert [version.segment_id for version in scan.annotate.note_history(kept.id)] == ["D2.s4", "D2.s4v2"]
    translate(scan)
    scan.corrections.withdraw("D2.b2")
    notes = {note["id"]: (row["id"], note) for row in rows(scan) for note in row["annotations"]}
    assert {id: row for id, (row, _) in notes.items()} == {kept.id: "D2.s4", gone.id: "D2.s3", english.id: "D2.s3"}
    assert {note["state"] for _, note in notes.values()} == {"active"}
    assert scan.verify.verify().ok


def test_a_note_on_a_sentence_that_only_moved_keeps_its_words(scan):
    note = scan.annotate.note("D2.s4", side="source", note="number", exact="7700")
    scan.corrections.correct("D2.b2", text=NOTICE.replace("临时停航。", "已经临时停航了。"))
    (row,) = [row for row in rows(scan) if row["id"] == "D2.s4"]
    (shown,) = row["annotations"]
    assert (shown["id"], row["source"][shown["start"] : shown["end"]]) == (note.id, "7700")
    with scan.store.read() as session:
        text = session.documents.block("D2.b2").text
        target = session.annotations.get(note.id).target
    assert text[target.start : target.end] == "7700"


def test_a_new_note_speaks_of_the_corrected_text(scan):
    done = scan.corrections.correct("D2.b1", text="东渡口公安派出所")
    note = scan.annotate.note("D2.s1v2", side="source", note="which?", exact="公安")
    assert note.text_id == done.act.id
    for act in (
        lambda: scan.annotate.note("D2.s1", side="source", note="late"),
        lambda: scan.annotate.correct("D2.s1", text="late"),
    ):
        with pytest.raises(ChangedMeanwhile, match="corrected the Chinese"):
            act()


def test_fewer_sentences_skip_a_number_and_more_are_joined(scan):
    scan.corrections.correct(
        "D2.b2", text="自2024年3月2日起，东渡口临时停航，请各位旅客\n改乘其它班船。电话：+44 7700 900118。"
    )
    assert list(said(scan)) == [1, 2, 4]
    assert said(scan)[2] == "自2024年3月2日起，东渡口临时停航，请各位旅客\n改乘其它班船。"
    view = scan.reading.segments("D2", start=2, count=2)
    assert (view["total"], [row["n"] for row in view["rows"]]) == (3, [2, 4])
    assert scan.reading.header("D2")["segments"] == 3
    assert [row["n"] for row in scan.reading.whole("D2")["segments"]] == [1, 2, 4]
    scan.corrections.correct("D2.b2", text="自3月起。临时停航。请。各位旅客。\n改乘其它班船。电话：+44 7700 900118。")
    assert list(said(scan)) == [1, 2, 3, 4]
    assert said(scan)[4] == "电话：+44 7700 900118。"
    assert scan.verify.verify().ok


def test_text_of_the_file_itself_is_evidence(scan):
    with pytest.raises(Unsupported, match="stands in the file"):
        scan.corrections.correct("D1.b1", text="别的字。")
    view = scan.corrections.view("D1.s1")
    assert (view["correctable"], view["pictures"]) == (False, [])
    assert "evidence itself" in view["why_not"]
    assert rows(scan, "D1")[0]["correctable"] is False


@pytest.mark.parametrize(
    ("text", "words"), [(" \n", "cannot be empty"), (TITLE, "Nothing changed"), (f"{TITLE}\n ", "Nothing changed")]
)
def test_a_correction_must_say_something_new(scan, text, words):
    with pytest.raises(UsageError, match=words):
        scan.corrections.correct("D2.b1", text=text)


def test_typing_what_was_recognised_is_not_a_correction(scan):
    scan.corrections.correct("D2.b1", text="东渡口公安派出所")
    with pytest.raises(UsageError, match="what was recognised"):
        scan.corrections.correct("D2.b1", text=TITLE)
    with pytest.raises(UsageError, match="as it was recognised"):
        scan.corrections.withdraw("D2.b2")


def test_a_page_that_went_stale_changes_nothing(scan):
    scan.corrections.correct("D2.b1", text="东渡口公安派出所", version=1)
    for act in (
        lambda: scan.corrections.correct("D2.b1", text="东渡口公安所", version=1),
        lambda: scan.corrections.withdraw("D2.b1", version=1),
    ):
        with pytest.raises(ChangedMeanwhile):
            act()
    assert len(scan.corrections.view("D2.s1")["acts"]) == 1


def test_doubts_about_the_misread_sentence_are_no_longer_open(scan):
    translate(scan)
    with scan.store.write(scan.actor) as session:
        translation = session.translations.current(["D2.s1"])["D2.s1"]
        doubt = Finding("number", "1", "Number", "Accuracy", Severity.CRITICAL, "x", segment_id="D2.s1")
        doubt = dataclasses.replace(doubt, translation_id=translation.id)
        session.findings.record([("D2.s1", translation.id)], [doubt], {"number": "1"})
    assert scan.reading.header("D2")["kinds"].get("Number")
    scan.corrections.correct("D2.b1", text="东渡口公安派出所")
    assert "Number" not in scan.reading.header("D2")["kinds"]
    assert scan.doubts.gravest(document_id="D2", label="Number") == []
    assert scan.corrections.view("D2.s1v2")["superseded"][0]["findings"] == 1


def test_reading_the_original_again_compares_with_what_was_recognised(scan):
    scan.corrections.correct("D2.b1", text="东渡口公安派出所")
    with scan.store.read() as session:
        assert [b.text for b in session.documents.extracted("D2")] == [TITLE, NOTICE]


def test_every_export_says_who_corrected_what(scan, tmp_path):
    translate(scan)
    scan.annotate.correct("D2.s1", text="Dongdukou police station")
    scan.corrections.correct("D2.b1", text="东渡口公安派出所", reason="clear in the picture")
    scan.corrections.correct("D2.b2", text=NOTICE.replace("临时停航。请", "临时停航，请"))
    for name in ("e.html", "e.docx", "e.jsonl"):
        scan.export.export(tmp_path / name)
    html = (tmp_path / "e.html").read_text("utf-8")
    word = zipfile.ZipFile(tmp_path / "e.docx").read("word/document.xml").decode()
    for text in (html, word):
        for words in (
            "东渡口公安派出所", TITLE, "clear in the picture", "Chinese corrected", "corrected by a person",
            "Tester", "Earlier reading", "Dongdukou police station", "2 passages, by Tester",
        ):  # fmt: skip
            assert words in text, words
    lines = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text("utf-8").splitlines()]
    segments = {line["id"]: line for line in lines if line["type"] == "segment"}
    assert list(segments) == ["D1.s1", "D2.s1v2", "D2.s2v2", "D2.s4"]
    first = segments["D2.s1v2"]
    assert (first["source"], first["recognised"], first["source_revision_id"]) == ("东渡口公安派出所", TITLE, "S1")
    (old,) = first["superseded"]
    assert (old["id"], old["source"]) == ("D2.s1", TITLE)
    assert [r["text"] for r in old["revisions"]] == ["Dongdukou police station"]
    assert [each["id"] for each in segments["D2.s2v2"]["superseded"]] == ["D2.s2", "D2.s3"]
    assert (segments["D2.s4"]["recognised"], segments["D2.s4"]["superseded"]) == (None, [])
    acts = [line for line in lines if line["type"] == "source-revision"]
    assert [(act["id"], act["version"], act["kind"], act["author"]["name"]) for act in acts] == [
        ("S1", 2, "correction", "Tester"),
        ("S2", 2, "correction", "Tester"),
    ]
    assert (acts[0]["before"], acts[0]["text"]) == (TITLE, "东渡口公安派出所")
    scan.corrections.withdraw("D2.b1")
    (_, part) = scan.export.exhibit().documents
    assert part.rows[0].source_revision is None
    assert [each.segment.id for each in part.rows[0].superseded] == ["D2.s1v2"]
    assert [revision.text for revision in part.rows[0].revisions] == ["Dongdukou police station"]


def test_a_question_about_a_corrected_sentence_reaches_the_translator(scan, tmp_path):
    scan.annotate.note("D2.s4", side="source", note="whose number?", tags=[QUESTION_TAG])
    scan.corrections.correct("D2.b2", text=MENDED)
    (question,) = scan.questions.list()
    assert (question["segment"], question["n"], question["source"]) == ("D2.s4v2", 4, said(scan)[4])
    (part,) = scan.export.exhibit(questions=True).documents
    assert [row.segment.id for row in part.rows] == ["D2.s3v2", "D2.s4v2"]
