"""Reading requests: query values and JSON bodies, checked before any service sees them."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

from reader.errors import UsageError
from reader.ui import desk
from reader.ui.api.contract import FILTERS, Services

_MAX_BODY_BYTES = 1024 * 1024
MAX_ROWS = 400
MOST = 2**31
_DIGITS = 20  # Python refuses to read numbers of thousands of digits


def services(request: Request) -> Services:
    """The services of the case the request names (``?case=KEY``)."""
    return desk.current().get(request.query_params.get("case")).services


def chosen_filter(request: Request) -> str:
    """``filter`` from the query, default ``all``."""
    value = request.query_params.get("filter", "all")
    if value not in FILTERS:
        raise UsageError(f"There is no filter {value!r}.", hint="Filters: " + ", ".join(FILTERS) + ".")
    return value


def chosen_label(request: Request) -> str:
    """``label`` from the query: the heading of one kind of doubt; empty for none in particular."""
    return request.query_params.get("label", "")[:100]


def number(request: Request, name: str, default: int, *, least: int = 1, most: int = MOST) -> int:
    """An integer query value within ``least … most``."""
    raw = request.query_params.get(name)
    return default if raw is None else whole(raw, name, least=least, most=most)


def whole(raw: str, name: str, *, least: int = 0, most: int = MOST) -> int:
    """*raw* as a whole number within ``least … most``; *name* is for the refusal."""
    if not (raw.isascii() and raw.isdigit() and len(raw) <= _DIGITS and least <= int(raw) <= most):
        raise UsageError(f"'{name}' must be a whole number from {least} to {most}.")
    return int(raw)


async def body(request: Request) -> dict[str, Any]:
    """The request's JSON object; at most 1 MiB."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise UsageError("The request must be JSON.", hint="Send Content-Type: application/json.")
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > _MAX_BODY_BYTES:
            raise UsageError("The text is too long to be stored here.", hint="At most one megabyte.")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:  # or nested too deeply
        raise UsageError("The request is not valid JSON.") from error
    if not isinstance(value, dict):
        raise UsageError("The request must be a JSON object.")
    return value


def text(value: dict[str, Any], name: str, *, required: bool = False) -> str:
    """A string field. Empty when absent, unless *required*."""
    field = value.get(name, "")
    if not isinstance(field, str) or (required and not field.strip()):
        raise UsageError(f"'{name}' must be a text" + (" that is not empty." if required else "."))
    return field


def offset(value: dict[str, Any], name: str) -> int:
    """A code-point offset field."""
    field = value.get(name)
    if not isinstance(field, int) or isinstance(field, bool) or field < 0:
        raise UsageError(f"'{name}' must be an offset: a whole number, not negative.")
    return field


def tags(value: dict[str, Any]) -> tuple[str, ...]:
    """The ``tags`` field: a list of short texts, trimmed, without repetitions."""
    field = value.get("tags", [])
    if not isinstance(field, list) or not all(isinstance(tag, str) and len(tag) <= 100 for tag in field):
        raise UsageError("'tags' must be a list of texts of at most 100 characters.")
    return tuple(dict.fromkeys(tag.strip() for tag in field if tag.strip()))
