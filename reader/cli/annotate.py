"""``reader annotate``: a note or tag on words of one sentence."""

from __future__ import annotations

from typing import Annotated

import typer

from reader import config
from reader.cli.options import Actor, Case, Json
from reader.cli.output import emit, say
from reader.model import Side, to_dict
from reader.services.wiring import open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("annotate")(annotate)


def annotate(
    case: Case,
    document: Annotated[str, typer.Argument(help="Document id, such as D1.")],
    segment: Annotated[int, typer.Option(min=1, help="Number of the sentence in the document.")],
    quote: Annotated[str | None, typer.Option(help="The words it is about; the whole sentence by default.")] = None,
    note: Annotated[str, typer.Option(help="The note.")] = "",
    tag: Annotated[list[str] | None, typer.Option(help="A tag; may be repeated.")] = None,
    side: Annotated[Side, typer.Option(help="source (the Chinese) or translation.")] = Side.SOURCE,
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Attach a note and tags to a sentence, on either side.

    Example: reader annotate harbour D1 --segment 4 --quote 警侨服务站 --note "same name as in D3" --tag lead
    """
    with open_services(case, config.load(), actor) as services:
        row = services.annotate.note(
            services.reading.segment_id(document, segment), side=side, note=note, tags=tag or (), exact=quote
        )
    if json:
        emit(to_dict(row))
    else:
        say(f"Noted on {row.segment_id}: “{row.target.exact}”")
    return 0
