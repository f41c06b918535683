"""``reader search``: both languages, notes and identifiers."""

from __future__ import annotations

from typing import Annotated

import typer

from reader import config
from reader.cli.options import Case, Json
from reader.cli.output import emit, say
from reader.services.search import Mode
from reader.services.wiring import open_services
from reader.text.plural import plural


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(
    case: Case,
    query: Annotated[str, typer.Argument(help="Chinese or English words, or a telephone number.")],
    mode: Annotated[Mode, typer.Option(help="smart: every word, numbers by digits; exact: one phrase.")] = Mode.SMART,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most hits to show.")] = 50,
    json: Json = False,
) -> int:
    """Find words in originals, translations and notes, and in what is known of an original (address, author …).

    Example: reader search harbour 警侨服务站
    """
    with open_services(case, config.load()) as services:
        result = services.search.search(query, mode=mode.value, limit=limit)
    if json:
        emit(result)
        return 0
    full = len(result["hits"]) == limit
    for hit in result["hits"]:
        say(f"{hit['segment']}  [{hit['field']}]  {hit['snippet']}")
    say(plural(len(result["hits"]), "place") + " found" + (f"; --limit {limit} may hide more." if full else "."))
    return 0
