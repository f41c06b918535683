"""People: found where a witness stands beside the name, never in ordinary words."""

import pytest

from reader.text.person_names import find, printed


def people(text):
    return [person.characters for person in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("局长李建国表示同意", ["李建国"]),
        ("姓名：王伟，男", ["王伟"]),
        ("犯罪嫌疑人欧阳志强到案", ["欧阳志强"]),
        ("联系人：张敏", ["张敏"]),
        ("李建国说，他不知道", ["李建国"]),
        ("记者王伟、李建国和张敏报道", ["王伟", "李建国", "张敏"]),
        ("（詹纯新、梁稳根、何清华、刘飞香）", ["詹纯新", "梁稳根", "何清华", "刘飞香"]),
        ("约翰·史密斯来了", ["约翰史密斯"]),
        ("本报记者李明报道", ["李明"]),
        ("威廉・莫兰上将说", ["威廉莫兰"]),
    ],
)
def test_found(text, expected):
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "母亲和健康的婴儿", "高死亡率", "向媒体透露", "应移送检察官", "市安监局表示", "党支部书记", "医务人员表示",
        "有关部门负责人表示", "双方同意", "公司经理说明情况", "总经理办公室", "记者从会上获悉",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_people(text):
    assert people(text) == []


def test_names_are_printed_as_english_does():
    assert [printed(p) for p in find("局长孙仁安表示")] == ["Sun Ren'an"]
    assert [printed(p) for p in find("约翰·史密斯来了")] == [""]
