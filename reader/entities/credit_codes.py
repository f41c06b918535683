"""Unified social credit codes of Chinese organisations (GB 32100)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.entities.contract import has_digits
from reader.model import Mention

_ALPHABET = "0-9A-HJ-NPQRTUWXY"
_CODE = re.compile(rf"(?<![A-Za-z0-9])[159ANY][1239]\d{{6}}[{_ALPHABET}]{{9}}[{_ALPHABET}](?![A-Za-z0-9])")
_VALUE = {c: i for i, c in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_LABEL = re.compile(r"(?:信用代码|信用代碼|统一代码|社会信用|代码|代碼)[^\dA-Za-z]{0,6}$")


class CreditCodes:
    """Eighteen characters; the check character must be right unless a label announces the code."""

    type = "credit-code"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of unified social credit codes."""
        if not has_digits(folded, 7):
            return
        for m in _CODE.finditer(folded.upper() if folded.isascii() else _upper(folded)):
            code = m.group()
            if checks(code) or _LABEL.search(folded[max(0, m.start() - 16) : m.start()]):
                yield Mention(self.type, code, text[m.start() : m.end()], m.start(), m.end())


def checks(code: str) -> bool:
    """Whether the last character is the check character of the first seventeen."""
    total = sum(_VALUE[c] * w for c, w in zip(code, _WEIGHTS, strict=False))
    return (31 - total % 31) % 31 == _VALUE[code[17]]


def _upper(folded: str) -> str:
    """Upper case that keeps the length (``ß`` would become two letters)."""
    return "".join(c.upper() if c.isascii() else c for c in folded)
