"""Problems in the making: everything but the id, which the store gives."""

from __future__ import annotations

from reader.model import Place, Problem, Source, utc_now

INTAKE, READING = "intake", "reading"
"""Stages: while the bytes were taken in, or while they were read."""


def problem(
    code: str,
    message: str,
    *,
    hint: str = "",
    path: str = "",
    source: Source | None = None,
    kept: str = "",
    place: Place | None = None,
    stage: str = INTAKE,
) -> Problem:
    """A Problem as services write it; ``kept`` defaults to what is true with and without a source."""
    return Problem(
        id="",
        stage=stage,
        code=code,
        message=message,
        hint=hint,
        path=path or (source.path if source else ""),
        kept=kept or ("the original" if source else "nothing"),
        at=utc_now(),
        source_id=source.id if source else None,
        place=place,
    )
