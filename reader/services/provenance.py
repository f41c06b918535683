"""Where and when an original was saved: every statement there is, the strongest first.

Order of trust: what the person who adds the file states; what the bytes themselves say (WARC-Date, the Date header
of MHTML, the comment of SingleFile …); the lists of the tools that saved it; the time of the file. Statements that
did not decide stay in the metadata, each with its witness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from reader.formats import contract as formats
from reader.formats import saved_page
from reader.formats.members import MEMBER_TIME
from reader.formats.sniff import HTML, XHTML
from reader.model import Source
from reader.services.sidecars import Statement

BY_PERSON = "stated by the person who added it"
FILE_TIME = "time of the file"
ARCHIVE_FILE_TIME = "time of the archive's file"
OTHERS = "other_statements"
"""Metadata key of what was stated and did not decide."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's word on an original; what it does not say is ``None``."""

    url: str | None
    captured: str | None
    how: str


def decide(claims: Iterable[Claim]) -> tuple[str | None, str | None, str | None, str]:
    """(url, capture time, how it is known, the other statements in words) from *claims*, strongest first."""
    known = list(claims)
    url = next((claim for claim in known if claim.url), None)
    time = next((claim for claim in known if claim.captured), None)
    weighty = [c for c in known if c.how not in {FILE_TIME, ARCHIVE_FILE_TIME}]  # file times are kept by themselves
    others = [f"{c.captured} ({c.how})" for c in weighty if c.captured and time and c.captured != time.captured]
    others += [f"{c.url} ({c.how})" for c in weighty if c.url and url and c.url != url.url]
    return (
        url.url if url else None,
        time.captured if time else None,
        time.how if time else None,
        "; ".join(dict.fromkeys(others)),
    )


def of_file(
    stated: tuple[str | None, str | None], page: Claim | None, sidecar: Statement | None, modified: str | None
) -> list[Claim]:
    """Claims about a loose file; *stated* are the person's URL and capture time."""
    return [
        Claim(*stated, BY_PERSON),
        *filter(None, [page, _of_sidecar(sidecar)]),
        Claim(None, modified, FILE_TIME),
    ]


def of_child(
    child: formats.Child | formats.Revisit, parent: Source, page: Claim | None, sidecar: Statement | None
) -> list[Claim]:
    """Claims about something found in *parent*: what the container says of it weighs more than what is said of
    the container, but the time of a member's file no more than that of any file."""
    own = Claim(child.url, child.captured, child.captured_how or "the archive")
    by_file = own.how == MEMBER_TIME
    above = Claim(parent.url if by_file or not child.url else None, parent.captured, parent.captured_how or "")
    weak = above.how in {FILE_TIME, ARCHIVE_FILE_TIME}
    if weak:
        above = Claim(above.url, above.captured, ARCHIVE_FILE_TIME)
    strong = [claim for claim, is_weak in ((own, by_file), (above, weak)) if not is_weak]
    return [
        *strong[:1],
        *filter(None, [page, _of_sidecar(sidecar)]),
        *strong[1:],
        *[claim for claim, is_weak in ((own, by_file), (above, weak)) if is_weak],
    ]


def of_page(stream: BinaryIO, media_type: str, size: int) -> Claim | None:
    """What the program that saved a web page wrote into it; ``None`` for other files."""
    if media_type not in {HTML, XHTML}:
        return None
    head = stream.read(saved_page.HEAD_BYTES)
    stream.seek(max(0, size - saved_page.TAIL_BYTES))
    found = saved_page.saved(head, stream.read(saved_page.TAIL_BYTES))
    return Claim(found.url, found.captured, found.how) if found else None


def _of_sidecar(sidecar: Statement | None) -> Claim | None:
    return Claim(sidecar.url, sidecar.captured, f"stated by {sidecar.tool}") if sidecar else None
