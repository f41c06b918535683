"""The fragments a package is tried on."""

from collections import Counter

from models.training import robustness


def test_fragments_are_many_and_of_every_kind():
    made = robustness.fragments(200)
    assert len(made) == 200
    assert set(Counter(f.kind for f in made).values()) == {25}
    assert robustness.fragments(200) == made
    assert all(f.zh.strip() for f in made)


def test_a_long_answer_to_a_short_text_is_noticed():
    assert robustness.too_long("姓名", "the name of the " * 10)
    assert not robustness.too_long("当前位置：首页", "You are here: Home")
