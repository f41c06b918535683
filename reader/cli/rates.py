"""``reader rates``: exchange rates of a case, each with date and source."""

from __future__ import annotations

from typing import Annotated

import typer

from reader import config
from reader.cli.options import Actor, Case, Json
from reader.cli.output import emit, say, table
from reader.services.rates import rate_view
from reader.services.wiring import open_services

app = typer.Typer(
    help="Exchange rates by which sums of money are shown in another currency, each with its date and source.",
    no_args_is_help=True,
)
Of = Annotated[str, typer.Option("--of", help="The currency of the documents.")]


def register(root: typer.Typer) -> None:
    """Add the command group."""
    root.add_typer(app, name="rates")


@app.callback()
def _case(context: typer.Context, case: Case) -> None:
    context.obj = case


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> int:
    """The rates set for the case.

    Example: reader rates harbour list
    """
    with open_services(context.obj, config.load()) as services:
        rows = [rate_view(rate) for rate in services.rates.all()]
    if json:
        emit({"rates": rows})
    elif rows:
        table(["rate", "date", "source"], [[_told(row), row["date"], row["source"]] for row in rows])
    else:
        say("No rate is set: sums of money are shown in their own currency only.")
    return 0


@app.command("set")
def set_(
    context: typer.Context,
    currency: Annotated[str, typer.Argument(help="Currency to convert into, such as USD.")],
    price: Annotated[str, typer.Argument(help="What one of it costs in the currency of the documents, such as 7.1.")],
    date: Annotated[str, typer.Option("--date", help="Day of the rate, such as 2024-03-05.")],
    source: Annotated[str, typer.Option("--source", help="Where the rate was published.")],
    of: Of = "CNY",
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Set a rate; an earlier one for the same currencies is replaced and stays in the log.

    Example: reader rates harbour set USD 7.1 --date 2024-03-05 --source "People's Bank of China"
    """
    with open_services(context.obj, config.load(), actor) as services:
        row = rate_view(services.rates.set(currency, price, day=date, source=source, of=of))
    if json:
        emit(row)
    else:
        say(f"{_told(row)} on {row['date']} ({row['source']}).")
    return 0


@app.command()
def remove(
    context: typer.Context,
    currency: Annotated[str, typer.Argument(help="Currency, such as USD.")],
    of: Of = "CNY",
    actor: Actor = None,
) -> int:
    """Forget a rate.

    Example: reader rates harbour remove USD
    """
    with open_services(context.obj, config.load(), actor) as services:
        services.rates.remove(currency, of=of)
    say("Removed.")
    return 0


def _told(row: dict[str, str]) -> str:
    return f"1 {row['currency']} = {row['price']} {row['of']}"
