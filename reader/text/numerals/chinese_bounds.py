"""Chinese words that limit a figure: 至少 三人, 五万 以上, 近 千人, 三百 余."""

from __future__ import annotations

import re

from reader.text.quantity import Bound

_MODES = ("不", "不得", "不应", "不能", "不可", "不会", "不宜", "不许", "不准", "不要")
_NOT_BELOW = " ".join(mode + word for mode in _MODES for word in ("少于", "低于", "小于", "短于"))
_NOT_ABOVE = " ".join(mode + word for mode in _MODES for word in ("超过", "高于", "多于", "大于", "长于"))
_BEFORE = {
    Bound.AT_LEAST: f"{_NOT_BELOW} 不下于 不下 至少 最少 起码 不早于 最低 不止 大于等于 ≥ ≧ 满 达到或超过",
    Bound.AT_MOST: f"{_NOT_ABOVE} 勿超过 未超过 没超过 没有超过 不会突破 未突破 不得逾 不逾 未逾 不迟于 不得晚于 "
    "不晚于 至多 最多 最高 最长 小于等于 ≤ ≦ 上限为",
    Bound.MORE_THAN: "超过了 超过 超出 逾 多于 高于 大于 突破 长于 超 > 高出",
    Bound.LESS_THAN: "不足 不到 不满 未满 未到 少于 低于 小于 短于 <",
    Bound.ABOUT: "大约 大概 约为 约有 约合 约 大致 估计 接近 将近 近 差不多 ≈",
}
_AFTER = {
    Bound.AT_LEAST: "及以上 或以上 (含)以上 以上 起步 起",
    Bound.AT_MOST: "及以下 或以下 (含)以下 以下 以内 之内 内 为限 封顶",
    Bound.ABOUT: "左右 上下 许 前后 出头",
    Bound.MORE_THAN: "开外 有余 余 多",
    Bound.LESS_THAN: "不到 不足",
}
_BEFORE_WORDS = {word: bound for bound, words in _BEFORE.items() for word in words.split()}
_AFTER_WORDS = {word: bound for bound, words in _AFTER.items() for word in words.split()}
# 起诉, 起来, 内地, 内容, 许可, 多边: the character belongs to the next word.
_OPENS_A_WORD = re.compile("[内许多余][容部地外阁科陆存需政战心可次数边元样方国额温震]|起(?![，。；、,.;:)的]|$)")


# 附近一个, 条约3, 充满: the character closes the word before.
_CLOSES_A_WORD = re.compile("(?:[附最邻临靠亲远相]近|[条节公合预制隐纽特违签和续爽毁履缔]约|[圆充美丰布]满|[安]逾)$")


def _any(known: dict[str, Bound]) -> str:
    return "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))


_BEFORE_RE = re.compile(f"({_any(_BEFORE_WORDS)})(?:[为了是到有])? ?(?:[¥$€£]|人民币|新台币)?$")
_AFTER_RE = re.compile(_any(_AFTER_WORDS))
_BEFORE_ENDS = frozenset(word[-1] for word in _BEFORE_WORDS) | frozenset("为了是到有 ¥$€£币")
_AFTER_STARTS = frozenset(word[0] for word in _AFTER_WORDS)


def bound_of(text: str, start: int, end: int) -> Bound:
    """The bound stated just before *start* or else just after *end* of folded *text*."""
    if text[start - 1 : start] in _BEFORE_ENDS:
        m = _BEFORE_RE.search(text[max(0, start - 10) : start])
        if m and not (len(m[1]) == 1 and _CLOSES_A_WORD.search(text, 0, max(0, start - 10) + m.end(1))):
            return _BEFORE_WORDS[m[1]]
    if text[end : end + 1] in _AFTER_STARTS:
        after = _AFTER_RE.match(text, end)
        if after and not (after.end() - after.start() == 1 and _OPENS_A_WORD.match(text, after.start())):
            return _AFTER_WORDS[after.group()]
    return Bound.EXACT
