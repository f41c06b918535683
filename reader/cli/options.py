"""Arguments and options several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Case = Annotated[Path, typer.Argument(help="The case folder.", show_default=False)]
Documents = Annotated[
    list[str] | None, typer.Argument(help="Document ids such as D1; all documents when none are named.")
]
Json = Annotated[bool, typer.Option("--json", help="Machine output on stdout.")]
Actor = Annotated[
    str | None,
    typer.Option("--actor", envvar="READER_ACTOR", help="Who is acting; by default the case's first person."),
]
Package = Annotated[str | None, typer.Option("--package", help="Translation package; see `reader models list`.")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, max=256, help="Translation workers, one thread each.")]
