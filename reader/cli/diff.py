"""``reader diff``: what changed between two versions of a document."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from reader import config
from reader.cli.options import Case, Json
from reader.cli.output import emit, say
from reader.errors import UsageError
from reader.services.wiring import open_services

_SIGNS = {"same": " ", "changed": "~", "added": "+", "removed": "-"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff")(diff)


def diff(
    case: Case,
    old: Annotated[str | None, typer.Argument(help="The earlier document, such as D1.")] = None,
    new: Annotated[str | None, typer.Argument(help="The later document, such as D2.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Print sentences that did not change, too.")] = False,
    json: Json = False,
) -> int:
    """Show what was added, changed and removed between two documents, with every figure. Without documents: list
    those that are versions of one another (same address, or nearly the same text).

    Example: reader diff harbour D3 D7
    """
    if (old is None) != (new is None):
        raise UsageError("Two documents are needed.", hint="`reader diff CASE` lists documents that belong together.")
    with open_services(case, config.load()) as services:
        if old is None or new is None:
            families = services.versions.families()
            if json:
                emit({"families": families})
            else:
                _families(families)
            return 0
        view = services.comparison.compare(old, new)
    if json:
        emit(view)
    else:
        _comparison(view, everything)
    return 0


def _families(families: list[dict[str, Any]]) -> None:
    if not families:
        say("No two documents of this case are versions of one another.")
    for family in families:
        say("; ".join(family["why"]))
        for row in family["documents"]:
            say(f"  {row['id']}  {row['captured'] or 'time unknown':24}  {row['translated_title'] or row['title']}")


def _comparison(view: dict[str, Any], everything: bool) -> None:
    for name in ("old", "new"):
        head = view[name]
        say(
            f"{name}: {head['id']}  {head['translated_title'] or head['title']}  ({head['captured'] or 'time unknown'})"
        )
    say("  ".join(f"{name} {count:,}" for name, count in view["counts"].items()))
    say("English is machine translation unless a person corrected it. A lead, not evidence.")
    for row in view["rows"]:
        if row["kind"] == "same" and not everything:
            continue
        say("")
        for side, sign in (("old", "-"), ("new", "+")):
            if row[side] and not (row["kind"] == "same" and side == "old"):
                mark = _SIGNS[row["kind"]] if row["kind"] != "changed" else sign
                say(f"{mark} [{row[side]['n']}] {' '.join(row[side]['source'].split())}")
                if row[side]["translation"]:
                    say(f"{mark}     {row[side]['translation']}")
        for words in row["figures"]:
            say(f"      figure: {words}")
