"""Documents that belong together, and what changed between two of them."""

import json

import pytest

from reader.cli.main import run
from reader.errors import UnknownObject
from reader.services import comparison
from reader.services.comparison import figure_changes
from reader.services.ingest import IngestOptions
from reader.services.versions import address, shares
from reader.text.changes import align

BUDGET = """{year}年县公安局预算公开

一、部门收入预算为{income}。

二、劝返工作经费为{cost}，同比增长{growth}%。

三、本单位共有编制{staff}名。

四、{last}

单位：万元
"""


@pytest.fixture
def budgets(services, tmp_path):
    years = {
        "2023": ("9,800万元", "120万元", "5", "48", "无重大项目。"),
        "2024": ("1.2亿元", "163万元", "35.8", "48", "新增海外警务服务站一处，由侨联协助管理。"),
    }
    for year, (income, cost, growth, staff, last) in years.items():
        text = BUDGET.format(year=year, income=income, cost=cost, growth=growth, staff=staff, last=last)
        (tmp_path / f"{year}.txt").write_text(text, "utf-8")
        services.ingest.run([tmp_path / f"{year}.txt"], IngestOptions(captured=f"{year}-03-01T00:00:00Z"))
    (tmp_path / "other.txt").write_text("今日天气晴朗。\n\n运动会下午开始举行。\n\n各单位请准时参加会议。\n", "utf-8")
    services.ingest.run([tmp_path / "other.txt"])
    return services


def test_the_budget_of_the_next_year_is_a_version(budgets):
    (family,) = budgets.versions.families()
    assert [row["id"] for row in family["documents"]] == ["D1", "D2"]
    assert "figures aside" in family["why"][0]


def test_captures_of_one_address_are_versions(services, tmp_path):
    for n, text in enumerate(("甲公司中标公示。", "页面不存在，请返回首页。")):
        (tmp_path / f"{n}.txt").write_text(text, "utf-8")
        options = IngestOptions(url=f"http{'s' * n}://www.example.cn/a/{'' if n else '#top'}")
        services.ingest.run([tmp_path / f"{n}.txt"], options)
    (family,) = services.versions.families()
    assert family["why"] == ["saved from the same address, example.cn/a"]
    assert services.comparison.compare("D1", "D2")["same_address"]


def test_addresses():
    assert address("https://www.a.cn/b/") == address("http://a.cn/b#x") == "a.cn/b"
    assert address("http://a.cn/b?p=1") != address("http://a.cn/b?p=2")


def test_what_stands_everywhere_ties_nobody():
    everywhere = {f"D{n}": {"版权所有保留一切权利", f"只在这里{n}"} for n in range(60)}
    assert shares(everywhere) == {}
    assert shares({"D1": {"甲", "乙"}, "D2": {"甲", "丙", "丁"}}) == {("D1", "D2"): 0.5}


def test_a_comparison_says_what_became_of_each_figure(budgets):
    view = budgets.comparison.compare("D1", "D2")
    assert view["counts"] == {"same": 2, "changed": 3, "added": 1, "removed": 1}
    changed = [row for row in view["rows"] if row["kind"] == "changed"]
    assert changed[1]["figures"] == ["98,000,000 yuan → 120,000,000 yuan (22.4 % more)"]
    assert changed[2]["figures"][0] == "1,200,000 yuan → 1,630,000 yuan (35.8 % more)"
    row = changed[1]
    for side in ("old", "new"):
        for start, end in row[side]["source_spans"]:
            assert row[side]["source"][start:end].strip()
    added = next(row for row in view["rows"] if row["kind"] == "added")
    assert added["old"] is None
    assert "侨联" in added["new"]["source"]
    with pytest.raises(UnknownObject):
        budgets.comparison.compare("D1", "D99")


def test_a_comparison_is_made_once_until_the_case_changes(budgets, monkeypatch):
    made = []
    monkeypatch.setattr(comparison, "align", lambda *sides: made.append(1) or align(*sides))
    first = budgets.comparison.compare("D1", "D2")
    assert budgets.comparison.compare("D1", "D2") == first
    assert len(made) == 1
    assert budgets.comparison.compare("D2", "D1")["counts"]["added"] == first["counts"]["removed"]
    budgets.annotate.correct(first["rows"][0]["old"]["segment"], text="Budget of 2023")
    assert budgets.comparison.compare("D1", "D2")["rows"][0]["old"]["translation"] == "Budget of 2023"
    assert len(made) == 3


def test_figures_that_cannot_be_told_apart_are_not_compared():
    assert figure_changes("共3人，经费5万元", "经费6万元") == []
    assert figure_changes("2010301", "2010302") == []


def test_the_command(budgets, case_folder, capsys):
    def diff(*words):
        assert run(["diff", str(case_folder), *words]) == 0
        return capsys.readouterr().out

    assert "D1" in diff()
    assert json.loads(diff("--json"))["families"][0]["documents"][1]["id"] == "D2"
    assert json.loads(diff("D1", "D2", "--json"))["old"]["id"] == "D1"
    printed = diff("D1", "D2")
    assert "figure: 98,000,000 yuan → 120,000,000 yuan" in printed
    assert "编制48名" not in printed
    assert "编制48名" in diff("D1", "D2", "--all")
    assert run(["diff", str(case_folder), "D1"]) == 1
