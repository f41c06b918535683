# ruff: noqa: E501 - files as programs write them
"""Tables, chats, subtitles and recordings: what is recognised, and what must not be."""

import pytest

from reader.formats.contract import HIDDEN, Limits, describe
from reader.formats.csv_table import delimiter
from reader.formats.media import companions
from reader.model import BlockKind

TABLE = "科目,年初预算,决算数（单位：万元）\n办公费,1200.5,980\n“差旅,费”,300,310\n"


def texts(page):
    return [b.text for b in page.blocks]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_tables_in_any_charset(read, charset, mark):
    rows = [["科目", "年初预算", "决算数"], ["办公费", "1200.5", "980"], ["差旅费", "300", "含\n换行"]]
    text = "\r\n".join(mark.join(f'"{field}"' if "\n" in field else field for field in row) for row in rows)
    page = read(text.encode(charset), "支出.csv")
    assert page.head.extractor == "csv"
    cell = page.block("980")
    assert cell.context == ("办公费", "决算数")
    assert cell.locators[0].place.path == "支出!C2"
    assert page.block("含\n换行").locators[0].place.path == "支出!C3"
    assert page.head.metadata["columns"] == "3"


def test_excels_hint_and_unmatched_quotes(read):
    page = read("sep=;\n姓名;人数\n甲;3\n乙;4\n".encode(), "a.csv")
    assert texts(page) == ["姓名", "人数", "甲", "3", "乙", "4"]
    assert page.block("3").locators[0].place.path == "a!B2"
    rows = "\n".join(f'{n},"甲{n},{n}' for n in range(600))
    page = read(f"号,名,数\n{rows}\n".encode(), "a.csv")
    assert "do not match" in page.head.metadata["quotes"]
    assert len(page.blocks) > 1700


def test_a_table_past_its_limits_says_so(read):
    data = ("号,名\n" + "".join(f"{n},甲\n" for n in range(1000))).encode()
    many = read(data, "a.csv", limits=Limits(blocks=100))
    assert many.codes == ["limit-exceeded"]
    assert "more cells" in many.troubles[0].message
    for size in range(500, 508):  # some fall into a character, some into a number
        long = read(data, "a.csv", limits=Limits(payload_bytes=size))
        assert long.codes == ["limit-exceeded"]
        assert f"{size} bytes" in long.troubles[0].message
        numbers = [int(b.text) for b in long.blocks if b.text.isdigit()]
        assert numbers == list(range(len(numbers)))
        assert len(numbers) > 50
    assert read(data, "a.csv").codes == []


@pytest.mark.parametrize(
    "text",
    [
        "停航通告，即日起执行。\n请绕行新桥，服从指挥。\n恢复时间，另行通知。\n",
        "One clause, another clause.\nTwo clauses, again.\nThird, too.\nFourth, too.\n",
        "一\n二\n三\n",
        "",
    ],
)
def test_prose_is_no_table(text):
    assert delimiter(text.splitlines(), named=False) is None


FORMS = {
    "time first": "2031-05-06 09:05:03 李青(10001)\n停航了吗？\n第二行\n\n2031-05-06 9:06:00 阿芳\n停了。\n\n2031-05-06 9:07:00 李青(10001)\n[图片]\n",
    "name first": "李青  2031/5/6 09:05\n停航了吗？\n第二行\n\n阿芳  2031/5/6 9:06\n停了。\n\n李青  2031/5/6 9:07\n[图片]\n",
    "clock": "—————  2031-05-06  —————\n\n李青  09:05\n\n停航了吗？\n第二行\n\n阿芳  9:06\n\n停了。\n\n李青  9:07\n\n[图片]\n",
    "inline": "[2031/5/6 上午9:05:03] 李青: 停航了吗？\n第二行\n[2031/5/6 上午9:06:00] 阿芳: 停了。\n[2031/5/6 下午1:07:00] 李青: [图片]\n",
    "dash": "2031年5月6日 下午9:05 - 李青: 停航了吗？\n第二行\n2031年5月6日 下午9:06 - 阿芳: 停了。\n2031年5月6日 下午9:07 - 李青: [图片]\n",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_chats_in_their_forms(read, name, charset):
    data = FORMS[name].encode(charset)
    page = read(data, "chat.txt")
    assert page.head.extractor == "chat"
    messages = [b for b in page.blocks if b.kind is BlockKind.MESSAGE]
    assert [b.text for b in messages] == ["停航了吗？\n第二行", "停了。", "[图片]"]
    assert [b.context[0].removesuffix("(10001)") for b in messages] == ["李青", "阿芳", "李青"]
    assert all("9:0" in b.context[1] or "1:07" in b.context[1] for b in messages)
    assert "5" in messages[0].context[1].split(":")[0]
    assert page.head.metadata["messages"] == "3"
    first = messages[0].locators[0].place
    assert "停航了吗？".encode(charset) in data[first.offset : first.offset + first.length]


def test_notices_facts_and_what_stands_before(read):
    text = (
        "消息记录（此消息记录为文本格式，不支持重新导入）\n\n================================\n消息分组:我的好友\n================================\n"
        "消息对象:渡口群\n================================\n\n2031-05-06 09:05:03 李青\n停航了吗？\n\n2031-05-06 09:05:59 “李青”撤回了一条消息\n\n"
        "2031-05-06 09:06:00 阿芳\n停了。\n\n2031-05-06 09:08:00 阿芳\n绕行。\n"
    )
    page = read(text.encode("gb18030"), "渡口群.txt")
    notice = page.block("“李青”撤回了一条消息")
    assert notice.context == ("notice of the chat program", "2031-05-06 09:05:59")
    assert page.head.title == "渡口群"
    assert page.head.metadata["participants"] == "阿芳 (2), 李青 (1)"
    assert page.head.metadata["chat_group"] == "我的好友"
    assert page.block("消息记录（此消息记录为文本格式，不支持重新导入）").kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "text",
    [
        "2031-05-06 09:05:03 服务启动\n2031-05-06 09:05:04 服务停止\n2031-05-06 09:05:05 服务启动\n" * 5,
        "2031-05-06 09:05:03 INFO: 启动\n2031-05-06 09:05:04 ERROR: 停止\n2031-05-06 09:05:05 INFO: 启动\n" * 5,
        "关于停航的通告\n李青  2031/5/6 09:05\n东渡口停航。\n" + "恢复时间另行通知。\n" * 30,
    ],
)
def test_logs_and_prose_are_no_chats(read, text):
    assert read(text.encode(), "x.txt").head.extractor == "plain"


SRT = "1\n00:00:01,000 --> 00:00:02,500\n<i>停航</i>通告\n第二行\n\n2\n00:01:02,000 --> 01:00:05,040\n{\\an8}请绕行。\n3\n01:00:06,000 --> 01:00:07,000\n完。\n"
VTT = "WEBVTT\n\nNOTE 由镇站制作\n\nSTYLE\n::cue { color: red }\n\nopening\n00:01.000 --> 00:02.500 align:start\n<v 李青>停航&amp;通告</v>\n"
ASS = (
    "[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:02.50,Default,李青,0,0,0,,{\\b1}停航,通告\\N第二行\nComment: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,内部备注\n"
)
LRC = "[ti:渡口之歌]\n[ar:李青]\n[00:01.00][00:09.50]清江水\n[00:05.20]东渡口\n[00:07.00]\n"


def test_cues_stand_at_their_times(read):
    page = read(SRT.encode("gb18030"), "a.srt")
    assert [(b.text, b.locators[0].place.path) for b in page.blocks] == [
        ("停航通告\n第二行", "00:00:01.000–00:00:02.500"), ("请绕行。", "00:01:02.000–01:00:05.040"), ("完。", "01:00:06.000–01:00:07.000")
    ]  # fmt: skip
    place = page.blocks[0].locators[0].place
    assert (place.kind, place.line) == ("time", 3)
    assert page.head.metadata["until"] == "01:00:07.000"
    page = read(VTT.encode(), "a.vtt")
    assert page.block("停航&通告").context == ("李青",)
    assert texts(page) == ["NOTE 由镇站制作", "停航&通告"]
    page = read(ASS.encode("utf-16"), "a.ass")
    assert page.block("停航,通告\n第二行").context == ("李青",)
    assert page.block("内部备注").context == (HIDDEN, "comment in the subtitle file")
    page = read(LRC.encode(), "a.lrc")
    assert [(b.text, b.locators[0].place.path) for b in page.blocks] == [
        ("清江水", "00:00:01.000–00:00:05.200"), ("东渡口", "00:00:05.200–00:00:07.000"), ("清江水", "00:00:09.500–end")
    ]  # fmt: skip
    assert page.head.title == "渡口之歌"


@pytest.mark.parametrize("data", [b"WEBVTT\n", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n"])
def test_empty_subtitles_are_said(read, data):
    assert read(data, "a.vtt").codes == ["empty-input"]


def test_damaged_subtitles_lose_nothing(read):
    broken = "1\n00:00:01,000 --> 00:00:02,500\n停航\n\n2\n00:00:0x,000 -> 未知\n请绕行。\n\n99999999999\n999:99:99,999 --> 1:2:3\n完。\n"
    page = read(broken.encode(), "a.srt")
    assert {"停航", "请绕行。", "完。"} <= set(texts(page))


def test_recordings_are_kept_and_linked_by_name(read, tmp_path):
    page = read(b"\x00\x00\x00\x18ftypmp42" + bytes(200), "a.mp4")
    assert page.codes == ["no-transcript"]
    assert "MP4" in page.troubles[0].message
    for name in ("会议.mp4", "会议.srt", "会议.txt", "other.srt"):
        (tmp_path / name).write_bytes(b"x")
    assert companions(tmp_path / "会议.mp4") == {"transcript": "会议.srt, 会议.txt"}
    assert companions(tmp_path / "会议.srt") == {"transcript_of": "会议.mp4"}
    assert companions(tmp_path / "会议.txt") == {}
    assert companions(tmp_path / "other.srt") == {}
    assert describe("video/mp4").name in page.troubles[0].message


def test_prose_with_equal_commas_is_no_table(tmp_path):
    chinese = [f"第{n}条，各派出所办理案件不少于{n}起，每起处理时限不超过30天。" for n in range(40)]
    english = [f"On day {n}, the office opens, as before, at nine." for n in range(40)]
    for lines in (chinese, english):
        assert delimiter(lines, named=False) is None
    assert delimiter([line.rstrip("。") for line in chinese], named=False) is None
    assert delimiter(["姓名，单位，电话", "张某，县局，110", "李某，分局，120"], named=True) == "，"
    assert delimiter(["姓名,单位,电话", "张某,县局,110", "李某,分局,120"], named=False) == ","
