"""Saved web pages in one file (MHTML, RFC 2557): the page, frames and pictures become originals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path

from reader.errors import UnreadableInput
from reader.formats.contract import Child, Event, Head, Payload, Probe, Trouble
from reader.formats.mime_parts import Part, header_text, headers_at, parameter, parts, unpacked
from reader.formats.sniff import HTML, PDF, XHTML, sniff
from reader.formats.web_pictures import ON_PAGE, ON_PAGE_VALUE, Pictures
from reader.model import Place

MHTML = "multipart/related"
DATE = "Date header of the MHTML file"
_READABLE = {HTML, XHTML, PDF}
_VALUE_CHARS = 2000


class Mhtml:
    """MHTML as Chrome, Edge, Internet Explorer, Word and WPS write it."""

    name = "mhtml"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Headers of a message that is a saved page."""
        return 1.0 if sniff(probe) == MHTML else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """The page, then frames and pictures that may hold writing, each a Child; at the end a Head that
        counts other pictures, styles and the rest.

        Raises UnreadableInput when the file has no part with text.
        """
        limit = payload.limits.payload_bytes
        with payload.path.open("rb") as stream:
            data = stream.read(limit + 1)
        headers, _ = headers_at(data, 0, len(data))
        stated = _stated(headers)
        url = header_text(headers.get("snapshot-content-location", b"")) or None
        captured = _date(headers.get("date", b""))
        skipped: Counter[str] = Counter()
        readable: list[tuple[Part, bytes]] = []
        damaged: list[Part] = []
        shown: list[tuple[Part, bytes]] = []
        pictures = Pictures()
        number = 0
        for number, part in enumerate(parts(data), 1):
            if number > payload.limits.members:
                break
            body, whole = unpacked(data, part)
            kind = sniff(Probe("", body[: 64 * 1024], len(body)))
            if pictures.wanted(body[: 64 * 1024]):
                shown.append((part, body))
            elif kind not in _READABLE:
                skipped[part.media_type or kind] += 1
                continue
            else:
                readable.append((part, body))
            if not whole or part.cut:
                damaged.append(part)
        main = _main(headers, url, [part for part, _ in readable])
        for n, (part, body) in enumerate(sorted(readable, key=lambda found: found[0] is not main)):
            target = staging / f"part-{n:04d}"
            target.write_bytes(body)
            place = _place(part)
            if part in damaged:
                yield Trouble(
                    "truncated-input",
                    "A part of the saved page breaks off or is damaged.",
                    "What was there is kept; compare with another copy.",
                    place=place,
                )
            own = url if part is main and url else part.location
            yield Child(
                path=target,
                name=own or f"part {n + 1}",
                media_type=part.media_type or None,
                url=own if own and own.startswith(("http://", "https://", "file:", "ftp:")) else url,
                captured=captured,
                captured_how=DATE if captured else None,
                place=place,
                charset=part.charset,
                metadata={**stated, "part_of_page": "the page itself" if part is main else "a frame of the page"},
            )
        for n, (part, body) in enumerate(shown):
            target = staging / f"picture-{n:04d}"
            target.write_bytes(body)
            yield Child(
                path=target,
                name=part.location or part.content_id or f"picture {n + 1}",
                media_type=part.media_type or None,
                url=part.location if part.location.startswith(("http://", "https://")) else url,
                captured=captured,
                captured_how=DATE if captured else None,
                place=_place(part),
                metadata={**stated, ON_PAGE: ON_PAGE_VALUE},
            )
        if not readable:
            raise UnreadableInput("The saved page holds no part with text.", hint="The original is kept unchanged.")
        if len(data) > limit:
            yield Trouble(
                "limit-exceeded", f"The file is longer than {limit:,} bytes; the rest was left out.", "Split the file."
            )
        metadata = {**stated, "parts": str(number)}
        if skipped:
            metadata["not_text"] = ", ".join(f"{kind}: {n}" for kind, n in skipped.most_common(40))
        title = stated.get("mhtml_subject", "")
        yield Head(title, MHTML, None, None, None, self.name, self.version, metadata)


def _stated(headers: dict[str, bytes]) -> dict[str, str]:
    """What the file's own headers say, as metadata."""
    names = {
        "from": "mhtml_from", "subject": "mhtml_subject", "date": "mhtml_date", "x-mimeole": "mhtml_program",
        "snapshot-content-location": "mhtml_url", "content-location": "mhtml_location",
    }  # fmt: skip
    texts = {key: header_text(headers[name])[:_VALUE_CHARS] for name, key in names.items() if name in headers}
    return {key: text for key, text in texts.items() if text}


def _main(headers: dict[str, bytes], url: str | None, found: list[Part]) -> Part | None:
    """RFC 2557 section 4.2: the part ``start`` names, else the first; Chrome names the page by its address."""
    start = parameter(headers.get("content-type", b""), "start").strip("<>")
    pages = [part for part in found if part.media_type in {HTML, XHTML, ""}] or found
    named = next((part for part in pages if start and part.content_id == start), None)
    named = named or next((part for part in pages if url and part.location == url), None)
    return named or next(iter(pages), None)


def _place(part: Part) -> Place:
    return Place("member", path=part.location or part.content_id, offset=part.start, length=part.end - part.start)


def _date(raw: bytes) -> str | None:
    """The Date header in UTC; ``None`` when it cannot be read."""
    try:
        moment = parsedate_to_datetime(raw.decode("ascii", "replace").strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
