"""Code points and UTF-16 units, by the page's own script in a real browser."""

import random
from pathlib import Path

import pytest

from reader.ui.components import reading

SOURCE = (Path(reading.__file__).parent / "offsets.js").read_text("utf-8").replace("export ", "")


@pytest.fixture(scope="module")
def offsets(chromium):
    page = chromium.new_page()
    page.add_script_tag(content=SOURCE)
    yield page
    page.close()


def units(text):
    return len(text.encode("utf-16-le")) // 2


def test_both_directions_agree_with_python(offsets):
    letters = random.Random(7)
    texts = ["", "abc", "𠮷", "𠮷田先生", "a𠮷b😀c", "👨‍👩‍👧é"]
    texts += ["".join(letters.choices("a中𠮷😀\u0301 ", k=letters.randrange(12))) for _ in range(60)]
    answers = offsets.evaluate(
        """texts => texts.map(text => [...Array([...text].length + 1).keys()].map(
             p => [toUnits(text, p), unitTable(text)(p), toCodePoints(text, toUnits(text, p))]))""",
        texts,
    )
    for text, answer in zip(texts, answers, strict=True):
        for point, (there, table, back) in enumerate(answer):
            assert there == table == units(text[:point])
            assert back == point


def test_offsets_outside_the_text_are_held_at_its_ends(offsets):
    held = "[toUnits('𠮷a', 9), toUnits('𠮷a', -1), toCodePoints('𠮷a', 99), toCodePoints('𠮷a', 1)]"
    assert offsets.evaluate(held) == [3, 0, 2, 0]
    assert offsets.evaluate("[unitTable('𠮷a')(9), unitTable('𠮷a')(-1), unitTable('ab')(9)]") == [3, 0, 2]
