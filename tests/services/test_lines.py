"""Plain lines without a case."""

import pytest

from reader.errors import UnknownObject
from reader.services.lines import CHUNK, LineService
from reader.services.packages import open_packages


@pytest.fixture
def lines(settings):
    return LineService(open_packages(settings), settings)


def test_every_line_comes_out_in_its_place(lines):
    given = ["第三条 服务站不收取任何费用。", "", "no Chinese here", "警方通報：支出1.63億元。"]
    out = list(lines.translate(given))
    assert [line.source for line in out] == given
    assert [line.translation is not None for line in out] == [True, False, False, True]
    assert [line.text for line in out[1:3]] == ["", "no Chinese here"]
    assert "\n" not in "".join(line.text for line in out)


def test_a_line_is_translated_alike_alone_and_among_many(lines):
    wanted = "请于4月30日前登记。"
    (alone,) = lines.translate([wanted])
    among = list(lines.translate([f"第{n}号通知。" for n in range(40)] + [wanted]))
    assert among[-1].text == alone.text


def test_long_streams_are_taken_a_chunk_at_a_time(lines):
    taken = []

    def stream():
        for n in range(3 * CHUNK):
            taken.append(n)
            yield "a line"

    out = lines.translate(stream())
    next(out)
    assert len(taken) == CHUNK
    out.close()


def test_checks_are_made_on_request(lines):
    text = "支出预算总额为1.63亿元，同比增长8.5%，共37人。"
    (unchecked,) = lines.translate([text], check=False)
    assert unchecked.findings == ()
    (checked,) = lines.translate([text])
    view = checked.as_json()
    assert view["package"].startswith("zh_en")
    assert len(view["findings"]) == len(checked.findings)
    for s0, s1, t0, t1, weight in view["alignment"]:
        assert 0 <= s0 < s1 <= len(text)
        assert 0 <= t0 < t1 <= len(checked.translation.text)
        assert 0 < weight <= 1


def test_an_unknown_package_is_refused_before_the_first_line(lines):
    with pytest.raises(UnknownObject):
        next(lines.translate(["通知"], package="no_such-1"))
