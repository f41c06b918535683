"""``reader verify``: prove that nothing in a case changed."""

from __future__ import annotations

from typing import Annotated

import typer

from reader import config
from reader.cli.options import Case, Json
from reader.cli.output import emit, say
from reader.errors import EXIT_DONE, EXIT_VERIFICATION, CaseDamaged, VerificationFailed
from reader.services.wiring import open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify")(verify)


def verify(
    case: Case,
    expect: Annotated[str | None, typer.Option(help="Log head printed on an export; the log must contain it.")] = None,
    retranslate: Annotated[int, typer.Option(min=0, help="Translate this many sentences again and compare.")] = 0,
    re_extract: Annotated[
        bool, typer.Option("--re-extract", help="Read every original again and report differences.")
    ] = False,
    json: Json = False,
) -> int:
    """Re-hash originals, every row and the log chain. Exit code 4 when anything does not match.

    Example: reader verify harbour --expect 3f2a… --retranslate 50
    """
    try:
        with open_services(case, config.load()) as services:
            report = services.verify.verify(expect=expect, retranslate=retranslate, re_extract=re_extract)
    except CaseDamaged as error:
        raise VerificationFailed(error.message, hint=error.hint) from error
    if json:
        emit(report.as_json())
    else:
        say("Verified: " + ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in report.checked.items()))
        for difference in report.differences:
            say(f"Differs  {difference['object']}: expected {difference['expected']}; found {difference['found']}")
        for failure in report.failures:
            say(f"FAILED   {failure['object']}: expected {failure['expected']}; found {failure['found']}")
        say(f"Log head: {report.head}")
        say("Nothing has changed." if report.ok else f"Not as recorded: {len(report.failures)}.")
    return EXIT_DONE if report.ok else EXIT_VERIFICATION
