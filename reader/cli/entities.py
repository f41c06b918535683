"""``reader entities``: identifiers that recur across documents."""

from __future__ import annotations

from typing import Annotated

import typer

from reader import config
from reader.cli.options import Case, Json
from reader.cli.output import emit, say, table
from reader.services.wiring import open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("entities")(entities)


def entities(
    case: Case,
    min_documents: Annotated[int, typer.Option(min=1, help="Shown when in at least this many documents.")] = 2,
    json: Json = False,
) -> int:
    """Telephone numbers, addresses and document numbers that recur, most widespread first.

    Example: reader entities harbour --min-documents 3
    """
    with open_services(case, config.load()) as services:
        rows = services.link.recurring(min_documents=min_documents)
    if json:
        emit({"recurring": rows})
        return 0
    if not rows:
        say(f"No identifier occurs in {min_documents} or more documents.")
        return 0
    shown = [
        [row["type"], row["canonical"], row["count"], ", ".join(d["id"] for d in row["documents"])] for row in rows
    ]
    table(["kind", "identifier", "times", "documents"], shown)
    return 0
