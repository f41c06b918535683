"""One engine input and the parts it is translated in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reader.model import AlignedPair
from reader.translate import align, retry
from reader.translate.retry import Attempt
from reader.translate.splitting import split
from reader.translate.tokens import Tokens

SPLIT = "split"


@dataclass(slots=True, eq=False)
class Unit:
    """A part of an input small enough for one engine call: input ``[start, end)`` and its tries."""

    job: Job
    start: int
    end: int
    text: str
    tokens: Tokens
    attempts: list[Attempt] = field(default_factory=list)
    placed: Attempt | None = None

    @property
    def best(self) -> Attempt:
        """The try that counts: the one with its terms in place, if there is one."""
        return self.placed or retry.best(self.attempts)


@dataclass(slots=True, eq=False)
class Job:
    """Input number ``index``; without letters or signs it has no units."""

    index: int
    units: list[Unit] = field(default_factory=list)
    text: str = ""

    @classmethod
    def plan(cls, index: int, text: str, encode: Callable[[str], Tokens], limit: int) -> Job:
        """Split *text* into units of at most *limit* tokens. White space around a unit stays outside it."""
        job = cls(index, text=text)
        whole = encode(text)
        spans = [(0, len(text))] if len(whole) <= limit else split(text, encode, limit)
        for start, end in spans:
            part = text[start:end]
            if not part.strip():
                continue
            tokens = whole if len(spans) == 1 else encode(part)
            if len(tokens):
                job.units.append(Unit(job, start, end, part, tokens))
        return job

    def complete(self, retries: int) -> bool:
        """Whether every unit has a plausible output or has used up its *retries*."""
        return all(u.attempts and (not u.attempts[-1].flags or len(u.attempts) > retries) for u in self.units)

    def joined(self) -> tuple[str, float | None, tuple[AlignedPair, ...], tuple[str, ...]]:
        """Text (parts joined by a space), mean token log-probability, alignment and flags of the whole."""
        text = ""
        total, tokens = 0.0, 0
        alignment: list[AlignedPair] = []
        flags: dict[str, None] = {SPLIT: None} if len(self.units) > 1 else {}
        for unit in self.units:
            attempt = unit.best
            if unit.placed is None:  # the free try that had these flags is not what counts
                flags |= dict.fromkeys(retry.final_flags(unit.attempts))
            if attempt.text:
                text += " " if text else ""
                alignment += align.shifted(attempt.alignment, unit.start, len(text))
                text += attempt.text
            if attempt.score is not None:
                total += attempt.score * attempt.tokens
                tokens += attempt.tokens
        return text, total / tokens if tokens else None, tuple(alignment), tuple(flags)
