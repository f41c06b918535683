"""Where places of one text stand in another that says nearly the same. Pure."""

from __future__ import annotations

from difflib import SequenceMatcher

from reader.model import Span

_Opcode = tuple[str, int, int, int, int]


class Carrier:
    """Carries code-point spans of *old* over to *new*: exactly where the texts agree, in proportion where they differ.

    Texts with equally many lines are compared line by line, so that a line that was wholly rewritten keeps its place.
    """

    def __init__(self, old: str, new: str) -> None:
        olds, news = old.split("\n"), new.split("\n")
        if len(olds) != len(news):
            olds, news = [old], [new]
        self._opcodes: list[_Opcode] = []
        i = j = 0
        for a, b in zip(olds, news, strict=True):
            found = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
            self._opcodes += [(tag, i + i0, i + i1, j + j0, j + j1) for tag, i0, i1, j0, j1 in found]
            i, j = i + len(a), j + len(b)
            self._opcodes.append(("equal", i, i + 1, j, j + 1))  # the line end, or what follows the text
            i, j = i + 1, j + 1

    def span(self, start: int, end: int) -> Span:
        """Where ``[start, end)`` of the old text stands in the new one; what was put in at an edge belongs to it."""
        first = next(op for op in self._opcodes if op[1] <= start <= op[2])
        last = next(op for op in reversed(self._opcodes) if op[1] <= end <= op[2])
        begin = _within(first, start)
        return begin, max(begin, _within(last, end))


def _within(opcode: _Opcode, at: int) -> int:
    tag, i0, i1, j0, j1 = opcode
    if tag == "equal":
        return j0 + at - i0
    return j0 if i0 == i1 else j0 + round((at - i0) * (j1 - j0) / (i1 - i0))
