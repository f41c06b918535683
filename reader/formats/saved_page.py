"""What programs that save web pages write into them: address and time, found in the bytes of the page.

SingleFile, browsers ("saved from url"), the Wayback Machine, pywb and archive.today leave comments, scripts or
rewritten addresses. Only regular expressions over a bounded head and tail: callers need not parse the page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

HEAD_BYTES = 256 * 1024
TAIL_BYTES = 16 * 1024
"""How much of each end of a page is looked at."""

_URL_CHARS = 4096
_ADDRESS = rb"[^\s\"'<>\\]{1,4096}"
_SINGLEFILE = re.compile(
    rb"Page saved with SingleFile[^\n]*\n\s*url:\s*(" + _ADDRESS + rb")[^\n]*\n\s*saved date:\s*([^\n]{10,120})"
)
_JS_DATE = re.compile(r"^\w{3} (\w{3} \d\d \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(" + _ADDRESS + rb")\s*-->")
_WOMBAT = re.compile(rb"__wm\.wombat\(\s*\"([^\"]{1,4096})\"\s*,\s*\"(\d{14})\"")
_PYWB = re.compile(rb"wbinfo\.url\s*=\s*\"([^\"]{1,4096})\".{0,2000}?wbinfo\.timestamp\s*=\s*\"(\d{14})\"", re.S)
_ARCHIVED_ON = re.compile(rb"FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d\d, \d{4}) AND RETRIEVED FROM")
_REWRITTEN = re.compile(rb"(?:https?:)?//web\.archive\.org/web/(\d{14})(?:[a-z]{2}_)?/(" + _ADDRESS + rb")")
_CANONICAL = re.compile(rb"<link\b[^>]{0,200}\brel=[\"']?canonical[\"']?[^>]{0,200}\bhref=[\"'](" + _ADDRESS + rb")")
_TODAY = re.compile(
    rb"<link\b[^>]{0,200}\bhref=[\"']https?://archive\.(?:today|is|ph|li|vn|fo|md)/(\d{14})/(" + _ADDRESS + rb")"
)
_LIVE = re.compile(r"^(?:https?:)?//web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(.+)$", re.S)
_LEAST_LINKS = 3


@dataclass(frozen=True, slots=True)
class Saved:
    """``tool`` saved the page from ``url`` at ``captured`` (UTC ISO 8601); each may be unknown."""

    tool: str
    url: str | None
    captured: str | None

    @property
    def how(self) -> str:
        """How the capture time is known, as stored beside it."""
        return f"stated in the page by {self.tool}"


def saved(head: bytes, tail: bytes = b"") -> Saved | None:
    """What the page says of its saving; *head* and *tail* are its ends (they may overlap)."""
    if found := _SINGLEFILE.search(head):
        return Saved("SingleFile", _url(found[1]), _js_date(found[2].decode("utf-8", "replace")))
    wayback = _wayback(head, tail)
    if wayback is not None:
        return wayback
    if found := _TODAY.search(head):
        return Saved("archive.today", _url(found[2]), _digits(found[1]))
    if found := _SAVED_FROM.search(head):
        return Saved("the browser", _url(found[1]), None)
    return None


def original_url(url: str) -> str:
    """The address of the page itself when *url* is one that the Wayback Machine has rewritten."""
    found = _LIVE.match(url)
    return found[1] if found else url


def _wayback(head: bytes, tail: bytes) -> Saved | None:
    for pattern, tool in ((_WOMBAT, "the Wayback Machine"), (_PYWB, "pywb")):
        if found := pattern.search(head):
            return Saved(tool, _url(found[1]), _digits(found[2]))
    live = b"web.archive.org/web/" in head  # the pattern alone is slow
    links = Counter(found[1] for found in _REWRITTEN.finditer(head)) if live else Counter[bytes]()
    on = _ARCHIVED_ON.search(tail) or _ARCHIVED_ON.search(head)
    if not on and (not links or links.most_common(1)[0][1] < _LEAST_LINKS):
        return None
    captured = _comment_date(on[1]) if on else _digits(links.most_common(1)[0][0])
    canonical = _CANONICAL.search(head)
    rewritten = _REWRITTEN.match(canonical[1]) if canonical else None
    return Saved("the Wayback Machine", _url(rewritten[2]) if rewritten else None, captured)


def _url(raw: bytes) -> str:
    return original_url(raw.decode("utf-8", "replace"))[:_URL_CHARS]


def _digits(raw: bytes) -> str | None:
    """Fourteen digits, as archives write a time in UTC."""
    return _iso(raw.decode("ascii"), "%Y%m%d%H%M%S")


def _comment_date(raw: bytes) -> str | None:
    return _iso(raw.decode("ascii"), "%H:%M:%S %b %d, %Y")


def _js_date(text: str) -> str | None:
    """What ``Date.toString()`` gives: ``Tue Jan 02 2024 15:04:05 GMT+0800 (…)``."""
    found = _JS_DATE.match(text)
    return _iso(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z") if found else None


def _iso(text: str, form: str) -> str | None:
    try:
        moment = datetime.strptime(text, form)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
