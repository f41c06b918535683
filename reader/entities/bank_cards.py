"""Numbers like those of bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.entities.contract import digits, has_digits
from reader.model import Mention

_CARD = re.compile(r"(?<![A-Za-z0-9.])[2-69]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?:\1\d{1,4})?(?![A-Za-z0-9]|[.,]\d)")
_LABEL = re.compile(r"(?:卡号|账号|帐号|账户|帐户|卡號|帳號|帳戶|银行卡|收款|汇款|[Aa]ccount|[Cc]ard)[^\d]{0,24}$")


class BankCards:
    """Sixteen to nineteen digits that satisfy the Luhn check, or follow a label such as 卡号."""

    type = "bank-card"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of card or account numbers; canonical are the digits."""
        if not has_digits(folded, 12):
            return
        for m in _CARD.finditer(folded):
            number = digits(m.group())
            labelled = _LABEL.search(folded[max(0, m.start() - 32) : m.start()])
            if labelled or (luhn(number) and number[0] in "456"):
                yield Mention(self.type, number, text[m.start() : m.end()], m.start(), m.end())


def luhn(number: str) -> bool:
    """Whether the digits satisfy the check of ISO/IEC 7812."""
    total = 0
    for i, c in enumerate(reversed(number)):
        d = int(c) * (2 if i % 2 else 1)
        total += d - 9 if d > 9 else d
    return total % 10 == 0
