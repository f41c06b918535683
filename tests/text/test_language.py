"""Language identification: script first, Chinese never lost, everything said."""

import subprocess
import sys

import pytest
from labelled_strings import LABELLED

from reader.text.language import LanguageContext, document_languages, identify


def test_short_strings_are_all_identified():
    assert len(LABELLED) >= 300
    assert all(len(text) <= 12 for text, _ in LABELLED)
    wrong = [(text, guess.lang) for text, gold in LABELLED if (guess := identify(text)).lang not in gold]
    assert wrong == []


@pytest.mark.parametrize("text", ["福州公安", "国家移民管理局招聘公告", "遣返率95%", "中朝边境"])
def test_what_langdetect_calls_korean_is_chinese(text):
    guess = identify(text, context=LanguageContext(document={"ko": 1.0}))
    assert guess.lang.startswith("zh")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("他叫김철수，住在延吉", "zh"),
        ("한국어 단어 안녕하세요的意思是“你好”，他们这样说", "zh-Hans"),
        ("他说“ありがとう”就走了", "zh-Hans"),
        ("他们的公司叫の字号，是这家", "zh-Hans"),
        ("请登录www.example.com查询 Please visit our website for more information", "zh-Hans"),
        ("The word 警察 means police in Chinese", "zh"),
        ("ㄅㄆㄇㄈ", "zh-Hant"),
        ("東京都の警察署は昨日、新しい通知を発表しました。", "ja"),
        ("대한민국(大韓民國) 연변(延邊) 조선족자치주(朝鮮族自治州)", "ko"),
        ("ئۇيغۇر ئاپتونوم رايونى", "ug"),
        ("བོད་རང་སྐྱོང་ལྗོངས།", "bo"),
        ("Ceci est un texte français assez long pour être reconnu", "fr"),
        ("Это сообщение на русском языке о границе", "ru"),
    ],
)
def test_mixed_and_other_languages(text, lang):
    assert identify(text).lang == lang


def test_undecidable_han_is_chinese_unless_the_document_is_japanese():
    plain = identify("東京")
    assert plain.lang.startswith("zh")
    assert "Han characters without kana or Hangul" in plain.how
    japanese = LanguageContext(document={"ja": 0.9, "zh": 0.1})
    assert identify("水道局", context=japanese).lang == "ja"
    assert identify("水道局", context=LanguageContext(declared="ja-JP")).lang == "ja"
    assert "forms of Japan" in identify("駅前広場").how
    assert identify("駅前広場", context=LanguageContext(document={"ja": 0.1, "zh-Hans": 0.9})).lang == "ja"
    for variant in ("産品目録", "黒竜江戸籍", "説明発表"):
        assert identify(variant).lang.startswith("zh")


def test_a_japanese_document_does_not_swallow_proved_chinese():
    japanese = LanguageContext(declared="ja", document={"ja": 1.0})
    for text in ("我们认为这样不行", "福州市公安局关于开展专项行动的通告", "请说汉语"):
        assert identify(text, context=japanese).lang.startswith("zh")


def test_script_of_neutral_text_comes_from_the_document():
    assert identify("公告").lang == "zh"
    assert identify("公告", context=LanguageContext(document={"zh-Hant": 1.0})).lang == "zh-Hant"
    assert identify("公告", context=LanguageContext(document={"zh-Hans": 0.9, "en": 0.1})).lang == "zh-Hans"
    assert identify("国國们們").lang == "zh"


def test_how_and_shares_are_stated():
    guess = identify("警察police")
    assert guess.shares == {"han": 0.25, "kana": 0, "hangul": 0, "latin": 0.75, "other": 0}
    assert identify("").lang == "und"
    assert identify("").how == "no letters"
    assert identify("\ud800").lang == "und"


def test_document_languages_share_letters_and_fold_neutral_chinese():
    shares = document_languages(["国家移民局", "公安", "hello", "123", ""])
    assert list(shares) == ["zh-Hans", "en"]
    assert shares["zh-Hans"] == pytest.approx(7 / 12)
    assert sum(shares.values()) == pytest.approx(1)
    assert document_languages([]) == {}


def test_guesses_repeat_exactly():
    text = "Een tekst die noch kort noch heel lang is"
    assert {identify(text) == identify(text) for _ in range(5)} == {True}


def test_short_chinese_never_loads_langdetect():
    code = (
        "import sys; from reader.text.language import identify;"
        "identify('福州公安'); identify('Police'); identify('안녕'); sys.exit('langdetect' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
