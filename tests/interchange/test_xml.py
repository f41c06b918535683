"""TMX and XLIFF: variants, inline tags, broken files, hostile entities."""

import pytest

from reader.errors import UnreadableInput, UsageError
from reader.interchange import xml
from reader.interchange.contract import BadRecord, Pair

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en" segtype="sentence"/><body>
<tu tuid="u1"><tuv xml:lang="en-GB"><seg>The <bpt i="1">&lt;b&gt;</bpt>police<ept
 i="1">&lt;/b&gt;</ept> came.</seg></tuv>
<tuv xml:lang="zh-CN"><seg>警察<ph>{1}</ph>来<hi>了</hi>。</seg></tuv></tu>
<tu><tuv xml:lang="zh-Hant"><seg>沒有譯文</seg></tuv><tuv xml:lang="de"><seg>Nichts</seg></tuv></tu>
<tu><tuv lang="ZH"><seg>好<ph><sub>字</sub>x</ph></seg></tuv><tuv xml:lang="EN"><seg/></tuv></tu>
</body></tmx>"""

XLIFF_1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="zh-CN" target-language="en"
 original="x" datatype="plaintext"><body><group>
<trans-unit id="1"><source>预算<g id="1">总额</g><x id="2"/>。</source><target>Total <g id="1">budget</g>.</target>
 <alt-trans><source>别的</source><target>other</target></alt-trans></trans-unit>
<trans-unit id="2"><source>第二<ph id="3">%s</ph>句</source></trans-unit>
<trans-unit id="3"><target>no source</target></trans-unit>
</group></body></file></xliff>"""

XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="zh-Hans" trgLang="en">
<file id="f"><unit id="u1"><originalData><data id="d1">&lt;b&gt;</data></originalData>
<segment><source>第<pc id="1" dataRefStart="d1">一</pc>句。</source>
<target>First <pc id="1">sentence</pc>.</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>第二句<ph id="2" dataRef="d1"/>。</source><target/></segment></unit></file></xliff>"""


def test_tmx_takes_the_chinese_and_english_variants(read):
    first, second, third = read("a.tmx", TMX)
    assert first == Pair(1, 4, "警察来了。", "The police came.", "u1")
    assert second == BadRecord(2, 7, "The translation unit has no English text (xml:lang).")
    assert (third.source, third.target) == ("好字", "")


def test_xliff_1_flattens_tags_and_leaves_other_translations_alone(read):
    first, second, third = read("a.xlf", XLIFF_1)
    assert first == Pair(1, 4, "预算总额。", "Total budget.", "1")
    assert (second.source, second.target, second.key) == ("第二句", "", "2")
    assert third == BadRecord(3, 7, "The unit has no <source>.")


def test_xliff_2_has_a_pair_for_each_segment(read):
    first, second = read("a.xliff", XLIFF_2)
    assert (first.source, first.target, first.key) == ("第一句。", "First sentence.", "u1")
    assert (second.source, second.target) == ("第二句。", "")


@pytest.mark.parametrize(("name", "content"), [("a.tmx", TMX), ("a.xlf", XLIFF_1), ("a.xlf", XLIFF_2)])
def test_a_damaged_file_is_refused_with_its_line_before_any_pair(read, name, content):
    with pytest.raises(UnreadableInput, match=r"line \d"):
        read(name, content[:-12])


def test_the_wrong_kind_of_xml(read):
    with pytest.raises(UnreadableInput, match="not TMX"):
        read("a.tmx", XLIFF_1)
    with pytest.raises(UnreadableInput, match="not XLIFF"):
        read("a.xlf", TMX)
    with pytest.raises(UsageError):
        read("a.tmx", TMX, "1", "2")


def test_other_languages_are_refused_by_name(read):
    with pytest.raises(UsageError, match="from de into fr"):
        read("a.xlf", XLIFF_1.replace("zh-CN", "de").replace('target-language="en"', 'target-language="fr"'))


def test_entities_bring_in_no_other_file(read, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET", "utf-8")
    hostile = TMX.replace(
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">', f'<!DOCTYPE tmx [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    ).replace("警察", "警&e;察")
    (first, *_) = read("a.tmx", hostile)
    assert "SECRET" not in first.source


def test_a_bomb_of_entities_is_no_bomb(read):
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    bomb = TMX.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', f"<!DOCTYPE tmx [{entities}]>").replace("警察", "&a11;")
    with pytest.raises(UnreadableInput):
        read("a.tmx", bomb)


def test_told_by_content_when_the_suffix_says_nothing(read):
    assert len(read("memory.xml", TMX)) == 3
    assert len(read("units.bin", XLIFF_1)) == 3
    assert len(read("pairs.txt", "你好\tHello\n")) == 1


def test_what_was_read_is_let_go(tmp_path):
    unit = '<tu><tuv xml:lang="zh"><seg>警察来了。</seg></tuv><tuv xml:lang="en"><seg>Police.</seg></tuv></tu>\n'
    path = tmp_path / "a.tmx"
    path.write_text(f"<tmx version='1.4'><body>{unit * 5_000}</body></tmx>", "utf-8")
    kept = [len(element.getparent()) for event, element in xml.elements(path, ("tu",)) if event == "end"]
    assert len(kept) == 5_000
    assert max(kept) < 1_000
