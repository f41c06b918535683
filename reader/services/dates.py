"""Times of originals: stated by people or read off a file."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from reader.errors import UsageError


def capture_time(stated: str) -> str:
    """*stated* (ISO 8601 date or time) as stored: UTC with ``Z``; a bare date stays a date.

    A time without a zone is taken as UTC. Raises UsageError.
    """
    text = stated.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{stated!r} is not a date or time.", hint="Write it like 2024-03-02 or 2024-03-02T09:14Z."
        ) from None
    if len(text) == len("2024-03-02"):
        return text
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return as_stored(moment)


_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")


def published_day(stated: str) -> str | None:
    """The day (ISO 8601) in what a document says of its publication: ``2024年3月5日 10:20``, ``2024-03-05T…``, the form
    of mail and feeds (RFC 5322); ``None`` when there is none."""
    if found := _DAY.search(stated):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def as_stored(moment: datetime) -> str:
    """A time in UTC as an original's capture time is written: ``2024-03-02T09:14:00Z``."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
