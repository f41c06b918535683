"""Routes for correcting Chinese that was read by OCR."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from reader.errors import PackageMissing, UsageError
from reader.model import JobState
from reader.ui.api.answer import JSONAnswer
from reader.ui.api.contract import Services
from reader.ui.api.request import body, services, text

_RUNNING = {JobState.QUEUED, JobState.RUNNING}


async def chinese(request: Request) -> Response:
    """GET /api/segments/{id}/chinese"""
    view = services(request).corrections.view
    return JSONAnswer(await run_in_threadpool(view, request.path_params["id"]))


async def correct(request: Request) -> Response:
    """POST /api/segments/{id}/chinese {text, reason, version} or {"withdraw": true, reason, version}

    Answers ``{"n", "translating"}``: the number of the first sentence that is new now, and whether the new ones are
    being translated.
    """
    wanted = await body(request)
    version = wanted.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UsageError("'version' must be the version of the text that was corrected.")
    reason = text(wanted, "reason")
    chosen = None if wanted.get("withdraw") is True else text(wanted, "text", required=True)
    here, segment_id = services(request), request.path_params["id"]
    return JSONAnswer(await run_in_threadpool(_act, here, segment_id, chosen, reason, version))


async def work(request: Request) -> Response:
    """GET /api/documents/{id}/work: ``{"active", "trouble"}`` of the jobs for this document alone."""
    return JSONAnswer(await run_in_threadpool(_work, services(request), request.path_params["id"]))


def _act(here: Services, segment_id: str, chosen: str | None, reason: str, version: int) -> dict[str, Any]:
    block = here.corrections.block_holding(segment_id)
    if chosen is None:
        done = here.corrections.withdraw(block.id, reason=reason, version=version)
    else:
        done = here.corrections.correct(block.id, text=chosen, reason=reason, version=version)
    fresh = [row.n for row in done.sentences if row.source_revision_id == done.act.id]
    translating = bool(done.untranslated) and _translate(here, block.document_id)
    return {"n": min(fresh, default=done.sentences[0].n), "translating": translating}


def _translate(here: Services, document_id: str) -> bool:
    """Put translation and checks in line; ``False`` when no package is installed."""
    try:
        here.packages.choose("zh", here.translate.default_package())
    except PackageMissing:
        return False
    for kind in ("translate", "check"):
        here.jobs.enqueue(kind, {"documents": [document_id]})
    here.jobs.ensure_worker()
    return True


def _work(here: Services, document_id: str) -> dict[str, Any]:
    mine = [job for job in here.jobs.all() if job.params.get("documents") == [document_id]]
    active = any(job.state in _RUNNING for job in mine)
    if active:
        here.jobs.ensure_worker()  # the one that was there may have ended just before these came
    failed = mine[-1:] if mine and mine[-1].state == JobState.FAILED else []
    return {"active": active, "trouble": "".join(job.message for job in failed)}
