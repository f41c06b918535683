"""Emoji are copied, in their place, and never reach the package."""

import pytest

from reader.translate.engine import Engine
from reader.translate.pictures import between, pictures


def translate(engine, *texts):
    found = dict(engine.translate(texts))
    return [found[n] for n in range(len(texts))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("注意❗🔥明天开会", ["❗🔥"]),
        ("👨\u200d👩\u200d👧 全家❤\ufe0f", ["👨\u200d👩\u200d👧", "❤\ufe0f"]),
        ("👍🏽好", ["👍🏽"]),
        ("☑是 □否 ★★★ ①第一 ℃ →", []),
        ("𠮷野家", []),
        ("", []),
    ],
)
def test_emoji_are_told_from_signs_and_rare_characters(text, found):
    spans = pictures(text)
    assert [text[a:b] for a, b in spans] == found
    rest = between(text, spans)
    assert all(a < b for a, b in rest)
    assert "".join(text[a:b] for a, b in sorted([*spans, *rest])) == text


def test_emoji_keep_their_place_and_the_words_are_translated_as_if_alone(package):
    source, parts = "😡会议将于星期五举行。👇🔥请准时参加。🙏", ("会议将于星期五举行。", "请准时参加。")
    with Engine(package) as engine:
        mixed, first, second = translate(engine, source, *parts)
    assert mixed.text == f"😡 {first.text} 👇🔥 {second.text} 🙏"
    copied = {source[p.s0 : p.s1]: mixed.text[p.t0 : p.t1] for p in mixed.alignment}
    assert [copied[emoji] for emoji in ("😡", "👇🔥", "🙏")] == ["😡", "👇🔥", "🙏"]
    shift = len("😡")
    assert {p.s0 for p in mixed.alignment} >= {p.s0 + shift for p in first.alignment}


def test_nothing_but_emoji_is_copied_without_the_package(package):
    with Engine(package) as engine:
        (output,) = translate(engine, "😂😂 👌")
    assert output.text == "😂😂 👌"
    assert output.score is None
    assert output.flags == ()
