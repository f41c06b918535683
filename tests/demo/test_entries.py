"""The loader and the provenance sidecar."""

import hashlib
import re

from reader import demo


def test_every_document_has_one_entry_and_every_entry_its_document(documents):
    assert sorted(entry.path.name for entry in demo.entries()) == sorted(documents)
    assert all(entry.path.is_file() for entry in demo.entries())


def test_the_manifest_is_in_sha256sum_format_and_true(documents):
    rows = [line.split("  ") for line in demo.manifest_path().read_text("utf-8").splitlines()]
    stated = {name: digest for digest, name in rows}
    found = {f"documents/{name}": hashlib.sha256(path.read_bytes()).hexdigest() for name, path in documents.items()}
    assert stated == found


def test_loose_files_state_when_they_were_captured_and_archives_do_not():
    for entry in demo.entries():
        if entry.path.name.endswith(".warc.gz"):
            assert entry.captured is None
            assert entry.url is None
        else:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.captured)
        assert entry.collector
        assert entry.note


def test_stated_addresses_are_of_domains_that_cannot_exist():
    urls = [entry.url for entry in demo.entries() if entry.url]
    assert urls
    assert all(re.match(r"http://[a-z.-]+\.example/", url) for url in urls)


def test_the_case_is_small_enough_to_ship(documents):
    assert sum(path.stat().st_size for path in documents.values()) < 1_500_000
