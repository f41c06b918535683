"""POST routes of the reading page. Each answers ``{"row": SegmentView, "counts": {filter: n}}``,
so that the page can redraw one sentence without asking again."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from reader.model import RevisionStatus
from reader.ui.api.answer import JSONAnswer
from reader.ui.api.contract import Services
from reader.ui.api.request import body, offset, services, tags, text


async def annotate(request: Request) -> Response:
    """POST /api/segments/{id}/annotations {side, start, end, exact, note, tags}"""
    wanted = await body(request)
    here = services(request)
    stored = await run_in_threadpool(
        here.annotate.note,
        request.path_params["id"],
        side=text(wanted, "side", required=True),
        note=text(wanted, "note"),
        tags=tags(wanted),
        start=offset(wanted, "start"),
        end=offset(wanted, "end"),
        exact=text(wanted, "exact", required=True),
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
            here.annotate.revise_note, annotation_id, note=text(wanted, "note"), tags=tags(wanted)
        )
    return await _row(here, stored.segment_id)


async def revise(request: Request) -> Response:
    """POST /api/segments/{id}/revisions {text, status, reason}"""
    wanted = await body(request)
    here = services(request)
    stored = await run_in_threadpool(
        here.annotate.correct,
        request.path_params["id"],
        text=text(wanted, "text", required=True),
        status=text(wanted, "status") or RevisionStatus.PROPOSED,
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
    return JSONAnswer({"row": row, "counts": head["filters"], "kinds": head["kinds"]})
