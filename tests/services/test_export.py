"""What an exhibit is made of, and what its making leaves in the log."""

import hashlib
import json

import pytest

from reader.errors import UnknownObject, Unsupported, UsageError
from reader.model import SegmentState
from reader.services.export import SAMPLE_TAG


def test_an_empty_case_has_nothing_to_export(services, tmp_path):
    with pytest.raises(UsageError, match="nothing to export"):
        services.export.export(tmp_path / "exhibit.html")
    assert not (tmp_path / "exhibit.html").exists()


def test_the_exhibit_holds_what_a_reader_sees(translated):
    first = translated.reading.segments("D1", start=1, count=1, filter="all")["rows"][0]
    translated.annotate.correct(first["id"], text="A person's words")
    translated.annotate.note(first["id"], side="source", note="look here")
    gone = translated.annotate.note(first["id"], side="source", note="never mind")
    translated.annotate.delete_note(gone.id)
    exhibit = translated.export.exhibit(["D1"])
    (document,) = exhibit.documents
    row = document.rows[0]
    assert (row.shown, row.state) == ("A person's words", SegmentState.CORRECTED)
    assert [revision.text for revision in row.revisions] == ["A person's words"]
    assert row.translation.text == first["translation"]["text"]
    assert [note.note for note in row.annotations] == ["look here"]
    assert len(document.rows) == document.document.n_segments
    assert (exhibit.documents_in_case, exhibit.exported_by.name) == (2, "Tester")
    assert document.ingested_by == "Tester"


def test_the_exhibit_carries_the_head_it_was_made_at(translated, tmp_path):
    head = translated.status.status()["log_head"]
    (path,) = translated.export.export(tmp_path / "exhibit.jsonl")
    stated = json.loads(path.read_text("utf-8").splitlines()[0])
    assert stated["log_head"] == head
    assert translated.verify.verify(expect=stated["log_head"]).ok


def test_an_export_is_logged_with_the_digest_of_its_file(translated, tmp_path):
    (path,) = translated.export.export(tmp_path / "exhibit.html")
    (entry,) = translated.status.log(last=1)
    assert (entry["action"], entry["object"], entry["actor"]) == ("export.written", "exhibit.html", "Tester")
    assert entry["digest"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_refused_export_is_not_logged(translated, tmp_path):
    before = translated.status.status()["log_head"]
    with pytest.raises(Unsupported):
        translated.export.export(tmp_path / "exhibit.odt")
    with pytest.raises(UnknownObject):
        translated.export.export(tmp_path / "exhibit.html", documents=["D9"])
    assert translated.status.status()["log_head"] == before
    assert list(tmp_path.glob("exhibit.*")) == []


def test_every_format_has_a_name_and_a_suffix(services):
    formats = {row["name"]: row for row in services.export.formats()}
    assert {"html", "docx", "jsonl"} <= set(formats)
    assert ".html" in formats["html"]["suffixes"]


def test_a_sample_case_says_so(ingested):
    assert not ingested.export.exhibit().sample
    with ingested.store.write(ingested.actor) as session:
        session.meta.set(SAMPLE_TAG, "yes")
    assert ingested.export.exhibit().sample
    assert "SAMPLE" in ingested.export.html("D1")


def test_the_method_says_what_made_the_translations(translated):
    (method,) = translated.export.exhibit().methods
    (package,) = [p for p in translated.packages.list() if p.sha256 == method.package_sha256]
    assert (method.package, method.package_version) == (package.name, package.version)
    assert method.segments == translated.status.status()["segments"]["translated"]
    assert method.isa
    assert method.parameters
    assert set(method.libraries) == {"ctranslate2", "sentencepiece", "opencc"}
    assert "unknown" not in method.libraries.values()
    assert method.limits
