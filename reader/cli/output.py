"""What commands print: results on stdout, everything else on stderr."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from reader.model import Job
from reader.services.progress import Progress as Report


class _Console(Console):
    """Leaves a reader that went away (… | head) to ``main``; Rich would end the program with exit code 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


console = _Console(highlight=False)
notes = _Console(stderr=True, highlight=False)

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey or turn round instead of showing, line ends and tabs aside."""


_SHORT_CELL = 24
"""Columns that a date and time fit into: they are not broken over lines."""

_ANY_WIDTH = 100_000


def prepare_streams() -> None:
    """Let any text be written: what the stream's encoding cannot say becomes an escape; files and pipes get UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def shown(text: str) -> str:
    """*text* with control and direction-override characters as ``[U+001B]``: evidence never commands a terminal."""
    return _COMMANDS.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def say(text: str) -> None:
    """A line for people, on stdout; evidence text is never read as markup or as terminal commands."""
    console.print(shown(text), markup=False, soft_wrap=True)


def note(text: str) -> None:
    """A line for people, on stderr."""
    notes.print(shown(text), markup=False, soft_wrap=True)


def emit(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def emit_line(value: Any) -> None:
    """One JSON object on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def table(columns: list[str], rows: list[list[Any]]) -> None:
    """A plain table on stdout. Long cells fold, short ones stay whole; in a file or pipe a row is one line."""
    cells = [[shown(" ".join(str(cell).split())) for cell in row] for row in rows]
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for n, name in enumerate(columns):
        grid.add_column(name, overflow="fold", no_wrap=all(cell_len(row[n]) <= _SHORT_CELL for row in cells))
    for row in cells:
        grid.add_row(*map(Text, row))
    page = console if console.is_terminal else _Console(file=console.file, width=_ANY_WIDTH)
    page.print(grid)


class Watcher:
    """Shows jobs as bars on a terminal, as occasional plain lines elsewhere."""

    def __init__(self, bars: Progress | None) -> None:
        self._bars = bars
        self._tasks: dict[str, Any] = {}
        self._said: dict[str, int] = {}

    def progress(self, job: Job, report: Report) -> None:
        """Progress of a job running in this process."""
        self._show(job.id, job.kind, report.done, report.total, report.unit, report.rate, report.left)

    def job(self, job: Job) -> None:
        """Progress of a job running elsewhere."""
        left = (job.total - job.done) / job.rate if job.rate else None
        self._show(job.id, job.kind, job.done, job.total, job.unit, job.rate, left)

    def _show(self, key: str, kind: str, done: int, total: int, unit: str, rate: float, left: float | None) -> None:
        if self._bars is not None:
            if key not in self._tasks:
                self._tasks[key] = self._bars.add_task(kind, total=total or None, rate="")
            self._bars.update(self._tasks[key], completed=done, total=total or None, rate=f"{rate:.0f} {unit}/s")
            return
        percent = int(100 * done / total) if total else 0
        if percent >= self._said.get(key, -10) + 10:
            self._said[key] = percent
            speed = [f"{rate:.0f}/s"] if rate >= 1 else []
            speed += [f"about {left:.0f} s left"] if left and left >= 1 else []
            note(f"{kind}: {done:,} of {total:,} {unit}" + (f" ({', '.join(speed)})" if speed else ""))


@contextmanager
def watching(quiet: bool = False) -> Iterator[Watcher]:
    """A Watcher for the duration of some work."""
    if quiet or not notes.is_terminal:
        yield Watcher(None)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=notes, transient=False) as bars:
        yield Watcher(bars)
