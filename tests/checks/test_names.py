"""Names: rendered, misspelt, replaced, left out; and never a false word about what is right."""

import pytest

from reader.checks.contract import Context
from reader.checks.names.check import Names
from reader.model import Segment, Severity, Translation

CHECK = Names()


def judge(zh, en):
    segment = Segment("S", "D", "B", 1, 0, len(zh), zh, "zh")
    return CHECK(segment, Translation("T", zh, en, "x", "1", "x", "1", "", {}, ""), Context(en))


def grave(zh, en):
    return [f for f in judge(zh, en) if f.severity.is_serious]


RIGHT = [
    ("他住在天津。", "He lives in Tianjin."),
    ("他住在天津市。", "He lives in Tientsin."),
    ("他住在西安。", "He lives in Xian."),
    ("他住在乌鲁木齐。", "He lives in Ürümqi."),
    ("她来自内蒙古呼和浩特。", "She comes from Hohhot, Inner Mongolia."),
    ("她来自澳門。", "She comes from Macau."),
    ("案件由福州市公安局办理。", "The case is handled by the Public Security Bureau of Fuzhou."),
    ("案件由福州市公安局办理。", "The Fuzhou Municipal Public Security Bureau handles the case."),
    ("西藏自治区发布通知。", "The Xizang Autonomous Region issued a notice."),
    ("美国总统表示支持。", "The American president expressed support."),
    ("中国香港参加会议。", "Hong Kong took part in the meeting."),
    ("局长李建国表示同意。", "Director Li Jianguo agreed."),
    ("局长李建国表示同意。", "Director Jianguo LI agreed."),
    ("局长李建国表示同意。", "Director Li Jian-guo agreed."),
    ("局长李建国表示同意。", "Director Li agreed."),
    ("主席蔡英文表示同意。", "Chairwoman Tsai Ing-wen agreed."),
    ("院长陳明璋表示同意。", "President Ch'en Ming Chang agreed."),
    ("约翰·史密斯到达北京。", "John Smith arrived in Beijing."),
    ("该公司在巨大连锁店销售。", "The company sells in huge chain stores."),
    ("他们开会。", "They met."),
    ("根据《中华人民共和国刑法》处理。", "It is handled under the Criminal Law of the People's Republic of China."),
    ("北约成员国开会。", "Nato members met."),
    ("联合国家机关共同办理。", "It was handled jointly with state organs."),
]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_right_names_are_left_alone(zh, en):
    assert grave(zh, en) == []


WRONG = [
    ("他住在天津。", "He lives in Zianjin.", "misspelt", "Tianjin", "Zianjin"),
    ("他住在乌鲁木齐。", "He lives in Urumchq.", "misspelt", "Urumqi", "Urumchq"),
    ("他住在天津。", "He lives in Nanjing.", "other name", "Tianjin", "Nanjing"),
    ("他住在天津。", "He lives there.", "missing", "Tianjin", None),
    ("他到德国旅行。", "He travelled to France.", "other name", "Germany", "France"),
    ("他从新义州来到丹东。", "He came to Dandong.", "missing", "Sinuiju", None),
    ("局长李建国表示同意。", "Director Li Jianguu agreed.", "misspelt", "Li Jianguo", "Jianguu"),
    ("局长李建国表示同意。", "Director Wang Xiaoming agreed.", "other name", "Li Jianguo", "Wang Xiaoming"),
    ("局长李建国表示同意。", "Director Li Xiaoming agreed.", "other name", "Li Jianguo", "Xiaoming"),
    ("局长李建国表示同意。", "The director agreed.", "missing", "Li Jianguo", None),
    ("约翰·史密斯到达北京。", "Peter Brown arrived in Beijing.", "missing", None, None),
    ("根据《治安管理处罚法》处理。", "It is handled accordingly.", "title missing", None, None),
    ("由福州市公安局办理。", "It is handled by Fuzhou.", "function missing", "public security", None),
]


@pytest.mark.parametrize(("zh", "en", "trouble", "canonical", "english"), WRONG)
def test_wrong_names_are_reported_with_the_right_form(zh, en, trouble, canonical, english):
    (finding,) = grave(zh, en)
    assert finding.severity is Severity.MAJOR
    assert finding.evidence["trouble"] == trouble
    assert finding.evidence.get("canonical") == canonical
    assert finding.evidence.get("english") == english
    assert canonical is None or canonical in finding.explanation
    assert all(zh[a:b] for a, b in finding.source_spans)
    assert [en[a:b] for a, b in finding.target_spans] == ([english] if english else [])


def test_the_explanation_offers_the_canonical_form():
    (finding,) = judge("他住在天津。", "He lives in Zianjin.")
    assert finding.explanation == (
        "“天津” is Tianjin; the English has “Zianjin”, which looks like a misspelling of it."
    )
    assert finding.label == "Place"


def test_every_place_of_a_lost_name_is_marked():
    (finding,) = judge("天津的工厂在天津。", "The factory is there.")
    assert finding.source_spans == ((0, 2), (6, 8))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("美国食品药品监督管理局批准。", "The FDA approved it."),
        ("中国经济增长。", "The domestic economy grew."),
        ("他在美国洛杉矶。", "He is in Los Angeles."),
        ("总统特朗普发言。", "In his speech he was brief."),
    ],
)
def test_what_may_fairly_be_left_out_is_minor(zh, en):
    assert grave(zh, en) == []


def test_pinyin_no_character_is_read_as_is_an_addition():
    (finding,) = grave("他到了。", "Zhang Xiaoming arrived.")
    assert finding.evidence["trouble"] == "added"
    assert finding.category == "Accuracy/Addition"
    assert "Xiaoming" in finding.explanation


def test_misspelt_pinyin_is_found_without_a_recognised_name():
    (finding,) = grave("昨天何清华来过。", "He Qignhua came yesterday.")
    assert finding.evidence == {
        "trouble": "misspelt", "chinese": "清华", "canonical": "Qinghua", "english": "Qignhua",
    }  # fmt: skip


@pytest.mark.parametrize("en", ["", " ", "…"])
def test_an_english_without_words_has_its_own_check(en):
    assert judge("他住在天津。", en) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("", "Tianjin"),
        ("\ud800天津", "\udc00 Zianjin"),
        ("天津" * 50_000, "Tianjin " * 10_000),
        ("李·" * 2_000, "A" * 50_000),
        ("《" * 3_000, "'" * 3_000),
        ("局长" * 5_000 + "李", "Li"),
        ("\u202e天津\u0000", "nij\u202enaiT \u0000"),
        ("、".join(["李伟"] * 3_000), "Li Wei"),
    ],
)
def test_hostile_input_is_answered(zh, en):
    assert isinstance(judge(zh, en), list)


@pytest.mark.parametrize(
    ("zh", "en", "wrong", "right"),
    [
        ("安徽省和苏宁公司签约。", "The Anhui government signed with Sunnig.", "Sunnig", "Suning"),
        ("发言人耿爽作出回应。", "The spokesman Gneg Shuang replied.", "Gneg", "Geng"),
        (
            "他为归国华侨联合会工作。",
            "He serves the Federation of Retruned Chinese.",
            "Retruned",
            "Returned",
        ),
        ("疫情在伦巴第蔓延。", "The epidemic spread in Lomburdy.", "Lomburdy", "Lombardy"),
    ],
)
def test_a_word_that_is_no_word_and_close_to_what_the_chinese_says(zh, en, wrong, right):
    found = [f for f in grave(zh, en) if f.evidence["trouble"] == "misspelt"]
    assert [f.evidence["english"] for f in found] == [wrong]
    assert found[0].evidence["canonical"] == right
    assert [en[slice(*span)] for span in found[0].target_spans] == [wrong]
    assert right in found[0].explanation


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("海军上将莫兰发表讲话。", "Admiral Moran gave a speech."),
        ("马里总统凯塔来访。", "Malian President Keita came to visit."),
        ("王子与梅根结婚。", "The prince married Meghan."),
        ("获得紧急使用授权。", "It was given an Emergency Use Authorisation."),
        ("委内瑞拉人从事服务业。", "The Venezuelans work in services."),
        ("吕先生到了。", "Mr Lyu arrived."),
        ("李明到了。", "Lee Ming arrived."),
        ("沪港列车开通。", "The train from Shanghai to Hong Kong opened."),
        ("塔国经济发展很快。", "The economy of Tajikistan grows fast."),
    ],
)
def test_other_spellings_and_short_forms_are_no_slips(zh, en):
    assert grave(zh, en) == []


def test_a_place_that_nothing_in_the_chinese_stands_for():
    found = grave("只有当地居民能够进入这座城市。", "Only local residents could enter Warsaw and the city.")
    assert [f.evidence["english"] for f in found] == ["Warsaw"]
    assert found[0].category == "Accuracy/Addition"


@pytest.mark.parametrize(
    ("zh", "en", "wrong", "right"),
    [
        ("内蒙古自治区决定书（贵公发[2000]33号）", "Inner Mongolia decision (Goi Gong Fa [2000] No. 33)", "Goi", "Gui"),
        ("刻画了东一龙的情感。", "It shows the feelings of Dog Yilong.", "Dog", "Dong"),
        ("参加会议的有很多人。", "Many people attended the Sessoin.", "Sessoin", "Session"),
        ("他们支持加兰德。", "They support Gerland.", "Gerland", "Garland"),
        ("科索沃和科索沃军队", "Kosovo and the army of Kisovo", "Kisovo", "Kosovo"),
    ],
)
def test_slips_told_by_neighbours_looks_and_sounds(zh, en, wrong, right):
    found = [f for f in grave(zh, en) if f.evidence["trouble"] == "misspelt"]
    assert [(f.evidence["english"], f.evidence["canonical"]) for f in found] == [(wrong, right)]


def test_a_chinese_person_in_the_place_of_one_without_a_witness():
    (finding,) = grave("张继科在一旁认真观战。", "One of the hosts, Wu Shufen, watched intently.")
    assert finding.evidence == {"trouble": "added", "chinese": "", "english": "Wu Shufen"}
    assert finding.label == "Person"


def test_a_word_where_a_country_would_stand():
    (finding,) = grave("挪威、以色列和葡萄牙更富裕。", "Norway, Israel and Attack are richer.")
    assert finding.evidence["canonical"] == "Portugal"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("北京时间27日开赛。", "It starts on the 27th (GMT+8)."),
        ("昨天上午，市委书记带队检查。", "The secretary of the Beijing Municipal Committee led an inspection."),
        ("宁泽涛来自银川。", "Ning Zetao comes from Yinchuan, Ningxia."),
        ("曼比季现在全在我们的控制之下。", "The city is now fully under our control."),
        ("波音737Classic客机停飞。", "The 737 Classic was grounded."),
        ("胡克先生表示同意。", "Mr Hooker agreed."),
        ("关系国家的长治久安。", "It matters to lasting order in the country."),
        ("卡罗利到场。", "Karolyi was there."),
        ("他说扎里夫同意。", "Zarif agreed, he said."),
    ],
)
def test_what_a_translator_may_say_otherwise(zh, en):
    assert grave(zh, en) == []


def test_another_given_name_behind_the_surname():
    (finding,) = grave("联系人：韩雪梅，联系电话：0600-0996018。", "Contact: Han Shei; telephone: 0600-0996018.")
    assert "is Han Xuemei; the English names “Shei” instead" in finding.explanation
    assert grave("局长王建国表示同意。", "Director Wang Office agreed.") == []
    assert grave("总统李光耀说。", "President Lee Kuan Yew said.") == []
