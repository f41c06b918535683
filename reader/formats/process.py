"""One worker process as the host sees it: start, ask, listen with deadlines, kill."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

import reader
from reader.config import Limits
from reader.formats import wire

_CHUNK = 64 * 1024
_QUEUED_CHUNKS = 64
_POLL_SECONDS = 0.1
_LINE_BYTES = 512 * 1024**2
_STARTING = Limits(seconds=120, silence_seconds=120)


class WorkerLost(Exception):
    """The worker ended or had to be ended. ``reason``: ``died``, ``seconds``,
    ``silence``, ``memory`` or ``nonsense`` (it answered what no worker would)."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class WorkerProcess:
    """A running worker. Not thread-safe: one request at a time."""

    def __init__(self) -> None:
        self.served = 0
        self._granted = 0.0
        self._process = subprocess.Popen(
            # -P: the current folder may be evidence and must never be imported from
            [sys.executable, "-P", "-m", "reader.formats.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),
            env=_environment(),
            **_own_group(),
        )
        self._chunks: queue.Queue[bytes] = queue.Queue(_QUEUED_CHUNKS)
        self._watched = psutil.Process(self._process.pid)
        threading.Thread(target=self._pump, name="formats-worker-reader", daemon=True).start()
        self._ready = False

    @property
    def pid(self) -> int:
        """Process id of the worker."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process is still running."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], limits: Limits) -> Iterator[list[Any]]:
        """Send *request*, yield answers up to the last; :class:`WorkerLost` when a limit is passed.

        Only time spent waiting for the worker counts: a slow consumer harms nobody.
        """
        self.served += 1
        self._granted = 0.0
        self._wait_until_ready()
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(wire.line(request))
            self._process.stdin.flush()
        except OSError:
            raise WorkerLost("died", _exit(self._process)) from None
        for line in self._lines(limits):
            try:
                answer = json.loads(line)
            except ValueError:
                raise WorkerLost("nonsense") from None
            if not isinstance(answer, list) or not answer:
                raise WorkerLost("nonsense")
            if answer == ["done"]:
                return
            if answer == [wire.WORKING]:
                self._granted += limits.page_seconds
                continue
            yield answer

    def kill(self) -> None:
        """End the process now and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # a request the worker never read
                self._process.stdin.close()
        while True:  # lets the reader thread finish
            try:
                self._chunks.get_nowait()
            except queue.Empty:
                return

    def _wait_until_ready(self) -> None:
        """A worker says one line when it has loaded its parsers; that time counts for no document."""
        if not self._ready:
            if next(self._lines(_STARTING)) != b'["ready"]':
                raise WorkerLost("nonsense")
            self._ready = True

    def _lines(self, limits: Limits) -> Iterator[bytes]:
        waited = 0.0
        pending: list[bytes] = []
        size = 0
        while True:
            before = time.monotonic()
            chunk = self._next_chunk(limits, waited)
            waited += time.monotonic() - before
            if not chunk:
                raise WorkerLost("died", _exit(self._process))
            pending.append(chunk)
            size += len(chunk)
            if size > _LINE_BYTES:
                raise WorkerLost("nonsense")
            if b"\n" in chunk:
                *lines, rest = b"".join(pending).split(b"\n")
                pending, size = [rest], len(rest)
                yield from lines

    def _next_chunk(self, limits: Limits, waited: float) -> bytes:
        start = time.monotonic()
        while True:
            self._check_memory(limits)
            silent = time.monotonic() - start
            seconds = limits.seconds + min(self._granted, limits.page_seconds * limits.pages)
            if waited + silent > seconds:
                raise WorkerLost("seconds")
            if silent > limits.silence_seconds:
                raise WorkerLost("silence")
            remaining = min(_POLL_SECONDS, seconds - waited - silent, limits.silence_seconds - silent)
            try:
                return self._chunks.get(timeout=max(0.001, remaining))
            except queue.Empty:
                continue

    def _check_memory(self, limits: Limits) -> None:
        try:
            used = self._watched.memory_info().rss
        except psutil.Error:  # gone already: its output ends next
            return
        if used > limits.memory_bytes:
            raise WorkerLost("memory")

    def _pump(self) -> None:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while True:
            try:
                chunk = os.read(descriptor, _CHUNK)
            except OSError:
                chunk = b""
            self._chunks.put(chunk)
            if not chunk:
                self._process.stdout.close()
                return


def _environment() -> dict[str, str]:
    root = str(Path(reader.__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def _own_group() -> dict[str, Any]:
    """Ctrl-C on the terminal is the host's to handle."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _exit(process: subprocess.Popen[bytes]) -> str:
    try:
        code = process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return "it closed its output"
    return f"signal {-code}" if code < 0 else f"exit code {code}"
