"""``reader ingest``: take files, folders and archives into a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reader import config
from reader.cli.options import Actor, Case, Json
from reader.cli.work import finish, run_job
from reader.services import walk
from reader.services.dates import capture_time
from reader.services.manifest import Manifest
from reader.services.wiring import open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)


def ingest(
    case: Case,
    paths: Annotated[list[Path], typer.Argument(help="Files and folders; archives are opened.")],
    url: Annotated[str | None, typer.Option(help="Where the loose files were saved from.")] = None,
    captured: Annotated[
        str | None, typer.Option(help="When they were saved, ISO 8601: 2024-03-02 or 2024-03-02T09:14Z.")
    ] = None,
    collector: Annotated[str, typer.Option(help="Who saved them.")] = "",
    note: Annotated[str, typer.Option(help="A note kept with each original.")] = "",
    manifest: Annotated[Path | None, typer.Option(help="Compare with this `sha256sum` list.")] = None,
    password: Annotated[
        list[str] | None,
        typer.Option(
            help="Password to try on protected files (may be given several times); kept for this case on this computer."
        ),
    ] = None,
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="Read the writing in pictures of saved web pages (slow).")
    ] = True,
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Take files into the case. Originals are never altered; what cannot be read becomes a problem you can see.

    Example: reader ingest harbour ~/saved-pages --collector "Unit 4" --captured 2024-03-02
    """
    walk.require(paths)
    if manifest is not None:
        Manifest.load(manifest)
    params = {
        "paths": [str(path.absolute()) for path in paths],
        "url": url,
        "captured": capture_time(captured) if captured else None,
        "collector": collector,
        "note": note,
        "manifest": str(manifest.absolute()) if manifest else None,
        "pictures": pictures,
    }
    with open_services(case, config.load(), actor) as services:
        if password:  # not among the job's parameters, which are shown and exported
            services.ingest.remember_passwords(password)
        return finish(run_job(services, "ingest", params, quiet=json), json)
