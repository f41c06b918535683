"""``reader translate``: machine-translate what has no translation yet."""

from __future__ import annotations

import typer

from reader import config
from reader.cli.options import Actor, Case, Documents, Json, Package, Workers
from reader.cli.work import finish, run_job
from reader.services.wiring import open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("translate")(translate)


def translate(
    case: Case,
    documents: Documents = None,
    package: Package = None,
    workers: Workers = None,
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Translate every Chinese sentence that has no translation. Interrupted runs go on where they stopped.

    Example: reader translate harbour --workers 4
    """
    with open_services(case, config.load(), actor) as services:
        services.reading.require(documents)
        services.packages.choose("zh", package)
        job = run_job(
            services, "translate", {"documents": documents or None, "package": package, "workers": workers}, quiet=json
        )
        return finish(job, json)
