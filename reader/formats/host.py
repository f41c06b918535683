"""The parent side: documents in, events out, whatever the document does to its worker."""

from __future__ import annotations

import base64
import queue
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reader.config import Limits
from reader.errors import EncryptedInput, FormatError, LimitExceeded, TruncatedInput, UnreadableInput
from reader.formats import legacy_convert, wire
from reader.formats.contract import BlockDraft, Child, Event, Payload, Trouble
from reader.formats.dispatch import kept
from reader.formats.process import WorkerLost, WorkerProcess

_REQUESTS_PER_WORKER = 500
"""A worker is replaced after this many documents: native parsers leak a little."""

_LIMIT = LimitExceeded("").code
_ERRORS: dict[str, type[FormatError]] = {
    kind("").code: kind for kind in (EncryptedInput, LimitExceeded, TruncatedInput)
}
_LOST: dict[str, tuple[str, str, str]] = {
    "died": (
        "worker-died",
        "The process reading this file ended unexpectedly",
        "The file may be damaged or a trap. The original is kept unchanged.",
    ),
    "seconds": (
        _LIMIT,
        "Reading the file took longer than {seconds:g} seconds",
        "Set READER_PARSE_SECONDS to allow more time, or split the file.",
    ),
    "silence": (
        _LIMIT,
        "Reading the file made no progress for {silence_seconds:g} seconds",
        "The file may be a trap. The original is kept unchanged.",
    ),
    "memory": (
        _LIMIT,
        "Reading the file needed more than {memory_mib} MiB of memory",
        "The file may be a trap, or simply very large: split it and add the parts.",
    ),
    "nonsense": (
        "worker-died",
        "The process reading this file answered nonsense and was ended",
        "The file may be damaged or a trap. The original is kept unchanged.",
    ),
}


class Extractor:
    """Reads payloads in up to ``processes`` persistent worker processes.

    A context manager. Workers start on first use, are killed when they pass a limit,
    and replaced on the next use. Threads may share one Extractor: each reading
    takes a worker of its own, waiting for one when all are busy.
    """

    def __init__(self, limits: Limits | None = None, processes: int = 1) -> None:
        self.limits = limits or Limits()
        self._idle: queue.LifoQueue[WorkerProcess | None] = queue.LifoQueue()
        for _ in range(max(1, processes)):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every idle worker; the Extractor may be used again afterwards."""
        idle = []
        while True:
            try:
                idle.append(self._idle.get_nowait())
            except queue.Empty:
                break
        for worker in idle:
            if worker is not None:
                worker.kill()
            self._idle.put(None)

    def extract(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Events of *payload*, with this Extractor's limits; never raises for what the file contains.

        Staged payloads of containers lie below *staging* (made when missing) and belong
        to the caller. Closing the iterator early ends the worker.
        """
        staging.mkdir(parents=True, exist_ok=True)
        payload = replace(payload, path=payload.path.absolute(), limits=self.limits)
        converted = legacy_convert.convert(payload)
        if isinstance(converted, Trouble):
            yield replace(converted, kept=kept(0, 0))
            return
        if converted is not None:
            payload = converted.payload
        request = {"command": "extract", "payload": wire.encode_payload(payload), "staging": str(staging.absolute())}
        blocks = children = 0
        worker = self._take()
        finished = False
        try:
            for name, record in worker.ask(request, self.limits):
                event = _checked(name, record, staging)
                event = converted.told(event) if converted is not None else event
                blocks += isinstance(event, BlockDraft)
                children += isinstance(event, Child)
                yield event
            finished = True
        except WorkerLost as lost:
            yield self._trouble(lost, kept(blocks, children))
        finally:
            self._give_back(worker, finished)
            if converted is not None:
                converted.discard()

    def render_page(self, path: Path, page: int, max_pixels: int = 4_000_000, passwords: Sequence[str] = ()) -> bytes:
        """PNG of page *page* (1-based) of the PDF or picture at *path*, of about *max_pixels* pixels at the most;
        *passwords* are tried when it is protected.

        Raises a :class:`reader.errors.FormatError` when it cannot be drawn.
        """
        payload = Payload(path=path.absolute(), name="", limits=self.limits, passwords=tuple(passwords))
        request = {
            "command": "render",
            "payload": wire.encode_payload(payload),
            "page": page,
            "max_pixels": max_pixels,
        }
        return base64.b64decode(self._answer(request, "image"))

    def snapshot(self, payload: Payload) -> str:
        """The HTML page in *payload* as a harmless document, in which every block's element can be found.

        See :mod:`reader.formats.html_snapshot`; show it sandboxed, under its ``POLICY``. Raises a FormatError.
        """
        payload = replace(payload, path=payload.path.absolute(), limits=self.limits)
        request = {"command": "snapshot", "payload": wire.encode_payload(payload)}
        return self._answer(request, "snapshot")

    def _answer(self, request: dict[str, Any], wanted: str) -> str:
        """The one answer called *wanted*; what the worker complains of is raised."""
        worker = self._take()
        finished = False
        try:
            answers = list(worker.ask(request, self.limits))
            finished = True
        except WorkerLost as lost:
            trouble = self._trouble(lost, "")
            raise UnreadableInput(trouble.message, hint=trouble.hint) from None
        finally:
            self._give_back(worker, finished)
        name, content = answers[0]
        if name != wanted:
            raise _ERRORS.get(content["code"], UnreadableInput)(content["message"], hint=content["hint"])
        return str(content)

    def _take(self) -> WorkerProcess:
        worker = self._idle.get()
        if worker is not None and worker.alive:
            return worker
        try:
            return WorkerProcess()
        except BaseException:
            self._idle.put(None)
            raise

    def _give_back(self, worker: WorkerProcess, finished: bool) -> None:
        if not finished or worker.served >= _REQUESTS_PER_WORKER:
            worker.kill()
            self._idle.put(None)
        else:
            self._idle.put(worker)

    def _trouble(self, lost: WorkerLost, what_is_kept: str) -> Trouble:
        code, message, hint = _LOST[lost.reason]
        message = message.format(
            seconds=self.limits.seconds,
            silence_seconds=self.limits.silence_seconds,
            memory_mib=self.limits.memory_bytes // 1024**2,
        )
        detail = f" ({lost.detail})" if lost.detail else ""
        return Trouble(code, f"{message}{detail}.", hint, what_is_kept)


def _checked(name: object, record: object, staging: Path) -> Event:
    """The event, if a worker that was taken over could do no harm with it."""
    try:
        event = wire.decode_event(str(name), record)
        if isinstance(event, Child):
            path = event.path
            if path.is_symlink() or not path.is_file() or staging.resolve() not in path.resolve().parents:
                raise ValueError("a staged file outside the staging folder")
    except (ValueError, TypeError, KeyError, AttributeError):
        raise WorkerLost("nonsense") from None
    return event
