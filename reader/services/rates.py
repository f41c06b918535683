"""Exchange rates a person set for the case, each with its date and source, kept in the evidence trail."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from reader.errors import UnknownObject, UsageError
from reader.model import Actor
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.text.figures import Rate

KEY = "rates"
"""Key of the rates among the case's settings: ``{"USD/CNY": {"price", "date", "source"}}``."""
_CODE = re.compile(r"[A-Z]{3}")


class RateService:
    """Rates of one case. Every change is a logged setting; nothing is looked up anywhere."""

    def __init__(self, store: CaseStore, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def all(self) -> list[Rate]:
        """The rates that apply, by currency."""
        with self._store.read() as session:
            return stored_rates(session)

    def set(self, currency: str, price: str, *, day: str, source: str, of: str = "CNY") -> Rate:
        """One *currency* costs *price* of *of* on *day* (ISO 8601) according to *source*; replaces an earlier rate.

        Raises UsageError for an unknown form of code, price or date, and for an empty source.
        """
        codes = [code.strip().upper() for code in (currency, of)]
        for code in codes:
            if not _CODE.fullmatch(code):
                raise UsageError(f"{code!r} is no currency code.", hint="Write three letters, such as USD or CNY.")
        if codes[0] == codes[1]:
            raise UsageError("A currency has no rate against itself.", hint="Name the other currency with --of.")
        if not source.strip():
            raise UsageError("A rate needs its source.", hint="Say where it was published, such as a central bank.")
        rate = Rate(codes[0], _price(price), codes[1], _day(day), source.strip())
        with self._store.write(self._actor) as session:
            kept = dict(session.meta.get(KEY, {}))
            kept[f"{rate.currency}/{rate.of}"] = {"price": price.strip(), "date": rate.date, "source": rate.source}
            session.meta.set(KEY, kept)
        return rate

    def remove(self, currency: str, *, of: str = "CNY") -> None:
        """Forget the rate; the trail keeps that it was there. Raises UnknownObject."""
        name = f"{currency.strip().upper()}/{of.strip().upper()}"
        with self._store.write(self._actor) as session:
            kept = dict(session.meta.get(KEY, {}))
            if kept.pop(name, None) is None:
                raise UnknownObject(f"No rate {name} is set.", hint="`reader rates CASE list` shows the rates.")
            session.meta.set(KEY, kept)


def stored_rates(session: Session) -> list[Rate]:
    """The rates kept in the case, in the order of their codes."""
    kept: dict[str, dict[str, Any]] = session.meta.get(KEY, {})
    return [_rate(name, row) for name, row in sorted(kept.items())]


def rate_view(rate: Rate) -> dict[str, str]:
    """JSON form: ``{"currency", "price", "of", "date", "source"}``."""
    price = str(Decimal(rate.price.numerator) / Decimal(rate.price.denominator))
    return {"currency": rate.currency, "price": price, "of": rate.of, "date": rate.date, "source": rate.source}


def _rate(name: str, row: dict[str, Any]) -> Rate:
    currency, _, of = name.partition("/")
    return Rate(currency, Fraction(Decimal(row["price"])), of, row["date"], row["source"])


def _price(written: str) -> Fraction:
    try:
        price = Decimal(written.strip())
    except InvalidOperation:
        price = Decimal(0)
    if not price.is_finite() or not Decimal("1e-9") < price < Decimal("1e9"):
        raise UsageError(f"{written!r} is no exchange rate.", hint="Write a positive number with a point, such as 7.1.")
    return Fraction(price)


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written.strip()).isoformat()
    except ValueError:
        raise UsageError(f"{written!r} is not a date.", hint="Write it like 2024-03-05.") from None
