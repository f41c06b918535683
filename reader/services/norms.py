"""What is usual for a translation package: the measured norms of ``models/manifest.toml``, as the checks want them."""

from __future__ import annotations

from reader.checks.contract import PackageNorms
from reader.errors import PackageError
from reader.translate.packages import PackageStore


class MeasuredNorms:
    """Norms by the package's SHA-256, read once each."""

    def __init__(self, packages: PackageStore) -> None:
        self._packages = packages
        self._known: dict[str, PackageNorms | None] = {}

    def __call__(self, package_sha256: str) -> PackageNorms | None:
        """The norms of a package; ``None`` when nothing was measured for it."""
        if package_sha256 not in self._known:
            self._known[package_sha256] = self._read(package_sha256)
        return self._known[package_sha256]

    def _read(self, sha256: str) -> PackageNorms | None:
        try:
            entry = self._packages.manifest.by_sha256(sha256)
        except PackageError:
            return None  # a damaged list is reported where packages are; checking goes on with general norms
        table = entry.norms if entry else {}
        try:
            low, high = (float(value) for value in table["length_ratio"])
            shift, deviation = float(table["length_shift"]), float(table["length_deviation"])
        except (KeyError, TypeError, ValueError):
            return None
        return PackageNorms(sha256, (low, high), shift, deviation) if deviation > 0 else None
