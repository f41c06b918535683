"""Documents are stored in the charsets, and with the traps, that docs/demo-case.md promises."""

import pytest
from demo import archive, build_demo


def encodable(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("name", sorted(build_demo.TEXTS))
def test_the_stored_bytes_are_the_source_text_in_the_stated_charset(documents, name):
    source, charset = build_demo.TEXTS[name]
    assert documents[name].read_bytes().decode(charset) == (build_demo.SOURCES / source).read_text("utf-8")


def test_the_police_notice_says_gb2312_but_needs_gb18030(documents):
    data = documents["02-tonggao.html"].read_bytes()
    assert b"charset=gb2312" in data
    text = data.decode("gb18030")
    assert "喆" in text
    assert encodable("喆", "gbk")
    assert not encodable("喆", "gb2312")
    assert "㛃" in text
    assert not encodable("㛃", "gbk")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_the_newsletter_is_big5_with_backslash_trail_bytes(documents):
    data = documents["06-huixun.html"].read_bytes()
    assert b"charset=big5" in data
    assert "許功成".encode("big5").count(b"\\") == 2
    assert "許功成".encode("big5") in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_the_chat_has_a_byte_order_mark_and_characters_beyond_the_basic_plane(documents):
    data = documents["08-liaotian.txt"].read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert "𠮷" in text
    assert "😢" in text
    assert any("\uac00" <= c <= "\ud7a3" for c in text)


def test_archived_pages_disagree_with_their_headers(responses):
    contacts = responses[archive.SITE + archive.CONTACTS]
    assert b'charset="gb2312"' in contacts[3]
    assert "©" in contacts[3].decode("gb18030")
    canaries = responses[archive.SITE + archive.CANARIES]
    assert canaries[1].get_header("Content-Type").endswith("ISO-8859-1")
    assert "反诈专题" in canaries[3].decode("utf-8")
