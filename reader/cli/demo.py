"""``reader demo``: the sample case, from files to the reading page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reader import config
from reader.cli.output import emit, note, say, watching
from reader.cli.serve import run_server
from reader.services.demo import DemoService
from reader.text.plural import plural


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[
        Path, typer.Argument(help="Where to put the case; an existing demo case is opened again.")
    ] = Path("demo-case"),
    no_open: Annotated[bool, typer.Option("--no-open", help="Prepare the case, do not open the browser.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Machine output on stdout; implies --no-open.")] = False,
) -> int:
    """Build the fictional sample case, translate and check it, and open it side by side in the browser.

    Example: reader demo
    """
    with watching(quiet=json) as watcher:
        view = DemoService(config.load()).prepare(folder, watcher.progress)
    if json:
        emit(view)
        return 0
    say(
        f"The demo case is in {folder}: {plural(view['documents'], 'document')}, "
        f"{plural(view['segments']['translated'], 'sentence')} translated, "
        f"{plural(view['findings']['critical'] + view['findings']['major'], 'serious doubt')}."
    )
    note("Everything in it is fictional. The translation is a machine's: a lead, not evidence.")
    if no_open:
        say(f"Open it with: reader serve {folder}")
        return 0
    return run_server(folder, port=port, open_browser=True, actor=None)
