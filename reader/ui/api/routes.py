"""Which address is answered by which function."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from reader.ui.api import annotating, correcting, reading
from reader.ui.boundary import Handler, answered

_DOCUMENT = "/api/documents/{id:str}"
_GET: dict[str, Handler] = {
    _DOCUMENT: reading.header,
    f"{_DOCUMENT}/segments": reading.segments,
    f"{_DOCUMENT}/index": reading.index,
    f"{_DOCUMENT}/original": reading.original,
    f"{_DOCUMENT}/snapshot": reading.snapshot,
    f"{_DOCUMENT}/words": reading.words,
    f"{_DOCUMENT}/pages/{{page:str}}.png": reading.page_image,
    f"{_DOCUMENT}/work": correcting.work,
    "/api/segments/{id:str}/history": reading.history,
    "/api/segments/{id:str}/chinese": correcting.chinese,
}
_POST: dict[str, Handler] = {
    f"{_DOCUMENT}/password": reading.unlock,
    "/api/segments/{id:str}/annotations": annotating.annotate,
    "/api/segments/{id:str}/revisions": annotating.revise,
    "/api/segments/{id:str}/chinese": correcting.correct,
    "/api/annotations/{id:str}": annotating.change_annotation,
    "/api/findings/{id:str}/dismissal": annotating.dismiss,
}


def routes() -> list[BaseRoute]:
    """Every JSON route of the interface, each inside the error boundary."""
    reads: list[BaseRoute] = [Route(path, answered(handler)) for path, handler in _GET.items()]
    return reads + [Route(path, answered(handler), methods=["POST"]) for path, handler in _POST.items()]
