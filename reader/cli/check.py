"""``reader check``: compare translations with their Chinese."""

from __future__ import annotations

import typer

from reader import config
from reader.cli.options import Actor, Case, Documents, Json
from reader.cli.work import finish, run_job
from reader.services.wiring import open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(case: Case, documents: Documents = None, actor: Actor = None, json: Json = False) -> int:
    """Check figures, omissions and repetitions in every translation that was not checked yet.

    Example: reader check harbour D1 D4
    """
    with open_services(case, config.load(), actor) as services:
        services.reading.require(documents)
        return finish(run_job(services, "check", {"documents": documents or None}, quiet=json), json)
