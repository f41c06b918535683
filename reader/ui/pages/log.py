"""Log & verify: who did what, and proof that nothing changed since."""

from __future__ import annotations

import streamlit as st

from reader.services.verify import VerifyReport
from reader.ui import boundary
from reader.ui.parts import page, tables


def render() -> None:
    """Verification on request, then the log, newest first."""
    services = page.services()
    page.heading(
        "Log & verify", "Every step is an entry that seals the ones before it. Verification recomputes all of it."
    )
    with st.form("verify", border=False):
        left, right = st.columns([2, 1])
        expect = left.text_input(
            "Log head printed on an exhibit (optional)", help="The log must still contain this entry."
        )
        again = right.number_input("Sentences to translate again and compare", 0, 1000, 0, step=10)
        reread = st.checkbox("Read every original again and report differences")
        if st.form_submit_button("Verify the case", type="primary"):
            with boundary.shown():
                with st.spinner("Verifying …"):
                    report = services.verify.verify(
                        expect=expect.strip() or None, retranslate=int(again), re_extract=reread
                    )
                _report(report)
    st.subheader("Log", anchor=False)
    entries = services.status.log()
    if entries:
        st.text(f"Head: {entries[-1]['hash']}")
    shown = [
        {
            "no.": entry["seq"],
            "time (UTC)": entry["at"][:19].replace("T", " "),
            "who": entry["actor"],
            "what": entry["action"].replace(".", " ").replace("_", " "),
            "object": entry["object"],
        }
        for entry in reversed(entries)
    ]
    tables.table(shown, key="log", widths={"no.": 70, "time (UTC)": 170, "who": 180, "what": 210})


def _report(report: VerifyReport) -> None:
    checked = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in report.checked.items())
    if report.ok:
        st.success("Nothing has changed: every original, row and log entry is as recorded.")
    else:
        st.error(
            f"Not as recorded: {len(report.failures):,}. Do not rely on this case before every difference is explained."
        )
    st.text(f"Checked: {checked}")
    st.text(f"Log head: {report.head}")
    if report.failures:
        tables.table(report.failures)
    if report.differences:
        st.caption("Differences that are no tampering: other program versions or another processor.")
        tables.table(report.differences)
