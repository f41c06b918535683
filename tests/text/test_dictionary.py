"""Words of a text by longest match, with readings and senses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import dictionary
from reader.text.pinyin import tone_marks

SAMPLE = """# a comment [not1] /an entry/
一 一 [yi1] /one/
法律 法律 [fa3 lu:4] /law/CL:條|条[tiao2]/
法律系 法律系 [fa3 lu:4 xi4] /school of law/
服務 服务 [fu2 wu4] /to serve/service/
服務站 服务站 [fu2 wu4 zhan4] /service station/
王 王 [Wang2] /surname Wang/
王 王 [wang2] /king/
卡拉OK 卡拉OK [ka3 la1 O K] /karaoke/
""".encode()


@pytest.fixture(scope="module")
def sample():
    return dictionary.Dictionary(SAMPLE)


def spans(text, of):
    return [text[slice(*word.span)] for word in dictionary.words(text, of)]


def test_the_longest_word_wins_in_either_script(sample):
    assert spans("服务站、服務站，服务", sample) == ["服务站", "服務站", "服务"]
    assert spans("法律系学法律", sample) == ["法律系", "学", "法律"]


def test_latin_letters_count_only_inside_a_headword(sample):
    assert spans("ABC 卡拉OK 12%", sample) == ["卡拉OK"]


def test_entries_have_tone_marks_also_inside_senses(sample):
    (entry,) = sample.entries("法律")
    assert (entry.pinyin, entry.senses) == ("fǎ lǜ", ("law", "CL:條|条 tiáo"))
    assert sample.entries("法") == sample.entries("") == sample.entries("comment") == ()


def test_ordinary_words_come_before_names(sample):
    assert [entry.senses for entry in sample.entries("王")] == [("king",), ("surname Wang",)]


def test_a_word_without_an_entry_still_has_its_reading(sample):
    word = dictionary.words("警", sample)[0]
    assert (word.pinyin, word.entries) == ("jǐng", ())


def test_an_empty_dictionary_gives_readings_only():
    assert [word.pinyin for word in dictionary.words("服务", dictionary.Dictionary(b""))] == ["fú", "wù"]


@pytest.mark.parametrize(
    ("numbered", "marked"),
    [
        ("nu:3", "nǚ"), ("Lu:4", "Lǜ"), ("gui4", "guì"), ("liu2", "liú"), ("hao3", "hǎo"),
        ("gou4", "gòu"), ("de5", "de"), ("Xi1 an1", "Xī ān"), ("r5", "r"), ("xx5", "xx"), ("O K", "O K"), ("ng4", "ng"),
    ],
)  # fmt: skip
def test_tone_marks(numbered, marked):
    assert tone_marks(numbered) == marked


@settings(max_examples=80, deadline=None)
@given(st.text("服务站法律系王警A1，。\n𠮷\ud800", max_size=30))
def test_words_are_in_order_and_hold_every_han_character(sample, text):
    found = dictionary.words(text, sample)
    at = 0
    for word in found:
        start, end = word.span
        assert at <= start < end
        at = end
    covered = {i for word in found for i in range(*word.span)}
    assert {i for i, c in enumerate(text) if c in "服务站法律系王警𠮷"} <= covered


def test_the_installed_dictionary_knows_the_field_and_reads_in_context():
    installed = dictionary.load()
    assert dictionary.load() is installed
    assert "police; police officer" in installed.entries("警察")[0].senses
    words = {word.entries[0].simplified: word for word in dictionary.words("银行行长", installed)}
    assert words["银行"].pinyin == "yín háng"
    assert words["行长"].entries[0].pinyin == "háng zhǎng"


def test_senses_alone_have_no_pinyin(sample):
    assert sample.senses("法律") == ["law/CL:條|条/"]
    assert sorted(sample.senses("王")) == ["king/", "surname Wang/"]
    assert sample.senses("法") == sample.senses("") == []


def test_every_headword_is_found(sample):
    heads = list(sample.headwords())
    assert heads == sorted(heads, key=str.encode)
    assert all(sample.entries(head) for head in heads)
    assert not any(sample.entries(head + "\U0010ffff") for head in heads)
