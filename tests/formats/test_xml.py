"""Feeds and other XML: no entities, no network, damage said."""

import pytest

from reader.model import BlockKind

FEED = """<?xml version="1.0" encoding="{charset}"?><!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///secret.txt">
<!ENTITY lol "哈哈"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
<rss version="2.0"><channel><title>清江侨讯</title><link>http://a.example/</link><language>zh-cn</language>
<description>社区消息</description>
<item><title>渡口停航</title><pubDate>Tue, 06 May 2031 09:00:00 +0800</pubDate><author>李青</author>
<description><![CDATA[<p>因水位上涨，<b>东渡口</b>停航。</p><p>恢复时间另行通知。</p>]]></description></item>
<item><title>新桥&secret;通车&lol2;</title><description>通车一周年。

群众往来方便。</description></item></channel></rss>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_feeds_become_titles_headings_and_paragraphs(read, charset):
    page = read(FEED.format(charset=charset).encode(charset), "feed.xml")
    assert page.head.title == "清江侨讯"
    assert page.head.metadata["declared_language"] == "zh-cn"
    assert page.block("清江侨讯").kind is BlockKind.TITLE
    assert (page.block("渡口停航").kind, page.block("渡口停航").level) == (BlockKind.HEADING, 2)
    assert page.block("因水位上涨，东渡口停航。").kind is BlockKind.PARAGRAPH
    assert page.block("群众往来方便。")
    assert page.block("李青").kind is BlockKind.OTHER


def test_entities_are_never_expanded(read, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    page = read(FEED.format(charset="utf-8").replace("file:///secret.txt", secret.as_uri()).encode(), "feed.xml")
    everything = "".join(b.text for b in page.blocks)
    assert "哈哈" not in everything
    assert "机密" not in everything


def test_billion_laughs_cost_nothing(read):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "哈">{levels}]><r><a>开头</a>&l11;<b>结尾</b></r>'
    page = read(bomb.encode(), "bomb.xml")
    assert page.containing("开头")
    assert sum(len(b.text) for b in page.blocks) < 100


def test_atom_and_generic_xml(read):
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>侨讯</title><entry><title>停航</title><summary>另行通知。</summary></entry></feed>'
    page = read(atom.encode(), "a.xml")
    assert [b.text for b in page.blocks] == ["侨讯", "停航", "另行通知。"]
    generic = read('<?xml version="1.0"?><名单><人 n="1">张三</人><人>李四</人>尾注</名单>'.encode(), "b.xml")
    assert [b.text for b in generic.blocks] == ["张三", "李四", "尾注"]
    assert generic.blocks[0].context == ("人",)
    assert generic.blocks[1].locators[0].place.path == "名单 > 人:nth-of-type(2)"


def test_cut_off_feeds_keep_what_precedes(read):
    data = FEED.format(charset="utf-8").encode()
    page = read(data[: len(data) - 150], "feed.xml")
    assert page.block("渡口停航")
    assert page.codes == ["truncated-input"]


def test_xml_too_deep_to_be_read_is_not_said_to_hold_no_text(read):
    assert read(b'<?xml version="1.0"?>' + b"<a>" * 100_000 + "深处".encode(), "a.xml").codes == ["truncated-input"]


def test_empty_xml(read):
    assert read(b'<?xml version="1.0"?><a/>', "a.xml").codes == ["empty-input"]
