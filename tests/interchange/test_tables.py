"""TSV and CSV: headers, columns, quotes, broken records, charsets."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import EmptyInput, PathMissing, UnreadableInput, Unsupported, UsageError
from reader.interchange.contract import BadRecord, Columns, Pair
from reader.interchange.files import read_pairs


def test_tsv_without_header_is_source_then_target(read):
    assert read("a.tsv", "你好\tHello\n再见\tGoodbye\n") == [
        Pair(1, 1, "你好", "Hello"),
        Pair(2, 2, "再见", "Goodbye"),
    ]


@pytest.mark.parametrize("header", ["source\ttarget", "原文\t译文", "ZH-CN\tEN", "src\tmt"])
def test_header_is_recognised_and_not_a_pair(read, header):
    assert read("a.tsv", f"{header}\n你好\tHello\n") == [Pair(1, 2, "你好", "Hello")]


def test_header_may_name_the_columns_in_any_order_among_others(read):
    (pair,) = read("a.tsv", "id\ten\tnote\tzh\n7\tHello\tx\t你好\n")
    assert (pair.source, pair.target) == ("你好", "Hello")


def test_columns_by_name_and_by_number(read):
    content = "doc\tA\tB\n1\t你好\tHello\n"
    assert read("a.tsv", content, "A", "B") == [Pair(1, 2, "你好", "Hello")]
    assert read("a.tsv", "1\t你好\tHello\n", "2", "3") == [Pair(1, 1, "你好", "Hello")]


def test_quotation_marks_are_plain_characters_in_tsv(read):
    (pair,) = read("a.tsv", '"你好\t"Hello" he said\n')
    assert (pair.source, pair.target) == ('"你好', '"Hello" he said')


def test_a_wrong_number_of_columns_is_a_problem_of_its_record(read):
    records = read("a.tsv", "你好\tHello\n只有一列\n一\t二\t三\n再见\tGoodbye\n\n")
    assert [type(r) for r in records] == [Pair, BadRecord, BadRecord, Pair]
    assert [(r.n, r.line) for r in records] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert records[1].problem == "The record has 1 column where the file has 2."


def test_empty_sides_are_pairs(read):
    assert read("a.tsv", "你好\t\n\tHello\n") == [Pair(1, 1, "你好", ""), Pair(2, 2, "", "Hello")]


@pytest.mark.parametrize(
    ("content", "words"),
    [("只有一列\n还是一列\n", "line 1 has 1"), ("一\t二\t三\n四\t五\t六\n", "3 columns and no header")],
)
def test_a_file_of_another_shape_is_refused_with_its_line(read, content, words):
    with pytest.raises(UnreadableInput, match=words):
        read("a.tsv", content)


def test_english_first_is_refused_not_guessed(read):
    with pytest.raises(UsageError) as caught:
        read("a.tsv", "Hello\t你好\n")
    assert "--source-column 2 --target-column 1" in caught.value.hint
    assert read("a.tsv", "Hello\t你好\n", "2", "1") == [Pair(1, 1, "你好", "Hello")]


@pytest.mark.parametrize("columns", [("9", "1"), ("0", "1"), ("nothing", "1"), ("1", "1")])
def test_columns_that_do_not_exist_are_refused(read, columns):
    with pytest.raises(UsageError):
        read("a.tsv", "你好\tHello\n", *columns)


def test_csv_with_quotes_line_ends_and_doubled_quotes(read):
    content = 'zh,en\r\n"你好，\n世界","Hello, ""world"""\r\n再见,Goodbye\r\n'
    assert read("a.csv", content) == [Pair(1, 2, "你好，\n世界", 'Hello, "world"'), Pair(2, 4, "再见", "Goodbye")]


def test_csv_with_semicolons(read):
    first, _ = read("a.csv", "你好;Hello, you\n再见;Goodbye\n")
    assert first == Pair(1, 1, "你好", "Hello, you")


def test_a_quotation_mark_never_closed_costs_one_record(read):
    records = read("a.csv", '你好,Hello\n"坏,broken\n再见,Goodbye\n好,"Good"\n')
    assert [(type(r), r.line) for r in records] == [(Pair, 1), (BadRecord, 2), (Pair, 3), (Pair, 4)]
    assert "quotation marks" in records[1].problem


@given(
    rows=st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.text(st.sampled_from('a"\n,; 你'))),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=60)
def test_what_the_csv_module_writes_is_read_back(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([("source", "target"), *rows])
    path.write_text(buffer.getvalue(), "utf-8", newline="")
    assert [(r.source, r.target) for r in read_pairs(path, Columns("source", "target"))] == [
        (a.strip(), b.strip()) for a, b in rows
    ]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_charsets(read, charset):
    text = "原文\t译文\n" + "公安局发布关于出入境管理的公告。\tThe police published a notice.\n" * 20
    records = read("a.tsv", text.encode(charset))
    assert len(records) == 20
    assert records[0].source == "公安局发布关于出入境管理的公告。"


def test_bytes_that_are_not_utf8_are_a_problem_of_their_line(read):
    content = "你好\tHello\n".encode() * 9 + b"\xed\xa0\x80\xff\tbroken\n" + "再见\tGoodbye\n".encode()
    records = read("a.tsv", content)
    assert [r.n for r in records if isinstance(r, BadRecord)] == [10]
    assert "Byte 1 of the line is not valid UTF-8" in records[9].problem


def test_long_segments_pass_and_endless_lines_do_not(read):
    records = read("a.tsv", f"{'长' * 100_000}\t{'long ' * 20_000}\n{'x' * (9 * 2**20)}\ta\n短\tshort\n")
    assert [type(r) for r in records] == [Pair, BadRecord, Pair]
    assert len(records[0].source) == 100_000
    assert records[1].line == 2


def test_files_that_are_none(read, tmp_path):
    with pytest.raises(EmptyInput):
        read("a.tsv", "\n \n")
    with pytest.raises(PathMissing):
        next(read_pairs(tmp_path / "none.tsv", Columns()))
    with pytest.raises(Unsupported):
        read("a.docx", b"PK\x03\x04")
