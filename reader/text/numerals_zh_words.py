"""Chinese words the parser looks for around a numeral: units, measure words, bounds, and words that only look
like numerals. All in folded form (numerals_folding)."""

from __future__ import annotations

import re

from reader.text.quantity import Bound

CURRENCIES: dict[str, str] = {
    "元人民币": "CNY", "元": "元", "块钱": "元", "块": "元", "人民币": "CNY",
    "美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "英镑": "GBP",
    "日元": "JPY", "日圆": "JPY", "日圓": "JPY", "日币": "JPY", "韩元": "KRW", "韩币": "KRW", "韩圆": "KRW",
    "卢布": "RUB", "澳元": "AUD", "加元": "CAD", "新元": "SGD", "新加坡元": "SGD", "瑞郎": "CHF",
    "瑞士法郎": "CHF", "卢比": "INR", "泰铢": "THB", "令吉": "MYR", "林吉特": "MYR", "越南盾": "VND",
    "坚戈": "KZT", "澳门元": "MOP", "里拉": "TRY", "新台币": "TWD", "台币": "TWD",
}  # fmt: skip
"""Currency words that follow an amount."""

CURRENCY_PREFIXES: dict[str, str] = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "¥": "元", "US$": "USD", "USD": "USD", "$": "$", "HK$": "HKD",
    "NT$": "TWD", "NTD": "TWD", "€": "EUR", "£": "GBP", "新台币": "TWD", "新臺幣": "TWD", "台币": "TWD", "港币": "HKD",
    "美金": "USD", "JPY": "JPY", "EUR": "EUR", "GBP": "GBP", "HKD": "HKD", "澳门币": "MOP",
}  # fmt: skip

UNITS: dict[str, str] = {
    "毫米": "mm", "厘米": "cm", "公分": "cm", "分米": "dm", "米": "m", "公尺": "m", "公里": "km", "千米": "km",
    "英里": "mile", "英尺": "ft", "英寸": "inch", "寸": "inch", "海里": "nmi", "里": "li", "华里": "li",
    "毫克": "mg", "克": "g", "公克": "g", "千克": "kg", "公斤": "kg", "斤": "jin", "市斤": "jin", "吨": "t", "公吨": "t",
    "磅": "lb", "平方米": "m2", "平米": "m2", "平方公尺": "m2", "平方公里": "km2", "平方千米": "km2", "亩": "mu",
    "英亩": "acre", "公顷": "ha", "立方米": "m3", "方": "", "升": "l", "公升": "l", "毫升": "ml",
    "秒": "second", "秒钟": "second", "分钟": "minute", "小时": "hour", "个小时": "hour", "钟头": "hour", "个钟头": "hour",
    "天": "day", "周": "week", "个星期": "week", "星期": "week", "个月": "month", "个多月": "month", "季度": "quarter",
    "个季度": "quarter-year", "年": "year", "周年": "year", "年间": "year", "岁": "year", "周岁": "year", "年期": "year",
    "世纪": "century", "个世纪": "century", "度": "degree", "摄氏度": "celsius", "℃": "celsius", "°C": "celsius",
    "°": "degree", "km": "km", "m": "m", "cm": "cm", "mm": "mm", "kg": "kg", "g": "g", "mg": "mg", "ml": "ml",
    "mL": "ml", "L": "l", "h": "hour", "min": "minute", "s": "second", "m²": "m2", "㎡": "m2", "km²": "km2", "t": "t",
    "KM": "km", "KG": "kg", "个工作日": "day", "工作日": "day", "日": "day", "号": "day", "月": "month", "月份": "month",
}  # fmt: skip
"""Unit words that follow a figure → unit of reader.text.quantity."""

MEASURES = frozenset(
    "个 名 位 人 条 件 项 次 家 所 辆 台 座 只 头 匹 株 棵 本 册 份 张 幅 篇 章 节 款 段 句 种 类 起 场 届 期 批 组 队 支 架 艘 "
    "列 间 户 顷 层 栋 幢 套 对 副 根 颗 粒 片 滴 杯 瓶 箱 袋 包 桶 罐 盒 局 轮 步 省 市 县 区 乡 镇 村 国 州 派 院 校 连胜 "
    "点 倍 成 折 番 目 卷 页 票 席 枚 门 例 宗 笔 道 股 处 级 字 分 角 亩 球 冠 金 银 铜 案 者 方面 大类 代 多".split()
) | frozenset(UNITS) | frozenset(CURRENCIES)  # fmt: skip
"""Words after which a single Chinese digit counts something (三名, 五起)."""

SECTIONS = {
    "条": "article", "章": "chapter", "节": "section", "款": "paragraph", "项": "subparagraph", "目": "item",
    "编": "part", "部分": "part", "页": "page", "号": "number", "卷": "volume", "册": "volume", "附件": "annex",
}  # fmt: skip
"""Words that make 第… a place in a document."""

# Words that hold numeral characters and name no figure. A numeral inside one is dropped unless its run goes on
# beyond the word (十分 in 五十分).
NOT_FIGURES = frozenset(
    """一些 一下 一样 一直 一定 一起 一般 一旦 一切 一方面 一方 一边 一面 一致 一贯 一再 一律 一概 一道 一经 一向 一同 一体 一系列
    一时 一度 一带 一路 一番 一举 一味 一心 一意 一线 一共 一生 一代 一流 一如 一身 一手 一齐 一并 一带一路 一点 一点儿 一会儿 一会 一阵
    统一 万一 唯一 惟一 同一 单一 之一 专一 不一 划一 如一 归一 合一 逐一 一一 不一定 清一色 天下第一 礼拜一
    十分 十足 十字 十字路口 十堰 百姓 老百姓 百货 百度 百科 百合 百般 百倍信心 百年 百家 百家争鸣 百花齐放 千万别 千万不要 千万不能
    千年 千瓦 千瓦时 兆瓦 千里 千古 千禧 千岛 千兆 千金 千秋 千卡 千赫 千分尺 千军万马 千方百计 千家万户 千辛万苦 千千万万 千变万化
    千钧一发 千差万别 成千上万 成百上千 万分 万众 万物 万事 万岁 万科 万达 万能 万里 万家 万人空巷 万无一失 万象 万全 亿万 亿万富翁
    百万富翁 亿利 三亚 三星 三峡 三明 三门峡 三沙 三河 三水 三角 三角洲 三角形 三轮车 三轮 三农 三维 三军 三国 三番五次 三心二意
    三思 三军 三文鱼 三明治 三藩市 再三 张三 第三方 三七 四川 四平 四处 四方 四周 四面八方 四季 四肢 四通八达 四人帮 李四 五花八门
    五角大楼 五星 五星红旗 五颜六色 五金 五台山 五官 五谷 五湖四海 五指山 五莲 六安 六合 六盘水 六神 七夕 七里河 七台河 七上八下 八卦
    八宝山 八达岭 乱七八糟 八仙 九江 九寨沟 九州 九龙 九台 九泉 九华山 二手 二氧化碳 二维码 二维 二氧化硫 二胡 二极管 二话 二级市场
    二人转 二审 一审 两岸 两会 两者 两国 两地 两院 两军 两侧 两旁 两岸三地 两党 两性 两极 两翼 两用 两难 两手 周一 周二 周三 周四
    周五 周六 星期一 星期二 星期三 星期四 星期五 星期六 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 第一时间 第二天 第一线 第三者 第三产业
    王五 赵六 双十一 零售 零部件 零件 零食 零星 零钱 零距离 零和 零容忍 凋零 飘零 孤零零 归零 清零 几乎 几何 数百姓 半岛 半导体 百色
    百济 百事 千户 百灵 千叶 千葉 万州 万宁 万盛 万华 万事达 万圣节 万维网 亿滋 五常 六朝 七喜 八路军 八一 九一八 五四 五一 六一 七一
    三八 十一黄金周 二战 一战 一把手 一把 一国两制 两弹一星 三包 三资 三产 三权 三无 三联 三菱 三洋 三井 三阳 三元 四五 七匹狼
    万向 万通 万宝 万亨 一汽 二汽 一中 二中 三中 九成宫 一律 一味 一词 一时间 一刻 一口气 一口 一头 一句话 一举 一行 一来 十全十美
    五月天 五粮液 六福 七匹狼 一百单八将 二流 三流 九九 三三两两 三两 三人行 独一无二 说一不二 不二 接二连三 丢三落四 朝三暮四 颠三倒四
    推三阻四 横七竖八 七嘴八舌 七零八落 一五一十 一石二鸟 一箭双雕 一模一样 一分为二 数一数二 八方 一国 一年四季 一日 一早 一夜之间
    一举一动 一言一行 一点一滴 一砖一瓦 一草一木 一心一意 百分百 千载难逢 万紫千红 百折不挠 百战 百忙 百尺竿头 百废待兴 千锤百炼
    万水千山 千山万水 千百年 千里之外 万丈 万般 万幸 万恶 万古 万籁 万籟""".split()
)
LONGEST_NOT_FIGURE = max(map(len, NOT_FIGURES))

NUMERAL_NAMES = re.compile(r"十[一二三四]五(?=规划|計劃|计划|时期|期间|末|以来|[”」\"'》。，,、;；)）]|$)")
"""Five-year plans: 十三五 is the thirteenth, not 35 tens."""

BEFORE: tuple[tuple[str, Bound], ...] = (
    ("不得少于|不应少于|不少于|不低于|不小于|不下于|不下|不得低于|不应低于|至少|最少|起码|最低|不止|不短于|大于等于|≥|≧|满|达到或超过", Bound.AT_LEAST),
    ("不得超过|不应超过|不超过|不能超过|不会超过|未超过|不得高于|不高于|不多于|不大于|不得逾|不逾|不迟于|至多|最多|最高|最长|小于等于|≤|≦|上限为|不长于", Bound.AT_MOST),
    ("超过了|超过|超出|逾|多于|高于|大于|突破|长于|超|>|＞|高出", Bound.MORE_THAN),
    ("不足|不到|不满|未满|未到|少于|低于|小于|短于|<|＜", Bound.LESS_THAN),
    ("大约|大概|约为|约有|约合|约|大致|估计|接近|将近|近|差不多|左近|上下|≈|～", Bound.ABOUT),
)  # fmt: skip
_LIMIT_WORDS = {word: bound for words, bound in BEFORE for word in words.split("|")}
BOUND_BEFORE = re.compile("(?:" + "|".join(sorted(_LIMIT_WORDS, key=len, reverse=True)) + r")(?:为|了|是|到)? ?$")

AFTER: tuple[tuple[str, Bound], ...] = (
    ("及以上|或以上|（含）以上|(含)以上|以上|起步|起", Bound.AT_LEAST),
    ("及以下|或以下|(含)以下|以下|以内|之内|内|为限|封顶", Bound.AT_MOST),
    ("左右|上下|许|前后|出头", Bound.ABOUT),
    ("开外|有余|余|多", Bound.MORE_THAN),
    ("不到|不足", Bound.LESS_THAN),
)
_AFTER_WORDS = {word: bound for words, bound in AFTER for word in words.split("|")}
BOUND_AFTER = re.compile("|".join(re.escape(word) for word in sorted(_AFTER_WORDS, key=len, reverse=True)))


def bound_before(text: str, start: int) -> Bound:
    """The bound stated just before *start*."""
    m = BOUND_BEFORE.search(text[max(0, start - 7) : start])
    return _LIMIT_WORDS[_strip(m.group())] if m else Bound.EXACT


def bound_after(text: str, end: int) -> Bound:
    """The bound stated from *end* on."""
    m = BOUND_AFTER.match(text, end)
    if m is None or (m.group() in {"起", "内", "许", "多"} and text[m.end() : m.end() + 1] in _NOT_A_BOUND):
        return Bound.EXACT
    return _AFTER_WORDS[m.group()]


# 起诉, 起来, 内地, 内容, 许可, 多边: the character belongs to the next word.
_NOT_A_BOUND = frozenset("诉来因草点码伏初飞跑到地容部外阁科心可多次数边元样方国")


def _strip(found: str) -> str:
    found = found.strip()
    while found not in _LIMIT_WORDS:
        found = found[:-1]
    return found


def is_word(text: str, start: int, end: int) -> bool:
    """Whether the numeral ``[start, end)`` lies inside a word of :data:`NOT_FIGURES`."""
    for first in range(max(0, start - 3), start + 1):
        for last in range(end, min(len(text), first + LONGEST_NOT_FIGURE) + 1):
            if text[first:last] in NOT_FIGURES:
                return True
    return False
