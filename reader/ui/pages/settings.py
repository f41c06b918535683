"""Case settings: exchange rates, and whether the case's terms are placed in new translations."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from reader.services.rates import rate_view
from reader.services.wiring import Services
from reader.ui import boundary, plain
from reader.ui.parts import page, tables


def render() -> None:
    """Rates with date and source; the switch for terms. Every change is entered in the log."""
    services = page.services()
    page.heading("Case settings", "What holds for this case only. Every change is entered in the log.")
    st.subheader("Exchange rates", anchor=False)
    st.caption(
        "Sums of money are then shown in your currency, too, with the rate, its date and its source beside them."
    )
    _rates(services)
    _new_rate(services)
    st.subheader("Terms in translations", anchor=False)
    on = services.terms.enforcing()
    wanted = st.toggle("Place terms marked “enforce” in new translations", value=on)
    st.caption("Translations that exist stay as they are. What was placed is recorded with each sentence.")
    if wanted != on:
        with boundary.shown():
            services.terms.set_enforcing(wanted)
            st.rerun()


def _rates(services: Services) -> None:
    rates = [rate_view(rate) for rate in services.rates.all()]
    if not rates:
        return
    tables.table(
        [
            {"rate": f"1 {r['currency']} = {r['price']} {r['of']}", "date": r["date"], "source": r["source"]}
            for r in rates
        ],
        widths={"rate": 240, "date": 130},
    )
    names = {f"{r['currency']}/{r['of']}": r for r in rates}
    choice, button = st.columns([3, 1], vertical_alignment="bottom")
    name = choice.selectbox(
        "Rate to forget", list(names), format_func=plain.label, index=None, placeholder="Choose one"
    )
    if button.button("Forget it", disabled=name is None) and name:
        with boundary.shown():
            services.rates.remove(names[name]["currency"], of=names[name]["of"])
            st.rerun()


def _new_rate(services: Services) -> None:
    with st.form("new-rate", border=False):
        currency, price, of, day = st.columns(4)
        one = currency.text_input("One unit of", placeholder="USD", max_chars=3)
        costs = price.text_input("costs", placeholder="7.1")
        other = of.text_input("units of", value="CNY", max_chars=3)
        date = day.date_input("on", value=datetime.now(UTC).date())
        source = st.text_input("according to", placeholder="the central bank that published it")
        if st.form_submit_button("Set the rate", type="primary"):
            with boundary.shown():
                services.rates.set(one, costs, day=date.isoformat(), source=source, of=other)
                st.rerun()
