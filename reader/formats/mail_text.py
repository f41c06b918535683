"""The words of a message's parts: paragraphs of plain text with their lines, and HTML as a page would show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.formats import html
from reader.formats.contract import BlockDraft, Trouble
from reader.formats.html_walk import Walker
from reader.formats.plain import is_wrapped, paragraphs
from reader.formats.text_lines import Line
from reader.model import BlockKind, Locator, Place

_WORDS = re.compile(r"[\w]", re.U)
_QUOTED = re.compile(r"^(?:\s*[>＞|]\s?)+")
_SEPARATOR = re.compile(r"^[-_=*\s]{3,}$")
_GRAM = 3
ALIKE = 0.9
"""Share of three-letter sequences two parts must have in common to say the same; signatures, link texts and
descriptions of pictures make up the rest in ordinary messages."""


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of one part; ``words`` is all its text, for comparison."""

    path: str
    blocks: list[BlockDraft]
    trouble: Trouble | None = None

    @property
    def words(self) -> str:
        """Letters and digits of the text a reader sees, nothing else."""
        return "".join(c for b in self.blocks for c in b.text if _WORDS.match(c))


def plain_body(text: str, path: str, *, flowed: bool = False) -> Body:
    """Paragraphs of a text part. Lines keep their numbers; lines of an earlier message (``>``) are quotations."""
    lines = [Line(line, number, 0, 0) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)]
    blocks: list[BlockDraft] = []
    for quoted, run in _runs(lines):
        wrapped = flowed or is_wrapped("\n".join(line.text for line in run))
        blocks.extend(_relocated(draft, path, quoted) for draft in paragraphs(run, wrapped))
    return Body(path, [b for b in blocks if not _SEPARATOR.match(b.text)])


def html_body(text: str, path: str) -> Body:
    """Blocks of an HTML part; each place is the element's CSS path in that part."""
    root, trouble = html.parse(text)
    blocks = []
    for raw in Walker(root).blocks():
        where = Place("mail", path=f"part/{path}/{raw.path}")
        level = raw.level if raw.kind is BlockKind.HEADING else None
        blocks.append(
            BlockDraft(raw.kind, raw.text, (Locator(0, len(raw.text), where),), level=level, context=raw.context)
        )
    return Body(path, blocks, trouble)


def likeness(first: str, second: str) -> float:
    """Share (0..1) of the three-letter sequences of either text that the other has too: the lower of both."""
    one, two = _grams(first), _grams(second)
    if not one or not two:
        return 1.0 if one == two else 0.0
    common = len(one & two)
    return min(common / len(one), common / len(two))


def said_to_differ(body: Body, label: str) -> list[BlockDraft]:
    """The blocks of *body*, each with *label* in its context."""
    return [replace(block, context=(*block.context, label)) for block in body.blocks]


def _grams(text: str) -> set[str]:
    return {text[i : i + _GRAM] for i in range(max(1, len(text) - _GRAM + 1))} if text else set()


def _runs(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Runs of lines that are quoted, or are not; the quotation marks stay in the text."""
    run: list[Line] = []
    state = False
    for line in lines:
        quoted = bool(_QUOTED.match(line.text))
        if run and quoted != state and line.text.strip():
            yield state, run
            run = []
        if not run:
            state = quoted
        run.append(line)
    if run:
        yield state, run


def _relocated(draft: BlockDraft, path: str, quoted: bool) -> BlockDraft:
    locators = tuple(
        Locator(loc.start, loc.end, Place("mail", path=f"part/{path}", line=loc.place.line)) for loc in draft.locators
    )
    return replace(draft, kind=BlockKind.QUOTE if quoted else draft.kind, locators=locators)
