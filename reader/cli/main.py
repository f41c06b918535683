"""The ``reader`` command line: registers the commands and puts errors into words, once."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import typer

from reader import __version__
from reader.cli.output import emit, note, prepare_streams
from reader.errors import EXIT_FAILED, EXIT_USAGE, ReaderError, StorageFull, UsageError

COMMANDS = (
    "demo", "init", "ingest", "translate", "check", "status", "show", "search", "annotate", "correct", "diff", "text",
    "audit", "entities", "terms", "rates", "log", "export", "verify", "models", "serve", "doctor",
)  # fmt: skip

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells report it (128 + SIGINT)."""

# Typer brings its own copy of Click in some versions, so its exceptions are reached through Typer's own names.
USAGE: Any = typer.BadParameter.__base__
CLICK: Any = USAGE.__base__

TRACEBACK = "READER_TRACEBACK=1 shows details, which may quote documents."

SETTINGS: dict[str, Any] = {
    "name": "reader",
    "help": "Read archived Chinese-language evidence offline, side by side with a checked machine translation.",
    "no_args_is_help": True,
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
}


def _version(value: bool) -> None:
    if value:
        typer.echo(f"Evidence Reader {__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Exit codes: 0 done, 1 usage, 2 failed, 3 partial (problems were stored), 4 verification failed."""


def build(only: str | None = None) -> Any:
    """The application with every command registered, or with *only* one, which imports less."""
    application = typer.Typer(**SETTINGS)
    application.callback()(_root)
    for name in COMMANDS if only is None else (only,):
        import_module(f"reader.cli.{name}").register(application)
    return typer.main.get_command(application)


def main(arguments: list[str] | None = None) -> None:
    """Entry point. Always exits through SystemExit with one of the documented codes."""
    arguments = sys.argv[1:] if arguments is None else arguments
    prepare_streams()
    sys.exit(run(arguments))


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code."""
    as_json = "--json" in arguments
    try:
        command = build(arguments[0] if arguments and arguments[0] in COMMANDS else None)
        result = command.main(args=arguments, prog_name="reader", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except ReaderError as error:
        return _failed(error, as_json)
    except USAGE as error:
        return _misused(error, as_json)
    except CLICK as error:
        note(f"Error: {error.format_message()}")
        return EXIT_FAILED
    except (typer.Abort, KeyboardInterrupt):
        note("Stopped. What was finished is stored; run the same command again to go on.")
        return INTERRUPTED
    except BrokenPipeError:  # the program our output went to has ended (… | head): not an error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno in StorageFull.ERRNOS:
            return _failed(StorageFull("The disk is full.", hint="Make room and run the same command again."), as_json)
        where = f" {error.filename}" if error.filename else ""
        refused = f"The system refused{where}: {error.strerror or type(error).__name__}."
        return _failed(ReaderError(refused, hint="Check the path, and that you may read and write there."), as_json)
    except Exception as error:  # a defect of ours: its message may quote evidence, so only its kind is shown
        if os.environ.get("READER_TRACEBACK"):
            raise
        hint = f"Please report it with the output of `reader doctor`. {TRACEBACK}"
        return _failed(ReaderError(f"Internal error: {type(error).__name__}.", hint=hint), as_json)


def _misused(error: Any, as_json: bool) -> int:
    """A command line that cannot be understood; one that names no command is answered with the help."""
    path = error.ctx.command_path.replace("{case}", "CASE") if error.ctx is not None else "reader"
    words = error.format_message()
    if words.startswith("Usage:"):
        note(words)
        return EXIT_USAGE
    return _failed(UsageError(f"{words.replace('Value error, ', '').rstrip('.')}.", hint=f"See {path} --help"), as_json)


def _failed(error: ReaderError, as_json: bool) -> int:
    if as_json:
        emit({"error": {"code": error.code, "message": error.message, "hint": error.hint}})
    note(f"Error: {error.message}")
    if error.hint:
        note(f"What to do: {error.hint}")
    return error.exit_code
