"""Captures without bytes of their own, resolved within a file, across files, or said to be missing."""

import base64
import hashlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))
from builders import gzipped, http, response, warc_record

PAGE = "<title>渡口</title><p>东渡口停航，恢复时间另行通知。</p>".encode()
URL = "http://a.example/1"
SHA1 = hashlib.sha1(PAGE).digest()


def capture(uri=URL):
    return response(PAGE, digest_of=PAGE, uri=uri)


def revisit(digest=None, uri=URL, *headers, content_type="text/html"):
    digest = digest or "sha1:" + base64.b32encode(SHA1).decode()
    stated = [f"WARC-Payload-Digest: {digest}"] if digest != "none" else []
    record = warc_record("revisit", http(b"", content_type), uri=uri, headers=[*stated, *headers])
    return record.replace(b"WARC-Date: 2031-05-06", b"WARC-Date: 2032-01-02")


def ingest(services, tmp_path, **archives):
    folder = tmp_path / "archives"
    folder.mkdir(exist_ok=True)
    for name, records in archives.items():
        (folder / f"{name}.warc.gz").write_bytes(gzipped(*records))
    report = services.ingest.run([folder])
    with services.store.read() as session:
        return report, session.sources.all(), session.problems.all()


def captures(sources):
    return sorted((s.url, s.captured) for s in sources if s.container_id)


BOTH = [(URL, "2031-05-06T07:08:09Z"), (URL, "2032-01-02T07:08:09Z")]


def test_in_the_same_archive_even_before_the_capture_it_refers_to(services, tmp_path):
    report, sources, problems = ingest(services, tmp_path, a=[revisit(), capture()])
    assert captures(sources) == BOTH
    first, second = (s for s in sources if s.container_id)
    assert second.sha256 == first.sha256
    assert second.duplicate_of == first.id
    assert second.metadata["revisit_of"] == first.id
    assert second.container_place.offset == 0
    assert report.documents == 1
    assert not problems


def test_in_another_archive_of_the_case_with_the_digest_written_otherwise(services, tmp_path):
    _, sources, problems = ingest(services, tmp_path, a=[revisit(f"sha1:{SHA1.hex()}")], b=[capture()])
    assert captures(sources) == BOTH
    assert not problems


def test_in_an_archive_added_days_ago(services, tmp_path):
    ingest(services, tmp_path, a=[capture()])
    _, sources, problems = ingest(services, tmp_path, b=[revisit()])
    assert BOTH[1] in captures(sources)
    assert not problems


def test_the_capture_that_the_archive_names_is_preferred(services, tmp_path):
    other = "http://a.example/2"
    named = revisit(None, URL, f"WARC-Refers-To-Target-URI: {other}", "WARC-Refers-To-Date: 2031-05-06T07:08:09Z")
    _, sources, _ = ingest(services, tmp_path, a=[capture(), capture(other), named])
    by_url = {s.url: s.id for s in sources if s.container_id and "revisit_of" not in s.metadata}
    (found,) = [s for s in sources if "revisit_of" in s.metadata]
    assert found.metadata["revisit_of"] == by_url[other]


def test_without_a_digest_the_newest_earlier_capture_of_the_address(services, tmp_path):
    _, sources, problems = ingest(services, tmp_path, a=[capture(), revisit("none")])
    assert captures(sources) == BOTH
    assert not problems


def test_nothing_in_the_case_holds_it(services, tmp_path):
    report, sources, problems = ingest(services, tmp_path, a=[revisit(f"sha1:{'0' * 40}")])
    assert [p.code for p in problems] == ["revisit-unresolved"]
    assert problems[0].place.path == URL
    assert report.problems == 1
    assert len(sources) == 1


def test_many_missing_ones_are_counted_not_listed(services, tmp_path):
    records = [revisit(f"sha1:{n:040x}", f"http://a.example/{n}") for n in range(30)]
    _, _, problems = ingest(services, tmp_path, a=records)
    assert len(problems) == 20
    assert problems[-1].message.startswith("11 more pages")


def test_unchanged_pictures_are_counted_by_the_archive(services, tmp_path):
    picture = b"\x89PNG\r\n\x1a\n"
    digest = "sha1:" + base64.b32encode(hashlib.sha1(picture).digest()).decode()
    records = [
        response(picture, digest_of=picture, content_type="image/png", uri="http://a.example/i.png"),
        revisit(digest, "http://a.example/i.png", content_type=""),
        revisit(f"sha1:{'1' * 40}", "http://a.example/j.png", content_type="image/png"),
        capture(),
    ]
    _, sources, problems = ingest(services, tmp_path, a=records)
    assert captures(sources) == BOTH[:1]
    assert not problems


def test_a_document_names_the_other_captures_of_its_bytes(services, tmp_path):
    other = "http://a.example/2"
    ingest(services, tmp_path, a=[capture(), revisit(), capture(other)])
    ingest(services, tmp_path, b=[capture(), revisit()])  # the same captures again, in another archive
    assert services.reading.header("D1")["provenance"]["also_captured"] == [
        {"captured": "2031-05-06T07:08:09Z", "captured_how": "WARC-Date", "url": other},
        {"captured": "2032-01-02T07:08:09Z", "captured_how": "WARC-Date", "url": ""},
    ]


def test_a_document_captured_once_names_no_other(services, tmp_path):
    ingest(services, tmp_path, a=[capture()])
    assert services.reading.header("D1")["provenance"]["also_captured"] == []
