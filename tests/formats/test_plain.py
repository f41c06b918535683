"""Plain text: paragraphs, lines, bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.config import Limits
from reader.formats import dispatch
from reader.formats.contract import BlockDraft, Payload

NOTICE = "渡口停航通告\n\n因水位上涨，东渡口停航。\n恢复时间另行通知。\n"


def bytes_of(data, place):
    return data[place.offset : place.offset + place.length]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_names_its_bytes(read, charset, line_end):
    data = (NOTICE * 3).replace("\n", line_end).encode(charset)
    page = read(data, "notice.txt")
    assert [b.text for b in page.blocks] == [line for line in (NOTICE * 3).split("\n") if line]
    for block in page.blocks:
        for locator in block.locators:
            text = block.text[locator.start : locator.end]
            assert text.encode(page.head.charset) == bytes_of(data, locator.place).removesuffix(
                "\r".encode(page.head.charset)
            )


def test_lines_are_paragraphs_unless_wrapped(read):
    page = read(NOTICE.encode(), "notice.txt")
    assert [b.locators[0].place.line for b in page.blocks] == [1, 3, 4]
    assert page.head.metadata["lines"] == "one paragraph each"


def test_wrapped_text_is_put_together_with_a_locator_per_line(read):
    sentence = "因清江水位上涨东渡口停止一切摆渡船只恢复时间另行通知请群众绕行新桥并服从指挥"
    lines = [sentence[:36] for _ in range(5)]
    text = "\n".join(["\n".join([*lines, "通知到此为止。"])] * 4).replace("止。\n", "止。\n\n")
    page = read(text.encode(), "notice.txt")
    assert len(page.blocks) == 4
    assert [loc.place.line for loc in page.blocks[1].locators] == [8, 9, 10, 11, 12, 13]
    assert page.blocks[0].text.count("\n") == 5


def test_undecodable_bytes_are_shown_and_counted(read):
    page = read("渡口停航。\n".encode() * 20 + b"\xff\xfe\xfd\n" + "另行通知。".encode(), "notice.txt")
    assert page.codes == ["undecodable-bytes"]
    assert len(page.blocks) == 22


def test_very_large_files_are_read_up_to_the_limit(read):
    page = read("渡口停航通告，另行通知。\n".encode() * 200_000, "big.txt", limits=Limits(payload_bytes=5_000_000))
    last = page.blocks[-1].locators[-1].place
    assert 4_900_000 < last.offset + last.length <= 5_000_000
    assert page.codes == ["limit-exceeded"]
    assert page.troubles[0].kept == f"kept: {len(page.blocks):,} blocks"
    assert "first 4 MiB" in page.head.charset_how


def test_one_endless_line_is_cut_between_characters(read):
    page = read(("渡口停航𠮷" * 100_000).encode("gb18030"), "line.txt")
    assert "".join(b.text.replace("\n", "") for b in page.blocks) == "渡口停航𠮷" * 100_000
    assert max(len(b.text) for b in page.blocks) < 60_000
    assert not page.troubles


def test_empty_and_binary_files_are_said_to_be_so(read):
    assert read(b"", "x.txt").codes == ["empty-input"]
    assert read(bytes(range(256)) * 50, "x.txt").codes == ["unknown-format"]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.text(alphabet="渡口a𠮷 é\u3000", max_size=30), min_size=1, max_size=12),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_locators_cover_all_text_of_any_file(tmp_path_factory, lines, charset, line_end):
    text = line_end.join(["渡口停航通告，恢复时间另行通知。" * 8, *lines])
    path = tmp_path_factory.mktemp("plain") / "evidence"
    path.write_bytes(text.encode(charset))
    data = path.read_bytes()
    blocks = [e for e in dispatch.read(Payload(path, "x.txt"), path.parent) if isinstance(e, BlockDraft)]
    assert [line for b in blocks for line in b.text.split("\n")] == [
        line for line in text.split(line_end) if line.strip()
    ]
    codec = "utf-16-le" if charset == "utf-16" else charset
    for block in blocks:
        for locator in block.locators:
            raw = bytes_of(data, locator.place).decode(codec).rstrip("\r\n")
            assert raw == block.text[locator.start : locator.end]
