"""``reader correct``: what a picture was misread as, put right on the command line."""

import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from reader import config
from reader.services.wiring import create_case, open_services

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
MISREAD = "东渡口公按派出所通告"
RIGHT = "东渡口公安派出所通告"

pytestmark = pytest.mark.skipif(not NOTO.exists(), reason="no Chinese font on this system")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """D1: a picture in which the 'misreading' is drawn, so that recognition gives it, translated; D2: a text file."""
    image = Image.new("RGB", (520, 150), "white")
    ImageDraw.Draw(image).text((40, 50), MISREAD, font=ImageFont.truetype(str(NOTO), 34), fill="black")
    folder = tmp_path_factory.mktemp("picture")
    image.save(folder / "a.png")
    (folder / "b.txt").write_text("文件里的字。\n", "utf-8")
    create_case(folder / "case", actor_name="Ada")
    with open_services(folder / "case", config.load()) as services:
        services.ingest.run([folder / "a.png", folder / "b.txt"])
        services.translate.run(["D1"])
    return folder / "case"


@pytest.fixture
def scan(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "case"))


def test_correct_show_withdraw_verify(reader, scan, tmp_path):
    head = reader("verify", scan, "--json").json()["head"]
    done = reader("correct", scan, "D1", "--segment", 1, "--quote", "公按", "--text", "公安", "--reason", "clear")
    assert done.code == 0, done.err
    assert f"was: {MISREAD}" in done.out
    assert f"now: {RIGHT}" in done.out
    shown = reader("show", scan, "D1")
    assert RIGHT in shown.out
    assert f"corrected by Ada from “{MISREAD}”" in shown.out
    (row,) = reader("show", scan, "D1", "--json").json()["segments"]
    assert (row["source"], row["id"], row["n"]) == (RIGHT, "D1.s1v2", 1)
    assert row["source_correction"]["recognised"] == MISREAD
    assert row["translation"]  # made at once, because the misread sentence had one
    assert row["state"] != "machine"  # checked, too
    status = reader("status", scan, "--json").json()
    assert (status["corrected_blocks"], status["segments"]["total"]) == (1, 2)
    assert "1 passage" in reader("status", scan).out
    assert [h["segment"] for h in reader("search", scan, "公安", "--json").json()["hits"]] == ["D1.s1v2"]

    view = reader("correct", scan, "D1", "--segment", 1, "--json").json()
    assert (view["text"], view["recognised"], view["version"]) == (RIGHT, MISREAD, 2)
    assert view["superseded"][0]["translation"]
    history = reader("correct", scan, "D1", "--segment", 1).out
    for words in (RIGHT, MISREAD, "clear", "superseded sentence 1 (D1.s1)", "by Ada"):
        assert words in history

    export = tmp_path / "exhibit.jsonl"
    assert reader("export", scan, "--to", export).code == 0
    assert MISREAD in export.read_text("utf-8")
    verified = reader("verify", scan, "--expect", head, "--json")
    assert verified.code == 0
    assert verified.json()["checked"]["corrections_of_recognised_text"] == 1

    back = reader("correct", scan, "D1", "--segment", 1, "--withdraw", "--reason", "not sure", "--json").json()
    assert (back["text"], back["version"], back["acts"][-1]["kind"]) == (MISREAD, 3, "withdrawal")
    assert reader("verify", scan).code == 0


def test_refusals(reader, scan):
    same = reader("correct", scan, "D1", "--segment", 1, "--text", MISREAD)
    assert (same.code, "Nothing changed" in same.err) == (1, True)
    assert reader("correct", scan, "D1", "--segment", 1, "--text", RIGHT, "--version", 2).code == 1
    assert reader("correct", scan, "D1", "--segment", 1, "--text", RIGHT, "--withdraw").code == 1
    assert reader("correct", scan, "D1", "--segment", 1, "--withdraw").code == 1
    assert reader("correct", scan, "D1", "--segment", 9, "--text", RIGHT).code == 1
    quoted = reader("correct", scan, "D1", "--segment", 1, "--quote", "没有", "--text", "有")
    assert (quoted.code, "exactly once" in quoted.err) == (1, True)
    assert reader("verify", scan, "--json").json()["checked"].get("corrections_of_recognised_text") is None


def test_a_text_file_is_the_evidence_itself(reader, scan):
    refused = reader("correct", scan, "D2", "--segment", 1, "--text", "别的")
    assert refused.code == 1
    assert "stands in the file" in refused.err
    assert "note" in refused.err
    assert "evidence itself" in reader("correct", scan, "D2", "--segment", 1).out


def test_without_translation_on_request(reader, scan):
    done = reader("correct", scan, "D1", "--segment", 1, "--text", RIGHT, "--no-translate")
    assert done.code == 0
    assert "not translated yet" in done.err
    (row,) = reader("show", scan, "D1", "--json").json()["segments"]
    assert (row["state"], row["translation"]) == ("untranslated", None)
