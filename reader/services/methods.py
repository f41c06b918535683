"""The method statement of an exhibit: how its translations were made, how good that is known to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from reader.exporters.contract import Method, QualityFigure
from reader.model import Translation
from reader.translate.packages import PackageStore

LIBRARIES = ("ctranslate2", "sentencepiece", "opencc")
"""What the text of a translation depends on besides the package."""

GENERAL_LIMITS = (
    "Figures, names, dates and negations can be wrong even where the English reads well; every one needs checking.",
    "Names may be invented or rendered differently from sentence to sentence.",
    "Each sentence is translated alone: pronouns and omitted subjects may refer to the wrong person.",
    "The checks listed below find some errors, not all; a sentence without a doubt is not thereby correct.",
)


def methods(translations: Iterable[Translation | None], packages: PackageStore) -> tuple[Method, ...]:
    """One Method per package, engine version and instruction set among *translations*, most used first."""
    counts: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], Translation] = {}
    for row in translations:
        if row is None:
            continue
        key = (row.package_sha256, row.engine_version, row.isa)
        counts[key] += 1
        # Prefer a sentence translated at the first try: its parameters are the package's usual ones.
        if key not in examples or ("retried" in examples[key].flags and "retried" not in row.flags):
            examples[key] = row
    return tuple(_method(examples[key], count, packages) for key, count in counts.most_common())


def _method(example: Translation, count: int, packages: PackageStore) -> Method:
    installed = {package.sha256: package for package in packages.list()}.get(example.package_sha256)
    entry = packages.manifest.by_sha256(example.package_sha256)
    quality = packages.quality(example.package_sha256)
    thresholds = packages.manifest.thresholds
    figures = [
        QualityFigure(f"{kind} text ({table.get('set', kind)})", "chrF", float(table["chrf"]), thresholds.get(kind))
        for kind, table in (entry.quality if entry else {}).items()
        if "chrf" in table
    ]
    return Method(
        package=example.package,
        package_version=example.package_version,
        package_sha256=example.package_sha256,
        engine=example.engine,
        engine_version=example.engine_version,
        isa=example.isa,
        parameters={k: v for k, v in example.parameters.items() if k != "pieces"},
        libraries=_versions(),
        status=installed.status if installed else ("known" if entry else "unverified"),
        licence=entry.licence if entry else "",
        quality=tuple(figures),
        limits=GENERAL_LIMITS if figures else (quality.explanation, *GENERAL_LIMITS),
        gist_only=quality.gist_only,
        segments=count,
    )


def _versions() -> dict[str, str]:
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found
