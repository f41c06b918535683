"""``reader terms``: output, machine output, exit codes."""

import pytest


@pytest.fixture
def folder(reader, tmp_path):
    assert reader("init", tmp_path / "case").code == 0
    return tmp_path / "case"


def test_the_glossary_is_listed_and_shown(reader):
    rows = reader("terms", "list", "--json").json()["terms"]
    assert len(rows) >= 400
    assert "警侨服务站" in reader("terms", "list", "--search", "overseas police").out
    shown = reader("terms", "show", "取保候审")
    assert "Criminal Procedure Law" in shown.out
    assert "qǔ bǎo hòu shěn" in shown.out
    assert reader("terms", "list", "--search", "zzzzz").out.strip() == "No such term."


def test_a_case_has_terms_of_its_own(reader, folder):
    added = reader(
        "terms", "add", "劝返", "coax home", "--avoid", "repatriation", "--critical", "--case", folder, "--json"
    )
    assert added.json()["avoid"] == ["repatriation"]
    assert "coax home" in reader("terms", "show", "劝返", "--case", folder).out
    assert "version 1: coax home" in reader("terms", "show", "T1", "--case", folder).out
    assert reader("terms", "remove", "T1", "--case", folder).code == 0
    assert reader("verify", folder).code == 0


def test_files_with_flaws_are_partial(reader, folder, tmp_path):
    file = tmp_path / "unit.csv"
    file.write_text("simplified,preferred\n劝返,coax home\n,nothing\n", "utf-8")
    done = reader("terms", "import", file, "--case", folder)
    assert done.code == 3
    assert "Line 3: left out, no Chinese term." in done.err
    assert reader("terms", "export", tmp_path / "out.tbx", "--case", folder, "--json").json()["terms"] == 1
    assert reader("terms", "import", tmp_path / "out.tbx", "--case", folder, "--json").json()["changed"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "没有"], 1),
        (["remove", "劝返", "--case", "CASE"], 1),
        (["add", "abc", "x", "--case", "CASE"], 1),
        (["add", "劝返", "x"], 1),
        (["import", "none.tbx", "--case", "CASE"], 1),
        (["import", "BROKEN", "--case", "CASE"], 2),
        (["export", "out.docx"], 1),
        (["enforce", "perhaps", "--case", "CASE"], 1),
        (["list", "--case", "nowhere"], 1),
    ],
)
def test_what_cannot_be_done_says_why(reader, folder, tmp_path, arguments, code):
    broken = tmp_path / "broken.tbx"
    broken.write_text('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>', "utf-8")
    places = {"CASE": folder, "BROKEN": broken}
    result = reader("terms", *(places.get(a, a) for a in arguments))
    assert result.code == code
    assert result.err.startswith("Error: ")


def test_enforcing_is_a_setting_of_the_case(reader, folder):
    assert reader("terms", "enforce", "--case", folder, "--json").json() == {"enforce": False}
    assert reader("terms", "enforce", "on", "--case", folder, "--json").json() == {"enforce": True}
    assert "Terms are placed" in reader("terms", "enforce", "--case", folder).out
