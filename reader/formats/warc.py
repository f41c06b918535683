"""WARC and ARC archives: every text response, and pictures that may hold writing, become payloads of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.errors import FormatError, LimitExceeded, TruncatedInput, UnreadableInput
from reader.formats.contract import Child, Event, Head, Payload, Revisit, Trouble
from reader.formats.digests import canonical
from reader.formats.probe import HEAD_BYTES, Probe
from reader.formats.sniff import ARC, FEED, HTML, PDF, PLAIN, UNKNOWN, WARC, XHTML, sniff
from reader.formats.warc_body import Body
from reader.formats.warc_scan import Damage, Scan
from reader.formats.web_pictures import ON_PAGE, ON_PAGE_VALUE, Pictures
from reader.model import Place

_READ = 64 * 1024
_CARRIERS = {"response", "resource", "conversion"}
_READABLE = {HTML, XHTML, FEED, PDF}
_NOT_TEXT = re.compile(r"^(?:image|audio|video|font)/|css|javascript|ecmascript|wasm|font|protobuf")
_HAN_IN_JSON = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}|\\u[4-9][0-9a-fA-F]{3}")
_HEADERS = {"last-modified": "http_last_modified", "date": "http_date", "server": "http_server"}
_HEADER_CHARS = 4000
"""All HTTP headers of a response together, as kept in its metadata."""

_INFO = {"software", "operator", "hostname", "robots", "format", "ispartof", "description", "publisher"}
_VALUE_CHARS = 500


class Warc:
    """WARC 0.17–1.1 and ARC, plain or compressed with gzip or Zstandard."""

    name = "warc"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Bytes that begin like an archive, compressed or not."""
        return 1.0 if sniff(probe) in {WARC, ARC} else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """A Child per text response or picture; at the end a Head whose metadata counts what else there is."""
        return _Reading(payload, staging, self).events()


class _Reading:
    def __init__(self, payload: Payload, staging: Path, fmt: Warc) -> None:
        self._limits = payload.limits
        self._staging = staging
        self._format = fmt
        self._counts: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()
        self._info: dict[str, str] = {}
        self._without_text: set[str] = set()
        self._pictures = Pictures()
        with payload.path.open("rb") as stream:
            head = stream.read(_READ)
        self._media_type = sniff(Probe(payload.name, head, len(head)))
        size = payload.path.stat().st_size
        self._budget = max(size * self._limits.expansion_ratio, 64 * 1024**2)
        self._scan = Scan(payload.path, staging, self._budget, arc=self._media_type == ARC)

    def events(self) -> Iterator[Event]:
        for number, record in enumerate(self._scan.walk(), 1):
            if isinstance(record, Damage):
                yield _damage(record)
                continue
            if number > self._limits.members:
                yield Trouble(
                    LimitExceeded("").code,
                    f"The archive has more than {self._limits.members:,} records; the rest was left out.",
                    "Split the archive and add the parts.",
                )
                break
            yield from self._record(record)
        if self._scan.stray:
            yield Trouble(
                UnreadableInput("").code,
                f"In {self._scan.stray} places of the archive there are bytes between records that belong to none.",
                "A record may be longer than its header says; compare with another copy if there is one.",
            )
        yield self._head()

    def _head(self) -> Head:
        metadata = {f"records_{kind}": str(count) for kind, count in sorted(self._counts.items())}
        if self._skipped:
            metadata["not_text"] = ", ".join(f"{kind}: {n}" for kind, n in self._skipped.most_common(40))
        if self._scan.unpacked:
            metadata["offsets"] = "counted in the unpacked archive (it is compressed as one piece, or with Zstandard)"
        return Head(
            title="",
            media_type=self._media_type,
            charset=None,
            charset_how=None,
            pages=None,
            extractor=self._format.name,
            extractor_version=self._format.version,
            metadata={**self._info, **metadata},
        )

    def _record(self, record: Any) -> Iterator[Event]:
        kind = record.rec_type or "unknown"
        self._counts[kind] += 1
        if kind == "warcinfo":
            self._read_info(record)
        if (record.rec_headers.get_header("WARC-Target-URI") or "").startswith("dns:"):
            return
        if kind == "revisit":
            yield from self._revisit(record)
        elif kind in _CARRIERS:
            yield from self._payload(record)

    def _revisit(self, record: Any) -> Iterator[Event]:
        """A capture that had not changed: the services look for its bytes, here or in another archive of the case."""
        headers = record.rec_headers
        digest = headers.get_header("WARC-Payload-Digest") or ""
        declared = _media_type(record)
        if _NOT_TEXT.search(declared) or canonical(digest) in self._without_text:
            self._skipped[f"unchanged {declared or 'since a capture'}".strip()] += 1
            return
        place = Place("record", path=_url(record) or "", offset=self._scan.offset, length=None)
        metadata = self._metadata(record)
        metadata["payload_digest_state"] = "not stored here: it had not changed"
        url = _url(record)
        captured = headers.get_header("WARC-Date")
        yield Revisit(
            digest=digest,
            name=url or "revisit",
            url=url,
            captured=captured,
            captured_how="WARC-Date" if captured else None,
            original_url=headers.get_header("WARC-Refers-To-Target-URI"),
            original_captured=headers.get_header("WARC-Refers-To-Date"),
            media_type=declared or None,
            place=place,
            charset=_charset(record),
            metadata=metadata,
        )

    def _payload(self, record: Any) -> Iterator[Event]:
        body = Body(record, self._limits.expansion_ratio)
        target = self._staging / f"record-{self._scan.offset:012d}"
        error: FormatError | None = None
        size = 0
        picture = False
        try:
            first = body.peek()
            picture = self._pictures.wanted(first)
            if picture or self._is_text(record, first):
                size = self._stage(target, body)
            body.drain()  # the digest covers all of it
        except FormatError as failure:
            error = failure
            size = target.stat().st_size if target.exists() else 0
        place = Place("record", path=_url(record) or "", offset=self._scan.offset, length=self._scan.length())
        if error is not None:
            yield Trouble.from_error(error, place=place)
        elif body.missing:
            yield Trouble(
                TruncatedInput("").code,
                f"A record ends {body.missing:,} bytes before it should.",
                "The archive is cut off or damaged here; what was there is kept.",
                place=place,
            )
        elif body.digest.state() == "mismatch" or _block_failed(record):
            yield Trouble(
                "digest-mismatch",
                "The content of a record is not what the archive's own digest says.",
                "The archive was changed or damaged after it was made; treat this page with care.",
                place=place,
            )
        if size and not isinstance(error, LimitExceeded):
            yield self._child(record, target, place, body, picture=picture)
        else:
            target.unlink(missing_ok=True)

    def _stage(self, target: Path, body: Body) -> int:
        size = 0
        with target.open("wb") as out:
            for piece in body:
                size += len(piece)
                if size > self._limits.payload_bytes or size > self._budget:
                    raise LimitExceeded(
                        f"A record unpacks to more than {min(self._budget, self._limits.payload_bytes):,} bytes.",
                        hint="It was left out; it may be a trap. The original is kept unchanged.",
                    )
                out.write(piece)
        self._budget -= size
        return size

    def _is_text(self, record: Any, head: bytes) -> bool:
        """Whether the body is worth a document; what is not is counted by its type."""
        declared = _media_type(record)
        sniffed = sniff(Probe("", head[:HEAD_BYTES], len(head)))
        status = record.http_headers.get_statuscode() if record.http_headers else ""
        if not head.strip():
            reason = "empty"
        elif sniffed in _READABLE and not (sniffed in {HTML, XHTML} and _NOT_TEXT.search(declared)):
            reason = "redirect" if status.startswith("3") and len(head) < 4096 and head.isascii() else ""
        elif sniffed == PLAIN and "json" in declared and not _HAN_IN_JSON.search(head):
            reason = declared
        elif _NOT_TEXT.search(declared) or _NOT_TEXT.search(sniffed):
            reason = declared if _NOT_TEXT.search(declared) else sniffed
        elif sniffed == UNKNOWN:
            reason = declared or sniffed
        else:
            reason = ""
        if reason:
            self._skipped[reason] += 1
            if digest := record.rec_headers.get_header("WARC-Payload-Digest"):
                self._without_text.add(canonical(digest))
        return not reason

    def _child(self, record: Any, target: Path, place: Place, body: Body, *, picture: bool) -> Child:
        metadata = self._metadata(record)
        metadata["payload_digest_state"] = "unchecked" if body.missing else body.digest.state()
        if picture:
            metadata[ON_PAGE] = ON_PAGE_VALUE
        url = _url(record)
        captured = record.rec_headers.get_header("WARC-Date")
        return Child(
            path=target,
            name=url or target.name,
            media_type=_media_type(record) or None,
            url=url,
            captured=captured,
            captured_how=("ARC date" if self._media_type == ARC else "WARC-Date") if captured else None,
            place=place,
            charset=_charset(record),
            metadata=metadata,
        )

    def _metadata(self, record: Any) -> dict[str, str]:
        """What the record and the server state, the status line and all headers included."""
        headers = record.rec_headers
        metadata = {
            "record_type": record.rec_type,
            "record_id": headers.get_header("WARC-Record-ID") or "",
            "payload_digest": headers.get_header("WARC-Payload-Digest") or "",
            "server_address": headers.get_header("WARC-IP-Address") or "",
        }
        answer = record.http_headers
        if answer:
            metadata["http_status"] = answer.get_statuscode()
            for name, key in _HEADERS.items():
                metadata[key] = answer.get_header(name) or ""
        found = {key: value[:_VALUE_CHARS] for key, value in metadata.items() if value}
        if answer and answer.headers:
            lines = (f"{name}: {value[:_VALUE_CHARS]}" for name, value in answer.headers)
            found["http_headers"] = "\n".join(lines)[:_HEADER_CHARS]
        return found

    def _read_info(self, record: Any) -> None:
        text = record.raw_stream.read(_READ).decode("utf-8", "replace")
        for line in text.splitlines():
            name, colon, value = line.partition(":")
            if colon and name.lower() in _INFO:
                self._info.setdefault(f"warcinfo_{name.lower()}", value.strip()[:_VALUE_CHARS])


def _damage(damage: Damage) -> Trouble:
    went_on = (
        f"Reading went on at byte {damage.resumed:,}; records between may be missing."
        if damage.resumed is not None
        else "Nothing readable follows."
    )
    return Trouble(
        TruncatedInput("").code,
        f"The archive is damaged at byte {damage.offset:,}: {damage.reason}. {went_on}",
        "Compare with another copy of the archive if there is one.",
        place=Place("record", offset=damage.offset, length=(damage.resumed or damage.offset) - damage.offset),
    )


def _block_failed(record: Any) -> bool:
    checker = record.digest_checker
    return any("block digest failed" in problem for problem in checker.problems) if checker else False


def _url(record: Any) -> str | None:
    url = record.rec_headers.get_header("WARC-Target-URI")
    return str(url) if url else None


def _content_type(record: Any) -> str:
    if record.http_headers:
        return (record.http_headers.get_header("Content-Type") or "").lower()
    return "" if record.rec_type == "response" else (record.content_type or "").lower()


def _media_type(record: Any) -> str:
    return _content_type(record).partition(";")[0].strip()[:100]


def _charset(record: Any) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", _content_type(record))
    return found.group(1) if found else None
