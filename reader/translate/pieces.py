"""One engine input and the parts it is translated in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.model import AlignedPair, Span
from reader.translate import align, retry
from reader.translate.pictures import between, pictures
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
    """Input number ``index``; without letters or signs it has no units. ``pictures``: its emoji, which are copied."""

    index: int
    units: list[Unit] = field(default_factory=list)
    text: str = ""
    pictures: list[Span] = field(default_factory=list)

    @classmethod
    def plan(cls, index: int, text: str, encode: Callable[[str], Tokens], limit: int) -> Job:
        """Split *text* into units of at most *limit* tokens. White space around a unit stays outside it."""
        job = cls(index, text=text, pictures=pictures(text))
        for start, end in between(text, job.pictures):
            job._add(start, end, encode, limit)
        return job

    def _add(self, start: int, end: int, encode: Callable[[str], Tokens], limit: int) -> None:
        """Units for input ``[start, end)``."""
        run = self.text[start:end]
        whole = encode(run)
        spans = [(0, len(run))] if len(whole) <= limit else split(run, encode, limit)
        for first, last in spans:
            part = run[first:last]
            if not part.strip():
                continue
            tokens = whole if len(spans) == 1 else encode(part)
            if len(tokens):
                self.units.append(Unit(self, start + first, start + last, part, tokens))

    def complete(self, retries: int) -> bool:
        """Whether every unit has a plausible output or has used up its *retries*."""
        return all(u.attempts and (not u.attempts[-1].flags or len(u.attempts) > retries) for u in self.units)

    def joined(self) -> tuple[str, float | None, tuple[AlignedPair, ...], tuple[str, ...]]:
        """Text (parts joined by a space), mean token log-probability, alignment and flags of the whole."""
        text = ""
        copied = deque(self.pictures)
        total, tokens = 0.0, 0
        alignment: list[AlignedPair] = []
        flags: dict[str, None] = {SPLIT: None} if len(self.units) > 1 else {}
        for unit in self.units:
            while copied and copied[0][0] < unit.start:
                text = self._copy(copied.popleft(), text, alignment)
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
        for picture in copied:
            text = self._copy(picture, text, alignment)
        return text, total / tokens if tokens else None, tuple(alignment), tuple(flags)

    def _copy(self, picture: Span, text: str, alignment: list[AlignedPair]) -> str:
        """*text* with the emoji at *picture* of the input after it."""
        text += " " if text else ""
        start, end = picture
        alignment.append(AlignedPair(start, end, len(text), len(text) + end - start, 1.0))
        return text + self.text[start:end]
