"""Line breaks inside a block: which ones the layout made (wraps) and which ones the author meant (hard breaks).

A narrow column of print breaks lines anywhere; those breaks must not cut sentences. A list, an address or a
``<br>`` breaks where it wants to. The text alone has to tell, by the widths and edges of the lines.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reader.text import scripts

_BLANKS = re.compile(r"\s+")
_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_LIST_MARK = re.compile(
    r"[•·●○■□◆◇▪▫★☆※►▶→–—*+-]\s*\S"
    r"|[（(【\[〔][0-9０-９一二三四五六七八九十百甲乙丙丁]{1,4}[）)】\]〕]"
    r"|[0-9０-９]{1,3}\s*[.．、)）](?![0-9０-９])"
    r"|[一二三四五六七八九十百]{1,4}[、.．]"
    r"|第[一二三四五六七八九十百千〇零0-9]{1,6}[章节節条條款项項编編篇部分]"
    r"|[①-⓿㈠-㈩㊀-㊉]"
)
_ENDS_SENTENCE = re.compile(r"[。！？!?；;：:．][”’」』》）)\]】\"']*$|\.$")
_RUNS_ON = re.compile(r"[，,、（(《〈“‘「『【\[—～~]$")
_FULL = 0.75  # of the widest line: a line this wide was ended by the margin
_LEAST_MARGIN = 28  # columns (14 Han); narrower "columns" are mostly labels and addresses


@dataclass(frozen=True, slots=True)
class LineBreak:
    """White space ``[start, end)`` holding at least one line break. ``hard``: the author meant it."""

    start: int
    end: int
    hard: bool


def line_breaks(text: str, *, one_sentence: bool = False) -> list[LineBreak]:
    """Every line break of *text* in order, with the blanks around it, judged. Breaks at either end are left out.

    The widths of lines tell only in a whole block: for a piece of one (*one_sentence*), only marks do.
    """
    blanks = (match for match in _BLANKS.finditer(text) if match.start() > 0 and match.end() < len(text))
    found = [match.span() for match in blanks if _BREAK.search(match.group())]
    if not found:
        return []
    edges = [0, *(edge for span in found for edge in span), len(text)]
    lines = [text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True)]
    widths = [columns(line) for line in lines]
    least = 0.0 if one_sentence else _full_width(widths)
    return [
        LineBreak(start, end, _is_hard(text[start:end], lines[i], lines[i + 1], widths[i] >= least))
        for i, (start, end) in enumerate(found)
    ]


def _full_width(widths: list[int]) -> float:
    """From which width on a line was ended by the margin, not by the author."""
    widest = max(widths)
    if widest >= _LEAST_MARGIN:
        return _FULL * widest
    # A narrow cell wraps at one width and ends with a shorter line; a list of labels has no such shape.
    is_column = widths[-1] < widest and all(width >= widest - 1 for width in widths[:-1])
    return 0.0 if is_column else widest + 1.0


def columns(text: str) -> int:
    """Printed width: 2 for East Asian wide characters, 1 for others, 0 for marks."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return wide + len(text) - sum(unicodedata.combining(c) != 0 or scripts.is_ignorable(c) for c in text)


def _is_hard(gap: str, before: str, after: str, is_full: bool) -> bool:
    if gap.count("\n") > 1 or "\u2029" in gap or gap.endswith(("\u3000\u3000", "    ")):
        return True
    if _LIST_MARK.match(after) or _ENDS_SENTENCE.search(before):
        return True
    if _RUNS_ON.search(before) or _has_open_bracket(before):
        return False
    return not is_full


def _has_open_bracket(line: str) -> bool:
    return any(line.count(opening) > line.count(closing) for opening, closing in ("（）", "()", "《》", "“”", "「」"))
