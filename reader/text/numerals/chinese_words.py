"""Chinese words the parser looks for around a numeral: currencies, units, measure words, sections.

All in folded form (numerals_folding): simplified, half-width.
"""

from __future__ import annotations

_CURRENCY_WORDS = {
    "元": "元 块钱",
    "CNY": "人民币 元人民币",
    "USD": "美元 美金",
    "HKD": "港元 港币",
    "TWD": "新台币 新臺币 台币 臺币",
    "EUR": "欧元",
    "GBP": "英镑",
    "JPY": "日元 日圆 日圓 日币",
    "KRW": "韩元 韩币 韩圆",
    "RUB": "卢布",
    "AUD": "澳元",
    "CAD": "加元",
    "SGD": "新元 新加坡元",
    "CHF": "瑞郎 瑞士法郎",
    "INR": "卢比",
    "THB": "泰铢",
    "MYR": "令吉 林吉特",
    "VND": "越南盾",
    "KZT": "坚戈",
    "MOP": "澳门元 澳门币",
    "TRY": "里拉",
}
CURRENCIES: dict[str, str] = {word: code for code, words in _CURRENCY_WORDS.items() for word in words.split()}
"""Currency words that follow an amount → code of reader.text.quantity."""

_SIGNS = {
    "¥": "元",
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "NTD": "TWD",
    "$": "$",
    "€": "EUR",
    "£": "GBP",
    "RMB": "CNY",
}
PREFIXES: dict[str, str] = {
    **_SIGNS,
    **{code: code for code in ("CNY", "USD", "JPY", "EUR", "GBP", "HKD")},
    **{word: code for word, code in CURRENCIES.items() if word[-1] == "币" or word == "美金"},
}
"""Currency signs and words that stand before an amount."""
PREFIX_ENDS = frozenset(prefix[-1] for prefix in PREFIXES)

_UNIT_WORDS = {
    "mm": "毫米 mm",
    "cm": "厘米 公分 cm",
    "dm": "分米",
    "m": "米 公尺 m",
    "km": "公里 千米 km KM",
    "mile": "英里 哩",
    "ft": "英尺 呎",
    "inch": "英寸 英吋 寸",
    "nmi": "海里",
    "li": "里 华里",
    "mg": "毫克 mg",
    "g": "克 公克 g",
    "kg": "千克 公斤 kg KG",
    "jin": "斤 市斤",
    "t": "吨 公吨 t",
    "lb": "磅",
    "m2": "平方米 平米 平方公尺 m² ㎡ m2",
    "km2": "平方公里 平方千米 km² km2",
    "mm2": "平方毫米 mm2",
    "cm2": "平方厘米 cm2",
    "mu": "亩",
    "acre": "英亩",
    "ha": "公顷",
    "m3": "立方米 m3",
    "l": "升 公升 L",
    "ml": "毫升 ml mL",
    "second": "秒 秒钟 s",
    "minute": "分钟 min",
    "hour": "小时 个小时 钟头 个钟头 h",
    "day": "天 日 工作日 个工作日",
    "week": "周 星期 个星期",
    "month": "个月 个多月",
    "quarter": "季度",
    "quarter-year": "个季度",
    "year": "年 周年 年间 年期 岁 周岁",
    "century": "世纪 个世纪",
    "degree": "度 °",
    "celsius": "摄氏度 ℃ °C",
}
UNITS: dict[str, str] = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
"""Unit words that follow a figure → unit of reader.text.quantity."""

_MEASURES = """
    个 名 位 人 条 件 项 次 家 所 辆 台 座 只 头 匹 株 棵 本 册 份 张 幅 篇 章 节
    款 段 句 种 类 起 场 届 期 批 组 队 支 架 艘 列 间 户 顷 层 栋 幢 套 对 副 根
    颗 粒 片 滴 杯 瓶 箱 袋 包 桶 罐 盒 局 轮 步 省 市 县 区 乡 镇 村 国 州 派 院
    校 连胜 点 倍 成 折 番 目 卷 页 票 席 枚 门 例 宗 笔 道 股 处 级 字 分 角 亩 球
    冠 金 银 铜 案 者 方面 大类 代 多
"""
MEASURES = frozenset(_MEASURES.split()) | frozenset(UNITS) | frozenset(CURRENCIES)
"""Words after which a single Chinese digit counts something (三名, 五起)."""

COUNTS_ONE = frozenset("名个位例人只种条家本座部块枚金银铜张份起项次艘辆所件台间套场届期篇")
"""Measure words that make even an Arabic 1 fairly an English "a" (1 名中国人)."""

SECTIONS = {
    "条": "article",
    "章": "chapter",
    "节": "section",
    "款": "paragraph",
    "项": "subparagraph",
    "目": "item",
    "编": "part",
    "部分": "part",
    "页": "page",
    "号": "number",
    "卷": "volume",
    "册": "volume",
}
"""Words that make 第… a place in a document."""
