"""Names as mentions: one identity however written, none overlapping another."""

from itertools import pairwise

from reader.entities import recognise


def found(text, kind=None):
    return [(m.type, m.canonical) for m in recognise(text) if kind in (None, m.type)]


def test_one_place_is_one_identity():
    assert {tuple(found(text)) for text in ("福州下雨。", "福州市下雨。")} == {(("place", "福州 Fuzhou"),)}
    assert found("瀋陽下雨。") == found("沈阳下雨。")


def test_countries_and_provinces_are_a_type_of_their_own():
    assert found("福建与日本") == [("region", "福建 Fujian"), ("region", "日本 Japan")]


def test_people():
    assert found("局长李建國表示同意", "person") == [("person", "李建国 Li Jianguo")]
    assert found("约翰·史密斯来了", "person") == [("person", "约翰·史密斯")]


def test_an_agency_is_one_mention_with_its_place():
    assert found("福州市公安局鼓楼分局报案") == [("organisation", "福州市公安局鼓楼分局")]


def test_any_university_of_a_country_is_no_organisation():
    assert found("中国大学很多", "organisation") == []


def test_a_law_with_and_without_the_state_is_one():
    assert found("《中华人民共和国刑法》", "law") == found("《刑法》", "law") == [("law", "《刑法》")]
    assert found("《红楼梦》", "law") == []


def test_spans_are_of_the_text_and_do_not_overlap():
    text = "2022年福建省福州市公安局局长李建国依据《刑法》拨打110，到北京。"
    mentions = recognise(text)
    assert [m.type for m in mentions] == ["organisation", "person", "law", "phone", "region"]
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
