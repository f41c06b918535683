"""Settings, read once on request; importing this module does nothing.

Sources, strongest first: environment variables ``READER_*``, then defaults.
Nothing is created on disk here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of hostile input may cost. Bytes, counts and seconds."""

    file_bytes: int = 2 * 1024**3
    payload_bytes: int = 256 * 1024**2
    expansion_ratio: int = 200
    pages: int = 5_000
    blocks: int = 500_000
    depth: int = 8
    members: int = 200_000
    seconds: float = 300.0
    page_seconds: float = 60.0
    """More time for each page that is recognised in its picture (OCR)."""
    picture_pixels: int = 100_000_000
    silence_seconds: float = 60.0
    memory_bytes: int = 3 * 1024**3


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things live and how hard to work."""

    packages_dir: Path
    bundled_models_dir: Path
    key_file: Path
    """Key under which passwords of protected originals are sealed; outside of every case."""
    workers: int
    limits: Limits = field(default_factory=Limits)


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings for this process.

    ``READER_PACKAGES_DIR`` (installed translation packages), ``READER_MODELS_DIR``
    (the bundled ones), ``READER_KEY_FILE`` (seals passwords), ``READER_WORKERS`` (translation workers, one
    thread each) and ``READER_PARSE_SECONDS`` override the defaults. Raises UsageError.
    """
    env = os.environ if environ is None else environ
    defaults = Limits()
    return Settings(
        packages_dir=Path(env["READER_PACKAGES_DIR"]) if env.get("READER_PACKAGES_DIR") else _data_dir() / "packages",
        bundled_models_dir=Path(env["READER_MODELS_DIR"]) if env.get("READER_MODELS_DIR") else _bundled_models(),
        key_file=Path(env["READER_KEY_FILE"]) if env.get("READER_KEY_FILE") else _data_dir() / "passwords.key",
        workers=int(_number(env, "READER_WORKERS", os.cpu_count() or 1)),
        limits=Limits(seconds=_number(env, "READER_PARSE_SECONDS", defaults.seconds)),
    )


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    """The positive number in an environment variable; UsageError for anything else."""
    text = env.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1 <= value < 1_000_000:
        raise UsageError(
            f"The environment variable {name} must be a number from 1 up, not {text!r}.", hint="Change or unset it."
        )
    return value


def _data_dir() -> Path:
    from platformdirs import user_data_path

    return user_data_path("evidence-reader", appauthor=False)


def _bundled_models() -> Path:
    """``models/`` beside the package: inside the wheel when installed, in the checkout otherwise."""
    package = Path(__file__).resolve().parent
    inside = package / "_models"
    return inside if inside.is_dir() else package.parent / "models"
