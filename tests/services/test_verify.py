"""Verification as people ask for it; tampering itself is tested in tests/store/test_audit.py."""

import sqlite3

import pytest

from reader.model import sha256_text


@pytest.fixture
def change(translated):
    """Run SQL on the case behind the program's back."""

    def run(statement, *values):
        with sqlite3.connect(translated.store.folder / "case.db") as database:
            assert database.execute(statement, values).rowcount > 0

    return run


def test_an_untouched_case_holds(translated):
    report = translated.verify.verify()
    assert report.ok
    assert report.head == translated.status.status()["log_head"]
    assert report.checked["originals"] == 2
    assert report.as_json()["failures"] == []


def test_repeating_the_work_gives_the_same(translated):
    report = translated.verify.verify(retranslate=3, re_extract=True)
    assert report.ok
    assert (report.checked["retranslated"], report.checked["re_extracted"]) == (3, 2)
    assert report.differences == []


def test_more_sentences_than_there_are_can_be_asked_for(translated):
    assert 0 < translated.verify.verify(retranslate=10_000).checked["retranslated"] < 100


def test_a_changed_row_fails_and_is_named(translated, change):
    change("UPDATE documents SET title = 'another' WHERE id = 'D1'")
    report = translated.verify.verify()
    assert not report.ok
    assert not report.as_json()["ok"]
    assert any("D1" in failure["object"] for failure in report.failures)


def test_a_translation_the_engine_does_not_make_fails(translated, change):
    change("UPDATE translations SET text = 'No such words.'")
    report = translated.verify.verify(retranslate=10_000)
    again = [row for row in report.failures if row["expected"] == "No such words."]
    assert len(again) == report.checked["retranslated"]


def test_a_translation_from_another_kind_of_processor_may_honestly_differ(translated, change):
    change("UPDATE translations SET text = 'Other words.'")
    change("UPDATE recipes SET isa = 'another'")
    report = translated.verify.verify(retranslate=10_000)
    assert len(report.differences) == report.checked["retranslated"] > 0


def test_a_package_that_is_gone_is_a_difference(translated, change):
    change("UPDATE recipes SET package_sha256 = ?", sha256_text("gone"))
    report = translated.verify.verify(retranslate=5)
    assert report.checked["retranslated"] == 0
    assert "not installed" in report.differences[0]["found"]


def test_another_reading_is_a_difference_with_both_versions(translated, change):
    before = translated.verify.verify(re_extract=True)
    change("UPDATE blocks SET text = 'other' WHERE id = 'D2.b1'")
    (difference,) = translated.verify.verify(re_extract=True).differences
    assert before.differences == []
    assert difference["object"] == "document D2"
    assert "1 differ by" in difference["found"]


def test_a_page_whose_archive_declared_its_charset_is_read_as_the_first_time(services, tmp_path):
    """What a container said of a member is remembered and handed over again."""
    text = "警侨服务站公告：办公时间为每日上午。".encode("gb18030")
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gb18030\r\n\r\n<p>" + text + b"</p>"
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962>\r\n"
        b"WARC-Target-URI: http://news.example/\r\nWARC-Date: 2024-03-02T00:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    ) % len(payload)
    (tmp_path / "crawl.warc").write_bytes(head + payload + b"\r\n\r\n")
    services.ingest.run([tmp_path / "crawl.warc"])
    report = services.verify.verify(re_extract=True)
    assert report.checked["re_extracted"] == 1
    assert report.differences == []
