"""Commands as a person types them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def test_every_command_has_help_with_an_example(reader):
    for name in COMMANDS:
        result = reader(name, "--help")
        assert result.code == 0, name
        if name not in {"models", "rates"}:
            assert f"Example: reader {name}" in " ".join(result.out.split()) or "| reader" in result.out, name


def test_the_command_reference_is_up_to_date():
    tool = ROOT / "tools" / "cli_reference.py"
    assert subprocess.run([sys.executable, str(tool), "--check"], check=False).returncode == 0, f"run {tool.name}"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["status"], ["status", "x", "--no-such-option"], ["text", "--workers", "0"]]
)
def test_usage_errors_exit_1(reader, arguments):
    result = reader(*arguments)
    assert result.code == 1
    assert "Error" in result.err


def test_init_refuses_an_existing_folder(reader, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    result = reader("init", tmp_path / "full")
    assert result.code == 1
    assert "already" in result.err


def test_ingest_with_a_problem_is_partial_and_says_where_to_look(reader, case, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(3000))
    result = reader("ingest", case, tmp_path / "photo.jpg")
    assert result.code == 3
    assert "--problems" in result.err
    problems = reader("status", case, "--problems").out
    assert "photo.jpg" in problems
    assert "What to do" in problems


def test_missing_path_is_a_usage_error_and_stores_nothing(reader, case, tmp_path):
    before = reader("status", case, "--json").json()["sources"]
    result = reader("ingest", case, tmp_path / "gone")
    assert result.code == 1
    assert reader("status", case, "--json").json()["sources"] == before


def test_unknown_document_and_package(reader, case):
    assert reader("show", case, "D99").code == 1
    assert reader("translate", case, "D99").code == 1
    assert reader("translate", case, "--package", "no_such").code == 1


def test_annotate_both_sides_and_find_the_note(reader, case):
    result = reader(
        "annotate", case, "D1", "--segment", 1, "--quote", "不要告诉", "--note", "warning to a witness", "--tag", "lead"
    )
    assert result.code == 0
    assert reader("annotate", case, "D1", "--segment", 1, "--side", "translation", "--note", "check tone").code == 0
    shown = reader("show", case, "D1").out
    assert "warning to a witness" in shown
    assert "#lead" in shown
    assert reader("search", case, "witness", "--json").json()["hits"][0]["field"] == "note"


def test_exports(reader, case, tmp_path):
    for suffix in ("html", "docx", "jsonl"):
        assert reader("export", case, "--to", tmp_path / f"x.{suffix}").code == 0
        assert (tmp_path / f"x.{suffix}").stat().st_size > 1000
    again = reader("export", case, "--to", tmp_path / "x.html")
    assert again.code == 2
    assert reader("export", case, "--to", tmp_path / "x.html", "--overwrite").code == 0
    unknown = reader("export", case, "--to", tmp_path / "x.pdf")
    assert unknown.code == 1
    assert ".docx" in unknown.err
    assert reader("verify", case).code == 0


def test_export_of_one_document_holds_only_that_one(reader, case, tmp_path):
    reader("export", case, "--to", tmp_path / "one.jsonl", "--doc", "D1")
    text = (tmp_path / "one.jsonl").read_text("utf-8")
    assert "阿林" in text
    assert "首页" not in text


def test_verify_finds_a_changed_original_and_a_wrong_head(reader, case):
    head = reader("log", case, "--json").json()["head"]
    assert reader("verify", case, "--expect", head).code == 0
    assert reader("verify", case, "--expect", "0" * 64).code == 4
    original = next(p for p in (case / "originals").rglob("*") if p.is_file())
    original.chmod(0o600)
    original.write_bytes(original.read_bytes()[:-1] + b"!")
    result = reader("verify", case)
    assert result.code == 4
    assert original.name in result.out


def test_retranslation_and_re_extraction_agree(reader, case):
    result = reader("verify", case, "--retranslate", 3, "--re-extract", "--json").json()
    assert result["ok"]
    assert result["checked"]["retranslated"] >= 3
    assert result["differences"] == []


def test_show_html_is_self_contained(reader, case):
    page = reader("show", case, "D2", "--format", "html").out
    assert "<html" in page
    assert not re.search(r"<(script|img|link)[^>]+(src|href)=[\"']https?:", page)


def test_import_of_something_that_is_no_package(reader, tmp_path):
    (tmp_path / "x.argosmodel").write_bytes(b"PK\x03\x04 nonsense")
    result = reader("models", "import", tmp_path / "x.argosmodel")
    assert result.code == 2
    assert reader("models", "import", tmp_path / "none.argosmodel").code == 1


def test_version(reader):
    assert "Evidence Reader" in reader("--version").out


def test_a_damaged_database_fails_verification(reader, case):
    (case / "case.db").write_bytes(b"not a database at all" * 100)
    assert reader("verify", case).code == 4
    assert reader("status", case).code == 2


def test_a_defect_is_said_without_quoting_evidence(reader, case, monkeypatch):
    from reader.services.status import StatusService

    def broken(self):
        raise ValueError("林某某的电话")

    monkeypatch.setattr(StatusService, "status", broken)
    result = reader("status", case)
    assert result.code == 2
    assert "ValueError" in result.err
    assert "林某某" not in result.err + result.out


HOSTILE_NAME = "\x1b]0;owned\x07\u202egpj.txt"


def test_evidence_does_not_command_the_terminal(reader, case, tmp_path):
    hostile = tmp_path / HOSTILE_NAME
    hostile.write_text("公安局\x1b[2J\u202e在新港市\n", "utf-8")
    assert reader("ingest", case, hostile).code == 0
    printed = [
        reader("status", case).out,
        reader("show", case, "D3").out,
        reader("search", case, "公安局").out,
        reader("log", case).out,
    ]
    assert "[U+001B]" in printed[0] + printed[1]
    assert "[U+202E]" in printed[1]
    assert not any(set(text) & set("\x1b\x07\u202e") for text in printed)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no Unicode")
def test_a_file_name_that_is_no_unicode_can_be_printed(case, tmp_path):
    name = os.fsencode(tmp_path) + b"/\xb9\xab\xb0\xb2.txt"
    with open(name, "wb") as file:
        file.write("公安局在海边。\n".encode())
    reader = [sys.executable, "-m", "reader"]
    assert subprocess.run([*reader, "ingest", case, name], capture_output=True).returncode == 0
    for arguments in (["status", case], ["status", case, "--json"], ["show", case, "D3", "--json"]):
        answer = subprocess.run([*reader, *arguments], capture_output=True)
        assert answer.returncode == 0, answer.stderr
        assert b"dcb9" in answer.stdout.lower()


def test_the_log_in_a_file_keeps_whole_times(reader, case):
    times = [entry["at"] for entry in reader("log", case, "--json").json()["entries"]]
    lines = reader("log", case).out.splitlines()
    assert all(any(at in line for line in lines) for at in times)


def test_a_table_in_a_file_has_one_line_for_each_row(reader, case, tmp_path):
    (tmp_path / f"{'long-name-' * 15}.txt").write_text("公安局在海边的新港市" * 20 + "。\n", "utf-8")
    assert reader("ingest", case, tmp_path / f"{'long-name-' * 15}.txt").code == 0
    (line,) = [line for line in reader("status", case).out.splitlines() if "long-name" in line]
    assert line.startswith("D3 ")
    assert "long-name-" * 15 in line
