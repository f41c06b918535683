"""``python -m reader.ui.server``: the browser interface as a process of its own.

The command line (``reader serve``) starts it, hands the one-time token over on
standard input and waits for one JSON line on standard output::

    {"url": "http://127.0.0.1:8501/?token=…", "port": 8501}

or, when the server cannot start, ``{"error": …, "hint": …}`` and exit code 2.
"""

from __future__ import annotations

import argparse
import errno
import json
import secrets
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import uvicorn

from reader import errors
from reader.ui import desk, web
from reader.ui.api.contract import Services
from reader.ui.guard import TOKEN_PARAMETER, Pass

ADDRESS = "127.0.0.1"


def main(argv: Sequence[str] | None = None, *, opener: desk.Opener | None = None) -> int:
    """Serve until interrupted. *opener* replaces ``services.wiring`` in tests. Returns the exit code."""
    arguments = _arguments(argv)
    try:
        token = _token(arguments)
        listener = _listen(arguments.port)
        office = desk.Desk(opener or _open_services, arguments.actor)
        desk.install(office)
        if arguments.case is not None:
            office.open(arguments.case)
    except errors.ReaderError as error:
        _say({"error": error.message, "hint": error.hint, "code": error.code})
        return error.exit_code
    port = listener.getsockname()[1]
    query = {TOKEN_PARAMETER: token} | ({"doc": arguments.document} if arguments.document else {})
    url = f"http://{ADDRESS}:{port}/{'read' if arguments.document else ''}?{urlencode(query)}"
    config = uvicorn.Config(
        cast(Callable[..., Any], web.build(Pass(token), port)),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_max_size=16 * 1024 * 1024,
        timeout_graceful_shutdown=3,
    )
    server = _Server(config, lambda: _ready(url, port))
    try:
        server.run(sockets=[listener])
    finally:
        office.close()
    return errors.EXIT_DONE if server.started else errors.EXIT_FAILED


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _open_services(folder: Path, actor_name: str | None) -> AbstractContextManager[Services]:
    from reader import config
    from reader.services import wiring

    return cast(AbstractContextManager[Services], wiring.open_services(folder, config.load(), actor_name))


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m reader.ui.server", description=__doc__)
    parser.add_argument("--case", type=Path, help="case folder to open first")
    parser.add_argument("--actor", help="who works in this browser (default: the case's own)")
    parser.add_argument("--document", help="document to show first, e.g. D2")
    parser.add_argument("--port", type=int, default=8501, help="0 takes any free port")
    given = parser.add_mutually_exclusive_group()
    given.add_argument("--token-stdin", action="store_true", help="read the one-time token from standard input")
    given.add_argument("--token-file", type=Path, help="read the one-time token from this file")
    return parser.parse_args(argv)


def _token(arguments: argparse.Namespace) -> str:
    """The token; never an argument, because every user of the computer can read arguments."""
    if arguments.token_stdin:
        token = sys.stdin.readline().strip()
    elif arguments.token_file:
        try:
            token = arguments.token_file.read_text("utf-8").strip()
        except OSError as error:
            raise errors.PathMissing("The token file cannot be read.", hint=error.strerror or "") from error
    else:
        token = secrets.token_urlsafe(32)
    if len(token) < 20:
        raise errors.ServerError("The one-time token is too short.", hint="It needs at least 20 characters.")
    return token


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there the option would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
    except (OSError, OverflowError) as error:
        listener.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is already used by another program" if taken else "cannot be used by this program"
        raise errors.ServerError(
            f"Port {port} of this computer {why}.",
            hint="Choose another one with --port, or let the program choose with --port 0.",
        ) from error
    return listener


def _ready(url: str, port: int) -> None:
    from reader.services import warmup

    _say({"url": url, "port": port})
    warmup.in_background()  # while the browser starts


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
