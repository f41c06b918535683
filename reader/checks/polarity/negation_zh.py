"""Where the Chinese negates: words that deny for certain, words that may, and words that only look like it.

Which words deny for certain was read off public parallel text: of sentences with the one word, the share whose
English has a negation of any kind (无法 0.97, 不同 0.25, 非常 0.13). The lists here are our own, drawn up with these
figures in view.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.model import Span

# Nothing is denied in these, and English has no reason to put a negation in their place.
_LOOKALIKES = """无人不 没有人不 无一不 没有不 无处不 没有一个不 非常 非洲 非典 南非 北非 西非 东非 中非 非凡 非遗
未来 不断 不仅 不但 不单单 不单是 不单有 不单要
不只 不光 不少 不久 不管 不论 无论 不过 不如 不妨 不禁 不由 不时 不已 不惜 不愧 不料 不锈钢
不来梅 毋庸置疑 百年未有 前所未有 史无前例 不动产 不丹 不错 不等 不乏 差不多 了不起 对不起 忍不住 大不了 不得了
要不是 要不然 不得不 不能不 不可不 不会不 无不 莫不 无非 不无 无锡 无线 无人机 无数 无疑 无穷 无限 无比 无私 无形
无声 无菌 无机 无花果 无期徒刑 没收 没落 没入 沉没 淹没 埋没 出没 吞没 湮没 莫斯科 莫过 莫名 莫里 莫尔 莫迪 莫扎特
莫桑比克 莫大 必不可少 不可或缺 不可缺少 密不可分 独一无二 是非 未婚 未遂 与众不同 时不时 动不动 不知不觉 莫非 否则
分别 特别 别墅 别人 区别 个别 级别 性别 类别 差别 各别 告别 识别 辨别 别的 别名 别称 派别 离别 另外 不列颠 那不勒斯
不莱梅 不但 一会不 不一会 岂不 何不 无辜 不朽 不懈 不渝 喋喋不休 滔滔不绝 不朽 不屈 不凡 不愧 不已 不息 源源不断
络绎不绝 坚定不移 坚持不懈 停滞不前 无微不至 无时无刻 无处不在 无所不 有条不紊 义不容辞 臧否"""
# A question or an alternative: the 不 or 否 in it denies nothing.
_QUESTIONS = re.compile(r"是否|能否|可否|会否|与否|是不是|有没有|有无|(.)不\1|(.)没\2|吗？?$|没有？$")
# What denies for certain: English must show it somehow.
_CERTAIN = re.compile(
    "没有|没能|没法|没人|没想到|没[被在给到看听做来去打吃钱]|从没|从未|从不|从来不|未能|未曾|未经|未按|未得"
    "|未获|未被|未见|未发现|未达|尚未|并未|并不|并非|并没"
    "|绝不|决不|绝非|永不|毫无|毫不|不是(?!吗)|不会(?!不)|不能(?!不|自)|不要|不再|不应|不该|不必|不需|不予"
    "|不宜|不符|不存在|不知道|不敢|不愿|不想|不信|不承认|不适用|不支持|不接受"
    "|不可(?!避免|或缺|思议|分割|抗力|逆|缺少|不)|不得(?!不|已|了)|不准(?!确)|不许|不用(?!说)|不允许|不具备"
    "|不具有|不属于|不包括|不含|不在(?!乎)|不让|不参加|不同意|不服(?!务)"
    "|不受|不去|不来|不回|不懂|不明白|不清楚|不收|不给|不至于|不一定|不可能|不太|不怎么|不到|几乎不|无法"
    "|无需|无须|无权|无人(?!机|驾驶|区|问津)|无意|无关|无证"
    "|禁止|严禁|拒绝|切勿|请勿|勿|毋庸|决非|不当|不法|非法|不符合|不合格|不服从|不实|不稳定"
)
# Words that are denied in form; English has words of its own for most of them (different, sluggish, discontent).
_WEAK = re.compile(
    "不[同满足一利幸好佳良安争变顾小均甘适停止远多绝舒便了着忘凡景明对强稳公朽善详测祥恭雅慎孕育透规定平法实当齐振羁凡懈挠散垮"
    "乱住动起掉完尽成上下清准妙俗倦安全惑和睦力作配妥快燃溶腐竭急]|[各有]不相|不知|不断|不相|不及|不容|不出"
    "|不便|不由|不言|不理|不胜|不比|不确|不屑|不明|不懂|不像|不怕|不如"
    "|无症|无奈|无休|无所|无误|无公|无赖|无懈|无视|无效|无助|无知|无名|无故|无理|无情|无尽|无暇|无瑕|无畏"
    "|无聊|无耻|无缘|无期|无边|无核|无新|无偿|无膜|无一|无胸|无锁|无双|无论|无影|无差"
    "|无敌|无为|无悔|无忧|无缝|无形|无害|无毒|无息|无力|无罪|无用|无信|无差|无接触|无纸|无人|无家|无国|无户"
    "|无业|无牌|无照"
    "|未成|未满|未结|未知|未及|未尝|未免|未必|未婚|未了|未决|未来|未有|未完"
    "|非物|非禁|非制|非政|非标|非执|非特|非意|非项|非盟|非公|非农|非遗|非常|非诚|非正|非普|非经营|非金|非洲"
    "|非中|非第|非裔|非营|非现|非机动|非法|非线|非暴|非全|非凡|而非|并非|若非|非要|非得"
    "|没[事了完错关趣落收辙用]|否[定决认则]|莫|弗|禁[区毒令赛卫足酒期药捕运渔地忌]|[监拘软宵严查解囚门幽]禁"
    "|禁[，。；、]|拒[不之执马]"
)
_DENIAL = re.compile("[不没未无非否勿毋]|禁止|严禁|禁|拒绝|拒")


class Denials(NamedTuple):
    """``certain``: what English must render with a negation; ``other``: a single character that denies, in a word
    not listed; ``weak``: words denied in form only."""

    certain: tuple[Span, ...]
    other: tuple[Span, ...]
    weak: tuple[Span, ...]


# Limits are compared by the numbers check.
_LIMITS = re.compile(
    "不[超低高少多大小早晚迟逾]于?过?(?=[^，。]{0,8}[0-9一二三四五六七八九十百千万半两])"
    "|不到(?=[0-9一二三四五六七八九十百千万半两])|不满(?=[0-9一二三四五六七八九十])"
)
_LOOKALIKE = re.compile("|".join(sorted(_LOOKALIKES.split(), key=len, reverse=True)))


_ANY = re.compile("[不没未无非否勿毋禁拒莫弗]")
"""What every negation has one of."""
_NONE = Denials((), (), ())


def denials(simplified: str) -> Denials:
    """The negations of a Chinese text in simplified characters."""
    if _ANY.search(simplified) is None:
        return _NONE
    masked = _LOOKALIKE.sub(_blank, _LIMITS.sub(_blank, _QUESTIONS.sub(_blank, simplified)))
    certain = [m.span() for m in _CERTAIN.finditer(masked)]
    rest = _masked(masked, certain)
    weak = [m.span() for m in _WEAK.finditer(rest)]
    rest = _masked(rest, weak)
    bare = [m.span() for m in _DENIAL.finditer(rest)]
    return Denials(tuple(certain), tuple(bare), tuple(weak))


def _masked(text: str, spans: list[Span]) -> str:
    for start, end in spans:
        text = text[:start] + "　" * (end - start) + text[end:]
    return text


def _blank(m: re.Match[str]) -> str:
    return "　" * (m.end() - m.start())
