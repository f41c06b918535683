"""Which English words may render which Chinese ones: bits for places, the first content word's the lowest."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.checks.coverage import knowledge
from reader.checks.rendered import rendered
from reader.checks.support import SUPPORTED, support, weights
from reader.text import lexicon
from reader.text.stems import content, stems

SOURCE = "警方逮捕了三名嫌疑人，使用iPhone。"
TARGET = "The police arrested three suspects; the police used an iPhone."


def words_at(places, target):
    return [word for number, (_, word) in enumerate(content(target)) if places >> number & 1]


def test_a_word_has_every_place_of_its_renderings():
    found = rendered(SOURCE, TARGET)
    named = {word.known.word: words_at(word.usual, TARGET) for word in found.words}
    assert named["警方"] == ["police", "police"]
    assert named["逮捕"] == ["arrested"]
    assert "三" not in named


def test_numerals_and_latin_words_are_rendered_too():
    assert {"three", "iPhone", "police"} <= set(words_at(rendered(SOURCE, TARGET).places, TARGET))
    assert rendered("警方", "") == (rendered("警方", "").words, 0)
    assert rendered("", TARGET) == ((), 0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["警方", "逮捕", "三", "护照", "，", "iPhone", "检察院"]), max_size=8).map("".join),
    st.lists(st.sampled_from(["police", "Passport", "arrested", "three", "the", "banana", "iPhone"]), max_size=10),
)
def test_what_is_rendered_is_what_the_tables_say(source, english):
    target = " ".join(english)
    table = lexicon.load()
    words = [source[a:b] for a, b in table.words(source)]
    latin = {found for found, _ in stems(source)}
    known = latin.union(*map(table.renderings, words))
    expected = [word for found, word in content(target) if found in known]
    assert words_at(rendered(source, target).places, target) == expected
    assert [word.known.word for word in rendered(source, target).words] == [w for w in words if knowledge(w)]


def test_support_and_its_weights_go_together():
    found = support(SOURCE, TARGET)
    assert tuple(word.weight for word in found) == weights(SOURCE, TARGET)
    assert [TARGET[word.start : word.end] for word in found] == [word for _, word in content(TARGET)]
    assert [word.weight for word in found][:2] == [SUPPORTED, SUPPORTED]


def test_a_name_in_capitals_is_not_judged_at_the_beginning():
    first, later = weights("警方", "Smith arrested Smith")[::2]
    assert first > later > 0
