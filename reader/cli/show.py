"""``reader show``: one document, sentence by sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from reader import config
from reader.cli.options import Case
from reader.cli.output import emit, say
from reader.services.wiring import open_services


class Format(StrEnum):
    """How to show it."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    case: Case,
    document: Annotated[str, typer.Argument(help="Document id, such as D1.")],
    format: Annotated[Format, typer.Option("--format", help="text, json, or html (the exhibit page).")] = Format.TEXT,
    json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False,
) -> int:
    """Print a document with its translation, doubts, notes and places.

    Example: reader show harbour D3 --format json
    """
    with open_services(case, config.load()) as services:
        if format == Format.HTML and not json:
            typer.echo(services.export.html(document))
            return 0
        view = services.reading.whole(document)
    if json or format == Format.JSON:
        emit(view)
    else:
        _text(view)
    return 0


def _text(view: dict[str, Any]) -> None:
    head = view["document"]
    say(head["title"])
    say(f"sha256 {head['sha256']}   {head['media_type']}   captured {head['captured'] or 'unknown'}")
    for row in view["document"]["provenance"]["also_captured"]:
        say(f"also captured {row['captured']} ({row['captured_how']}){' at ' + row['url'] if row['url'] else ''}")
    say("MACHINE TRANSLATION, not certified. A lead, not evidence, until a translator confirms it.")
    for row in view["segments"]:
        mark = " (page furniture)" if row["boilerplate"] else ""
        said = " › ".join(filter(None, (row["locator"]["label"], *row["context"])))
        say(f"\n[{row['n']}] {row['state']}{mark}  {said}")
        say(f"  {row['source']}")
        if correction := row["source_correction"]:
            recognised = " ⏎ ".join(correction["recognised"].split("\n"))
            say(f"  (corrected by {correction['author']} from “{recognised}”, as read by OCR)")
        if row["translation"] is not None:
            say(f"  {row['translation']}")
        for finding in row["findings"]:
            if not finding["dismissed"]:
                say(f"  ! {finding['label']} ({finding['severity']}): {finding['explanation']}")
        for note in row["annotations"]:
            say(f"  * {note['note']} {' '.join('#' + tag for tag in note['tags'])} ({note['author']})")
