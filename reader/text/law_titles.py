"""Titles in title marks: 《中华人民共和国刑法》 and other laws, documents, papers and works."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TITLE = re.compile(r"《([^《》]{2,80})》")
_RULE = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|准则|通则|总则|解释|决定|公约|条约|协定|议定书|宪章|章程|宪法|通知|意见|公告|通告|命令|方案|规划|纲要|守则|标准|规范|指南|法案|判决书|决定书|协议|合同|宣言)"
    r"(?:（[^（）]{1,20}）|\([^()]{1,20}\))?$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title: ``[start, end)`` with its marks, ``text`` without them; ``rule`` for a law or official document."""

    start: int
    end: int
    text: str
    rule: bool


def find(text: str) -> list[Title]:
    """Titles in *text* (Simplified), outermost marks that hold no others, in order."""
    if "《" not in text:
        return []
    return [Title(m.start(), m.end(), m[1], bool(_RULE.search(m[1]))) for m in _TITLE.finditer(text)]
