"""The translation packages of this machine: list, install, import, verify, choose.

Two folders: the *bundled* one (read only; ``.argosmodel`` archives and
``manifest.toml``) and the *installed* one (unpacked packages, see ``unpack.py``).
Nothing is downloaded unless :meth:`PackageStore.install` is called.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reader.errors import PackageCorrupt, PackageError, PackageMissing, PathMissing, UnknownObject, no_file
from reader.translate import download, layout, manifest, unpack, zip_safety
from reader.translate.manifest import Manifest, ManifestEntry, version_key
from reader.translate.package import Package, PackageCheck, Route
from reader.translate.quality import Quality, assess

Packages = list[Package]
Checks = list[PackageCheck]
Fetch = Callable[[str, Path, int], None]
"""``fetch(url, target, limit_bytes)`` writes the bytes behind *url* to *target* or raises :class:`DownloadFailed`."""

_RANK = {"official": 0, "bundled": 1, "unverified": 2, "corrupt": 3}
SUFFIX = ".argosmodel"


class PackageStore:
    """Packages in *installed_dir* and *bundled_dir*; either may be missing.

    Several processes may use the same folders at once.
    """

    def __init__(self, installed_dir: Path, bundled_dir: Path) -> None:
        self.installed_dir = installed_dir
        self.bundled_dir = bundled_dir
        self._manifest: Manifest | None = None
        self._hashes: dict[tuple[Path, int, int], str] = {}
        self._intact: set[Path] = set()

    @property
    def manifest(self) -> Manifest:
        """The known packages. Raises :class:`PackageCorrupt` when the list itself is damaged."""
        if self._manifest is None:
            self._manifest = manifest.load(self.bundled_dir / "manifest.toml")
        return self._manifest

    def list(self) -> Packages:
        """Every package here, best first; damaged ones come last with status ``corrupt``.

        Bundled archives not used yet are ``ready=False``. Listing writes nothing.
        """
        found = [self._describe_folder(folder) for folder in _entries(self.installed_dir) if folder.is_dir()]
        unpacked = {p.sha256 for p in found if p.usable}
        for archive in _entries(self.bundled_dir):
            if archive.suffix == SUFFIX and archive.is_file():
                package = self._describe_archive(archive)
                if package.sha256 not in unpacked:
                    found.append(package)
        return sorted(found, key=_preference)

    def available(self) -> tuple[ManifestEntry, ...]:
        """Manifest entries that are not here yet: what ``install`` could fetch."""
        here = {p.sha256 for p in self.list() if p.usable}
        return tuple(entry for entry in self.manifest.entries if entry.sha256 not in here)

    def install(self, name: str, fetch: Fetch = download.fetch) -> Package:
        """Install the manifest's package *name*, downloading it if it is not here.

        Raises :class:`UnknownObject` (not in the manifest), :class:`DownloadFailed` (its hint says
        which file to copy from where), :class:`PackageCorrupt` (wrong size, hash or content).
        """
        entry = self.manifest.named(name)
        here = next((p for p in self.list() if p.sha256 == entry.sha256 and p.usable), None)
        if here is not None:
            return self.prepare(here)
        if not entry.url:
            raise PackageMissing(
                f"{entry.label} comes with the program and its file {entry.file} is missing or damaged.",
                hint=f"Copy {entry.file} into {self.bundled_dir} from the distribution.",
            )
        with download.part_file(self.installed_dir, entry.sha256) as part:
            fetch(entry.url, part, entry.size)
            download.check(part, entry)
            return self._add(part, entry.sha256, entry.file)

    def import_file(self, path: Path) -> Package:
        """Add an ``.argosmodel`` file, from a USB stick for instance.

        A file the manifest does not know becomes ``unverified``. Raises :class:`PathMissing`,
        :class:`PackageCorrupt`, :class:`StorageFull`.
        """
        if not path.is_file():
            raise no_file(path)
        return self._add(path, unpack.sha256_file(path))

    def prepare(self, package: Package) -> Package:
        """The same package, unpacked, its files hashed before their first use in this process.

        What it translates is recorded under its hash, so a changed file must not translate anything.
        Raises :class:`PackageCorrupt` for a damaged one.
        """
        if not package.usable:
            raise unpack.damaged(package.label, package.problem)
        if not package.ready:  # hashed while it is unpacked
            package = self._add(package.path, package.sha256)
        elif package.path not in self._intact:
            receipt = unpack.read_receipt(package.path)
            failures = unpack.full_check(package.path, receipt) if receipt else ["its receipt is gone"]
            if failures:
                raise unpack.damaged(package.label, failures[0])
        self._intact.add(package.path)
        return package

    def verify(self) -> Checks:
        """Re-hash every package here, file by file."""
        return [self._verify(package) for package in self.list()]

    def choose(self, lang: str, name: str | None = None) -> Route:
        """Which package translates *lang* (BCP 47) into English, unpacked and ready.

        ``zh`` and ``zh-Hans`` take a ``zh`` package, ``zh-Hant`` a ``zt`` package, or a ``zh`` one
        with ``to_simplified``; ``und`` is treated as ``zh``. *name* (``zh_en-starter``,
        ``zh_en-starter-0.4`` or the start of a SHA-256) prefers one package; text it is not
        made for (Traditional text and a ``zt`` package, or the other way round) goes to the best other one.
        Raises :class:`UnknownObject` for an unknown *name*, :class:`PackageCorrupt`, :class:`PackageMissing`.
        """
        packages = self.list()
        if name is not None:
            wanted = _named(packages, name)
            packages = [wanted, *(p for p in packages if p is not wanted)]
        for from_code, to_simplified in _codes(lang):
            fitting = [p for p in packages if p.usable and p.from_code == from_code and p.to_code == "en"]
            if fitting:
                return Route(self.prepare(fitting[0]), to_simplified)
        raise self._missing(lang, packages)

    def quality(self, package_sha256: str, kind: str | None = None) -> Quality:
        """What the manifest says of the package with this hash (installed or not) for a *kind* of text."""
        entry = self.manifest.by_sha256(package_sha256)
        return assess(entry.quality if entry else {}, self.manifest.thresholds, kind)

    def _add(self, archive: Path, sha256: str, file: str = "") -> Package:
        folder = unpack.unpack(archive, sha256, self.installed_dir, file)
        package = self._describe_folder(folder)
        if not package.usable:
            raise unpack.damaged(package.label, package.problem)
        return package

    def _describe_folder(self, folder: Path) -> Package:
        receipt = unpack.read_receipt(folder)
        if receipt is None:
            return _corrupt(folder, "it was not unpacked completely")
        try:
            metadata = layout.parse_metadata((folder / "metadata.json").read_bytes(), folder.name)
        except OSError:
            return _corrupt(folder, "metadata.json is missing", receipt.sha256, receipt.size)
        except PackageCorrupt as error:
            return _corrupt(folder, error.message, receipt.sha256, receipt.size)
        package = self._identify(folder, receipt.sha256, receipt.size, metadata, receipt.file)
        problem = unpack.quick_check(folder, receipt)
        return replace(package, status="corrupt", problem=problem) if problem else replace(package, ready=True)

    def _describe_archive(self, archive: Path) -> Package:
        sha256, size = "", 0
        try:
            stat = archive.stat()
            size = stat.st_size
            sha256 = self._hash(archive, stat)
            with zip_safety.open_checked(archive, archive.name) as opened:
                metadata = layout.inspect_archive(opened, archive.name).metadata
        except (PackageError, PathMissing) as error:
            return _corrupt(archive, error.message, sha256, size)
        except OSError as error:
            return _corrupt(archive, os.strerror(error.errno or 0), sha256, size)
        return self._identify(archive, sha256, size, metadata, archive.name)

    def _identify(self, path: Path, sha256: str, size: int, metadata: layout.Metadata, file: str) -> Package:
        entry = self.manifest.by_sha256(sha256)
        if entry is not None:
            return Package(
                entry.name, entry.version, metadata.from_code, metadata.to_code, path, sha256, size,
                "bundled" if entry.bundled else "official", entry.licence, entry.quality,
                max_input_tokens=entry.max_input_tokens,
            )  # fmt: skip
        claimed = self.manifest.by_file(file)
        problem = f"its SHA-256 is not the one the manifest gives for {claimed.label}" if claimed else ""
        return Package(
            f"{metadata.from_code}_{metadata.to_code}", metadata.version, metadata.from_code, metadata.to_code,
            path, sha256, size, "unverified", problem=problem,
        )  # fmt: skip

    def _hash(self, archive: Path, stat: os.stat_result) -> str:
        key = (archive, stat.st_size, stat.st_mtime_ns)
        if key not in self._hashes:
            self._hashes[key] = unpack.sha256_file(archive)
        return self._hashes[key]

    def _verify(self, package: Package) -> PackageCheck:
        receipt = unpack.read_receipt(package.path) if package.path.is_dir() else None
        failures = [] if package.usable else [package.problem]
        if receipt is not None:
            failures = unpack.full_check(package.path, receipt) or failures
        elif package.usable:
            try:
                with zip_safety.open_checked(package.path, package.path.name) as opened:
                    damaged = opened.testzip()
                failures += [f"{Path(damaged).name} is damaged"] if damaged else []
            except PackageCorrupt as error:
                failures.append(error.message.removesuffix("."))
        return PackageCheck(package, not failures, tuple(failures))

    def _missing(self, lang: str, packages: Packages) -> PackageMissing:
        broken = [p.label for p in packages if not p.usable]
        known = [entry.label for entry in self.manifest.entries if entry.from_code in dict(_codes(lang))]
        hint = f"Install one: reader models install {known[0]}" if known else "See which there are: reader models list"
        if broken:
            hint += f". Damaged: {', '.join(broken)}; run: reader models verify"
        return PackageMissing(f"No usable translation package translates from {lang} into English.", hint=hint)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError:  # a missing or unreadable folder holds no packages
        return []


def _codes(lang: str) -> list[tuple[str, bool]]:
    if lang == "zh-Hant" or lang.startswith("zh-Hant-"):
        return [("zt", False), ("zh", True)]
    primary = lang.partition("-")[0]
    return [("zh", False)] if primary in ("zh", "und") else [(primary, False)]


def _named(packages: list[Package], name: str) -> Package:
    found = [p for p in packages if name in (p.name, p.label) or (len(name) >= 8 and p.sha256.startswith(name.lower()))]
    if not found:
        here = ", ".join(p.label for p in packages) or "none"
        raise UnknownObject(f"There is no package called {name!r} here.", hint=f"Packages here: {here}")
    if not found[0].usable:
        raise unpack.damaged(found[0].label, found[0].problem)
    return found[0]


def _preference(package: Package) -> tuple[int, tuple[tuple[int, int, str], ...], str]:
    newest_first = tuple((-number, len(text), text) for number, text in version_key(package.version))
    return _RANK[package.status], newest_first, package.sha256


def _corrupt(path: Path, problem: str, sha256: str = "", size: int = 0) -> Package:
    return Package(path.stem if path.suffix == SUFFIX else path.name, "", "", "", path, sha256, size, "corrupt",
                   problem=problem)  # fmt: skip
