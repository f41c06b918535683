"""``reader audit``: the JSON contract, exit codes, columns, packages, and the report."""

import hashlib
import json

import pytest

TSV = "预算总额为1.63亿元。\tThe total budget is 16.3 million yuan.\n只有一列\n再见\tGoodbye\n"
KEYS = {"check", "category", "severity", "explanation", "source_span", "target_span"}


@pytest.fixture
def pairs(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text(TSV, "utf-8")
    return path


def lines(result):
    return [json.loads(line) for line in result.out.splitlines()]


def test_the_json_contract(reader, pairs):
    result = reader("audit", pairs, "--json", "--no-model")
    assert result.code == 3
    first, broken, last = lines(result)
    assert {"n", "risk", "findings", "confidence"} <= set(first)
    assert (first["n"], first["line"], last["n"], last["line"]) == (1, 1, 3, 3)
    assert 0 <= last["risk"] < first["risk"] <= 1
    assert set(first["findings"][0]) >= KEYS
    assert first["findings"][0]["severity"] == "critical"
    assert first["confidence"]["level"] == "do-not-rely"
    assert broken == {"n": 2, "line": 2, "problem": "The record has 1 column where the file has 2."}


def test_the_package_is_asked_unless_it_is_not(reader, pairs):
    asked = lines(reader("audit", pairs, "--json"))
    assert asked[0]["score"] < 0
    assert asked == lines(reader("audit", pairs, "--json"))
    assert lines(reader("audit", pairs, "--json", "--no-model"))[0]["score"] is None


def test_a_table_for_people(reader, pairs):
    result = reader("audit", pairs, "--no-model")
    assert "Do not rely on it" in result.out
    assert "critical Amount" in result.out
    assert "Pair 2, line 2" in result.err


def test_columns_by_name(reader, tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text('id,A,B\n1,"Goodbye, all",再见\n', "utf-8")
    result = reader("audit", path, "--json", "--no-model", "--source-column", "B", "--target-column", "A")
    assert result.code == 0
    assert lines(result)[0]["translation"] == "Goodbye, all"


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("a.tmx", "<tmx><body><tu>", 2, "line 1"),
        ("a.xlf", "<xliff><file source-language='de'/></xliff>", 1, "from de"),
        ("a.tsv", "一\t二\t三\n", 2, "line 1"),
        ("a.docx", "x", 1, "no file of sentence pairs"),
    ],
)
def test_what_cannot_be_read_is_said_before_anything_else(reader, tmp_path, name, content, code, words):
    (tmp_path / name).write_text(content, "utf-8")
    result = reader("audit", tmp_path / name, "--json", "--no-model")
    assert result.code == code
    assert words in result.json()["error"]["message"]


def test_options_that_contradict_each_other_are_refused(reader, pairs):
    assert reader("audit", pairs, "--no-model", "--thorough").code == 1
    assert reader("audit", pairs, "--package", "nothing").code == 1


def test_the_report_stands_alone_and_shows_hostile_text_as_text(reader, tmp_path):
    path, report = tmp_path / "pairs.tsv", tmp_path / "report.html"
    path.write_text(TSV + "<script>alert(1)</script>警察\u202e\t<img src=http://x.example/a.png>Police\n", "utf-8")
    assert reader("audit", path, "--html", report, "--no-model").code == 3
    page = report.read_text("utf-8")
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    for forbidden in ("<script", "<img", "\u202e", "url(", 'src="'):
        assert forbidden not in page
    for wanted in ("Translation audit", "Do not rely on it", "ten times less", "[U+202E]", "Pair 2, line 2"):
        assert wanted in page
    assert hashlib.sha256(path.read_bytes()).hexdigest() in page
    assert '<mark class="critical">16.3 million</mark>' in page


def test_a_report_is_not_overwritten_unasked(reader, pairs, tmp_path):
    report = tmp_path / "report.html"
    report.write_text("mine", "utf-8")
    assert reader("audit", pairs, "--html", report, "--no-model").code == 2
    assert report.read_text("utf-8") == "mine"
    assert reader("audit", pairs, "--html", report, "--no-model", "--overwrite").code == 3
    assert report.read_text("utf-8") != "mine"


def test_a_failed_audit_leaves_no_report(reader, tmp_path):
    (tmp_path / "a.tmx").write_text("<tmx>", "utf-8")
    assert reader("audit", tmp_path / "a.tmx", "--html", tmp_path / "r.html", "--no-model").code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["a.tmx"]
