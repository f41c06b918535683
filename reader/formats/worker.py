"""The child side: ``python -m reader.formats.worker`` reads requests, answers events.

It says ``["ready"]`` once. Then one request is one JSON line on standard input; the
answer is any number of event lines and a final ``["done"]`` on what was standard
output. Anything a parser prints goes nowhere: it could be document text.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from reader.errors import FormatError
from reader.formats import dispatch, html, seal, wire
from reader.formats.contract import Payload, Trouble, Working, probe_file, sniff
from reader.formats.registry import FORMATS

_BATCH_BYTES = 32 * 1024
_BATCH_SECONDS = 0.02


class _Answers:
    """Buffered writer: flushed when it is full or its oldest line 20 ms old, so that a
    document that crashes the process loses next to nothing of what was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: list[bytes] = []
        self._size = 0
        self._flushed = 0.0

    def write(self, line: bytes) -> None:
        self._lines.append(line)
        self._size += len(line)
        if self._size >= _BATCH_BYTES or time.monotonic() - self._flushed >= _BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        self._stream.write(b"".join(self._lines))
        self._stream.flush()
        self._lines.clear()
        self._size = 0
        self._flushed = time.monotonic()


def main() -> None:
    """Serve requests until standard input ends."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = _Answers(os.fdopen(os.dup(1), "wb"))
    _silence()
    seal.seal_process()
    FORMATS.all()  # loading the parsers is no document's fault: it is done before the clock starts
    answers.write(wire.line(["ready"]))
    answers.flush()
    for request in requests:
        for line in _handle(json.loads(request)):
            answers.write(line)
        answers.flush()


def _handle(request: dict[str, Any]) -> Iterator[bytes]:
    payload = wire.decode_payload(request["payload"])
    seal.limit_resources(payload.limits.memory_bytes, payload.limits.seconds)
    if request["command"] == "render":
        yield _render(payload, int(request["page"]), int(request["max_pixels"]))
    elif request["command"] == "snapshot":
        yield _snapshot(payload)
    else:
        for event in dispatch.read(payload, Path(request["staging"])):
            if isinstance(event, Working):
                seal.limit_resources(payload.limits.memory_bytes, payload.limits.seconds)
            yield wire.encode_event(event)
    yield wire.line(["done"])


def _render(payload: Payload, page: int, max_pixels: int) -> bytes:
    from reader.formats import image_open, pdf_pages

    try:
        if sniff(probe_file(payload.path, payload.name)).startswith("image/"):
            png = image_open.render_page_within(payload.path, page, max_pixels, payload.limits)
        else:
            png = pdf_pages.render_page_within(payload.path, page, max_pixels, payload.passwords)
    except FormatError as error:
        return wire.encode_event(Trouble.from_error(error))
    return wire.line(["image", base64.b64encode(png).decode("ascii")])


def _snapshot(payload: Payload) -> bytes:
    from reader.formats import html_snapshot

    with payload.path.open("rb") as stream:
        data = stream.read(min(html.PAGE_BYTES, payload.limits.payload_bytes))
    try:
        return wire.line(["snapshot", html_snapshot.snapshot(data, payload.charset)])
    except FormatError as error:
        return wire.encode_event(Trouble.from_error(error))


def _silence() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - lives as long as the process


if __name__ == "__main__":
    main()
