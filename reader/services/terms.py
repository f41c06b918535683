"""Termbases: the bundled glossary, which only reads, and the case's own, which people keep."""

from __future__ import annotations

import dataclasses
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.errors import UnknownObject, Unsupported, UsageError, no_file
from reader.exporters.files import atomic_file
from reader.model import Actor
from reader.services.term_view import concept_view, termbase_of
from reader.store.case import CaseStore
from reader.text.pinyin import pinyin
from reader.text.scripts import is_han
from reader.text.terms import files
from reader.text.terms.model import ENGLISH, HANS, HANT, Concept, Origin, Term, Termbase, TermStatus

ENFORCE = "enforce_terms"
"""Name of the case's setting: whether terms marked ``enforce`` are placed in new translations."""

LONGEST_TERM = 200
"""Characters of one term; a longer one is a sentence."""


@dataclass(frozen=True, slots=True)
class NewTerm:
    """What a person says of a term. Empty fields are unknown; pinyin is then made."""

    chinese: str
    english: str
    traditional: str = ""
    pinyin: str = ""
    literal: str = ""
    admitted: Sequence[str] = ()
    avoid: Sequence[str] = ()
    contested: str = ""
    note: str = ""
    source: str = ""
    domain: str = ""
    critical: bool = False
    enforce: bool = False


@dataclass(slots=True)
class ImportReport:
    """``added`` new concepts, ``changed`` ones that the case had; ``flaws``: line and reason of records left out."""

    sha256: str
    added: int = 0
    changed: int = 0
    flaws: list[dict[str, Any]] = field(default_factory=list)


class TermService:
    """Without a case it shows the bundled glossary; with one, both, and changes the case's own."""

    def __init__(self, store: CaseStore | None = None, actor: Actor | None = None) -> None:
        self._store = store
        self._actor = actor

    def termbase(self) -> Termbase:
        """What holds here: the case's own concepts before the bundled ones."""
        return termbase_of(self._own())

    def rows(self, *, query: str = "", domain: str = "", own: bool = False) -> list[dict[str, Any]]:
        """Concepts, the case's own first; those whose Chinese, pinyin or English holds *query*; of one *domain*."""
        wanted = query.casefold().strip()
        concepts = self._own() if own else list(self.termbase())
        return [
            concept_view(c)
            for c in concepts
            if (not domain or c.domain == domain) and any(wanted in text.casefold() for text in _searched(c))
        ]

    def show(self, name: str) -> dict[str, Any]:
        """One concept by id or Chinese term, with the versions of a case's own. Raises UnknownObject."""
        concept = self._named(name)
        view = concept_view(concept)
        if self._store is not None and concept.origin is Origin.CASE:
            with self._store.read() as session:
                view["versions"] = [
                    {
                        "version": v.version,
                        "removed": v.removed,
                        "preferred": v.concept.preferred,
                        "author": session.actors.get(v.actor_id).name,
                        "at": v.at,
                    }
                    for v in session.terms.history(concept.id)
                ]
        return view

    def add(self, new: NewTerm) -> dict[str, Any]:
        """A term of the case, or a new version of the one with the same Chinese. Raises UsageError."""
        store, actor = self._case()
        concept = self._known(_concept(new), self._own())
        with store.write(actor) as session:
            (stored,) = session.terms.put([concept])
        return concept_view(stored)

    def import_file(self, path: Path) -> ImportReport:
        """Every usable concept of a TBX, CSV or TSV file, in one log entry that names its SHA-256.

        Raises PathMissing, Unsupported, UnreadableInput (with the line), LimitExceeded.
        """
        store, actor = self._case()
        if not path.is_file():
            raise no_file(path)
        data = path.read_bytes()
        reading = files.read(data, path.suffix)
        report = ImportReport(hashlib.sha256(data).hexdigest())
        report.flaws = [{"line": flaw.line, "message": flaw.message} for flaw in reading.flaws]
        own = self._own()
        concepts: dict[str, Concept] = {}
        for given in reading.concepts:
            filled = given if given.pinyin else dataclasses.replace(given, pinyin=pinyin(given.simplified))
            concept = self._known(dataclasses.replace(filled, id=f"new{len(concepts)}"), [*own, *concepts.values()])
            concepts[concept.id] = concept
        report.changed = sum(concept.id in {c.id for c in own} for concept in concepts.values())
        report.added = len(concepts) - report.changed
        with store.write(actor) as session:
            session.terms.put(concepts.values(), origin=f"from SHA-256 {report.sha256}")
        return report

    def export(self, target: Path, *, everything: bool = False, overwrite: bool = False) -> int:
        """Write the case's own concepts (without a case, or with *everything*, all that hold); how many.

        Raises UsageError for a file that is there, Unsupported for its suffix, ExportError, StorageFull.
        """
        files.kind_of(target.suffix)
        whole = everything or self._store is None
        concepts = list(self.termbase()) if whole else self._own()
        title = "Evidence Reader glossary" if self._store is None else f"Terms of {self._store.title}"
        if target.exists() and not overwrite:
            raise UsageError(f"{target} exists already.", hint="Choose another name, or allow it with --overwrite.")
        with atomic_file(target, overwrite=overwrite) as stream:
            stream.write(files.write(concepts, target.suffix, title=title))
        return len(concepts)

    def remove(self, name: str) -> dict[str, Any]:
        """Take a term of the case out of use; its versions stay. Raises UnknownObject, Unsupported for bundled ones."""
        store, actor = self._case()
        concept = self._named(name)
        if concept.origin is Origin.BUNDLED:
            raise Unsupported(
                "The bundled glossary is read-only.",
                hint="Add a term of your own with the same Chinese: it takes precedence in this case.",
            )
        with store.write(actor) as session:
            return concept_view(session.terms.remove(concept.id))

    def enforcing(self) -> bool:
        """Whether the case places terms marked ``enforce`` in new translations."""
        store, _ = self._case()
        with store.read() as session:
            return bool(session.meta.get(ENFORCE, False))

    def set_enforcing(self, on: bool) -> None:
        """Change it, for translations made from now on."""
        store, actor = self._case()
        with store.write(actor) as session:
            session.meta.set(ENFORCE, on)

    def _own(self) -> list[Concept]:
        if self._store is None:
            return []
        with self._store.read() as session:
            return session.terms.current()

    def _case(self) -> tuple[CaseStore, Actor]:
        if self._store is None or self._actor is None:
            raise UsageError("The bundled glossary is read-only.", hint="Name the case to change: --case CASE.")
        return self._store, self._actor

    def _named(self, name: str) -> Concept:
        concept = self.termbase().get(name)
        if concept is None:
            raise UnknownObject(f"There is no term “{name}”.", hint="`reader terms list --search` finds terms.")
        return concept

    @staticmethod
    def _known(concept: Concept, own: Sequence[Concept]) -> Concept:
        """*concept* with the id of the newest one of the case that shares its Chinese."""
        shared = (c for c in reversed(own) if set(c.chinese) & set(concept.chinese))
        same = next(shared, None)
        return dataclasses.replace(concept, id=same.id) if same else concept


def _searched(concept: Concept) -> tuple[str, ...]:
    toneless = "".join(c for c in unicodedata.normalize("NFD", concept.pinyin) if not unicodedata.combining(c))
    return (*(term.text for term in concept.terms), concept.pinyin, toneless, concept.id)


def _concept(new: NewTerm) -> Concept:
    chinese = [text for text in ("".join(new.chinese.split()), "".join(new.traditional.split())) if text]
    english = [" ".join(text.split()) for text in (new.english, *new.admitted, *new.avoid)]
    if not chinese or not all(any(map(is_han, text)) for text in chinese):
        raise UsageError("A term needs Chinese characters.", hint="Example: reader terms add 劝返 'persuade to return'")
    if not all(any(c.isalpha() for c in text) for text in english):
        raise UsageError("A rendering without a letter cannot be looked for.")
    if max(map(len, (*chinese, *english))) > LONGEST_TERM:
        raise UsageError(f"A term may have {LONGEST_TERM} characters at most.")
    status = (
        [TermStatus.PREFERRED] + [TermStatus.ADMITTED] * len(new.admitted) + [TermStatus.DEPRECATED] * len(new.avoid)
    )
    terms = [Term(text, lang) for text, lang in zip(chinese, (HANS, HANT), strict=False)]
    terms += [Term(text, ENGLISH, status) for text, status in zip(english, status, strict=True)]
    plain = {name: getattr(new, name).strip() for name in ("literal", "contested", "note", "source", "domain")}
    return Concept(
        id="new",
        terms=tuple(terms),
        pinyin=new.pinyin.strip() or pinyin(chinese[0]),
        critical=new.critical,
        enforce=new.enforce,
        **plain,
    )
