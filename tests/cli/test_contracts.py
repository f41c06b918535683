"""The JSON contracts other programs rely on (docs/cli.md): extend, never rename."""

import json

import pytest


def test_status(reader, case):
    view = reader("status", case, "--json").json()
    assert {"documents", "segments", "findings", "problems", "documents_list"} <= set(view)
    assert set(view["segments"]) == {"total", "chinese", "translated"}
    assert set(view["findings"]) == {"critical", "major", "minor"}
    assert view["documents"] == 2
    assert view["segments"]["translated"] == view["segments"]["chinese"] > 0
    for row in view["documents_list"]:
        assert {"id", "title", "source", "blocks", "segments"} <= set(row)


def test_show(reader, case):
    view = reader("show", case, "D2", "--format", "json").json()
    assert {"id", "title", "sha256", "media_type", "url", "captured", "charset", "languages"} <= set(view["document"])
    keys = {"id", "block", "kind", "locator", "boilerplate", "source", "lang", "translation", "findings", "annotations"}
    for row in view["segments"]:
        assert keys <= set(row)
    assert any("1.63亿元" in row["source"] for row in view["segments"])
    assert all(isinstance(row["translation"], str) for row in view["segments"] if row["lang"].startswith("zh"))


def test_search_finds_chinese_phrases_and_phone_digits(reader, case):
    view = reader("search", case, "警侨服务站", "--json").json()
    assert view["query"] == "警侨服务站"
    assert {"document", "segment", "field", "snippet", "score"} <= set(view["hits"][0])
    assert {h["document"] for h in reader("search", case, "7700900118", "--json").json()["hits"]} == {"D1", "D2"}


def test_verify(reader, case):
    view = reader("verify", case, "--json").json()
    assert view["ok"] is True
    assert view["failures"] == []
    assert view["checked"]["originals"] == 2


def test_text_lines(reader, tmp_path):
    lines = ["天津市", "", "Hello", "联系电话：07700 900118"]
    (tmp_path / "in.txt").write_text("\n".join(lines) + "\n", "utf-8")
    plain = reader("text", tmp_path / "in.txt")
    assert plain.code == 0
    assert len(plain.out.split("\n")) == len(lines) + 1
    assert plain.out.split("\n")[1:3] == ["", "Hello"]
    rows = [json.loads(line) for line in reader("text", tmp_path / "in.txt", "--json").out.splitlines()]
    assert [row["source"] for row in rows] == lines
    for row in rows:
        assert {"source", "translation", "score", "alignment", "package", "findings"} <= set(row)
    first = rows[0]
    assert first["score"] < 0
    for s0, s1, t0, t1, weight in first["alignment"]:
        assert 0 <= s0 < s1 <= len(first["source"])
        assert 0 <= t0 < t1 <= len(first["translation"])
        assert 0 <= weight <= 1


def test_log_and_entities(reader, case):
    log = reader("log", case, "--json").json()
    assert log["head"] == log["entries"][-1]["hash"]
    assert {e["actor"] for e in log["entries"]} >= {"A. Tester"}
    (row,) = [r for r in reader("entities", case, "--json").json()["recurring"] if r["type"] == "phone"]
    assert len(row["documents"]) == 2


def test_models_list(reader):
    view = reader("models", "list", "--json").json()
    assert view["packages"][0]["status"] in {"bundled", "official"}
    assert {"zh_en-1.9", "zt_en-1.9"} <= {e["label"] for e in view["available"]}


@pytest.mark.parametrize("command", [("status",), ("verify",), ("search", "x"), ("log",), ("entities",)])
def test_errors_are_json_too(reader, tmp_path, command):
    name, *rest = command
    result = reader(name, tmp_path / "none", *rest, "--json")
    assert result.code == 1
    assert {"code", "message", "hint"} == set(result.json()["error"])
