"""Who acts and who is acted upon in a Chinese sentence: markers of agents (被 遭 由 经 受 为…所), of patients (把 将).

Chinese marks no endings: all that can be told for certain is that the agent of a verb stands between 被 and the verb,
and the patient between 把 and the verb. Without a marker, the agent stands before the verb and the patient after it.
Characters that only look like markers (被告, 由于, 经济) are masked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.model import Span

_ROLE_NOUNS = (
    "申请|执行|上诉|保险|投保|选举|监护|继承|扶养|抚养|调查|处罚|拆迁|告知|检查|审计|考核|征收|起诉|感染|访问|采访|推荐|提名"
    "|邀请|委托|代理|侵权|担保|投诉|举报|帮扶|救助|拘留|羁押|控告|指控|收容|遣返|强制|征地|鉴定|授权|监管"
)
_LOOKALIKES = re.compile(
    "被子|被告|被害|被动|被单|被套|被褥|被窝|被面|被罩|棉被|毛被|植被|覆被|被乘|被除|被加"
    f"|被(?:{_ROLE_NOUNS})[人者方]"
    "|由于|理由|自由|由此|事由|缘由|原由|案由|由来|由衷|不由|任由|经由|由头|根由|情由|由表及里"
    "|由[^，。；：！？]{1,40}?(?:组成|构成|而成|制成|做成|变成|变为|改为|转为|调整为|升至|降至|增至|转入|进入|到|向|至)"
    "|经济|已经|经过|经常|经验|经历|经营|经典|曾经|经纪|经费|经理|神经|财经|经贸|经销|经手|圣经|经书|佛经|月经|经纬|东经|西经"
    "|经度|经络|途经|历经|久经|经久|经受|经得|经开区|经办|经查|经审[理查](?=[，,])"
    "|遭遇|遭殃|遭罪|周遭"
    "|把握|把关|把手|把守|把柄|一把|将军|将来|将近|将士|将领|即将|必将|终将|名将|老将|小将|主将|上将|中将|少将|大将|将于|将会|将在|将要"
    "|接受|享受|感受|承受|受理|受益|受限|受阻|受贿|受害|难受|受众|受让|受聘|受累|受苦|受访"
)
_APPROVALS = (
    "批准|同意|审核|审批|审查|审定|审议|核准|核定|授权|许可"
    "|认可|推荐|决定|通过|检验|检查|鉴定|公证|备案|登记|确认|调查|介绍"
)
_ERRANDS = "委托|指派|邀请|委派|指使|雇佣|雇用|聘请|聘用|派遣|胁迫|教唆|委任|任命|指示|邀|聘|派|托"
_NO_SUO = "出究务场住留守诊厕会寓哨托容毒教交处"
_MARKER = re.compile(
    r"(?P<passive>被|遭(?:到|受)?|受到)"
    r"|(?P<by>由)"
    rf"|(?P<after>经)(?=[^，。；：！？、\s]{{2,16}}?(?:{_APPROVALS}))"
    rf"|(?P<errand>受)(?=[^，。；：！？、\s]{{2,16}}?(?:{_ERRANDS}))"
    rf"|(?P<suo>为)(?=[^，。；：！？、\s为]{{1,10}}(?<![{_NO_SUO}])所[^在以谓有属长得需能，。；])"
    r"|(?P<patient>把|将)"
)
_GATE = re.compile("[被遭由经受把将]|为.{1,10}所")
_CLAUSE = re.compile("[，。；：！？,;:!?\n]")
_SENTENCE = re.compile("[。；！？;!?\n]")
_LOOSE = 14  # characters after a marker in which its agent begins
_REACH = 24  # characters between a marker and the verb it belongs to


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at ``[start, end)``; what follows it is the agent, or with *patient* the patient, of the next verb.
    ``future``: 将 may as well say “will”."""

    start: int
    end: int
    patient: bool
    future: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where agent and patient of one verb stand. ``verb`` is ``None`` when it was not told which verb it is; without
    ``marker`` only the order of words speaks."""

    marker: Marker | None
    verb: Span | None
    agent: Span
    patient: tuple[Span, ...]


def markers(simplified: str) -> tuple[Marker, ...]:
    """The markers of a text in Simplified characters, in order."""
    if not _GATE.search(simplified):
        return ()
    masked = _LOOKALIKES.sub(_blank, simplified)
    return tuple(
        Marker(m.start(), m.end(), m.lastgroup == "patient", m.group() == "将") for m in _MARKER.finditer(masked)
    )


def frame(simplified: str, found: tuple[Marker, ...], verb: Span) -> Frame:
    """Where the agent and the patient of the verb at *verb* stand."""
    start, end = sentence(simplified, verb[0])
    governing = [m for m in found if m.end <= verb[0] and _governs(simplified, m, verb[0])]
    if not governing:
        return Frame(None, verb, (start, verb[0]), ((verb[1], clause_end(simplified, verb[1])),))
    marker = governing[-1]
    between = (marker.end, verb[0])
    if marker.patient:
        return Frame(marker, verb, (start, marker.start), (between,))
    return Frame(marker, verb, between, ((start, marker.start), (verb[1], end)))


def loose_frame(simplified: str, marker: Marker) -> Frame:
    """What a marker of an agent says when its verb is not known: the agent follows at once, the patient precedes it."""
    start, _ = sentence(simplified, marker.start)
    end = min(clause_end(simplified, marker.end), marker.end + _LOOSE)
    return Frame(marker, None, (marker.end, end), ((start, marker.start),))


def clause_end(text: str, at: int) -> int:
    """Where the clause at *at* ends."""
    m = _CLAUSE.search(text, at)
    return m.start() if m else len(text)


def sentence(text: str, at: int) -> Span:
    """The sentence around *at*, looking a few hundred characters either way."""
    before = [m.end() for m in _SENTENCE.finditer(text, max(0, at - 300), at)]
    after = _SENTENCE.search(text, at, at + 300)
    return (before[-1] if before else max(0, at - 300)), (after.start() if after else min(len(text), at + 300))


def _governs(text: str, marker: Marker, verb: int) -> bool:
    return verb - marker.end <= _REACH and not _CLAUSE.search(text, marker.end, verb)


def _blank(m: re.Match[str]) -> str:
    return "　" * (m.end() - m.start())


def clause_around(text: str, *spans: Span | None) -> Span:
    """The clauses that hold all of *spans*."""
    given = [span for span in spans if span]
    first, last = min(span[0] for span in given), max(span[1] for span in given)
    before = [m.end() for m in _CLAUSE.finditer(text, max(0, first - 40), first)]
    return (before[-1] if before else max(0, first - 40)), clause_end(text, last)
