"""The web archive: digests, dates, transfer forms, canaries, reproducibility."""

import gzip
import re

from demo import archive, build_demo


def test_every_payload_digest_holds(responses):
    assert len(responses) == len(archive.PAGES)
    assert all(passed for _, _, passed, _ in responses.values())


def test_content_and_capture_times_are_those_of_the_sources(responses):
    for page in archive.PAGES:
        captured, _, _, content = responses[archive.SITE + page.path]
        assert captured == page.captured
        assert content == archive.render(page)


def test_pages_were_sent_plain_compressed_and_chunked(responses):
    sent = {
        (headers.get_header("Content-Encoding"), headers.get_header("Transfer-Encoding"))
        for _, headers, _, _ in responses.values()
    }
    assert sent == {(None, None), ("gzip", None), (None, "chunked")}


def test_pictures_and_style_sheets_are_in_it(responses):
    types = [headers.get_header("Content-Type") for _, headers, _, _ in responses.values()]
    assert types.count("image/png") == 2
    assert types.count("text/css") == 1


def test_the_canary_page_tempts_in_many_ways_and_only_towards_an_invalid_domain(responses):
    page = responses[archive.SITE + archive.CANARIES][3].decode("utf-8")
    for trap in (
        "<script",
        "<iframe",
        "<form",
        "@import",
        "srcset=",
        "onerror=",
        "javascript:",
        "http-equiv",
        "poster=",
    ):
        assert trap in page
    hosts = set(re.findall(r"(?:https?:)?//([\w.-]+)", page))
    assert hosts == {"canary.invalid"}


def test_the_same_sources_give_the_same_documents(tmp_path, documents):
    build_demo.build_texts(tmp_path)
    for built in tmp_path.iterdir():
        stored = documents[built.name].read_bytes()
        if built.name.endswith(".gz"):  # compression may differ between zlib versions, records may not
            assert gzip.decompress(built.read_bytes()) == gzip.decompress(stored)
        else:
            assert built.read_bytes() == stored
    assert {path.name for path in tmp_path.iterdir()} | {build_demo.BUDGET} == set(documents)
