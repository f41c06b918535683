"""Translation packages as people see them: what is here, how good it is, what could be added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reader.config import Settings
from reader.translate.package import Package
from reader.translate.packages import PackageStore


def open_packages(settings: Settings) -> PackageStore:
    """The translation packages of this computer; needs no case."""
    return PackageStore(settings.packages_dir, settings.bundled_models_dir)


class PackageService:
    """List, install, import and verify; views are JSON-ready dictionaries."""

    def __init__(self, packages: PackageStore) -> None:
        self._packages = packages

    def overview(self) -> dict[str, Any]:
        """``packages`` that are here, best first, and ``available`` ones of the manifest."""
        return {
            "packages": [self._view(package) for package in self._packages.list()],
            "available": [
                {
                    "name": entry.name,
                    "version": entry.version,
                    "label": entry.label,
                    "file": entry.file,
                    "size": entry.size,
                    "sha256": entry.sha256,
                    "licence": entry.licence,
                    "url": entry.url,
                }
                for entry in self._packages.available()
            ],
            "folder": str(self._packages.installed_dir),
        }

    def install(self, name: str) -> dict[str, Any]:
        """Download and install; the only act that opens a connection. Raises PackageError."""
        return self._view(self._packages.install(name))

    def import_file(self, path: Path) -> dict[str, Any]:
        """Install from an .argosmodel file. Raises PathMissing, PackageCorrupt."""
        return self._view(self._packages.import_file(path))

    def verify(self) -> list[dict[str, Any]]:
        """Re-hash every package file."""
        return [
            {"name": c.package.name, "label": c.package.label, "ok": c.ok, "failures": list(c.failures)}
            for c in self._packages.verify()
        ]

    def _view(self, package: Package) -> dict[str, Any]:
        quality = self._packages.quality(package.sha256)
        return {
            "name": package.name,
            "version": package.version,
            "label": package.label,
            "from": package.from_code,
            "to": package.to_code,
            "status": package.status,
            "size": package.size,
            "sha256": package.sha256,
            "licence": package.licence,
            "quality": quality.state,
            "quality_explained": quality.explanation,
            "gist_only": quality.gist_only,
            "problem": package.problem,
        }
