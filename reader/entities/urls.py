"""URLs and bare domain names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.entities.contract import fold_stops
from reader.model import Mention

_PATH = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
# Domains without a scheme count only under endings seen in evidence: "Co.Ltd" and "e.g.it" are no addresses.
_ENDINGS = (
    "com|cn|net|org|gov|edu|info|biz|top|xyz|vip|club|site|online|shop|tv|cc|me|io|app|eu|uk|us|ca|au|nz|jp|kr|tw|hk|mo"
    "|sg|my|th|vn|id|ph|la|kh|mm|de|fr|it|es|pt|nl|be|ch|at|se|no|dk|fi|pl|cz|hu|ro|bg|gr|ie|rs|hr|sk|si|ru|ua|by|kz|kg"
    "|tj|uz|tm|mn|pk|in|np|lk|bd|af|ir|tr|ae|sa|il|eg|za|ng|ke|tz|br|ar|cl|pe|mx|co"
)
_WITH_SCHEME = re.compile(rf"(?:https?|ftp)://{_PATH}+", re.IGNORECASE)
_BARE = re.compile(
    rf"(?<![A-Za-z0-9@./\-_])(?:{_LABEL}\.){{1,5}}(?:{_ENDINGS})(?![A-Za-z0-9\-_@]|\.[A-Za-z0-9])"
    rf"(?::\d{{2,5}})?(?:/{_PATH}*)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:(?:https?|ftp)://)?(?:[^/@]*@)?([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_TRAILING = ".,;:!?'*_-&=#~"


class Urls:
    """``http(s)`` and ``ftp`` URLs and bare domains; canonical without scheme, ``www.`` and closing slash,
    the host in lower case."""

    type = "url"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of addresses on the web."""
        if "." not in folded and "。" not in folded:
            return
        safe = fold_stops(folded)
        end = 0
        for m in sorted([*_WITH_SCHEME.finditer(safe), *_BARE.finditer(safe)], key=lambda m: (m.start(), -m.end())):
            if m.start() < end:
                continue
            address = _trim(m.group())
            host = _HOST.match(address)
            if host is None or "." not in host.group(1):
                continue
            end = m.start() + len(address)
            yield Mention(self.type, _canonical(host), text[m.start() : end], m.start(), end)


def _trim(address: str) -> str:
    """Without punctuation of the sentence around it and without an unopened closing bracket."""
    end = len(address)
    surplus = {close: address.count(close) - address.count(opening) for opening, close in ("()", "[]")}
    while end:
        last = address[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]


def _canonical(host: re.Match[str]) -> str:
    name = host.group(1).lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    return name + host.group(2).rstrip("/")
