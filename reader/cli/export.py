"""``reader export``: an exhibit to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reader import config
from reader.cli.options import Actor, Case, Json
from reader.cli.output import emit, say
from reader.services.wiring import open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    case: Case,
    to: Annotated[Path, typer.Option("--to", help="Target file; its ending chooses the format: .html .docx .jsonl")],
    doc: Annotated[list[str] | None, typer.Option("--doc", help="Only this document; may be repeated.")] = None,
    questions: Annotated[
        bool, typer.Option("--questions", help="Only the sentences marked for a translator, with their neighbours.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an existing file.")] = False,
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Write a bilingual exhibit with provenance, doubts, notes, hashes and a method statement.

    Example: reader export harbour --to exhibit.docx --doc D1 --doc D3
    """
    with open_services(case, config.load(), actor) as services:
        written = services.export.export(to, documents=doc, questions=questions, overwrite=overwrite)
    if json:
        emit({"written": [str(path) for path in written]})
    else:
        for path in written:
            say(f"Wrote {path}")
    return 0
