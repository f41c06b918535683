"""Modality: duty, permission and prohibition, questions and conditions.

Only where one side speaks of one kind alone: a sentence with 应当 and 可以 both may render either in many ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.scripts import count_han
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.hanzi import simplified

_SCANNED = 3_000
# Each alternative below begins with a character, and looks behind only then: so the search skips to such characters.
_PROHIBITION_ZH = re.compile(
    "不得(?!不|已|了)|严禁|禁止|不准(?!确)|不许|不可以|不(?<!能不)能(?!不|够|自)|不应当|不应(?!该说)|切勿|请勿"
    "|勿(?=[^忘])"
)
_DUTY_ZH = re.compile(
    "应(?<![适反对相响供效]应)当"
    "|应(?<![适反对相响供效感报答呼因]应)(?![用对急付有聘届邀援酬运该答变力声试景收允激允了])"
    "|必须|须(?<![必无毋]须)(?![臾要求])|务必|必需|不得不|有义务|有责任(?=[对为向])"
)
_PERMISSION_ZH = re.compile(
    "可(?<!不可)以(?!说|看|见)|有权|准(?<!不准)许|允(?<![不未]允)许|获(?<!不获)准"
    "|得(?=[以依由于向免予就为])(?<![不使获取所觉值显只]得)"
    "|可(?<=[，者人关员位，]可)(?=[于向在由申请依按根据将对]{1})(?![能见谓])"
)
_PROHIBITION_EN = re.compile(
    r"\b(?:shall|must|may|should|can|could|is|are|do|need|will|would|be) not\b|n['’]t\b|\bcannot\b|\bno \w+"
    r"|\bnever\b|\bnot\b"
    r"|\bprohibit\w*|\bforbid\w*|\bban(?:s|ned|ning)?\b|\bstrictly\b|\bneither\b|\bunlawful\b|\bwithout\b|\billegal\w*"
    r"|\bnone\b|\bnor\b|\bunable\b|\brefus\w+|\bunless\b|\bin\w{3,12}ible\b|\bfail\w*|\bvoid\b|\bexcept\b|\brefrain\w*"
    r"|\bbar(?:s|red|ring)?\b|\bstop\w*|\bavoid\w*|\bblock\w*|\bmaximum\b|\bhard\b|\bdifficult\w*"
    r"|\b\w{2,16}less\b|\blift\w*",
    re.IGNORECASE,
)
_DUTY_EN = re.compile(
    r"\b(?:shall|must|should|ought to|need(?:s|ed)? to|ha(?:ve|s|d) to|requir\w+|oblig\w+|mandatory"
    r"|compulsory|necessar\w+|essential"
    r"|imperative|is to|are to|be sure|make sure|ensure|supposed to|expected to|urge[ds]?|demand\w*|due"
    r"|bound to|responsib\w+"
    r"|subject to|owe[sd]?|liable|duty|call(?:s|ed)? (?:for|on)|advis\w+|recommend\w*|suggest\w*"
    r"|necessit\w+|insist\w*)\b",
    re.IGNORECASE,
)
_PERMISSION_EN = re.compile(
    r"\b(?:may|can|could|might|allow\w*|permit\w*|entitl\w+|right to|right of|authori[sz]\w+|power to|able to"
    r"|enabl\w*|free to|possib\w+"
    r"|option\w*|eligib\w+|approv\w+|let|lets|empower\w*|suffic\w+|able"
    r"|cannot"
    r"|choose|capab\w+|capacity|accept\w*|qualif\w*|discretion|license\w*|consent\w*)\b",
    re.IGNORECASE,
)
_MUST_EN = re.compile(r"\b(?:must|shall|required to|obliged to|have to|has to)\b(?! not\b)", re.IGNORECASE)
_MAY_EN = re.compile(r"\b(?:may|allowed to|permitted to|entitled to)\b(?! not\b)(?! be(?:en)? (?:that|why)\b)")
_QUESTION_ZH = re.compile("[？?]\\s*[”’」』）)\"']*\\s*$|[吗嗎][。？?！!]*$")
_ASKS_ZH = re.compile("[？?吗呢么谁何哪怎几啥]|是否|能否|可否|多少|为什么|有没有|是不是|(.)不\\1")
_QUESTION_EN = re.compile(r"\?\s*[”’\"')]*\s*$")
_IF_ZH = re.compile(
    "如果|倘若|假如|假使|要(?<![主重首需还只]要)是|若(?<![宠智即]若)(?![干是非无隐有即])|一旦|只要|只有(?=[^，]{1,20}才)"
)
_IF_EN = re.compile(
    r"\b(?:if|where|when\w*|unless|once|should|in (?:the )?(?:case|event)|provided|providing|supposing"
    r"|as long as|without|any|upon|only"
    r"|otherwise|until|had|were|on condition|whoever|who|those|with|assuming|even|with\w*|after|failing|by|to"
    r"|while|as soon as|would|given)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Doubt:
    words: str
    severity: Severity
    kind: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]


class Modality:
    """Reports duty turned into permission, permission into duty, lost prohibitions, questions and conditions."""

    name = "modality"
    version = "1"
    label = "Duty or permission"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding of each kind."""
        source, target = segment.text, context.text
        if (
            max(len(source), len(target) / 4) > _SCANNED
            or count_han(source) < 2
            or is_copied(source, target)
            or not target.strip()
        ):
            return []
        zh = simplified(source)
        doubts = [*_duty(zh, target), *_question(zh, target), *_condition(zh, target)]
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label={"question": "Question", "condition": "Condition"}.get(doubt.kind, self.label),
                category="Accuracy/Mistranslation",
                severity=doubt.severity,
                explanation=doubt.words,
                source_spans=doubt.source,
                target_spans=doubt.target,
                evidence={"kind": doubt.kind},
            )
            for doubt in doubts
        ]


def _duty(zh: str, en: str) -> list[_Doubt]:
    prohibitions, masked = _taken(_PROHIBITION_ZH, zh)
    duties, permissions = _spans(_DUTY_ZH, masked), _spans(_PERMISSION_ZH, masked)
    if prohibitions and not _PROHIBITION_EN.search(en):
        may = _spans(_MAY_EN, en)
        said = f"; the English says “{en[slice(*may[0])]}”" if may else "; the English has no such prohibition"
        words = f"The Chinese forbids this (“{zh[slice(*prohibitions[0])]}”){said}."
        return [_Doubt(words, Severity.MAJOR, "prohibition lost", tuple(prohibitions), tuple(may))]
    if duties and not permissions and not _DUTY_EN.search(en) and (may := _spans(_MAY_EN, en)):
        words = (
            f"The Chinese speaks of a duty (“{zh[slice(*duties[0])]}”: must, shall); the English of a permission "
            f"(“{en[slice(*may[0])]}”)."
        )
        return [_Doubt(words, Severity.MAJOR, "duty as permission", tuple(duties), tuple(may))]
    if (
        permissions
        and not duties
        and not prohibitions
        and not _PERMISSION_EN.search(en)
        and (must := _spans(_MUST_EN, en))
    ):
        words = (
            f"The Chinese speaks of a permission (“{zh[slice(*permissions[0])]}”: may, is entitled to); the English of "
            f"a duty (“{en[slice(*must[0])]}”)."
        )
        return [_Doubt(words, Severity.MAJOR, "permission as duty", tuple(permissions), tuple(must))]
    return []


def _question(zh: str, en: str) -> list[_Doubt]:
    asks = _QUESTION_EN.search(en)
    if "?" not in en and (asked := _QUESTION_ZH.search(zh)):
        words = "The Chinese asks a question; the English states something."
        return [_Doubt(words, Severity.MINOR, "question", (asked.span(),), ())]
    if asks and not _ASKS_ZH.search(zh):
        words = "The English asks a question; the Chinese states something."
        return [_Doubt(words, Severity.MAJOR if len(zh) < 60 else Severity.MINOR, "question", (), (asks.span(),))]
    return []


def _condition(zh: str, en: str) -> list[_Doubt]:
    conditions = _spans(_IF_ZH, zh)
    if not conditions or _IF_EN.search(en):
        return []
    words = f"The Chinese sets a condition (“{zh[slice(*conditions[0])]}”: if); the English states it as a fact."
    return [_Doubt(words, Severity.MAJOR, "condition", tuple(conditions), ())]


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [m.span() for m in pattern.finditer(text)]


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[Span], str]:
    """The spans of *pattern*, and the text with them blanked."""
    spans = _spans(pattern, text)
    return spans, pattern.sub(lambda m: "　" * (m.end() - m.start()), text) if spans else text
