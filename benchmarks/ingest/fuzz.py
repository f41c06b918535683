"""Fuzz every format: damaged copies of our own specimens, read as the program reads evidence, in a process that may
die.

    python -m benchmarks.ingest.fuzz --minutes 10              all formats, the time shared evenly between them
    python -m benchmarks.ingest.fuzz --only pdf msg --seed 7   some of them, other damage
    python -m benchmarks.ingest.fuzz --replay FOLDER           read kept findings again

A finding is: an exception that is no FormatError (dispatch makes a Trouble of it, but a bug it is), an event that
cannot cross the pipe or whose places are not those of its text, a file outside the staging folder, a reading that
needs more than --seconds, memory beyond --memory MiB, a process that dies. Each kind is kept once, with its input, in
--out. The same seed makes the same inputs for a format in the same order, whatever the other formats do.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from benchmarks.ingest.fuzz_mutations import mutated

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "formats"))

MIB = 1024**2
FRESH_AFTER = 300
"""Readings after which the process is replaced, as the program does."""


def main() -> int:
    """Exit code: 0, or 1 when something was found."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    target = Target(options.seconds, options.memory)
    ledger = Ledger(options.out)
    started = time.monotonic()
    try:
        for kind, name, data in _inputs(options, ledger):
            began = time.monotonic()
            ledger.note(kind, name, data, target.read(name, data), time.monotonic() - began)
            if not options.replay and time.monotonic() - started > options.minutes * 60:
                break
    except KeyboardInterrupt:
        pass
    finally:
        target.stop()
    _say(ledger, time.monotonic() - started)
    return 1 if ledger.findings else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20, help="longest reading that is no finding")
    parser.add_argument("--memory", type=int, default=1500, help="MiB a reading may use")
    parser.add_argument("--only", nargs="*", default=[], metavar="KIND")
    parser.add_argument("--skip", nargs="*", default=[], metavar="KIND")
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "reader-fuzz")
    parser.add_argument("--replay", type=Path)
    return parser.parse_args()


@dataclass
class Ledger:
    """What was read and what was found; ``seconds`` by kind decides whose turn it is."""

    out: Path
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    counts: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, name: str, data: bytes, found: list[str], seconds: float) -> None:
        """One reading of a file; what is found for the first time is kept."""
        self.seconds[kind] += seconds
        self.counts[kind] += 1
        self.outcomes["found" if found else "honest"] += 1
        for what in found:
            signature = f"{kind.partition('-')[0]}: {what}"
            self.findings[signature] += 1
            if self.findings[signature] == 1:
                print(f"FOUND {signature}", flush=True)
                label = hashlib.sha256(signature.encode()).hexdigest()[:10]
                (self.out / f"{label}.{name}").write_bytes(data)
                (self.out / f"{label}.txt").write_text(signature + "\n", "utf-8")


def _inputs(options: argparse.Namespace, ledger: Ledger) -> Iterator[tuple[str, str, bytes]]:
    """Endless (kind, file name, bytes), the kind that had least time next; or the kept files, once."""
    if options.replay:
        for path in sorted(options.replay.iterdir()):
            if path.suffix != ".txt" or path.name.count(".") > 1:
                yield "replay", path.name.partition(".")[2], path.read_bytes()
        return
    from specimens import specimens

    kinds = {kind: value for kind, value in specimens().items() if not options.only or kind in options.only}
    kinds = {kind: value for kind, value in kinds.items() if kind not in options.skip}
    others = [data for _, data in kinds.values()]
    chances = {kind: random.Random(f"{options.seed} {kind}") for kind in kinds}
    while True:
        kind = min(kinds, key=lambda kind: (ledger.seconds[kind], kind))
        name, data = kinds[kind]
        yield kind, name, mutated(data, chances[kind], others)


class Target:
    """The process that reads; started when needed, killed when it passes a limit."""

    def __init__(self, seconds: float, memory: int) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: multiprocessing.process.BaseProcess | None = None

    def read(self, name: str, data: bytes) -> list[str]:
        """What is wrong with the reading of this file."""
        if self._process is None or self._read >= FRESH_AFTER:
            self.stop()
            self._start()
        self._read += 1
        self._pipe.send_bytes(json.dumps(name).encode() + b"\n" + data)
        deadline = time.monotonic() + self._seconds
        watched = psutil.Process(self._process.pid)
        while not self._pipe.poll(0.05):
            used = watched.memory_info().rss / MIB if watched.is_running() else 0
            if time.monotonic() > deadline:
                return self._killed(f"took more than {self._seconds:g} s")
            if used > self._memory:
                return self._killed(f"used more than {self._memory} MiB")
        try:
            return json.loads(self._pipe.recv_bytes())
        except EOFError:
            self._process.join(5)
            return self._killed(f"the process died ({self._process.exitcode})")

    def stop(self) -> None:
        """End the process and remove its folder."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            shutil.rmtree(self._folder, ignore_errors=True)
            self._process = None

    def _start(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="reader-fuzz-"))
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, str(self._folder)), daemon=True)
        self._process.start()
        theirs.close()
        self._read = 0
        self._pipe.recv_bytes()  # ready: the parsers are loaded

    def _killed(self, why: str) -> list[str]:
        self.stop()
        return [why]


def serve(pipe: Connection, folder: str) -> None:
    """Child side: read what is sent, answer with a list of what is wrong."""
    from reader.formats.registry import FORMATS

    FORMATS.all()
    work = Path(folder)
    os.chdir(work)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1), os.dup2(null, 2)
    pipe.send_bytes(b"ready")
    while True:
        name, _, data = pipe.recv_bytes().partition(b"\n")
        pipe.send_bytes(json.dumps(examine(work, json.loads(name), data)).encode())


def examine(work: Path, name: str, data: bytes) -> list[str]:
    """Read one file through dispatch in this process; what is wrong with that."""
    from reader.config import Limits
    from reader.formats import dispatch
    from reader.formats.contract import Payload

    for path in work.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    staging = work / "staging"
    staging.mkdir()
    (work / "evidence").write_bytes(data)
    found: list[str] = []
    choose = dispatch._choose
    dispatch._choose = lambda payload: _watched(choose, payload, found)  # type: ignore[assignment]
    try:
        limits = Limits(payload_bytes=32 * MIB, members=5000, pages=50)
        for event in dispatch.read(Payload(work / "evidence", name, limits=limits), staging):
            found += _flaws(event, staging)
    except Exception as error:  # dispatch promises that this never happens
        found.append(f"dispatch let through {_where(error)}")
    finally:
        dispatch._choose = choose
    if {path.name for path in work.iterdir()} != {"staging", "evidence"}:
        found.append("files outside the staging folder")
    return sorted(set(found))


def _watched(choose, payload, found: list[str]):
    """The chosen format, its unexpected exceptions noted on their way to dispatch."""
    from reader.errors import FormatError

    probe, chosen = choose(payload)

    class Watched:
        def read(self, payload, staging):
            try:
                yield from chosen.read(payload, staging)
            except (FormatError, RecursionError):  # dispatch has words of its own for nesting without end
                raise
            except Exception as error:
                found.append(_where(error))
                raise

    return probe, Watched()


def _where(error: BaseException) -> str:
    """The exception's name and the line of ours that it came through last, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/reader/" in frame.filename.replace(os.sep, "/")] or frames
    return f"{type(error).__name__} in {Path(ours[-1].filename).name}:{ours[-1].name}: {ours[-1].line}"


def _flaws(event, staging: Path) -> Iterator[str]:
    from reader.formats import wire
    from reader.formats.contract import BlockDraft, Child, Working

    try:
        name, record = (*json.loads(wire.encode_event(event)), None)[:2]
        if not isinstance(event, Working):
            wire.decode_event(name, record)
    except Exception as error:
        yield f"an event cannot cross the pipe: {_where(error)}"
    if isinstance(event, Child) and staging.resolve() not in event.path.resolve().parents:
        yield "a child outside the staging folder"
    if isinstance(event, BlockDraft):
        if not event.text.strip():
            yield "a block without text"
        if any(not 0 <= place.start <= place.end <= len(event.text) for place in event.locators):
            yield "a locator outside its text"
        if any("\ud800" <= char <= "\udfff" for char in event.text):
            yield "half a character (a lone surrogate) in a text"


def _say(ledger: Ledger, seconds: float) -> None:
    print(f"\n{sum(ledger.counts.values()):,} files read in {seconds / 60:.1f} minutes")
    print(*(f"{kind} {count:,}" for kind, count in sorted(ledger.counts.items())), sep=", ")
    for signature, count in ledger.findings.most_common():
        print(f"{count:6} × {signature}")
    print("nothing found" if not ledger.findings else f"inputs kept in {ledger.out}")


if __name__ == "__main__":
    sys.exit(main())
