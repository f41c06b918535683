"""``reader serve``: the browser interface, on this computer only."""

from __future__ import annotations

import contextlib
import html
import json as jsonlib
import secrets
import signal
import subprocess
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from reader.cli.options import Actor
from reader.cli.output import say
from reader.errors import ServerError
from reader.services.wiring import require_case


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    case: Annotated[Path | None, typer.Argument(help="The case folder; without it, choose one in the browser.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 0,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Print the address instead of opening the browser.")
    ] = False,
    actor: Actor = None,
) -> int:
    """Open a case in the browser. Nothing leaves this computer; the printed address works once.

    Example: reader serve harbour
    """
    if case is not None:
        require_case(case)
    return run_server(case, port=port, open_browser=not no_open, actor=actor)


def run_server(case: Path | None, *, port: int, open_browser: bool, actor: str | None) -> int:
    """Start the interface as a subprocess (layers: the command line does not import it) and stay until it ends."""
    command = [sys.executable, "-m", "reader.ui.server", "--port", str(port), "--token-stdin"]
    command += ["--case", str(case.absolute())] if case else []
    command += ["--actor", actor] if actor else []
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        url = _address(_hand_over(process, secrets.token_urlsafe(32)))
        say(f"Evidence Reader is at {url}")
        say("The address works once, in one browser. Press Ctrl-C here to stop.")
        with tempfile.TemporaryDirectory() as folder:
            if open_browser:
                webbrowser.open(_doorway(Path(folder), url).as_uri())
            return process.wait()
    except KeyboardInterrupt:
        say("Stopped.")
        return 0
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            if process.poll() is None:
                process.kill()


def _address(ready: str) -> str:
    """The address from the server's first line; its error, in its own words, otherwise."""
    try:
        answer = jsonlib.loads(ready)
    except ValueError:
        answer = {}
    if "url" in answer:
        return answer["url"]
    raise ServerError(
        answer.get("error", "The browser interface did not start."),
        hint=answer.get("hint", "Try another --port, or run `reader doctor`."),
    )


def _hand_over(process: subprocess.Popen[str], token: str) -> str:
    """Give the server its token (never as an argument: every user can read those); its first line."""
    if process.stdin is None or process.stdout is None:
        return ""
    with contextlib.suppress(BrokenPipeError):  # the server ended; its first line says why
        process.stdin.write(token + "\n")
        process.stdin.close()
    return process.stdout.readline()


def _doorway(folder: Path, url: str) -> Path:
    """A file only this user can read that leads to *url*: a browser's arguments are visible to everybody."""
    path = folder / "open.html"
    path.touch(mode=0o600)
    path.write_text(
        f'<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0; url={html.escape(url)}"><title>Evidence Reader</title>',
        "utf-8",
    )
    return path
