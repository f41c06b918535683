"""A package whose tokenizer and model are loaded at the first use and can be given back."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from reader.errors import PackageCorrupt
from reader.translate import layout
from reader.translate.package import Package
from reader.translate.search import load
from reader.translate.tokens import Tokenizer


class Loaded:
    """*workers*: batches at a time, one thread each. A context manager that closes at its end."""

    def __init__(self, package: Package, workers: int) -> None:
        self.package = package
        self.workers = max(1, workers)
        self._loaded: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the model's memory; it loads again when used again."""
        if self._loaded is not None:
            with suppress(RuntimeError):
                self._loaded.unload_model()
            self._loaded = None

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        if not self.package.ready:
            raise PackageCorrupt(
                f"The package {self.package.label} is not unpacked.",
                hint="Get it from PackageStore.choose or .prepare.",
            )
        return Tokenizer(layout.tokenizer_file(self.package.path))

    @property
    def _translator(self) -> Any:
        if self._loaded is None:
            self._loaded = load(layout.model_folder(self.package.path), self.workers, self.package.label)
        return self._loaded
