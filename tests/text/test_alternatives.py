"""Many words as one pattern: the same matches as the words one after the other, longest first."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import dates_en
from reader.text.alternatives import alternatives
from reader.text.lower_words import lower, word_set

WORDS = st.lists(st.text(alphabet="ab.$ 一", min_size=1, max_size=4), min_size=1, max_size=8, unique=True)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.text(alphabet="ab.$ 一", max_size=20))
def test_matches_what_the_words_longest_first_match(words, text):
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for behind in ("", "(?!a)"):
        one, other = re.compile(f"(?:{alternatives(words)}){behind}"), re.compile(f"(?:{plain}){behind}")
        assert [m.span() for m in one.finditer(text)] == [m.span() for m in other.finditer(text)]


def test_lower_case_keeps_offsets():
    text = "İstanbul, THE CITY"
    assert len(lower(text)) == len(text)
    assert lower("The City") == "the city"
    assert word_set("The city's U.S. name: the 5th") == {"the", "city", "s", "u", "name", "th"}


@pytest.mark.parametrize(
    "text",
    [
        "the day before yesterday", "a day earlier", "the previous day", "last night", "tonight", "nowadays",
        "this evening", "the following day", "the day after", "a week ago", "in the current week", "the coming month",
        "the month before", "two years ago", "the year before last", "in the preceding fiscal year", "the year after",
        "this afternoon", "this morning", "tomorrow", "subsequent year", "prior year", "next year", "yesterday",
    ],
)  # fmt: skip
def test_every_relative_date_is_still_looked_for(text):
    assert dates_en.read_dates(f"It came {text}.", []).relatives


@pytest.mark.parametrize("text", ["the first quarterly report", "Q3", "H1 results", "second half of the year"])
def test_every_part_of_a_year_is_still_looked_for(text):
    assert dates_en.read_dates(f"It came in {text}.", []).dates


@pytest.mark.parametrize(
    "text", ["lunar", "Chinese New Year", "Spring Festival", "Mid-Autumn", "Qixi", "the agricultural calendar"]
)
def test_the_lunar_calendar_is_still_noticed(text):
    assert dates_en.read_dates(f"on the {text} day", []).lunar_said
