"""Templates, what is made of them, and the written text."""

from collections import Counter

import pytest

from models.training import folders, synthesise, templates
from models.training.cleaning import han_count, normal
from models.training.decontaminate import gather
from models.training.pairs import read_pairs
from models.training.slots.chance import Chance, held_out

NAMES = templates.all_slot_names()


@pytest.mark.parametrize("file", templates.data_files(), ids=lambda f: f.stem)
def test_both_sides_have_the_same_known_slots(file):
    for pair in read_pairs(file):
        for slot in templates.Template(pair.zh, pair.en, file.stem).slots():
            assert slot.strip("{}").split(":")[0] in NAMES, slot


def test_a_slot_on_one_side_only_is_refused():
    with pytest.raises(ValueError, match="slots"):
        templates.Template("{money}罚款", "a fine", "x").slots()


def test_training_pairs_are_distinct_and_keep_off_evaluation_templates():
    pairs = list(synthesise.generate(600, 3, None))
    assert len({pair.zh for pair in pairs}) == len(pairs) == 600
    assert all("{" not in pair.zh + pair.en for pair in pairs)
    assert list(synthesise.generate(50, 3, None)) == pairs[:50]


def test_a_pair_of_the_evaluation_sets_is_not_generated():
    evaluation = gather([folders.TEST_SETS])
    kept = {pair.zh for pair in read_pairs(folders.TEST_SETS / "handwritten.tsv")}
    assert not any(normal(pair.zh) in kept for pair in synthesise.generate(300, 4, evaluation))


def test_english_begins_with_a_capital_and_repeats_no_stop():
    for template in templates.templates():
        pair = templates.expand(template, Chance(template.zh, evaluation=template.held_out))
        assert not pair.en[0].islower(), pair
        assert ".." not in templates.clean_english(pair.en)


def test_small_mendings():
    assert templates.clean_english("supplied by X Co., Ltd..") == "supplied by X Co., Ltd."
    assert templates.clean_english("arrested one suspects") == "arrested one suspect"


@pytest.mark.parametrize("part", ["handwritten", "generated"])
def test_evaluation_parts_are_large_and_all_different(part):
    rows = [line.split("\t") for line in (folders.TEST_SETS / f"{part}.tsv").read_text("utf-8").splitlines()]
    assert len(rows) >= 400
    assert all(len(row) == 3 and han_count(row[0]) and row[1] for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


def test_generated_evaluation_names_are_held_out():
    agencies = [
        row.split("\t")[0] for row in (folders.TEST_SETS / "generated.tsv").read_text("utf-8").splitlines()
        if row.split("\t")[2] == "label" and row.split("\t")[0].endswith(("公安局", "公司"))
    ]  # fmt: skip
    assert agencies
    assert all(held_out(name.split("：")[-1]) for name in agencies)


def test_written_training_pairs_are_different_from_each_other_and_from_evaluation():
    counts = Counter(pair.zh for file in folders.HANDWRITTEN.glob("*.tsv") for pair in read_pairs(file))
    repeated = [zh for zh, count in counts.items() if count > 1]
    assert not repeated
    assert len(counts) >= 3_000
    evaluation = {pair.zh for pair in read_pairs(folders.TEST_SETS / "handwritten.tsv")}
    assert not evaluation & set(counts)


def test_one_is_singular_and_sixty_one_is_not():
    assert templates.clean_english("They held 1 people.") == "They held 1 person."
    for plural in ("They held sixty-one people.", "a hundred and one people", "2.1 cases", "1,1 cases"):
        assert templates.clean_english(plural) == plural


def test_countries_take_their_article_and_schools_are_no_cities():
    from models.training.slots.chance import Chance
    from models.training.slots.places import country, foreign_city

    chance = Chance(3)
    drawn = {country(chance).en for _ in range(3_000)}
    assert {"the Netherlands", "the United Kingdom", "the Solomon Islands", "Spain"} <= drawn
    assert "Netherlands" not in drawn
    assert not [city for city in (foreign_city(chance) for _ in range(3_000)) if city.zh.endswith("学院")]
