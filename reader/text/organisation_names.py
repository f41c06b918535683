"""Organisations by their grammar: a place, a name or a field of work, and a closing word (局, 支队, 协会 …)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reader.text.gazetteer import Hit
from reader.text.gazetteer_data import rows
from reader.text.scripts import HAN_CLASS

_SUFFIX = (
    "派出所|公安局|公安厅|公安分局|分局|总队|支队|大队|中队|检查站|边检站|总站|看守所|拘留所|戒毒所|监狱|人民法院|法院|人民检察院|检察院"
    "|管理局|管理处|监督局|委员会|办公室|统战部|宣传部|组织部|政法委|纪委|侨联|联合会|联谊会|同乡会|商会|总会|协会|基金会|促进会|学会|工会"
    "|有限责任公司|股份有限公司|有限公司|集团公司|总公司|分公司|领事馆|大使馆|海关|财政局|司法局|教育局|民政局|税务局|审计局|信访局|人民政府"
    "|研究院|研究所|研究中心|大学|人民医院|医院|事务所|服务站|服务中心|司法厅|财政厅|教育厅|民政厅|国家安全局|国家安全厅|商务局|商务厅|厅|局"
)
_BODY = rf"(?:(?![的了在和与及或是有对向把被将从由为就也都等说称这那某各本该])[{HAN_CLASS}]){{0,14}}?"
_AFTER_PLACE = re.compile(rf"{_BODY}(?:{_SUFFIX})(?:{_BODY}(?:{_SUFFIX}))*(?![域势面部长员])")


# 中国大学 is any Chinese university, 美国医院 any American hospital.
_GENERIC = re.compile(
    "大学|医院|海关|监狱|法院|检察院|商会|协会|学会|研究[院所]|有限公司|[总分]公司|委员会|办公室|警察|[局厅]"
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation at ``[start, end)`` of the Simplified text, written ``name``; ``functions`` holds its fields of
    work, each with the English words of which one tells it."""

    start: int
    end: int
    name: str
    functions: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _functions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = [(zh, tuple(en.split("|"))) for names, en in rows("functions") for zh in names.split("|")]
    return tuple(sorted(found, key=lambda row: -len(row[0])))


def find(text: str, hits: Sequence[Hit]) -> list[Organisation]:
    """Organisations whose name begins with a place of *hits* (福建省福州市公安局鼓楼分局), in order."""
    found: list[Organisation] = []
    starts: dict[int, int] = {}
    abroad = {hit.end for hit in hits if hit.kind in ("country", "region")}
    for hit in hits:  # neighbouring places are one address: 福建省|福州市
        if hit.kind in ("body", "product", "person"):
            continue
        starts[hit.end] = starts.pop(hit.start, hit.start)
    for end, start in sorted(starts.items()):
        if found and start < found[-1].end:
            continue
        m = _AFTER_PLACE.match(text, end)
        if m and not (end in abroad and _GENERIC.fullmatch(m.group())):
            name = text[start : m.end()]
            found.append(Organisation(start, m.end(), name, _fields(m.group())))
    return found


def _fields(part: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Fields of work named in *part*, the longest at each place."""
    taken = bytearray(len(part))
    fields = []
    for zh, en in _functions():
        at = part.find(zh)
        if at >= 0 and not any(taken[at : at + len(zh)]):
            taken[at : at + len(zh)] = b"\1" * len(zh)
            fields.append((zh, en))
    return tuple(fields)
