"""``reader text``: translate plain lines, no case needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from reader import config
from reader.cli.options import Json, Package, Workers
from reader.cli.output import emit_line
from reader.errors import no_file
from reader.services.lines import LineService
from reader.services.packages import open_packages
from reader.text.decode import decode


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("text")(text)


def text(
    file: Annotated[Path | None, typer.Argument(help="A text file; standard input when missing or “-”.")] = None,
    package: Package = None,
    workers: Workers = None,
    json: Json = False,
) -> int:
    """Translate plain lines, one line out per line in. Machine translation: a lead, not evidence.

    Example: echo 出入境管理局 | reader text --json
    """
    settings = config.load()
    service = LineService(open_packages(settings), settings)
    for line in service.translate(_lines(file), package=package, workers=workers, check=json):
        if json:
            emit_line(line.as_json())
        else:
            sys.stdout.write(line.text + "\n")
    sys.stdout.flush()
    return 0


def _lines(file: Path | None) -> Iterator[str]:
    """Lines without their ends; the charset is detected, only line feeds end a line."""
    if file is None or str(file) == "-":
        data = sys.stdin.buffer.read()
    elif file.is_file():
        data = file.read_bytes()
    else:
        raise no_file(file)
    if not data:
        return
    content = decode(data).text.replace("\r\n", "\n").replace("\r", "\n")
    yield from content.removesuffix("\n").split("\n")
