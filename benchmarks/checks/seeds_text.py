"""Errors in how much is said: a clause left out, put in, said again, or left in Chinese.

Signature and result as in :mod:`benchmarks.checks.seeds_figures`; :func:`addition` also takes the English of another
pair. Offsets of clauses are code points in the English.
"""

from __future__ import annotations

import random
import re

Span = tuple[int, int]
Seed = tuple[str, str] | None

_CUT = re.compile(
    r"[,;] |[,:] (?=[“\"])|: |[.!?][”\"']? (?=[A-Z“\"])| – | - | (?=(?:but|while|because|although|which|so that) )"
)
_WORD = re.compile(r"[A-Za-z][\w'’\-]*")
_FUNCTION_WORDS = """a an the of to in on at by for with from as and or but so that this these those it its he she they
we you i his her their our your my is are was were be been being has have had do does did will would shall should can
could may might must not no which who whom whose what when where while because although if then than there here also
just very more most such into about after before"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_ZH_CLAUSE = re.compile("[^，。；：！？、,;:!?]{2,}[，。；：！？,;:!?]?")
_MARKS = re.compile("[，。；：！？,;]")


def omission(zh: str, en: str, rng: random.Random) -> Seed:
    """A clause (five words or more, at most 60 % of the text) is gone."""
    if not _MARKS.search(zh.rstrip("。！？")):
        return None
    parts = [(a, b) for a, b in clauses(en) if _words(en[a:b]) >= 5 and b - a <= 0.6 * len(en) and _whole(en[a:b])]
    if not parts:
        return None
    start, end = rng.choice(parts)
    return "clause omitted", _joined(en[:start], en[end:])


def repetition(zh: str, en: str, rng: random.Random) -> Seed:
    """The English runs in a circle: its end again and again, a clause said twice, or said again further on."""
    words = list(_WORD.finditer(en))
    if len(words) < 8:
        return None
    how = rng.randrange(3)
    if how == 0:
        size, times = rng.randint(2, 8), rng.randint(3, 6)
        stem = en.rstrip('.!?”"')
        last = [m for m in words if m.end() <= len(stem)][-size]
        if words[-1].end() < len(stem.rstrip()) - 1:
            return None
        unit = stem[last.start() :]
        return "end repeated", stem + (rng.choice([", ", " ", " and "]) + unit) * (times - 1) + en[len(stem) :]
    parts = [span for span in clauses(en) if 4 <= _words(en[slice(*span)]) <= 25]
    if len(parts) < 2:
        return None
    if how == 1:
        start, end = rng.choice(parts)
        again = _lower(en[start:end].strip(" ,;:.!?"))
        return "clause doubled", f"{en[:end].rstrip(' ,;:.!?')}, {again}{_mark(en[start:end])}{en[end:]}"
    start, end = parts[rng.randrange(len(parts) - 1)]
    unit = en[start:end].strip(" ,;:.!?")
    if _words(unit) < 5:
        return None
    stem = en.rstrip('.!?”"')
    return "clause said again further on", f"{stem}, {unit[:1].lower() + unit[1:]}{en[len(stem) :] or '.'}"


def copied(zh: str, en: str, rng: random.Random) -> Seed:
    """The Chinese stands in the English: all of it, the half not translated, one clause, or one word."""
    how = rng.randrange(4)
    parts, chinese = clauses(en), [m for m in _ZH_CLAUSE.finditer(zh) if re.search("[一-鿿]{2}", m.group())]
    if how == 0 or not chinese:
        return ("whole source", zh) if re.search("[一-鿿]{2}", zh) else None
    if how == 1 and len(parts) > 1 and len(chinese) > 1:
        half = len(parts) // 2
        return "second half", en[: parts[half][0]] + zh[chinese[len(chinese) // 2].start() :]
    i = rng.randrange(len(parts))
    clause = chinese[round(i * (len(chinese) - 1) / max(1, len(parts) - 1))].group()
    if how == 2 and len(parts) > 1:
        start, end = parts[i]
        return "one clause", en[:start] + clause.rstrip("，。；：！？") + " " + en[end:]
    runs = re.findall("[一-鿿]{2,}", clause)
    words = [m for m in _WORD.finditer(en) if len(m.group()) >= 5]
    if not runs or not words:
        return None
    run = rng.choice(runs)
    at = rng.randrange(max(1, len(run) - 2))
    m = rng.choice(words)
    return "one word", en[: m.start()] + run[at : at + rng.randint(2, 4)] + en[m.end() :]


def addition(zh: str, en: str, other: str, rng: random.Random) -> Seed:
    """A clause of *other*, which belongs to another sentence, is added at the end or between two clauses."""
    foreign = [other[a:b].strip(' ,;:.!?“”"()') for a, b in clauses(other)]
    foreign = [text for text in foreign if 5 <= _words(text) <= 25 and not re.search(r"[\d“”\"()]", text)]
    if not foreign:
        return None
    clause = rng.choice(foreign)
    parts = clauses(en)
    if len(parts) > 1 and rng.random() < 0.4:
        at = parts[rng.randrange(1, len(parts))][0]
        return "between clauses", f"{en[:at].rstrip()} {_lower(clause)}, {en[at:].lstrip()}"
    stem = en.rstrip(".!?")
    link = rng.choice([", and ", ", while ", ". "])
    clause = clause[:1].upper() + clause[1:] if link == ". " else _lower(clause)
    return "at the end", f"{stem}{link}{clause}{en[len(stem) :] or '.'}"


def clauses(en: str) -> list[Span]:
    """The text cut at commas, semicolons, sentence ends and conjunctions; pieces of fewer than two words join on."""
    spans: list[Span] = []
    start = 0
    for m in [*_CUT.finditer(en), None]:
        end = m.end() if m else len(en)
        if _words(en[start:end]) >= 2 or m is None:
            spans.append((start, end))
            start = end
    return spans


def content_words(text: str) -> int:
    """Number of words that carry content."""
    return sum(m.group().lower() not in _FUNCTION for m in _WORD.finditer(text))


def _words(text: str) -> int:
    return len(_WORD.findall(text)) if content_words(text) >= 2 else 0


def _whole(clause: str) -> bool:
    """Whether no quotation or bracket begins or ends within *clause*."""
    return clause.count('"') % 2 == 0 and all(clause.count(a) == clause.count(b) for a, b in ("“”", "()"))


def _lower(clause: str) -> str:
    return clause if clause[1:2].isupper() or clause[:2] == "I " else clause[:1].lower() + clause[1:]


def _mark(clause: str) -> str:
    """What ends *clause*: its mark and the space behind it."""
    m = re.search(r"[,;:.!?”\"]*\s*$", clause)
    return m.group() if m else ""


def _joined(left: str, right: str) -> str:
    """Two pieces as one sentence: one mark between them, a capital at the start, a full stop kept at the end."""
    left, right = left.rstrip(), right.strip()
    if not right:
        left = left.rstrip(" ,;:–-") + "."
    elif not left:
        right = re.sub("^(?:and|but|while|which|so that) ", "", right)
        right = right[:1].upper() + right[1:]
    elif left.endswith(",") and re.match("(?:The|A|An|He|She|It|They|This|In|On|However) ", right):
        left = left[:-1] + "."
    elif right[:1] in ",;.":
        left = left.rstrip(",;")
    text = f"{left}{'' if right[:1] in ',;.!?' else ' '}{right}".strip()
    return re.sub(r"\.{2,}$", ".", text)
