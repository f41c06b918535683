"""A page to be shown: what is kept, what is marked, and that nothing in it can run or reach out."""

import base64
import re

import pytest
from builders import ARTICLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from reader.errors import UnreadableInput
from reader.formats.contract import Payload
from reader.formats.host import Extractor
from reader.formats.html_snapshot import POLICY, anchor, snapshot

PIXEL = "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
HOSTILE = f"""<html><head><base href="http://canary.invalid/">
<meta http-equiv="refresh" content="0;url=http://canary.invalid/">
<link rel="stylesheet" href="http://canary.invalid/s.css"><style>@import url(http://canary.invalid/i.css);</style></head>
<body onload="alert(1)" background="http://canary.invalid/b.png" style="background:url(http://canary.invalid/c.png)">
<script>fetch("http://canary.invalid/")</script><a href="javascript:alert(1)" ping="http://canary.invalid/p">链接</a>
<img src="http://canary.invalid/x.png" srcset="http://canary.invalid/y.png 2x" onerror="alert(1)"
alt='"><script>1</script>'>
<img src="data:image/svg+xml;base64,AAAA" alt="svg">
<img src="{PIXEL}" alt="点">
<iframe src="http://canary.invalid/f"></iframe><iframe srcdoc="<script>1</script>"></iframe>
<object data="http://canary.invalid/o"></object>
<svg onload="alert(1)"><script>1</script><image href="http://canary.invalid/z"/></svg><math><mtext></mtext></math>
<form action="http://canary.invalid/"><input name=q value="搜索&quot;><script>">
<button formaction="javascript:1">去</button></form>
<video src="http://canary.invalid/v"></video>
<table><tr><td colspan=2 style="x:expression(1)" onclick=1>表格</td></tr></table>
<p lang='zh"onclick="1'>&lt;script&gt;alert(1)&lt;/script&gt;</p><noscript><img src=http://canary.invalid/n></noscript>
<plaintext><script>1</script>""".replace("\n", " ")  # fmt: skip
ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "svg",
    "math",
    "video",
    "audio",
    "input",
    "button",
}


def checked(page):
    """The parsed snapshot, after asserting that nothing in it is active."""
    root = etree.HTML(page)
    for element in root.iter():
        assert element.tag not in ACTIVE
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name in {
                "src", "alt", "title", "class", "id", "colspan", "rowspan", "scope", "lang", "dir", "start", "value",
                "open", "charset", "http-equiv", "content", "data-t",
            }  # fmt: skip
            if name == "src":
                assert re.match(r"data:image/(png|jpeg|gif|webp);base64,", value)
    assert [m.get("content") for m in root.iter("meta") if m.get("http-equiv")] == [POLICY]
    assert len(list(root.iter("style"))) == 1
    assert "url(" not in root.find(".//style").text
    return root


def test_nothing_of_a_hostile_page_runs_or_reaches_out():
    root = checked(snapshot(HOSTILE.encode()))
    text = "".join(root.find("body").itertext())
    for words in ("链接", "表格", "去", "<script>alert(1)</script>", "搜索"):
        assert words in text
    (picture,) = root.iter("img")
    assert (picture.get("src"), picture.get("alt")) == (PIXEL, "点")
    assert root.find(".//td").get("colspan") == "2"


def test_structure_and_hidden_text_stay():
    root = checked(snapshot(ARTICLE.encode()))
    assert [e.tag for e in root.iter("h1", "h2", "caption", "th", "figcaption")] == [
        "h1", "h2", "caption", "th", "th", "figcaption", "h3",
    ][:6]  # fmt: skip
    (unseen,) = root.xpath("//*[@class='unseen']")
    assert unseen.text.startswith("此句在页面上看不见")
    assert "脚本里的字" not in etree.tostring(root, encoding="unicode")
    link = root.xpath("//span[@class='link'][@title='/a']")[0]
    assert link.text == "政务公开"


def test_the_element_of_a_block_is_found_by_its_anchor(read):
    block = read(ARTICLE.encode()).block("12.5公里")
    (cell,) = checked(snapshot(ARTICLE.encode())).xpath(f"//*[@id='{anchor(block.locators[0].place.path)}']")
    assert (cell.tag, cell.text) == ("td", "12.5公里")


def test_every_element_with_a_block_has_an_anchor(read):
    page = snapshot(ARTICLE.encode())
    for block in read(ARTICLE.encode()).blocks[1:]:
        assert page.count(f' id="{anchor(block.locators[0].place.path)}"') == 1


PIECES = st.sampled_from(
    ["<script>", "</script>", "<img src=http://canary.invalid/>", "<a href='javascript:1'>", '" onload="1', "<style>",
     "<svg/onload=1>", "<p ", ">", "<!--", "-->", "&lt;script&gt;", "文", "<table><form>", "<math><mtext><style>",
     "<title>",
     "<noscript><p title='</noscript><img src=x onerror=1>'>", "<textarea>", "<xmp>", "<iframe srcdoc='<b>'>"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_no_mixture_of_markup_gets_through(pieces):
    checked(snapshot(("<html><body><p>渡口</p>" + "".join(pieces)).encode()))


@pytest.mark.parametrize("charset", ["gb18030", "big5", "utf-8"])
def test_charsets_are_found_as_in_reading(charset):
    assert "東渡口" in snapshot("<html><body><p>東渡口停航，恢復時間另行通知。</p></body></html>".encode(charset))


def test_it_is_made_by_the_killable_process(tmp_path):
    with Extractor() as extractor:
        path = tmp_path / "page"
        path.write_bytes(ARTICLE.encode())
        page = extractor.snapshot(Payload(path, "page.html"))
        assert anchor("html > body > div:nth-of-type(2) > h1:nth-of-type(1)") in page
        checked(page)
        path.write_bytes(bytes(range(256)) * 20)
        with pytest.raises(UnreadableInput):
            extractor.snapshot(Payload(path, "page.html"))
