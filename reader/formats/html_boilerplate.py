"""Which blocks of a page are furniture: menus, tickers, related articles, notices of the site.

Blocks are marked, never dropped. First the main content is found: the smallest
element that holds most of the page's prose. What holds it is never furniture;
around it and inside it, markup, names, links and phrases decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.formats.html_frames import Frame, RawBlock
from reader.model import BlockKind

_TAGS = {"nav", "footer", "aside", "marquee", "menu", "select", "button", "noscript", "template"}
_ROLES = re.compile(r"\b(?:navigation|banner|contentinfo|complementary|search|menu|menubar|toolbar)$")
_NAMES = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))"
    r"(?:nav\w*|menu\w*|foot\w*|header?|top|topbar|bread\w*|crumb\w*|sidebar|side|share\w*|related?\w*|recomm\w*|tuijian"
    r"|copy\w*|comment\w*|ads?|advert\w*|gg|banner\w*|ticker|scroll\w*|hot\w*|rank\w*|toolbar|links?|friend\w*|pager"
    r"|pagination|page-?nav|login|search\w*|tags?|qrcode|erweima|weixin|popup|modal|dialog|toolbox|print|app|side\w*"
    r"|right|location|position|login\w*|tools?|prenext|pre-?next|xgxw|xiangguan|bottom|relnews|aside)"
    r"\d*(?=$|[\s_-]|[A-Z])",
)
_PHRASES = re.compile(
    r"^(?:相关(?:阅读|新闻|链接|文章|推荐|专题|稿件)|推荐阅读|热门(?:推荐|新闻|文章|搜索)|延伸阅读|猜你喜欢|最新(?:文章|新闻)"
    r"|上一[篇页条]|下一[篇页条]|返回(?:顶部|首页|列表)|打印(?:本页|此页)?|关闭(?:窗口|本页)?|【?(?:大|中|小)】?$"
    r"|分享(?:到|至)?|字体|字号|扫一扫|加入收藏|设为首页|网站地图|联系我们|关于我们|友情链接|当前位置|您(?:现在)?(?:的位置|所在)"
    r"|登录|注册|搜索|用户名|密码|跟贴|评论|举报|收藏|点赞|展开|收起|更多)"
)
_NOTICES = re.compile(
    r"版权所有|All Rights Reserved|Copyright\s*©?|©|ICP备|ICP证|公网安备|技术支持[:：]|未经.{0,12}(?:授权|许可|书面)"
    r"|违法和不良信息|建议使用.{0,20}浏览器|(?:主办|承办|协办)单位[:：].{0,60}$|网站标识码|特别声明[:：].*平台"
    r"|阅读下一篇|返回.{2,6}首页|扫描?二维码|打开.{0,10}客户端",
    re.I,
)
_BYLINE = re.compile(
    r"(?:来源|发布|时间|日期|作者|记者|稿源).{0,30}(?:19|20)\d\d\s*[-年./]|(?:19|20)\d\d\s*[-年./].{0,40}来源"
)
_ARCHIVE_BARS = re.compile(r"\b(?:wm-ipp|wm-toolbar|donato\b|wb_div\b|_wb_)")
"""Ids of what web archives put on top of a page: never a part of it, however much text it holds."""

_SENTENCE = re.compile(r"[。；！？，]|[.;!?,]\s")
_MAIN_LEAST = 120.0
_MAIN_SHARE = 0.7
_NAMED_SHARE = 0.25


def mark(blocks: Sequence[RawBlock], title: str) -> list[bool]:
    """For each block whether it is boilerplate; *title* is the page's own."""
    bars = _in_archive_bars(blocks)
    main = _main_frame([block for block, bar in zip(blocks, bars, strict=True) if not bar])
    holders = set(map(id, _ancestors(main))) if main else set()
    if main:
        holders.add(id(main))
    inside = [main is not None and _within(block.frame, main) for block in blocks]
    first = next((n for n, flag in enumerate(inside) if flag), 0)
    last = max((n for n, flag in enumerate(inside) if flag), default=len(blocks) - 1)
    crowded = _link_crowds(blocks)
    return [
        bars[n] or _judge(block, holders, main, inside[n], crowded[n], n < first, n > last, title)
        for n, block in enumerate(blocks)
    ]


def _in_archive_bars(blocks: Sequence[RawBlock]) -> list[bool]:
    """Whether each block stands in what a web archive put on top of the page."""
    known: dict[int, bool] = {}

    def inside(frame: Frame | None) -> bool:
        chain = []
        while frame is not None and id(frame) not in known:
            chain.append(frame)
            frame = frame.parent
        verdict = frame is not None and known[id(frame)]
        for element in reversed(chain):
            verdict = verdict or bool(_ARCHIVE_BARS.search(element.label))
            known[id(element)] = verdict
        return verdict

    return [inside(block.frame) for block in blocks]


def _judge(
    block: RawBlock,
    holders: set[int],
    main: Frame | None,
    inside: bool,
    crowded: bool,
    before: bool,
    after: bool,
    title: str,
) -> bool:
    if block.frame.tag == "title":
        return False
    text = block.text
    if before and block.kind is not BlockKind.LINK and (_is_headline(text, title) or _is_byline(block)):
        return False
    prose = len(text) - block.link_chars >= 40 and bool(_SENTENCE.search(text))
    if _furniture(block.frame, holders):
        return True
    if _NOTICES.search(text) and len(text) < 300 and (not prose or after):
        return True
    if len(text) <= 40 and _PHRASES.search(text):
        return True
    if main is None:
        return False
    if inside:
        return crowded
    if prose or (before and block.level in {1, 2}):
        return False
    return crowded or block.kind is BlockKind.LINK or after or block.kind is BlockKind.IMAGE_TEXT


def _furniture(frame: Frame, holders: set[int]) -> bool:
    """Whether the element or one around it is named or made as furniture (and does not hold the main content)."""
    chain = []
    current: Frame | None = frame
    while current is not None and current.verdict is None:
        chain.append(current)
        current = current.parent
    verdict = current.verdict if current is not None else False
    for element in reversed(chain):
        if id(element) in holders:
            verdict = False
        elif not verdict:
            verdict = _is_furniture(element, holders)
        element.verdict = bool(verdict)
    return bool(verdict)


def _is_furniture(frame: Frame, holders: set[int]) -> bool:
    if frame.tag in _TAGS or (frame.tag == "header" and not _holds_heading_of_main(frame, holders)):
        return True
    root = frame
    while root.parent is not None:
        root = root.parent
    if frame.content > root.content * _NAMED_SHARE:  # a name proves nothing against so much of the page's prose
        return False
    label = frame.label.strip()
    return frame.tag == "form" or (bool(label) and bool(_ROLES.search(label) or _NAMES.search(label)))


def _holds_heading_of_main(frame: Frame, holders: set[int]) -> bool:
    """``header`` inside the article is its headline, elsewhere the banner of the site."""
    parent = frame.parent
    return parent is not None and (
        parent.tag in {"article", "main"} or (id(parent) in holders and parent.tag != "body")
    )


def _main_frame(blocks: Sequence[RawBlock]) -> Frame | None:
    """The smallest element with most of the prose; ``None`` for pages without an article."""
    children: dict[int, list[Frame]] = {}
    frames: dict[int, Frame] = {}
    roots: list[Frame] = []
    for block in blocks:
        size = _prose(block)
        if not size:
            continue
        frame: Frame | None = block.frame
        while frame is not None:
            if id(frame) not in frames:
                frames[id(frame)] = frame
                (children.setdefault(id(frame.parent), []) if frame.parent else roots).append(frame)
            frame.content += size
            frame = frame.parent
    if not roots or roots[0].content < _MAIN_LEAST:
        return None
    current = roots[0]
    while True:
        best = max(children.get(id(current), ()), key=lambda f: f.content, default=None)
        if best is None or best.content < current.content * _MAIN_SHARE or best.tag in {"p", "li"}:
            return current
        current = best


def _prose(block: RawBlock) -> float:
    """Code points of running text: outside links, in sentences, seen by visitors."""
    if block.frame.hidden or block.kind in {BlockKind.LINK, BlockKind.OTHER, BlockKind.IMAGE_TEXT, BlockKind.HEADING}:
        return 0.0
    own = len(block.text) - block.link_chars
    if own < 8 or block.link_chars > own:
        return 0.0
    if block.kind is BlockKind.TABLE_CELL:
        return own
    return own * (1.0 if _SENTENCE.search(block.text) else 0.2)


def _link_crowds(blocks: Sequence[RawBlock]) -> list[bool]:
    """Blocks that stand in a run of three or more mostly linked ones."""
    linked = [block.link_chars * 2 > len(block.text) for block in blocks]
    result = [False] * len(blocks)
    start = 0
    for n in range(len(blocks) + 1):
        if n < len(blocks) and linked[n]:
            continue
        if n - start >= 3:
            result[start:n] = [True] * (n - start)
        start = n + 1
    return result


def _is_headline(text: str, title: str) -> bool:
    """Whether *text* is (most of) what the page calls itself; the name of the site alone is not."""
    short, whole = "".join(text.split()), "".join(title.split())
    return len(short) >= 6 and short in whole and 2 * len(short) >= len(whole)


def _is_byline(block: RawBlock) -> bool:
    """The line under a headline that says when and by whom: no links to speak of."""
    return len(block.text) < 120 and block.link_chars * 2 < len(block.text) and bool(_BYLINE.search(block.text))


def _ancestors(frame: Frame) -> list[Frame]:
    result = []
    current = frame.parent
    while current is not None:
        result.append(current)
        current = current.parent
    return result


def _within(frame: Frame, container: Frame) -> bool:
    current: Frame | None = frame
    while current is not None and current.depth >= container.depth:
        if current is container:
            return True
        current = current.parent
    return False
