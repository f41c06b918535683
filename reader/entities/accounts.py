"""Ids in messaging services: WeChat and QQ, recognised by the label before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model import Mention

_NUMBER_WORD = "群号|群號|号码|號碼|号|號|帐号|账号|帳號|ID|id|Id|群|同号"
_GAP = rf"\s{{0,2}}(?:{_NUMBER_WORD})?\s{{0,2}}(?:[:是为為=/]|[(]|添加|加)?\s{{0,2}}[\"“「]?"
_WECHAT = re.compile(
    rf"(?:微信(?:公众号|公眾號|客服)?|薇信|威信|[Ww]e[Cc]hat|WECHAT|(?<![A-Za-z])(?:wx|WX|VX|vx|Vx)){_GAP}"
    r"(?P<id>[A-Za-z][A-Za-z0-9_\-]{5,19}|1[3-9]\d{9}(?!\d))(?![A-Za-z0-9_\-@]|\.[A-Za-z])"
)
_QQ = re.compile(rf"(?<![A-Za-z])(?:QQ|qq|Qq|扣扣|企鹅){_GAP}(?P<id>[1-9]\d{{4,11}})(?![\d@]|\.\d|[A-Za-z])")


class Accounts:
    """WeChat and QQ ids after a label. Types ``wechat`` and ``qq``; canonical in lower case.

    A telephone number given as a WeChat id is left to the phones, where it is the better lead.
    """

    type = "account"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of accounts; the span is the id without its label."""
        for m in _WECHAT.finditer(folded):
            if not m["id"].isdigit() and m["id"].lower() not in _WORDS:
                yield self._mention("wechat", m, text)
        for m in _QQ.finditer(folded):
            yield self._mention("qq", m, text)

    def _mention(self, service: str, m: re.Match[str], text: str) -> Mention:
        start, end = m.span("id")
        return Mention(service, m["id"].lower(), text[start:end], start, end)


# Words that stand after "WeChat" in ordinary English.
_WORDS = frozenset({"account", "accounts", "official", "groups", "public", "message", "messages", "number", "payment"})
