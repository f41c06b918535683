"""Sentences and findings on their way to another process and back: packed small, and in less time than pickle takes.

A record travels as its type and its values. A termbase is large (a quarter of a megabyte) and the same for a whole run:
each process is given it once, when it starts, and what is packed later only says which one is meant.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from operator import attrgetter
from typing import Any

from reader.checks.contract import Context, TermContext
from reader.checks.signals import ModelSignals
from reader.model import Finding, Segment, Translation
from reader.text.terms.model import Termbase

_received: list[Termbase] = []  # of this process


def receive(termbases: Sequence[Termbase]) -> None:
    """In the process that unpacks: the termbases that :func:`pack` will be told were sent, in the same order."""
    _received[:] = termbases


def pack(records: Any, sent: Sequence[Termbase] = ()) -> bytes:
    """*records* for :func:`unpack` in a process that was given the termbases *sent*; any other one is packed with
    the rest. Raises what ``pickle.dumps`` raises for a record that cannot travel."""
    places = {id(termbase): place for place, termbase in enumerate(sent)}
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, **_BY_VALUES, Termbase: partial(_termbase, places)}
    pickler.dump(records)
    return stream.getvalue()


def unpack(packed: bytes) -> Any:
    """The records of :func:`pack`: only ever what this program's own processes send each other."""
    return pickle.loads(packed)  # noqa: S301


def _termbase(places: dict[int, int], termbase: Termbase) -> str | tuple[Any, ...]:
    place = places.get(id(termbase))
    return termbase.__reduce_ex__(pickle.HIGHEST_PROTOCOL) if place is None else (_given, (place,))


def _given(place: int) -> Termbase:
    return _received[place]


def _by_values(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda record: (kind, values(record))


_BY_VALUES: dict[type, Any] = {
    kind: _by_values(kind) for kind in (Segment, Translation, Context, TermContext, ModelSignals, Finding)
}
