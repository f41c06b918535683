import shutil
from pathlib import Path

import pytest

from reader.demo import documents_dir
from reader.errors import PathMissing, StorageFull
from reader.model import BlockKind
from reader.services import intake
from reader.services.ingest import IngestOptions


def documents(services):
    with services.store.read() as session:
        return session.documents.all()


def problems(services):
    with services.store.read() as session:
        return session.problems.all()


def test_files_become_documents_with_stated_charsets(ingested):
    found = {row.title: row for row in documents(ingested)}
    charsets = sorted(row.charset.lower() for row in found.values())
    assert charsets == ["gb18030", "utf-8"]
    assert all(row.charset_how for row in found.values())
    assert not problems(ingested)


def test_every_character_of_the_file_stands_in_a_segment(ingested, files):
    with ingested.store.read() as session:
        text = "".join(s.text for d in session.documents.all() for s in session.documents.segments(d.id))
    wanted = (files / "article.txt").read_text("utf-8") + (files / "notice.txt").read_bytes().decode("gb18030")
    assert sorted("".join(text.split())) == sorted("".join(wanted.split()))


def test_sources_remember_where_they_came_from(services, files):
    options = IngestOptions(url="https://news.example/1", captured="2024-03-02", collector="Unit 4", note="from disk 7")
    services.ingest.run([files / "article.txt"], options)
    with services.store.read() as session:
        (source,) = session.sources.all()
    assert (source.url, source.captured, source.collector) == ("https://news.example/1", "2024-03-02", "Unit 4")
    assert source.captured_how == "stated by the person who added it"
    assert source.metadata["note"] == "from disk 7"


def test_the_same_bytes_again_are_a_duplicate_not_a_second_document(ingested, files):
    shutil.copy(files / "article.txt", files / "copy.txt")
    report = ingested.ingest.run([files / "copy.txt"])
    assert (report.sources, report.documents, report.duplicates) == (1, 0, 1)
    assert len(documents(ingested)) == 2
    with ingested.store.read() as session:
        assert session.sources.all()[-1].duplicate_of is not None


def test_an_interrupted_reading_is_taken_up_by_the_next_ingest(services, files):
    """A source without document, child or problem was never read to the end."""

    class Stop(Exception):
        pass

    def broken(*_):
        raise Stop

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services.ingest, "_prepare", broken)
        with pytest.raises(Stop):
            services.ingest.run([files / "article.txt"])
    assert not documents(services)
    services.ingest.run([files / "article.txt"])
    assert len(documents(services)) == 1


def test_missing_path_stores_nothing(services, files):
    with pytest.raises(PathMissing):
        services.ingest.run([files, files / "gone.txt"])
    with services.store.read() as session:
        assert session.sources.count() == 0


def test_manifest_differences_are_problems_and_the_file_is_kept(services, files, tmp_path):
    sums = tmp_path / "sums"
    sums.write_text(f"{'0' * 64}  article.txt\n", "utf-8")
    report = services.ingest.run([files], IngestOptions(manifest=sums))
    assert report.documents == 2
    assert {p.code for p in problems(services)} == {"manifest-mismatch"}
    assert len(problems(services)) == 2


class CancelAfter:
    """A monitor whose user presses Stop after *readings* originals."""

    def __init__(self, readings):
        self.left = readings

    def report(self, progress):
        pass

    def cancelled(self):
        self.left -= 1
        return self.left <= 0


def test_cancelling_keeps_what_was_done_and_the_next_run_reads_the_rest(services, files):
    report = services.ingest.run([files], monitor=CancelAfter(1))
    assert report.cancelled
    assert len(documents(services)) == 1
    again = services.ingest.run([files])
    assert again.documents == 1
    assert len(documents(services)) == 2


def test_members_of_an_archive_left_unread_are_read_by_the_next_run(services):
    archive = documents_dir() / "01-huabao.warc.gz"
    services.ingest.run([archive], monitor=CancelAfter(3))
    before = len(documents(services))
    with services.store.read() as session:
        members = len(session.sources.children("O1"))
    assert 0 < before < members
    services.ingest.run([archive])
    assert len(documents(services)) == members
    assert services.verify.verify().ok


def test_the_same_bytes_twice_in_one_run_are_read_once(services, files):
    shutil.copy(files / "article.txt", files / "copy.txt")
    report = services.ingest.run([files])
    assert (report.sources, report.documents, report.duplicates) == (3, 2, 1)


def test_mentions_are_recognised_while_ingesting(ingested):
    (row,) = [r for r in ingested.link.recurring() if r["type"] == "phone"]
    assert row["canonical"].endswith("7700900118")
    assert len(row["documents"]) == 2
    places = ingested.link.where("phone", row["canonical"])
    assert {p["document"] for p in places} == {"D1", "D2"}


def test_every_sentence_knows_its_language_and_kind(ingested):
    with ingested.store.read() as session:
        segments = [s for d in session.documents.all() for s in session.documents.segments(d.id)]
    assert {s.lang for s in segments} == {"zh-Hans"}
    assert {s.kind for s in segments} == {BlockKind.PARAGRAPH}


def test_many_files_keep_their_order_and_their_mentions(services, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(70):  # more than one chunk
        (folder / f"{n:03}.txt").write_text(f"第{n}号。\n电话：+44 7700 9001{n:02}。\n", "utf-8")
    report = services.ingest.run([folder])
    assert report.documents == 70
    with services.store.read() as session:
        documents = session.documents.all()
        assert [session.sources.get(d.source_id).name for d in documents] == [f"{n:03}.txt" for n in range(70)]
        for n, document in enumerate(documents):
            second = session.documents.segment_by_n(document.id, 2)
            (mention,) = session.mentions.for_segments([second.id])[second.id]
            assert second.text[mention.start : mention.end] == mention.surface
            assert mention.canonical.endswith(f"9001{n:02}")
            assert mention.document_id == document.id


def test_a_full_disk_while_copying_stops_the_run(services, files, monkeypatch):
    def full(path):
        raise StorageFull("The disk is full.")

    monkeypatch.setattr(services.store.blobs, "add_file", full)
    with pytest.raises(StorageFull):
        services.ingest.run([files])
    with services.store.read() as session:
        assert session.sources.count() == 0


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_a_file_its_disk_cannot_read_stops_nobody_else(services, files):
    report = services.ingest.run([Path("/proc/self/mem"), files])
    assert report.documents == 2
    (row,) = services.status.problems()
    assert "cannot be read from its disk" in row["message"]


def test_a_time_no_calendar_has_is_left_out(services, files, monkeypatch):
    monkeypatch.setattr(intake, "datetime", FarFuture)
    assert services.ingest.run([files]).documents == 2
    with services.store.read() as session:
        assert {source.captured for source in session.sources.all()} == {None}


class FarFuture:
    """What datetime does with the times of a damaged file system."""

    @staticmethod
    def fromtimestamp(seconds, zone):
        raise ValueError(f"year 584542046090 is out of range for {seconds} {zone}")
