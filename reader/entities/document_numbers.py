"""Numbers of official documents: 公通字〔2022〕1号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model import Mention

_HAN = "\u4e00-\u9fff"
# Issuing body and class (公通字), year in any brackets, 第 optional, number, 号. An agency's short name is at most ten
# characters; punctuation and the words before it are cut off in _body.
_NUMBER = re.compile(
    rf"(?P<body>[{_HAN}]{{1,14}}) *[〔\[\(\{{【（［﹝〈<] *(?P<year>(?:19|20)\d{{2}}) *年? *[〕\]\)\}}】）］﹞〉>] *"
    r"(?P<sort>[\u4e00-\u9fff]{0,6}?)第?[ ]*(?P<n>\d{1,6})[ ]*(?P<suffix>-\d{1,4})?[ ]*[号號]"
)
_COURT = re.compile(
    rf"[〔\[\(【（［][ ]*(?P<year>(?:19|20)\d{{2}})[ ]*[〕\]\)】）］][ ]*(?P<body>[{_HAN}][{_HAN}\d]{{1,14}}?)第?[ ]*"
    r"(?P<n>\d{1,6})[ ]*[号號]"
)
# Words that introduce a document number and are no part of it.
_LEAD = re.compile(
    r"^.*(?:根据|依据|按照|依照|遵照|贯彻|落实|执行|转发|印发|下发|发布|文号|编号|字号|文件|通知|批准|经由|关于|以及|详见|参见|引用|"
    r"規定|规定|根據|依據|轉發|發布|編號|文號|見|为|為|是|以|按|经|由|见|和|与|及|的|了|据|（|\()"
)


class DocumentNumbers:
    """``body〔year〕number号`` in any brackets, and court case numbers ``(year)body number号``.

    Canonical: ``公通字〔2022〕1号``, with the standard brackets and without leading zeros.
    """

    type = "document-number"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of document and case numbers."""
        if "号" not in folded and "號" not in folded:
            return
        end = 0
        for m in _NUMBER.finditer(folded):
            body = _body(m["body"])
            if not body:
                continue
            start = m.end("body") - len(body)
            end = m.end()
            canonical = f"{body}〔{m['year']}〕{m['sort']}{int(m['n'])}{m['suffix'] or ''}号"
            yield Mention(self.type, canonical, text[start:end], start, end)
        for m in _COURT.finditer(folded):
            if m.start() >= end or not _claimed(folded, m.start()):
                canonical = f"（{m['year']}）{m['body']}{int(m['n'])}号"
                yield Mention(self.type, canonical, text[m.start() : m.end()], m.start(), m.end())


def _body(body: str) -> str:
    """The issuing body's short name at the end of the characters before the bracket."""
    return _LEAD.sub("", body)[-10:]


def _claimed(folded: str, bracket: int) -> bool:
    """Whether the bracket follows a body, so that the plain form already took it."""
    before = folded[:bracket].rstrip(" ")
    return bool(before) and bool(_body(before[-14:])) and re.match(rf"[{_HAN}]", before[-1]) is not None
