"""Rates are set by people, with date and source, and every change stands in the log."""

import pytest

from reader.errors import UnknownObject, UsageError


def test_a_rate_is_kept_logged_and_used(ingested):
    ingested.rates.set("usd", "7.1", day="2024-03-05", source="Bank of X")
    (rate,) = ingested.rates.all()
    assert (rate.currency, rate.of, str(rate.price), rate.date) == ("USD", "CNY", "71/10", "2024-03-05")
    assert ingested.status.log(last=1)[0]["object"] == "rates"
    rows = [row for d in ingested.reading.documents() for row in ingested.reading.segments(d["id"])["rows"]]
    found = [f for row in rows for f in row["figures"] if f["value"] == "163,000,000 yuan"]
    assert found
    assert found[0]["converted"] == "about 22,960,000 US dollars (1 USD = 7.1 CNY on 2024-03-05, Bank of X)"


def test_a_new_rate_replaces_the_old_one_and_can_be_removed(services):
    services.rates.set("USD", "7.1", day="2024-03-05", source="Bank of X")
    services.rates.set("USD", "7.2", day="2024-04-05", source="Bank of X")
    services.rates.set("USD", "32", day="2024-04-05", source="Bank of Y", of="TWD")
    assert [(r.of, float(r.price)) for r in services.rates.all()] == [("CNY", 7.2), ("TWD", 32.0)]
    services.rates.remove("USD")
    assert [r.of for r in services.rates.all()] == ["TWD"]
    with pytest.raises(UnknownObject):
        services.rates.remove("USD")


@pytest.mark.parametrize(
    ("currency", "price", "day", "source", "of"),
    [
        ("dollar", "7.1", "2024-03-05", "B", "CNY"),
        ("USD", "seven", "2024-03-05", "B", "CNY"),
        ("USD", "-7", "2024-03-05", "B", "CNY"),
        ("USD", "0", "2024-03-05", "B", "CNY"),
        ("USD", "NaN", "2024-03-05", "B", "CNY"),
        ("USD", "1e999", "2024-03-05", "B", "CNY"),
        ("USD", "7.1", "5 March", "B", "CNY"),
        ("USD", "7.1", "2024-03-05", " ", "CNY"),
        ("USD", "7.1", "2024-03-05", "B", "USD"),
    ],
)
def test_a_rate_without_sense_is_refused_with_a_hint(services, currency, price, day, source, of):
    with pytest.raises(UsageError) as refused:
        services.rates.set(currency, price, day=day, source=source, of=of)
    assert refused.value.hint
    assert services.rates.all() == []
