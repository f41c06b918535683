"""Pages: structure, charset, furniture, locators, hostile markup."""

import time

import pytest
from builders import ARTICLE
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.config import Limits
from reader.formats import html, html_text
from reader.formats.contract import HIDDEN
from reader.formats.html_walk import PATH_DEPTH, Walker
from reader.model import BlockKind


@pytest.fixture
def article(read):
    return read(ARTICLE.encode())


def test_head_states_what_the_page_says(article):
    assert article.head.title == "青禾县关于渡口停航的通告-青禾县交通局"
    assert article.head.media_type == "text/html"
    assert article.head.charset == "UTF-8"
    assert article.head.metadata["published"] == "2031-05-06 09:00"
    assert article.head.metadata["author"] == "李青"
    assert article.head.metadata["site"] == "青禾县交通局"
    assert article.head.metadata["declared_language"] == "zh-CN"


def test_kinds_and_levels(article):
    assert article.blocks[0].kind is BlockKind.TITLE
    heading = article.block("一、停航范围")
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 2)
    assert article.block("青禾县关于渡口停航的通告").level == 1
    assert article.block("东渡口、南渡口；").kind is BlockKind.LIST_ITEM
    assert article.block("图一：绕行路线").kind is BlockKind.CAPTION
    assert article.block("绕行示意图").kind is BlockKind.IMAGE_TEXT
    assert article.block("政务公开").kind is BlockKind.LINK


def test_inline_elements_merge_and_br_is_a_line(article):
    (block,) = article.containing("绕行新桥")
    assert block.text == "停航期间，两岸往返的群众请绕行新桥，沿途设有指示牌，请服从现场人员的指挥。\n夜间禁止通行。"
    assert article.block("第二段写在这里，内容是恢复的条件。").kind is BlockKind.PARAGRAPH


def test_cells_carry_caption_row_and_column(article):
    assert article.block("12.5公里").context == ("绕行路线", "新桥线", "里程")
    assert article.block("里程").kind is BlockKind.TABLE_CELL


def test_scripts_styles_and_comments_are_no_text(article, read):
    everything = "".join(b.text for b in article.blocks)
    assert "脚本" not in everything
    assert "样式" not in everything
    assert not read("<p>正文</p><!-- 注释 --><script>x</script>".encode()).containing("注释")


def test_hidden_text_is_kept_and_marked(article):
    (hidden,) = article.containing("看不见")
    assert HIDDEN in hidden.context
    assert (
        HIDDEN
        not in article.block(
            "夜间禁止通行。".join(["停航期间，两岸往返的群众请绕行新桥，沿途设有指示牌，请服从现场人员的指挥。\n", ""])
        ).context
    )


def test_furniture_is_marked_and_the_article_is_not(article):
    marked = {b.text for b in article.blocks if b.boilerplate}
    assert {"首页", "政务公开", "相关阅读", "新桥通车一周年回顾"} <= marked
    assert any("版权所有" in text for text in marked)
    plain = {b.text for b in article.blocks if not b.boilerplate}
    assert "青禾县关于渡口停航的通告" in plain
    assert "发布日期：2031-05-06 来源：交通局" in plain
    assert {"东渡口、南渡口；", "12.5公里", "一、停航范围"} <= plain
    assert any("水位上涨" in text for text in plain)


def test_a_form_or_class_name_around_everything_does_not_mark_the_article(read):
    wrapped = ARTICLE.replace("<body>", '<body><form id="header-search" class="sidebar nav">').replace(
        "</body>", "</form></body>"
    )
    plain = [b.text for b in read(wrapped.encode()).blocks if not b.boilerplate]
    assert any("水位上涨" in text for text in plain)


def test_a_page_without_article_keeps_its_links_in_view(read):
    links = "".join(f'<li><a href="/{n}">第{n}号通告：关于渡口停航的安排</a></li>' for n in range(30))
    page = read(f"<title>通告列表</title><ul class=list>{links}</ul>".encode())
    assert sum(not b.boilerplate for b in page.blocks) == 31


def test_paths_find_their_elements_again(article):
    root, _ = html.parse(ARTICLE)
    for block in article.blocks:
        (locator,) = block.locators
        element = html.find(root, locator.place.path)
        assert (locator.start, locator.end) == (0, len(block.text))
        assert element is not None
        found = "".join(element.itertext()) + (element.get("alt") or "")
        assert "".join(block.text.split()) in "".join(found.split())


def test_rows_get_the_body_a_browser_gives_them(article):
    assert (
        "> table:nth-of-type(1) > tbody:nth-of-type(1) > tr:nth-of-type(2)"
        in article.block("12.5公里").locators[0].place.path
    )


CHARSETS = ["utf-8", "gb18030", "gbk", "big5", "utf-16"]


@pytest.mark.parametrize("actual", CHARSETS)
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", None])
def test_wrong_declarations_survive(read, actual, declared):
    text = (
        "清江水位上漲，渡口停止擺渡，恢復時間另行通知，請群眾繞行新橋。"
        if actual == "big5"
        else "清江水位上涨，渡口停止摆渡，恢复时间另行通知，请群众绕行新桥。"
    )
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = read(f"<html><head>{meta}<title>{text[:6]}</title></head><body><p>{text}</p></body></html>".encode(actual))
    assert page.block(text)
    if declared and actual != "utf-16":
        assert declared in page.head.charset_how


def test_the_http_header_is_quoted_too(read):
    page = read("<p>渡口停航，恢复时间另行通知。</p>".encode("gbk"), charset="iso-8859-1")
    assert "the HTTP header says iso-8859-1" in page.head.charset_how
    assert page.block("渡口停航，恢复时间另行通知。")


def test_undecodable_bytes_are_counted_not_hidden(read):
    data = ARTICLE.encode("gb18030").replace("水位".encode("gb18030"), b"\xff\xff\x81", 1)
    page = read(data)
    assert "undecodable-bytes" in page.codes
    assert page.containing("\N{REPLACEMENT CHARACTER}")


def test_line_breaks_of_the_source_between_characters_are_no_spaces(read):
    page = read("<p>清江水位\n      上涨，see\n the map</p>".encode())
    assert page.blocks[0].text == "清江水位上涨，see the map"


def test_link_lists_become_single_links(read):
    page = read("<div><a href=1>首页</a> | <a href=2>新闻</a> | <a href=3>联系我们</a></div>".encode())
    assert [(b.kind, b.text) for b in page.blocks] == [(BlockKind.LINK, t) for t in ("首页", "新闻", "联系我们")]


def test_the_full_title_of_a_shortened_link_is_kept(read):
    page = read('<p><a href=1 title="关于渡口停航的通告全文">关于渡口停…</a></p>'.encode())
    assert page.block("关于渡口停航的通告全文").kind is BlockKind.LINK


def test_preformatted_lines_stay(read):
    assert read("<pre>甲  乙\n  丙\n</pre>".encode()).blocks[0].text == "甲  乙\n  丙"


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.8, 0.97])
def test_truncated_pages_give_what_they_have(read, cut):
    data = ARTICLE.encode()
    assert len(read(data[: int(len(data) * cut)]).blocks) >= 1


def test_malformed_markup_survives(read):
    page = read("<p>甲<b>乙<p>丙</i></b><table><td>丁<tr><li>戊</table><a href='>己".encode())
    assert "".join(b.text for b in page.blocks).replace("\n", "").startswith("甲乙丙")


def test_a_page_of_scripts_only_is_said_to_be_empty(read):
    page = read(b"<html><body><script>document.write(1)</script></body></html>")
    assert page.codes == ["empty-input"]


def test_nul_characters_do_not_end_the_page(read):
    page = read(ARTICLE.replace("停航期间", "停航\0期间").encode())
    assert page.containing("停航\N{REPLACEMENT CHARACTER}期间")
    assert page.containing("版权所有")


def test_a_million_elements_end_within_limits(read):
    started = time.monotonic()
    page = read(b"<html><body>" + "<b>字</b><p>".encode() * 500_000, limits=Limits(blocks=50_000))
    assert len(page.blocks) == 50_000
    assert page.codes == ["limit-exceeded"]
    assert page.troubles[0].kept == "kept: 50,000 blocks"
    assert time.monotonic() - started < 20


def test_bottomless_nesting_ends_with_what_could_be_read(read):
    page = read("<p>开头的文字</p>".encode() + b"<div>" * 100_000 + "深处".encode())
    assert page.containing("开头的文字")
    assert "limit-exceeded" in page.codes
    assert all(len(b.locators[0].place.path.split(" > ")) <= PATH_DEPTH for b in page.blocks)


def test_a_page_that_is_nothing_but_nesting_is_not_said_to_hold_no_text(read):
    assert read(b"<div>" * 100_000 + "深处".encode()).codes == ["limit-exceeded"]


def test_a_page_larger_than_allowed_is_cut_and_said(read):
    page = read("<p>文字。</p>".encode() * 1000, limits=Limits(payload_bytes=3000))
    assert page.blocks
    assert "limit-exceeded" in page.codes


def test_spans_of_a_hostile_table_are_bounded(read):
    rows = '<tr><th colspan="999999999">甲</th><td rowspan="-1">1</td></tr><tr><td>乙</td><td>2</td></tr>'
    page = read(f"<table>{rows}</table>".encode())
    assert [b.text for b in page.blocks] == ["甲", "1", "乙", "2"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<a href=x>",
                "</a>",
                "<br>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "字。",
                " ",
                "\n",
                "<b>",
                "<li hidden>",
                "<img alt=图>",
                "&nbsp;",
            ]
        ),
        max_size=40,
    )
)
def test_any_soup_keeps_its_characters_and_its_paths(pieces):
    source = "".join(pieces)
    if not source.strip():
        return
    try:
        root, _ = html.parse(source)
    except html.UnreadableInput:
        return
    blocks = list(Walker(root).blocks())
    assert sum(b.text.count("字") for b in blocks) == source.count("字")
    assert all(html.find(root, b.path) is not None for b in blocks)
    assert all(b.text.strip() == b.text and b.text for b in blocks)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="字a \n\u3000\u2028", max_size=6), max_size=6))
def test_white_space_handling_loses_no_character(pieces):
    joined = "".join(html_text.paragraphs(pieces, False))
    assert [c for c in joined if c not in " \n\u3000"] == [c for c in "".join(pieces) if c in "字a"]


def test_frames_written_into_the_page_are_read(read):
    """SingleFile keeps a frame's page in ``srcdoc``: its text would be lost in silence."""
    inner = "<p title='&quot;'>框架里的通告：<b>停航</b>。</p>".replace("&", "&amp;").replace('"', "&quot;")
    page = read(f'<p>正文在此。</p><iframe srcdoc="{inner}"></iframe><iframe srcdoc=" "></iframe>'.encode())
    (child,) = page.children
    assert (child.name, child.media_type, child.charset) == ("frame 1.html", "text/html", "utf-8")
    assert read(child.path.read_bytes(), child.name).block("框架里的通告：停航。")
    assert not read('<iframe srcdoc="&lt;p&gt;停航&lt;/p&gt;"></iframe>'.encode()).troubles
    assert read(b"<p>x</p>" + b"<iframe srcdoc=a></iframe>" * 501).codes == ["limit-exceeded"]
