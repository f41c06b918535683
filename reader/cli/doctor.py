"""``reader doctor``: is this computer ready?"""

from __future__ import annotations

import typer

from reader import config
from reader.cli.options import Json
from reader.cli.output import emit, say
from reader.errors import EXIT_DONE, EXIT_FAILED
from reader.services.doctor import examine


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(json: Json = False) -> int:
    """Versions, packages, processor, disk and offline settings, and what to do about each gap.

    Example: reader doctor
    """
    findings = examine(config.load())
    if json:
        emit({"ok": all(f.ok for f in findings), "checks": [f.as_json() for f in findings]})
    else:
        for finding in findings:
            say(f"{'ok ' if finding.ok else 'GAP'}  {finding.name}: {finding.found}")
            if finding.advice:
                say(f"     {finding.advice}")
    return EXIT_DONE if all(f.ok for f in findings) else EXIT_FAILED
