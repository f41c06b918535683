"""POST routes of the reading page. Each answers ``{"row": SegmentView, "counts": {filter: n}}``,
so that the page can redraw one sentence without asking again."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reader.errors import UsageError
from reader.model import RevisionStatus, Side
from reader.ui.api.contract import Services
from reader.ui.api.request import body, offset, services, tags, text


async def annotate(request: Request) -> Response:
    """POST /api/segments/{id}/annotations {side, start, end, exact, note, tags}"""
    wanted = await body(request)
    here = services(request)
    side = text(wanted, "side", required=True)
    if side not in tuple(Side):
        raise UsageError("'side' must be source or translation.")
    stored = await run_in_threadpool(
        here.annotate.add_note,
        request.path_params["id"],
        side=Side(side),
        note=text(wanted, "note"),
        tags=tags(wanted),
        span=(offset(wanted, "start"), offset(wanted, "end")),
        quote=text(wanted, "exact", required=True),
    )
    return await _row(here, stored.segment_id)


async def change_annotation(request: Request) -> Response:
    """POST /api/annotations/{id} {note, tags} or {"delete": true}"""
    wanted = await body(request)
    here, annotation_id = services(request), request.path_params["id"]
    if wanted.get("delete") is True:
        stored = await run_in_threadpool(here.annotate.delete_note, annotation_id)
    else:
        stored = await run_in_threadpool(
            here.annotate.edit_note, annotation_id, note=text(wanted, "note"), tags=tags(wanted)
        )
    return await _row(here, stored.segment_id)


async def revise(request: Request) -> Response:
    """POST /api/segments/{id}/revisions {text, status, reason}"""
    wanted = await body(request)
    here = services(request)
    status = text(wanted, "status") or RevisionStatus.PROPOSED
    if status not in tuple(RevisionStatus):
        raise UsageError("'status' must be proposed, reviewed or certified.")
    stored = await run_in_threadpool(
        here.annotate.correct,
        request.path_params["id"],
        text=text(wanted, "text", required=True),
        status=RevisionStatus(status),
        reason=text(wanted, "reason"),
    )
    return await _row(here, stored.segment_id)


async def dismiss(request: Request) -> Response:
    """POST /api/findings/{id}/dismissal {reason}"""
    wanted = await body(request)
    here = services(request)
    reason = text(wanted, "reason", required=True)
    stored = await run_in_threadpool(here.annotate.dismiss, request.path_params["id"], reason=reason)
    return await _row(here, stored.segment_id)


async def _row(here: Services, segment_id: str) -> Response:
    document_id = segment_id.rpartition(".")[0]
    row = await run_in_threadpool(here.reading.segment, segment_id)
    head = await run_in_threadpool(here.reading.header, document_id)
    return JSONResponse({"row": row, "counts": head["filters"]})
