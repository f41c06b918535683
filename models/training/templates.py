"""Templates: a Chinese and an English sentence with the same slots.

``{money}`` draws from a slot function, ``{act}`` from the phrases in ``data/phrases/act.tsv``, which may hold slots
themselves. A slot used twice in a template gets a number to keep the two apart: ``{person:1}``, ``{person:2}``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.training.folders import DATA
from models.training.pairs import Pair, read_pairs
from models.training.slots.chance import Chance, Filler
from models.training.slots.table import SLOTS

_ONE = re.compile(
    r"(?<![-\w.,])(?<!and )(one|1) (people|suspects|cases|officers|persons|foreigners|items|copies)\b"
)  # not in sixty-one people, 2.1 cases
_SLOT = re.compile(r"\{([a-z_]+)(?::(\d))?\}")


@dataclass(frozen=True, slots=True)
class Template:
    """Both sides, and the file it comes from."""

    zh: str
    en: str
    register: str

    @property
    def held_out(self) -> bool:
        """Whether only evaluation text is made from it: one template in ten, decided by its Chinese."""
        return zlib.crc32(self.zh.encode("utf-8")) % 10 == 0

    def slots(self) -> set[str]:
        """Its slots as written, ``money`` or ``person:1``. Raises ``ValueError`` when the two sides differ."""
        chinese = {m.group(0) for m in _SLOT.finditer(self.zh)}
        english = {m.group(0) for m in _SLOT.finditer(self.en)}
        if chinese != english:
            raise ValueError(f"{self.register}: the slots of {self.zh!r} are {chinese} and {english}")
        return chinese


@cache
def templates() -> tuple[Template, ...]:
    """All sentence templates, file by file."""
    found = []
    for file in sorted((DATA / "templates").glob("*.tsv")):
        found += [Template(pair.zh, pair.en, file.stem) for pair in read_pairs(file)]
    return tuple(found)


@cache
def phrases() -> Mapping[str, tuple[Template, ...]]:
    """Phrases by slot name."""
    return {
        file.stem: tuple(Template(pair.zh, pair.en, file.stem) for pair in read_pairs(file))
        for file in sorted((DATA / "phrases").glob("*.tsv"))
    }


def expand(template: Template, chance: Chance) -> Pair:
    """One pair from *template*; its English begins with a capital."""
    zh, en = _filled(template, chance)
    return Pair(zh, en[0].upper() + en[1:])


def _filled(template: Template, chance: Chance) -> Filler:
    fillers: dict[str, Filler] = {}
    for match in _SLOT.finditer(template.zh):
        if match.group(0) not in fillers:
            fillers[match.group(0)] = _draw(match.group(1), chance)
    zh = _SLOT.sub(lambda match: fillers[match.group(0)].zh, template.zh)
    en = _SLOT.sub(lambda match: fillers[match.group(0)].en, template.en)
    return Filler(zh, en)


def _draw(name: str, chance: Chance) -> Filler:
    if name in SLOTS:
        return SLOTS[name](chance)
    return _filled(chance.choice(phrases()[name]), chance)


def clean_english(text: str) -> str:
    """Mend what putting phrases together leaves behind: doubled full stops after abbreviations, a before a vowel."""
    text = re.sub(r"\.\.(?=\s|$)", ".", text)
    text = re.sub(r"\b([Aa]) (?=(?:eight|8\d?\b|11\b|18\b|[aeio][a-z]))", r"\1n ", text)
    return re.sub(
        r"(?<![-\w.,])(?<!and )(one|1) ((?:people|suspects|cases|officers|persons|foreigners|items|copies))\b",
        _singular,
        text,
    )


def _singular(match: re.Match[str]) -> str:
    noun = {"people": "person", "copies": "copy"}.get(match[2], match[2].removesuffix("s"))
    return f"{match[1]} {noun}"


def all_slot_names() -> set[str]:
    """Names a template may use."""
    return set(SLOTS) | set(phrases())


def data_files() -> list[Path]:
    """Every file of templates and phrases."""
    return sorted((DATA / "templates").glob("*.tsv")) + sorted((DATA / "phrases").glob("*.tsv"))
