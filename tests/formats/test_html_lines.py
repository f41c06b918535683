"""Lines that line breaks part inside one element: found by a sentence's text, lit alone or together."""

import pytest
from lxml import etree

from reader.formats import html_lines
from reader.formats.html_snapshot import anchor, snapshot

PAGE = (
    "<html><body><div id='main'>\u3000\u3000第一段：东渡口停航。\u3000<br>\n"
    "\u3000\u3000第二段，<b>请</b><a href='/x'>群众</a>"
    "绕行新桥。恢复时间另行通知。<br><br>\u3000\u3000第三段甲，<br>第三段乙，<br>第三段丙。<p>内段。</p>尾段。</div>"
    "<p>没有换行。</p><p><font>一行。<br>二行。</font></p><p>开头。<br><span>甲。<br>乙。</span></p></body></html>"
)


@pytest.fixture
def page():
    return snapshot(PAGE.encode())


def lit(page, wanted):
    """Texts that the address ``#wanted`` lights, after the style sheet of the copy."""
    root = etree.HTML(page)
    (target,) = root.xpath(f"//*[@id='{wanted}']")
    if target.tag != "i":
        return ["".join(target.itertext()).strip()]
    found, element = [], target
    while len(found) < int(target.get("class")[1:]):
        element = element.getnext()
        if element.get("class") == "ln":
            found.append("".join(element.itertext()).strip())
        else:
            assert element.tag == "br" or element.get("class") in {"k2", "k3", "k4"}
    return found


def light(page, path, block, sentence):
    name = anchor(path)
    start = block.index(sentence)
    lines = html_lines.lines_of(page, name)
    return lit(page, html_lines.anchor_of(name, lines, block, start, start + len(sentence)))


DIV = "html > body > div:nth-of-type(1)"


def test_a_sentence_lights_its_line_alone(page):
    assert light(page, DIV, "第一段：东渡口停航。", "第一段：东渡口停航。") == ["第一段：东渡口停航。"]
    block = "第二段，请群众绕行新桥。恢复时间另行通知。"
    assert light(page, DIV, block, "恢复时间另行通知。") == [block]
    assert light(page, DIV, "尾段。", "尾段。") == ["尾段。"]


def test_a_sentence_over_several_lines_lights_them_all(page):
    block = "第三段甲，\n第三段乙，\n第三段丙。"
    assert light(page, DIV, block, "第三段甲，\n第三段乙，") == ["第三段甲，", "第三段乙，"]
    assert light(page, DIV, block, block) == ["第三段甲，", "第三段乙，", "第三段丙。"]
    assert light(page, DIV, block, "第三段乙，\n第三段丙。") == ["第三段乙，", "第三段丙。"]


def test_breaks_inside_an_inline_element(page):
    assert light(page, "html > body > p:nth-of-type(2)", "一行。\n二行。", "二行。") == ["二行。"]


def test_breaks_in_several_places_light_the_whole_element(page):
    path = "html > body > p:nth-of-type(3)"
    assert html_lines.lines_of(page, anchor(path)) == []
    assert light(page, path, "开头。\n甲。\n乙。", "乙。") == ["开头。甲。乙。"]


def test_what_is_not_there_or_too_long_lights_the_whole_element(page):
    name = anchor(DIV)
    lines = html_lines.lines_of(page, name)
    assert html_lines.anchor_of(name, lines, "别处的话。", 0, 5) == name
    many = snapshot(("<p>" + "<br>".join("一二三四五六") + "</p>").encode())
    path = "html > body > p:nth-of-type(1)"
    lines = html_lines.lines_of(many, anchor(path))
    assert html_lines.anchor_of(anchor(path), lines, "一\n二\n三\n四\n五\n六", 0, 11) == anchor(path)
    assert html_lines.anchor_of(anchor(path), lines, "一\n二\n三\n四\n五\n六", 0, 7) == f"{anchor(path)}-1-4"


def test_every_text_of_the_page_is_there_once(page):
    body = etree.HTML(page).find("body")
    plain = etree.HTML(PAGE).find("body")
    assert html_lines.squeezed("".join(body.itertext())) == html_lines.squeezed("".join(plain.itertext()))


def test_quotes_and_tags_in_the_text_of_a_line():
    text = '"><script>1</script>&amp;'
    page = snapshot(f"<p>{text.replace('<', '&lt;')}<br>二</p>".encode())
    name = anchor("html > body > p:nth-of-type(1)")
    assert [line for _, line in html_lines.lines_of(page, name)] == ['"><script>1</script>&', "二"]
    assert not list(etree.HTML(page).iter("script"))
