"""Which letters a character gives, learned from names and their Chinese spelling."""

import pytest

from models.training import sounds
from models.training.sounds import from_pairs, learn

NAMES = {
    ("克林顿", "clinton"): 3.0, ("华盛顿", "washington"): 2.0, ("波士顿", "boston"): 2.0, ("汉密尔顿", "hamilton"): 1.0,
    ("克里斯", "chris"): 2.0, ("克拉克", "clark"): 2.0, ("林肯", "lincoln"): 2.0, ("休斯顿", "houston"): 1.0,
}  # fmt: skip


def test_pieces_are_learned_by_character():
    shares = learn(NAMES)
    rows = dict(shares.rows())
    assert next(iter(rows["顿"])) == "ton"
    assert shares("顿", "ton") > 10 * shares("顿", "cl")
    assert all(0.999 >= share >= sounds._LEAST_SHARE for row in rows.values() for share in row.values())


def test_a_syllable_lends_to_characters_never_seen():
    shares = learn(NAMES)
    assert shares("盾", "ton") == pytest.approx(shares("dun", "ton"), rel=0.01)


def test_names_are_taken_from_pairs_where_they_stand(tmp_path):
    file = tmp_path / "pairs.tsv"
    file.write_text("约翰·史密斯说不。\tNo, John Smith said.\n没有名字。\tNo names here.\n李·王\tno\n", "utf-8")
    assert list(from_pairs([file])) == [("约翰", "john"), ("史密斯", "smith")]


def test_the_table_is_written(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sounds, "from_dictionary", lambda: iter(()))
    file, out = tmp_path / "pairs.tsv", tmp_path / "sounds.tsv"
    file.write_text("约翰·史密斯说不。\tNo, John Smith said.\n" * 40, "utf-8")
    sounds.main([str(file), "--output", str(out)])
    table = dict(line.split("\t") for line in out.read_text("utf-8").splitlines())
    assert table
    assert "names" in capsys.readouterr().out
    assert all(entry.split(":")[1].isdigit() for row in table.values() for entry in row.split(" "))
