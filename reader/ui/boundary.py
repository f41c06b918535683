"""The one place where errors become words on a screen.

Routes answer JSON ``{"error", "hint", "code"}``; pages show a message box.
Errors raised on purpose (:class:`reader.errors.ReaderError`) say themselves
what happened. Anything else is a defect of ours: it is logged by type and
place, never with its message, because the message may quote a document.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reader import errors
from reader.ui import plain

Handler = Callable[[Request], Awaitable[Response]]

_LOG = logging.getLogger("reader.ui")

_STATUS: tuple[tuple[type[errors.ReaderError], int], ...] = (
    (errors.UnknownObject, 404),
    (errors.PathMissing, 404),
    (errors.Unsupported, 422),
    (errors.UsageError, 400),
    (errors.CaseBusy, 503),
    (errors.StorageFull, 507),
    (errors.FormatError, 422),
)
_OUR_FAULT = (
    "The program made a mistake and could not finish this.",
    "Nothing was changed. Try again; if it happens again, report it with the output of `reader doctor`.",
)


def status_of(error: errors.ReaderError) -> int:
    """The HTTP status that says the same as *error*."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def answered(route: Handler) -> Handler:
    """*route*, whose every exception is answered in JSON and none reaches the server's own log."""

    @wraps(route)
    async def bounded(request: Request) -> Response:
        try:
            return await route(request)
        except Exception as error:  # the boundary: everything a route can raise ends here
            message, hint, code = _words(error)
            status = status_of(error) if isinstance(error, errors.ReaderError) else 500
            return JSONResponse({"error": message, "hint": hint, "code": code}, status_code=status)

    return bounded


@contextmanager
def shown() -> Iterator[None]:
    """Around the body of a page: an error becomes a message box, the sidebar stays usable."""
    from streamlit.runtime.scriptrunner import RerunException, StopException

    try:
        yield
    except (RerunException, StopException):
        raise
    except Exception as error:  # the boundary: everything a page can raise ends here
        show(error)


def show(error: Exception) -> bool:
    """Show *error* in the page being rendered; ``True`` tells Streamlit that it is dealt with."""
    import streamlit as st

    message, hint, _code = _words(error)
    st.error(f"{plain.label(message)}  \n{plain.label(hint)}" if hint else plain.label(message))
    return True


def _words(error: Exception) -> tuple[str, str, str]:
    if isinstance(error, errors.ReaderError):
        return error.message, error.hint, error.code
    _LOG.error("unexpected %s at %s", type(error).__name__, _place(error))
    return *_OUR_FAULT, "internal-error"


def _place(error: Exception) -> str:
    frames: Any = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{f.name} ({f.filename.rpartition('/')[2]}:{f.lineno})" for f in reversed(frames[-4:]))
