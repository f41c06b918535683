"""JSON lines: complete, exact, stable, and hashable with sha256sum."""

import dataclasses
import hashlib
import json
import re
from pathlib import Path

import pytest
from hostile_exhibit import HOSTILE

from reader.exporters.jsonl import JsonlExporter, content_sha256
from reader.model import Actor

DOCS = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


@pytest.fixture
def lines(realistic, tmp_path):
    target = tmp_path / "e.jsonl"
    JsonlExporter().write(realistic, target)
    return target.read_bytes().splitlines(keepends=True)


def test_header_first_then_each_document_with_its_segments(lines, realistic):
    records = [json.loads(line) for line in lines]
    assert records[0]["type"] == "exhibit"
    assert records[0]["log_head"] == realistic.log_head
    assert records[0]["notice"].startswith("The English in this exhibit was produced by a computer program")
    assert records[0]["counts"]["doubtful"] == 4
    assert f"--expect {realistic.log_head}" in records[0]["reproduce"][0]
    order = [record.get("document") or record["id"] for record in records if record["type"] in ("document", "segment")]
    assert order == [part.document.id for part in realistic.documents for _ in range(1 + len(part.rows))]
    kinds = [record["type"] for record in records]
    assert kinds[-8:] == ["identifier"] * 2 + ["problem"] * 2 + ["method"] + ["check"] * 3


def test_a_segment_holds_everything_known_about_it(lines):
    segments = {record["id"]: record for record in map(json.loads, lines[1:]) if record["type"] == "segment"}
    twelve = segments["D1.s12"]
    assert twelve["source"].startswith("2024年支出预算总额为1.63亿元")
    assert twelve["translation"] == twelve["machine"]["text"]
    assert (twelve["translation_by"], twelve["state"], twelve["locator"]) == (
        "machine",
        "doubtful",
        "page 2, 36 mm from the top",
    )
    assert twelve["places"][0]["page"] == 2
    start, end = twelve["findings"][0]["source_spans"][0]
    assert twelve["source"][start:end] == "1.63亿元"
    assert twelve["annotations"][0]["target"]["exact"] == "边境安全升级"
    assert twelve["source_sha256"] == hashlib.sha256(twelve["source"].encode()).hexdigest()
    fifteen = segments["D1.s15"]
    assert fifteen["translation_by"] == "reviewed"
    assert [each["status"] for each in fifteen["revisions"]] == ["proposed", "reviewed"]
    assert fifteen["machine"]["text"] != fifteen["translation"] == fifteen["revisions"][-1]["text"]
    assert segments["D3.s4"]["translation"] is None
    assert segments["D1.s40"]["boilerplate"] is True


def test_the_hash_is_that_of_the_lines_after_the_first(lines):
    assert json.loads(lines[0])["content_sha256"] == hashlib.sha256(b"".join(lines[1:])).hexdigest()


def test_the_hash_depends_on_the_content_alone(realistic):
    again = dataclasses.replace(
        realistic, exported_at="2027-01-01T00:00:00.000Z", exported_by=Actor("A9", "Other"), log_head="f" * 64
    )
    assert content_sha256(again) == content_sha256(realistic)
    part = realistic.documents[0]
    changed = dataclasses.replace(part, rows=(dataclasses.replace(part.rows[0], gist_only=True), *part.rows[1:]))
    assert content_sha256(
        dataclasses.replace(realistic, documents=(changed, *realistic.documents[1:]))
    ) != content_sha256(realistic)
    assert content_sha256(dataclasses.replace(realistic, problems=())) != content_sha256(realistic)


def test_every_line_says_whether_it_is_a_sample(lines, realistic, tmp_path):
    assert all(json.loads(line)["sample"] is True for line in lines)
    JsonlExporter().write(dataclasses.replace(realistic, sample=False), tmp_path / "real.jsonl")
    assert not any(json.loads(line)["sample"] for line in (tmp_path / "real.jsonl").open("rb"))


def test_hostile_text_survives_exactly_and_no_line_is_torn(hostile, tmp_path):
    JsonlExporter().write(hostile, tmp_path / "e.jsonl")
    data = (tmp_path / "e.jsonl").read_bytes()
    text = data.decode("utf-8")  # valid UTF-8 in spite of lone surrogates
    assert len(text.splitlines()) == data.count(b"\n")  # splitlines also splits at U+2028, U+0085 …
    assert "\u202e" not in text
    sources = [record["source"] for record in map(json.loads, text.splitlines()) if record["type"] == "segment"]
    assert sources == list(HOSTILE)


def test_every_key_is_documented(lines):
    documented = DOCS.read_text("utf-8")
    for record in map(json.loads, lines):
        section = re.search(rf'### `"type": "{record["type"]}"`\n(.*?)(?=\n##|\Z)', documented, re.S)
        assert section, record["type"]
        missing = [key for key in record if f"`{key}`" not in section[1] and key not in ("type", "sample")]
        assert not missing, (record["type"], missing)
