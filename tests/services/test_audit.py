"""The audit of pairs: order, other translations in the file, bad records, and everything at once."""

from reader.checks.confidence import Level
from reader.interchange.contract import BadRecord, Pair
from reader.services.audit import CHUNK, MOST_OTHERS, AuditService, AuditSummary, records_of
from reader.services.worst import Worst

GOOD = ("会议将于星期五举行。", "The meeting will be held on Friday.")


def run(*pairs):
    numbered = enumerate(pairs, start=1)
    records = [Pair(n, n, *pair) if isinstance(pair, tuple) else BadRecord(n, n, pair) for n, pair in numbered]
    return list(AuditService().run(lambda: iter(records)))


def test_rows_come_in_the_order_of_the_file_with_bad_records_in_between():
    pairs = [GOOD if n % 7 else "broken" for n in range(1, CHUNK + 20)]
    rows = run(*pairs)
    assert [row.n if isinstance(row, BadRecord) else row.pair.n for row in rows] == list(range(1, CHUNK + 20))
    assert sum(isinstance(row, BadRecord) for row in rows) == (CHUNK + 19) // 7


def test_a_wrong_figure_is_riskier_than_a_right_one():
    wrong, right = run(
        ("预算总额为1.63亿元。", "The total budget is 16.3 million yuan."),
        ("预算总额为1.64亿元。", "The total budget is 164 million yuan."),
    )
    assert wrong.risk > 0.7 > 0.4 > right.risk
    assert wrong.confidence.level is Level.DO_NOT_RELY
    view = wrong.as_json()
    assert view["findings"][0]["check"] == "numbers"
    a, b = view["findings"][0]["target_span"]
    assert view["translation"][a:b] == "16.3 million"


def test_a_sentence_translated_twice_is_compared_with_itself():
    rows = run(GOOD, ("会议 将于星期五举行。", "A cat sat on the mat."), ("再见", "Goodbye"))
    assert [row.signals.n_others for row in rows] == [1, 1, 0]
    assert rows[0].signals.others < 0.2


def test_no_more_than_a_few_others_are_compared():
    rows = run(*[GOOD] * (MOST_OTHERS + 4))
    assert {row.signals.n_others for row in rows} == {MOST_OTHERS}
    assert {row.signals.others for row in rows} == {1.0}


def test_empty_sides_surrogates_and_long_segments_are_judged():
    strange = ("\ud800警察", "po\udfffice"), ("长句，" * 33_334, "long " * 20_000)
    rows = run(("", ""), ("", "Hello"), ("你好", ""), *strange)
    assert all(0 <= row.risk <= 1 for row in rows)
    assert [f.check for f in rows[1].findings] == ["no-source"]
    assert rows[2].findings[0].check == "empty"


def test_the_summary_counts_pairs_by_level_and_severity(tmp_path):
    (tmp_path / "a.tsv").write_text("你好\t\n再见\tGoodbye\nbroken\n", "utf-8")
    summary = AuditSummary()
    for row in AuditService().run(records_of(tmp_path / "a.tsv")):
        summary.add(row)
    assert (summary.pairs, summary.problems) == (2, 1)
    assert summary.levels[Level.DO_NOT_RELY] == 1
    assert summary.flagged["critical"] == 1
    assert summary.labels["Empty"] == 1


def test_worst_keeps_the_highest_and_of_equals_the_earlier():
    worst = Worst[str](3)
    for value, item in [(0.1, "a"), (0.5, "b"), (0.5, "c"), (0.9, "d"), (0.5, "e")]:
        worst.add(value, item)
    assert worst.best_first() == ["d", "b", "c"]
    assert Worst[str](2).best_first() == []
