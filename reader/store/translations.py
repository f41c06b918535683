"""Machine translations: the memory shared by equal inputs, and which one each segment shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from reader.model import Segment, Translation, utc_now
from reader.store import actions, codec, current, schema
from reader.store.document_rows import segment_of
from reader.store.documents import CHINESE
from reader.store.search import SearchIndex
from reader.store.sentences import sentences
from reader.store.transaction import Transaction, Values, chunked

_TRANSLATIONS, _RECIPES, _ASSIGNMENTS = schema.translations, schema.recipes, schema.assignments
_SEGMENTS = schema.segments
_RECIPE_FIELDS = ("engine", "engine_version", "package", "package_version", "package_sha256", "parameters", "isa")
_WHOLE = select(_TRANSLATIONS, *(_RECIPES.c[name] for name in _RECIPE_FIELDS)).join(
    _RECIPES, _RECIPES.c.id == _TRANSLATIONS.c.recipe_id
)

Recipe = tuple[str, ...]
"""Values of :data:`_RECIPE_FIELDS`."""

PAGE = 500
"""Segments per page of :meth:`Translations.pending`."""


class Translations:
    """:meth:`get_many` and :meth:`put_many` are ``translate``'s Memory protocol."""

    def __init__(self, transaction: Transaction, search: SearchIndex) -> None:
        self._tx = transaction
        self._search = search

    # -- the memory ------------------------------------------------------------------------------------------

    def get_many(self, keys: Iterable[str]) -> dict[str, Translation]:
        """The translations held under these memory keys."""
        found = {}
        for chunk in chunked(dict.fromkeys(keys)):
            rows = self._tx.rows(_WHOLE.where(_TRANSLATIONS.c.id.in_(chunk)))
            found.update({row.id: _translation(row) for row in rows})
        return found

    def put_many(self, translations: Iterable[Translation]) -> None:
        """Keep translations in one log entry; a key that is held already keeps its first result."""
        fresh: dict[str, Translation] = {}
        for translation in translations:
            fresh.setdefault(translation.id, translation)
        for chunk in chunked(list(fresh)):
            held = select(_TRANSLATIONS.c.id).where(_TRANSLATIONS.c.id.in_(chunk))
            for row in self._tx.rows(held):
                del fresh[row.id]
        if not fresh:
            return
        ids: dict[Recipe, str] = {}
        new: list[Values] = []
        rows = []
        for translation in fresh.values():
            recipe = _recipe(translation)
            if recipe not in ids:
                ids[recipe] = self._recipe_id(recipe, new)
            rows.append(_row(translation, ids[recipe]))
        object = f"{len(rows)} translations"
        self._tx.record(actions.TRANSLATION_MEMORY, object, (_RECIPES, new), (_TRANSLATIONS, rows))

    def _recipe_id(self, recipe: Recipe, new: list[Values]) -> str:
        """The id of a way of translating; one the case does not hold yet is added to *new*."""
        values = dict(zip(_RECIPE_FIELDS, recipe, strict=True))
        held = self._tx.first(select(_RECIPES.c.id).where(*(_RECIPES.c[k] == v for k, v in values.items())))
        if held:
            return held.id
        id = f"M{self._tx.next_pk(_RECIPES) + len(new)}"
        new.append({"id": id, **values})
        return id

    # -- what segments show ----------------------------------------------------------------------------------

    def assign(self, pairs: Sequence[tuple[str, str]]) -> None:
        """``(segment id, translation id)``: from now on the segment's current translation.

        One log entry for all; pairs that hold already are left out. Segments with a
        person's revision keep showing that in search.
        """
        wanted = dict(pairs)
        texts: list[tuple[str, str, str]] = []
        for chunk in chunked(list(wanted)):
            for id, held in self._assigned(chunk).items():
                if wanted[id] == held:
                    del wanted[id]
        for chunk in chunked(list(wanted)):
            revised = select(schema.revisions.c.segment_id).where(schema.revisions.c.segment_id.in_(chunk))
            keep = {row.segment_id for row in self._tx.rows(revised)}
            words = self._texts({wanted[id] for id in chunk})
            texts.extend((id, wanted[id], words.get(wanted[id], "")) for id in chunk if id not in keep)
        if wanted:
            at = utc_now()
            rows = [{"segment_id": s, "translation_id": t, "at": at} for s, t in wanted.items()]
            self._tx.record(actions.TRANSLATIONS_ASSIGNED, f"{len(rows)} segments", (_ASSIGNMENTS, rows))
            self._search.put_translations(texts)

    def current(self, segment_ids: Iterable[str]) -> dict[str, Translation]:
        """The translation each of these segments shows; segments without one are left out."""
        found: dict[str, Translation] = {}
        for chunk in chunked(dict.fromkeys(segment_ids)):
            assigned = self._assigned(chunk)
            texts = self.get_many(assigned.values())
            found.update({segment: texts[translation] for segment, translation in assigned.items()})
        return found

    def history(self, segment_id: str) -> list[Translation]:
        """Every translation the segment ever showed, oldest first."""
        query = (
            _WHOLE.join(_ASSIGNMENTS, _ASSIGNMENTS.c.translation_id == _TRANSLATIONS.c.id)
            .where(_ASSIGNMENTS.c.segment_id == segment_id)
            .order_by(_ASSIGNMENTS.c.pk)
        )
        return [_translation(row) for row in self._tx.rows(query)]

    def all_current(self) -> Iterator[Translation]:
        """Every translation some segment shows now, each once, streamed in the order of making."""
        shown = select(_ASSIGNMENTS.c.translation_id).where(
            current.assignments(), _ASSIGNMENTS.c.segment_id.not_in(current.superseded())
        )
        for row in self._tx.stream(_WHOLE.where(_TRANSLATIONS.c.id.in_(shown)).order_by(_TRANSLATIONS.c.pk)):
            yield _translation(row)

    def pending(
        self, document_ids: Sequence[str] | None = None, *, package_sha256: str | None = None
    ) -> Iterator[Segment]:
        """Chinese segments without a current translation (by that package), in the order of adding.

        Pages through the table: memory stays bounded, and the caller may write in
        between. :meth:`CaseStore.pending` holds no read snapshot open meanwhile.
        """
        after = 0
        while page := self.pending_page(after, document_ids, package_sha256=package_sha256):
            after = page[-1][0]
            yield from (segment for _, segment in page)

    def pending_page(
        self, after: int, document_ids: Sequence[str] | None = None, *, package_sha256: str | None = None
    ) -> list[tuple[int, Segment]]:
        """The next :data:`PAGE` pending segments with a position greater than *after*, with their positions."""
        query = sentences().where(*_pending(document_ids, package_sha256), _SEGMENTS.c.pk > after)
        return [(row.pk, segment_of(row)) for row in self._tx.rows(query.order_by(_SEGMENTS.c.pk).limit(PAGE))]

    def pending_counts(
        self, document_ids: Sequence[str] | None = None, *, package_sha256: str | None = None
    ) -> dict[str, int]:
        """How many segments :meth:`pending` would give, by language."""
        where = _pending(document_ids, package_sha256)
        query = select(_SEGMENTS.c.lang, func.count().label("n")).where(*where).group_by(_SEGMENTS.c.lang)
        return {row.lang: row.n for row in self._tx.rows(query)}

    def _assigned(self, segment_ids: list[str]) -> dict[str, str]:
        query = select(_ASSIGNMENTS.c.segment_id, _ASSIGNMENTS.c.translation_id).where(current.assignments(segment_ids))
        return {row.segment_id: row.translation_id for row in self._tx.rows(query)}

    def _texts(self, ids: Iterable[str]) -> dict[str, str]:
        query = select(_TRANSLATIONS.c.id, _TRANSLATIONS.c.text).where(_TRANSLATIONS.c.id.in_(list(ids)))
        return {row.id: row.text for row in self._tx.rows(query)}


def _pending(document_ids: Sequence[str] | None, package_sha256: str | None) -> list[ColumnElement[bool]]:
    """What makes a segment wait for a translation (by that package)."""
    where: list[ColumnElement[bool]] = [CHINESE, current.segments()]
    if document_ids is not None:
        where.append(_SEGMENTS.c.document_id.in_(document_ids))
    if package_sha256 is None:
        where.append(~select(_ASSIGNMENTS.c.pk).where(_ASSIGNMENTS.c.segment_id == _SEGMENTS.c.id).exists())
    else:
        package = (
            select(_RECIPES.c.package_sha256)
            .join(_TRANSLATIONS, _TRANSLATIONS.c.recipe_id == _RECIPES.c.id)
            .join(_ASSIGNMENTS, _ASSIGNMENTS.c.translation_id == _TRANSLATIONS.c.id)
            .where(_ASSIGNMENTS.c.segment_id == _SEGMENTS.c.id)
            .order_by(_ASSIGNMENTS.c.pk.desc())
            .limit(1)
            .scalar_subquery()
        )
        where.append(func.coalesce(package, "") != package_sha256)
    return where


def _recipe(translation: Translation) -> Recipe:
    """Everything but the input that decided the result, as stored."""
    parameters = codec.mapping_json(translation.parameters)
    return tuple(parameters if name == "parameters" else getattr(translation, name) for name in _RECIPE_FIELDS)


def _row(translation: Translation, recipe_id: str) -> Values:
    return {
        "id": translation.id,
        "recipe_id": recipe_id,
        "source": translation.source,
        "text": translation.text,
        "score": codec.real(translation.score),
        "alignment": codec.alignment_json(translation.alignment),
        "flags": codec.list_json(translation.flags),
        "created_at": translation.created_at,
    }


def _translation(row: Row) -> Translation:
    parameters: Mapping[str, Any] = json.loads(row.parameters)
    recipe = {name: getattr(row, name) for name in _RECIPE_FIELDS if name != "parameters"}
    return Translation(
        id=row.id,
        source=row.source,
        text=row.text,
        score=row.score,
        alignment=codec.alignment(row.alignment),
        flags=codec.strings(row.flags),
        created_at=row.created_at,
        parameters=parameters,
        **recipe,
    )
