"""Pictures of saved pages go through recognition; photographs and transcribed recordings are no problems."""

import sys
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))
from archives import zip_of
from builders import response
from pictures import encoded, picture

from reader.services.ingest import IngestOptions

PAGE = "<title>渡口</title><p>东渡口停航，恢复时间另行通知。</p>".encode()


def photograph():
    return encoded(Image.effect_noise((160, 80), 60))


@pytest.fixture(scope="module")
def notice():
    return encoded(picture(420, 90, [(20, 20, "东渡口今日停航", 40)]), compress_level=0)


def run(services, path, **options):
    report = services.ingest.run([path], IngestOptions(**options))
    with services.store.read() as session:
        return report, session.documents.all(), session.problems.all(), session.sources.all()


@pytest.fixture
def archive(tmp_path, notice):
    path = tmp_path / "a.warc"
    path.write_bytes(
        response(PAGE)
        + response(notice, content_type="image/png", uri="http://a.example/notice.png")
        + response(photograph(), content_type="image/png", uri="http://a.example/photo.png")
    )
    return path


def test_pictures_of_an_archive_are_read_and_photographs_told_of_once(services, archive):
    report, documents, problems, sources = run(services, archive)
    assert report.documents == 2
    assert documents[1].title == "http://a.example/notice.png"
    with services.store.read() as session:
        assert "渡口今日停航" in "".join(block.text for block in session.documents.blocks("D2"))
    (only,) = problems
    assert (only.code, only.source_id) == ("no-writing", sources[0].id)
    assert "1 picture " in only.message
    again, documents, problems, _ = run(services, archive)
    assert (again.documents, len(documents), len(problems)) == (0, 2, 1)


def test_pictures_can_be_left_out(services, archive):
    report, documents, problems, sources = run(services, archive, pictures=False)
    assert (report.documents, len(documents), len(sources)) == (1, 1, 2)
    assert not problems


@pytest.mark.parametrize("pictures", [True, False])
def test_a_picture_in_the_folder_of_a_saved_page(services, tmp_path, notice, pictures):
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of(("p/通告.html", PAGE), ("p/通告_files/n.png", notice), ("p/通告_files/i.css", b"x{}")))
    report, _, problems, sources = run(services, path, pictures=pictures)
    assert report.documents == 1 + pictures
    assert {s.name: "role" in s.metadata for s in sources}["p/通告_files/n.png"] is not pictures
    assert not problems


def test_a_recording_with_a_transcript_beside_it_is_no_problem(services, tmp_path):
    folder = tmp_path / "calls"
    folder.mkdir()
    recording = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(64)
    (folder / "会议.mp4").write_bytes(recording)
    (folder / "另一个.mp4").write_bytes(recording + b"x")
    (folder / "会议.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n东渡口停航。\n", encoding="utf-8")
    report, _, problems, sources = run(services, folder)
    assert report.documents == 1
    (only,) = problems
    assert only.code == "no-transcript"
    assert {s.id: s.name for s in sources}[only.source_id] == "另一个.mp4"
