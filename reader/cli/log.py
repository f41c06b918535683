"""``reader log``: who did what, when."""

from __future__ import annotations

from typing import Annotated

import typer

from reader import config
from reader.cli.options import Case, Json
from reader.cli.output import emit, say, table
from reader.services.wiring import open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("log")(log)


def log(
    case: Case,
    last: Annotated[int | None, typer.Option(min=1, help="Only the newest entries.")] = None,
    json: Json = False,
) -> int:
    """The case's evidence trail, oldest first, and its head (give it to `reader verify --expect`).

    Example: reader log harbour --last 20
    """
    with open_services(case, config.load()) as services:
        entries = services.status.log(last=last)
    if json:
        emit({"head": entries[-1]["hash"] if entries else None, "entries": entries})
        return 0
    table(["no.", "time (UTC)", "who", "what", "object"],
          [[e["seq"], e["at"], e["actor"], e["action"], e["object"]] for e in entries])  # fmt: skip
    if entries:
        say(f"Head: {entries[-1]['hash']}")
    return 0
