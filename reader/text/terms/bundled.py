"""The glossary that comes with the program: one TSV per domain, written for it, every row with its source."""

from __future__ import annotations

import dataclasses
from functools import cache
from importlib.resources import files

from reader.text.terms.model import Concept, Origin, Termbase
from reader.text.terms.tables import read_table

DOMAINS = (
    "party-state", "police", "justice", "control", "border",
    "immigration", "budget", "procurement", "diaspora", "transnational",
)  # fmt: skip


@cache
def bundled() -> Termbase:
    """Every bundled concept, read once per process (some 20 ms); a concept's id is its headword. Read-only."""
    concepts: list[Concept] = []
    for domain in DOMAINS:
        text = files("reader.text.terms").joinpath("glossary", f"{domain}.tsv").read_text("utf-8")
        reading = read_table(text, delimiter="\t", origin=Origin.BUNDLED, domain=domain)
        concepts += [dataclasses.replace(concept, id=concept.simplified) for concept in reading.concepts]
    return Termbase(tuple(concepts))
