"""Routes of the reading page that change nothing in the case."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from reader.services import page_copy
from reader.ui.api.answer import JSONAnswer
from reader.ui.api.request import MAX_ROWS, body, chosen_filter, chosen_label, number, services, text, whole

_ISOLATED = {
    "Content-Security-Policy": page_copy.POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
}

MAX_WORD_ROWS = 60
"""Senses are many: a window of them is smaller than one of sentences."""


async def header(request: Request) -> Response:
    """GET /api/documents/{id}"""
    reading = services(request).reading
    return JSONAnswer(await run_in_threadpool(reading.header, request.path_params["id"]))


async def segments(request: Request) -> Response:
    """GET /api/documents/{id}/segments?start=&count=&filter=&label="""
    reading = services(request).reading
    view = await run_in_threadpool(
        reading.segments,
        request.path_params["id"],
        start=number(request, "start", 1),
        count=number(request, "count", 60, most=MAX_ROWS),
        filter=chosen_filter(request),
        label=chosen_label(request),
    )
    return JSONAnswer(view)


async def index(request: Request) -> Response:
    """GET /api/documents/{id}/index?filter=&label="""
    reading = services(request).reading
    view = await run_in_threadpool(
        reading.index, request.path_params["id"], filter=chosen_filter(request), label=chosen_label(request)
    )
    return JSONAnswer(view)


async def original(request: Request) -> Response:
    """GET /api/documents/{id}/original?segment=N"""
    reading = services(request).reading
    view = await run_in_threadpool(reading.original, request.path_params["id"], n=number(request, "segment", 1))
    return JSONAnswer(view)


async def page_image(request: Request) -> Response:
    """GET /api/documents/{id}/pages/{page}.png"""
    reading = services(request).reading
    page = whole(request.path_params["page"], "page")
    path = await run_in_threadpool(reading.page_image, request.path_params["id"], page)
    return FileResponse(path, media_type="image/png")


async def unlock(request: Request) -> Response:
    """POST /api/documents/{id}/password {password}: page images of a protected original, while the program runs."""
    wanted = await body(request)
    reading = services(request).reading
    await run_in_threadpool(reading.unlock, request.path_params["id"], text(wanted, "password", required=True))
    return JSONAnswer({"unlocked": True})


async def snapshot(request: Request) -> Response:
    """GET /api/documents/{id}/snapshot: a page of evidence, under a policy of its own that lets nothing run or load."""
    reading = services(request).reading
    path = await run_in_threadpool(reading.page_copy, request.path_params["id"])
    return FileResponse(path, media_type="text/html; charset=utf-8", headers=_ISOLATED)


async def words(request: Request) -> Response:
    """GET /api/documents/{id}/words?start=&count="""
    lookup = services(request).words.words
    start, count = number(request, "start", 1), number(request, "count", 12, most=MAX_WORD_ROWS)
    return JSONAnswer(await run_in_threadpool(lookup, request.path_params["id"], start=start, count=count))


async def history(request: Request) -> Response:
    """GET /api/segments/{id}/history"""
    reading = services(request).reading
    return JSONAnswer(await run_in_threadpool(reading.history, request.path_params["id"]))
