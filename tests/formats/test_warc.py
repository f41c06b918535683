"""Archives: which responses become payloads, what is counted, what damage costs."""

import gzip
import zlib

import brotli
import pytest
from builders import ARTICLE, Pdf, arc, chunked, gzipped, http, response, warc_record

from reader.config import Limits
from reader.formats import http_body
from reader.formats.digests import PayloadDigest

PAGE = "<title>渡口</title><p>东渡口停航，恢复时间另行通知。</p>".encode()


def records():
    return [
        warc_record("warcinfo", b"software: test 1.0\r\noperator: tester\r\n", uri=None),
        warc_record(
            "request",
            b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
            headers=["Content-Type: application/http; msgtype=request"],
        ),
        response(PAGE, digest_of=PAGE),
        response(b"\x89PNG\r\n\x1a\n", content_type="image/png", uri="http://a.example/i.png"),
        response(b"body{}", content_type="text/css", uri="http://a.example/s.css"),
        response(
            "未找到该页面，请返回。".encode(),
            content_type="text/plain; charset=utf-8",
            status="404 Not Found",
            uri="http://a.example/gone",
        ),
        response(
            Pdf().page().text(72, 90, "预算").build(), content_type="application/pdf", uri="http://a.example/y.pdf"
        ),
        warc_record("revisit", http(b""), uri="http://a.example/1", headers=["WARC-Profile: x"]),
        warc_record("metadata", b"x: y", uri="http://a.example/1"),
        warc_record(
            "response",
            b"20310506 a.example. 300 IN A 192.0.2.1",
            uri="dns:a.example",
            headers=["Content-Type: text/dns"],
        ),
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_text_responses_become_payloads_with_their_provenance(read, packed):
    data = gzipped(*records()) if packed else b"".join(records())
    archive = read(data, "a.warc")
    assert [c.url for c in archive.children] == [
        "http://a.example/1",
        "http://a.example/gone",
        "http://a.example/y.pdf",
    ]
    page = archive.children[0]
    assert page.path.read_bytes() == PAGE
    assert (page.captured, page.captured_how) == ("2031-05-06T07:08:09Z", "WARC-Date")
    assert (page.media_type, page.charset) == ("text/html", "utf-8")
    assert page.metadata["payload_digest_state"] == "verified"
    assert archive.children[1].metadata["http_status"] == "404"
    assert not archive.troubles
    place = page.place
    record = data[place.offset : place.offset + place.length]
    assert PAGE in (gzip.decompress(record) if packed else record)
    assert (place.kind, place.path) == ("record", page.url)


def test_what_is_no_text_is_counted(read):
    head = read(b"".join(records()), "a.warc").head
    assert head.media_type == "application/warc"
    assert head.metadata["records_response"] == "6"
    assert head.metadata["records_revisit"] == "1"
    assert head.metadata["not_text"] == "image/png: 1, text/css: 1"
    assert head.metadata["warcinfo_software"] == "test 1.0"


def test_staged_names_never_come_from_the_url(read, tmp_path):
    archive = read(response(PAGE, uri="http://a.example/../../../../etc/passwd"), "a.warc")
    (child,) = archive.children
    assert child.path.parent == tmp_path / "staging"
    assert child.path.name == "record-000000000000"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), ["Transfer-Encoding: chunked"]),
        (PAGE, ["Transfer-Encoding: chunked"]),
        (gzip.compress(PAGE, mtime=0), ["Content-Encoding: gzip"]),
        (PAGE, ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (zlib.compress(PAGE)[2:-4], ["Content-Encoding: deflate"]),
        (brotli.compress(PAGE), ["Content-Encoding: br"]),
        (chunked(gzip.compress(PAGE, mtime=0)), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
    ],
)
def test_http_encodings_are_undone(read, body, headers):
    archive = read(response(body, http_headers=headers), "a.warc")
    assert archive.children[0].path.read_bytes() == PAGE
    assert not archive.troubles


@pytest.mark.parametrize("framed", [True, False])
def test_digests_hold_for_the_body_with_and_without_chunk_framing(read, framed):
    body = chunked(PAGE)
    archive = read(
        response(body, digest_of=body if framed else PAGE, http_headers=["Transfer-Encoding: chunked"]), "a.warc"
    )
    assert archive.children[0].metadata["payload_digest_state"] == "verified"
    assert not archive.troubles


def test_a_wrong_digest_is_said_and_the_page_kept(read):
    archive = read(response(PAGE, digest_of=b"something else"), "a.warc")
    assert archive.codes == ["digest-mismatch"]
    assert archive.troubles[0].place.path == "http://a.example/1"
    assert archive.children[0].metadata["payload_digest_state"] == "mismatch"


def test_a_wrong_digest_of_a_picture_is_said_too(read):
    archive = read(response(b"\x89PNG\r\n\x1a\n", digest_of=b"x", content_type="image/png"), "a.warc")
    assert archive.codes == ["digest-mismatch"]


@pytest.mark.parametrize("written", ["hex", "base32 lower", "base64"])
def test_digest_notations(written):
    import base64
    import hashlib

    raw = hashlib.sha256(PAGE).digest()
    text = {
        "hex": raw.hex(),
        "base32 lower": base64.b32encode(raw).decode().lower(),
        "base64": base64.urlsafe_b64encode(raw).decode(),
    }[written]
    digest = PayloadDigest(f"sha-256:{text}")
    digest.stored(PAGE)
    assert digest.state() == "verified"
    assert PayloadDigest(None).state() == "absent"
    assert PayloadDigest("crc9:00").state() == "unknown algorithm"


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_off_archive_keeps_its_earlier_records(read, packed):
    whole = [response(PAGE, uri=f"http://a.example/{n}") for n in range(3)]
    whole[2] = response(ARTICLE.encode(), uri="http://a.example/2")
    data = gzipped(*whole) if packed else b"".join(whole)
    archive = read(data[:-400], "a.warc")
    assert [c.url for c in archive.children][:2] == ["http://a.example/0", "http://a.example/1"]
    assert "truncated-input" in archive.codes
    assert archive.head.metadata["records_response"] == "3"


def test_reading_goes_on_behind_damage(read):
    first, broken, last = (
        gzipped(response(ARTICLE.encode() + b"%d" % n, uri=f"http://a.example/{n}")) for n in range(3)
    )
    damaged = broken[: len(broken) // 2] + bytes(40) + broken[len(broken) // 2 + 40 :]
    archive = read(first + damaged + last, "a.warc")
    urls = [c.url for c in archive.children]
    assert urls[0] == "http://a.example/0"
    assert urls[-1] == "http://a.example/2"
    assert "truncated-input" in archive.codes
    assert archive.children[-1].place.offset == len(first) + len(damaged)


def test_an_archive_compressed_as_one_piece_is_unpacked(read, tmp_path):
    data = gzip.compress(b"".join(response(PAGE + b"%d" % n, uri=f"http://a.example/{n}") for n in range(3)))
    archive = read(data, "a.warc.gz")
    assert [c.url for c in archive.children] == [f"http://a.example/{n}" for n in range(3)]
    assert "unpacked" in archive.head.metadata["offsets"]
    assert not (tmp_path / "staging" / "unpacked.warc").exists()


def test_arc_files(read):
    archive = read(arc(PAGE, ARTICLE.encode()), "a.arc")
    assert [c.url for c in archive.children] == ["http://a.example/0", "http://a.example/1"]
    assert archive.children[1].path.read_bytes() == ARTICLE.encode()
    assert archive.children[0].captured == "2031-05-06T07:08:09Z"
    assert archive.children[0].captured_how == "ARC date"


def test_records_without_http_and_old_versions(read):
    data = warc_record("resource", PAGE, headers=["Content-Type: text/html; charset=gbk"], version="0.18")
    (child,) = read(data, "a.warc").children
    assert (child.media_type, child.charset) == ("text/html", "gbk")


def test_json_counts_as_text_only_with_chinese_in_it(read):
    data = response('{"t": "渡口停航"}'.encode(), content_type="application/json", uri="http://a.example/zh")
    data += response(rb'{"t": "\u6e21\u53e3"}', content_type="application/json", uri="http://a.example/escaped")
    data += response(b'{"t": "ok"}', content_type="application/json", uri="http://a.example/en")
    archive = read(data, "a.warc")
    assert [c.url for c in archive.children] == ["http://a.example/zh", "http://a.example/escaped"]
    assert archive.head.metadata["not_text"] == "application/json: 1"


def test_a_compression_bomb_is_left_out_and_said(read):
    bomb = gzip.compress(b"<p>" + b"0" * 40_000_000, mtime=0)
    archive = read(
        response(bomb, http_headers=["Content-Encoding: gzip"]) + response(PAGE, uri="http://a.example/2"), "a.warc"
    )
    assert archive.codes == ["limit-exceeded"]
    assert [c.url for c in archive.children] == ["http://a.example/2"]


def test_records_beyond_the_member_limit(read):
    archive = read(
        b"".join(response(PAGE, uri=f"http://a.example/{n}") for n in range(5)), "a.warc", limits=Limits(members=3)
    )
    assert len(archive.children) == 3
    assert archive.codes == ["limit-exceeded"]


def test_a_record_larger_than_a_payload_may_be(read):
    archive = read(
        response(PAGE * 100) + response(PAGE, uri="http://a.example/2"), "a.warc", limits=Limits(payload_bytes=2000)
    )
    assert [c.url for c in archive.children] == ["http://a.example/2"]
    assert archive.codes == ["limit-exceeded"]


def test_nonsense_after_the_first_record_is_said(read):
    archive = read(response(PAGE) + b"This is no record at all\r\n" * 20, "a.warc")
    assert len(archive.children) == 1
    assert "truncated-input" in archive.codes


def test_deflate_that_ends_early_is_said():
    with pytest.raises(http_body.TruncatedInput):
        list(http_body.decompressed([gzip.compress(b"x" * 1000, mtime=0)[:-12]], "gzip", 200))
