"""Events and requests as JSON lines: the only language between host and worker.

Never pickle: the worker has parsed hostile input and is not to be trusted, so
the host rebuilds every record field by field and refuses what does not fit.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from reader.config import Limits
from reader.formats.contract import BlockDraft, Child, Event, Head, Payload, Revisit, Trouble, Working
from reader.model import BlockKind, Locator, Place, to_dict

_NAMES: dict[type, str] = {Head: "head", BlockDraft: "block", Child: "child", Revisit: "revisit", Trouble: "trouble"}

WORKING = "working"
"""Name of the line that says a slow page is done; it carries no event."""


def encode_event(event: Event) -> bytes:
    """One JSON line; lone surrogates survive as ``\\uXXXX`` escapes."""
    if isinstance(event, BlockDraft):  # by far the most frequent: written out by hand
        record: Any = [
            event.kind.value,
            event.text,
            [[loc.start, loc.end, _place(loc.place)] for loc in event.locators],
            event.boilerplate,
            event.level,
            event.context,
        ]
    elif isinstance(event, Child):
        record = {**to_dict(event), "path": str(event.path), "place": event.place and _place(event.place)}
    elif isinstance(event, Trouble | Revisit):
        record = {**to_dict(event), "place": event.place and _place(event.place)}
    elif isinstance(event, Working):
        return line([WORKING])
    else:
        record = to_dict(event)
    return line([_NAMES[type(event)], record])


def decode_event(name: str, record: Any) -> Event:
    """The event again; raises ``ValueError``, ``TypeError`` or ``KeyError`` for anything else."""
    if name == "block":
        kind, text, locators, boilerplate, level, context = record
        return BlockDraft(
            kind=BlockKind(kind),
            text=_text(text),
            locators=tuple(Locator(int(a), int(b), _unplace(p)) for a, b, p in locators),
            boilerplate=bool(boilerplate),
            level=None if level is None else int(level),
            context=tuple(_text(c) for c in context),
        )
    if name == "head":
        return Head(**{**record, "metadata": _strings(record["metadata"])})
    if name == "child":
        place = record["place"]
        return Child(
            **{
                **record,
                "path": Path(record["path"]),
                "place": place and _unplace(place),
                "metadata": _strings(record["metadata"]),
            }
        )
    if name == "revisit":
        place = record["place"]
        return Revisit(**{**record, "place": place and _unplace(place), "metadata": _strings(record["metadata"])})
    if name == "trouble":
        return Trouble(**{**record, "place": record["place"] and _unplace(record["place"])})
    raise ValueError("unknown event")


def encode_payload(payload: Payload) -> dict[str, Any]:
    """JSON form of a payload, limits included."""
    return {**to_dict(payload), "path": str(payload.path), "limits": asdict(payload.limits)}


def decode_payload(record: dict[str, Any]) -> Payload:
    """The payload a host sent."""
    known = {f.name for f in fields(Limits)}
    limits = Limits(**{k: v for k, v in record["limits"].items() if k in known})
    passwords = tuple(map(str, record["passwords"]))
    return Payload(**{**record, "path": Path(record["path"]), "limits": limits, "passwords": passwords})


def line(value: Any) -> bytes:
    """*value* as one ASCII JSON line."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _place(place: Place) -> list[Any]:
    return [place.kind, place.path, place.page, place.box, place.line, place.offset, place.length, place.confidence]


def _unplace(record: list[Any]) -> Place:
    kind, path, page, box, line_number, offset, length, confidence = record
    return Place(
        kind=_text(kind),
        path=_text(path),
        page=page,
        box=None if box is None else (float(box[0]), float(box[1]), float(box[2]), float(box[3])),
        line=line_number,
        offset=offset,
        length=length,
        confidence=None if confidence is None else float(confidence),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _strings(value: Any) -> dict[str, str]:
    return {_text(k): _text(v) for k, v in value.items()}
