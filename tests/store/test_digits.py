"""Phone numbers by their digits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.store.digits import SHORTEST, digit_runs, index_tokens, query_tokens


def digits_of(text):
    return [run.digits for run in digit_runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话：(0591) 8765-4321。", ["059187654321"]),
        ("（０５９１）８７６５４３２１", ["059187654321"]),
        ("+86 139 0000 0000", ["8613900000000"]),
        ("共1,234,567元", ["1234567"]),
        ("2019年12月31日", []),
        ("第1234号", []),
        ("电话12345，地址678号", ["12345"]),
        ("12345    67890", ["12345", "67890"]),
        ("12345\n67890", ["12345", "67890"]),
        ("²³⁴⁵⁶ ①②③④⑤", []),
        ("", []),
    ],
)
def test_runs(text, expected):
    assert digits_of(text) == expected


def test_positions_and_groups():
    (run,) = digit_runs("电话：(0591) 8765-4321。")
    assert run.positions == (4, 5, 6, 7, 10, 11, 12, 13, 15, 16, 17, 18)
    assert run.groups == (0, 4, 8)


def test_a_table_of_numbers_does_not_grow_without_end():
    runs = list(digit_runs(" ".join(["2019"] * 40)))
    assert [len(run.groups) for run in runs] == [12, 12, 12, 4]
    assert all(len(token) <= 25 for run in runs for token in index_tokens(run))


def found(written, query):
    tokens = [token for run in digit_runs(written) for token in index_tokens(run)]
    return any(token.startswith(prefix) for prefix in query_tokens(query) for token in tokens)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("059187654321", True),
        ("87654321", True),
        ("05918765", True),
        ("654321", True),
        ("8654321", False),
        ("059187654322", False),
    ],
)
def test_found_from_the_beginning_or_end_of_a_group(query, expected):
    assert found("请拨打 0591-87654321 联系", query) is expected


separator = st.sampled_from(["-", " ", ") ", ".", "·", "－", ""])


@given(st.lists(st.text("0123456789", min_size=1, max_size=5), min_size=2, max_size=5), st.data())
@settings(max_examples=150)
def test_however_it_is_written_it_is_found(groups, data):
    digits = "".join(groups)
    written = groups[0] + "".join(data.draw(separator) + group for group in groups[1:])
    assert found(f"电话：{written}。", digits) is (len(digits) >= SHORTEST)
