"""Places, bodies and public figures of the gazetteer in a Chinese text.

Precision comes first: a short name counts only where it is not part of another word (the 大连 of 巨大连锁 is no city),
and a short name that is also a word counts only next to the place it belongs to (浙江龙游).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, count

from reader.text.bigrams import bigrams
from reader.text.gazetteer_data import Form, Named, forms
from reader.text.headwords import is_common, is_name, is_word, longest_word
from reader.text.romanise import fold_name, spells
from reader.text.sounds import writes_sounds


@dataclass(frozen=True, slots=True)
class Hit:
    """Something of the gazetteer at ``[start, end)``. ``named`` holds every thing of that name (there are several
    朝阳区); they share their English unless ``named`` says otherwise."""

    start: int
    end: int
    named: tuple[Named, ...]

    @property
    def kind(self) -> str:
        """The kind of the first candidate."""
        return self.named[0].kind

    @property
    def english(self) -> tuple[str, ...]:
        """Every accepted English form, canonical first."""
        return tuple(dict.fromkeys(name for named in self.named for name in named.english))


@cache
def _index() -> dict[str, tuple[tuple[str, tuple[Form, ...]], ...]]:
    """Forms by their first two characters, longest first."""
    grouped: dict[str, list[Form]] = {}
    for form in forms():
        grouped.setdefault(form.text, []).append(form)
    found: dict[str, list[tuple[str, tuple[Form, ...]]]] = {}
    for text, group in grouped.items():
        found.setdefault(text[:2], []).append((text, tuple(group)))
    return {head: tuple(sorted(entries, key=lambda e: -len(e[0]))) for head, entries in found.items()}


def find(text: str) -> list[Hit]:
    """Everything named in *text* (Simplified, see ``hanzi.simplified``), in order, none overlapping; longest first."""
    index = _index()
    hits: list[Hit] = []
    done = 0
    pairs = bigrams(text)
    for at in compress(count(), map(index.__contains__, pairs)):
        if at < done:
            continue
        hit = _at(text, at, index[pairs[at]], hits)
        if hit is not None:
            hits.append(hit)
            done = hit.end
    return hits


def _at(text: str, at: int, entries: Iterable[tuple[str, tuple[Form, ...]]], hits: list[Hit]) -> Hit | None:
    for name, group in entries:
        if not text.startswith(name, at):
            continue
        end = at + len(name)
        sure = [form.named for form in group if not form.bare]
        before = hits[-1] if hits and hits[-1].end == at else None
        if before is not None:
            near = [form.named for form in group if belongs(form.named, before)]
            if near:
                return Hit(at, end, tuple(near))
        if sure and not (
            len(name) <= 3
            and (_within_words(text, at, end) or (before is None and _within_sounds(text, at, end, sure[0])))
        ):
            return Hit(at, end, tuple(sure))
    return None


def belongs(named: Named, before: Hit) -> bool:
    """Whether a division or city lies in the place named right before it."""
    for above in before.named:
        if named.kind == "city":
            if above.kind == "country" and above.stem == named.home:
                return True
        elif named.home and above.home and above.kind in ("province", "prefecture"):
            length = 2 if above.kind == "province" else 4
            if named.home != above.home and named.home[:length] == above.home[:length]:
                return True
    return False


_REPORTS = re.compile("报道(?!歉)|報導|报导")


def _within_words(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is cut out of other words: one word over both, or a word over each edge."""
    if end - start == 2 and _REPORTS.match(text, end - 1):
        return True  # 记者李明|报道 names no newspaper 明报
    longest = text[start : longest_word(text, start)]
    if len(longest) > end - start and not is_name(longest):
        return True  # 长治久安 is no city
    if all(map(is_common, (text[end - 1 : end + 1], text[start : end - 1]))):
        return True  # 联合|国家 holds no 联合国
    if not start:
        return False
    if is_common(text[start - 1 : end]):
        return True  # 入海口 is an estuary, not the city 海口
    left = is_word(text[start - 1 : start + 1]) or (start > 1 and is_word(text[start - 2 : start + 1]))
    if not left:
        return False
    return is_word(text[end - 1 : end + 1]) or is_word(text[end - 1 : end + 2])


@lru_cache(maxsize=1_000)
def _is_pinyin(named: Named) -> bool:
    return spells(fold_name(named.english[0]), named.stem)


@lru_cache(maxsize=2_000)
def _is_foreign(named: Named) -> bool:
    """Whether its Chinese name may be written for its sounds."""
    if named.kind in ("country", "city"):
        return True
    if named.kind in ("body", "person"):
        return writes_sounds(named.stem)
    return named.kind == "prefecture" and not _is_pinyin(named)


_SOUNDS = frozenset("尔斯克特奥姆亚拉莱蒂诺德尼顿茨格兹罗厄卡萨玛梅杜洛弗佩普")
"""Characters that hardly begin or end anything but foreign names."""


def _within_sounds(text: str, start: int, end: int, named: Named) -> bool:
    """Whether a short foreign name is a piece of a longer one the gazetteer lacks: 马里|奥, 基多|尔, 卡|罗利."""
    if not _is_foreign(named):
        return False
    if text[start - 1 : start] in _SOUNDS and start and not is_word(text[max(0, start - 2) : start]):
        return True
    if text[end - 1] in "国州" or text[end : end + 1] not in _SOUNDS:
        return False
    following = _index().get(text[end : end + 2], ())
    return bool(text[end:]) and not any(text.startswith(name, end) for name, _ in following)


def by_english(fold: Callable[[str], str]) -> dict[str, tuple[Named, ...]]:
    """Everything of the gazetteer by its English names, each passed through *fold*."""
    found: dict[str, dict[Named, None]] = {}
    for form in forms():
        for name in form.named.english:
            found.setdefault(fold(name), {})[form.named] = None
    return {name: tuple(named) for name, named in found.items()}
