"""Memory first, then the engine; what is delivered is already stored."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from reader.model import Translation, utc_now
from reader.translate import engine as engines
from reader.translate.engine import Engine, EngineOutput
from reader.translate.memory import Memory

WINDOW = 4096
COMMIT_COUNT = 32
COMMIT_SECONDS = 1.0


class Translator:
    """Translates streams of engine input with *engine*, remembering in *memory*.

    Neither inputs nor results are held beyond a window of *window* inputs. Equal inputs are
    translated once. After a kill at most ``COMMIT_COUNT`` finished translations (or those of the
    last second) have to be made again.
    """

    def __init__(self, engine: Engine, memory: Memory, *, window: int = WINDOW) -> None:
        self._engine = engine
        self._memory = memory
        self._window = window

    def translate(
        self, inputs: Iterable[str], *, cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[int, Translation]]:
        """(number of the input from 0, translation), each exactly once, in any order.

        A translation is in the memory before it is delivered. When *cancelled* turns true, what
        is under way is stored and delivered, then the iterator ends early.
        Raises what :meth:`Engine.translate` and the memory raise; finished work is stored first.
        """
        numbered = enumerate(inputs)
        while (window := list(islice(numbered, self._window))) and not cancelled():
            waiting: dict[str, list[int]] = defaultdict(list)
            texts: dict[str, str] = {}
            for index, text in window:
                key = self._engine.key(text)
                waiting[key].append(index)
                texts[key] = text
            known = self._memory.get_many(list(texts))
            for key, translation in known.items():
                yield from ((index, translation) for index in waiting[key])
            keys = [key for key in texts if key not in known]
            for translation in self._fresh(keys, texts, cancelled):
                yield from ((index, translation) for index in waiting[translation.id])

    def _fresh(self, keys: list[str], texts: dict[str, str], cancelled: Callable[[], bool]) -> Iterator[Translation]:
        made: list[Translation] = []
        committed = time.monotonic()
        try:
            for number, output in self._engine.translate((texts[key] for key in keys), cancelled=cancelled):
                key = keys[number]
                made.append(self._record(key, texts[key], output))
                if len(made) >= COMMIT_COUNT or time.monotonic() - committed >= COMMIT_SECONDS:
                    stored, made = made, []
                    self._memory.put_many(stored)
                    committed = time.monotonic()
                    yield from stored
        finally:  # also when the engine fails or the consumer stops reading
            if made:
                self._memory.put_many(made)
        yield from made

    def _record(self, key: str, source: str, output: EngineOutput) -> Translation:
        package = self._engine.package
        return Translation(
            id=key,
            source=source,
            text=output.text,
            engine=engines.NAME,
            engine_version=self._engine.versions[engines.NAME],
            package=package.name,
            package_version=package.version,
            package_sha256=package.sha256,
            parameters=output.parameters,
            isa=self._engine.isa,
            score=output.score,
            alignment=output.alignment,
            flags=output.flags,
            created_at=utc_now(),
        )
