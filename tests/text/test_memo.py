"""Values that are kept: asked for once, and never more of them than may be."""

import pytest

from reader.text.memo import Memo


def test_a_function_is_asked_once_for_each_argument():
    asked = []
    lengths = Memo(lambda word: asked.append(word) or len(word), 10)
    assert [lengths[word] for word in ("ab", "abc", "ab")] == [2, 3, 2]
    assert asked == ["ab", "abc"]


def test_there_are_never_more_than_may_be():
    lengths = Memo(len, 3)
    for number in range(100):
        assert lengths["x" * number] == number
        assert len(lengths) <= 3


def test_a_failure_is_not_kept():
    answers = iter([0, 1])
    quotients = Memo(lambda n: n // next(answers), 3)
    with pytest.raises(ZeroDivisionError):
        quotients[5]
    assert quotients[5] == 5
