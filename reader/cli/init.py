"""``reader init``: a new, empty case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reader.cli.options import Json
from reader.cli.output import emit, say
from reader.services.wiring import create_case


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(init)


def init(
    case: Annotated[Path, typer.Argument(help="Folder to create.")],
    title: Annotated[str | None, typer.Option(help="Title of the case; the folder's name by default.")] = None,
    actor: Annotated[str | None, typer.Option(help="Your name; every step is recorded under it.")] = None,
    json: Json = False,
) -> int:
    """Create an empty case folder.

    Example: reader init harbour --title "Operation Harbour" --actor "J. Smith"
    """
    create_case(case, title=title, actor_name=actor)
    if json:
        emit({"case": str(case)})
    else:
        say(f"Created the case {case}. Next: reader ingest {case} FILES…")
    return 0
