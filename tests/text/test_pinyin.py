"""Pinyin with and without tones, loaded only when asked for."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.pinyin import pinyin


def test_tones_and_none():
    assert pinyin("福州公安") == "fú zhōu gōng ān"
    assert pinyin("福州公安", tones=False) == "fu zhou gong an"
    assert pinyin("重庆银行旅行", tones=False) == "chong qing yin hang lü xing"


def test_other_text_is_kept():
    assert pinyin("ABC公司 123。", tones=False) == "ABC gong si 123。"
    assert pinyin("") == ""


def test_pypinyin_is_loaded_on_first_use():
    code = "import sys, reader.text.pinyin; sys.exit('pypinyin' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_characters_with_one_reading_are_read_as_with_the_words_around_them():
    from pypinyin import Style, lazy_pinyin

    for text in ("公安局", "绿色", "福州市民", "逮捕", "签证"):
        assert pinyin(text, tones=False).split() == lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("行长重庆银着得的和了不一乐都朝会单绿略儿女发㐀，A "), max_size=6).map("".join))
def test_texts_are_read_as_pypinyin_reads_them(text):
    from pypinyin import Style, lazy_pinyin

    parts = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
    assert pinyin(text, tones=False) == " ".join(part.strip() for part in parts if part.strip())
