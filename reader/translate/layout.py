"""What an Argos package must hold, read without ``argostranslate``.

``argostranslate.package`` imports its settings, which create folders in the home
directory at import, and unzips unchecked: so the few facts we need are read here.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from reader.errors import PackageCorrupt
from reader.translate import zip_safety

METADATA_BYTES = 256 * 1024
_CODE = re.compile(r"[A-Za-z]{2,8}([_-][A-Za-z0-9]{2,8})?")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,31}")
_VOCABULARIES = ("shared_vocabulary", "source_vocabulary")


@dataclass(frozen=True, slots=True)
class Metadata:
    """``metadata.json``, the parts we rely on. Codes are Argos': ``zh``, ``zt``, ``en``."""

    version: str
    from_code: str
    to_code: str


@dataclass(frozen=True, slots=True)
class ArchiveLayout:
    """A package archive that looks right: its metadata and the members worth unpacking
    (member name, path inside the unpacked folder)."""

    metadata: Metadata
    members: tuple[tuple[str, PurePosixPath], ...]


def inspect_archive(archive: zipfile.ZipFile, label: str) -> ArchiveLayout:
    """Find metadata, model and tokenizer in a checked archive called *label*.

    Only files CTranslate2 and SentencePiece need are named; a ``stanza`` folder
    (PyTorch pickles) in older packages stays in the archive.
    Raises :class:`PackageCorrupt` in words that say what is missing.
    """
    files = [PurePosixPath(i.filename) for i in archive.infolist() if not i.is_dir()]
    roots = {path.parts[0] for path in files if len(path.parts) > 1}
    if len(roots) != 1 or any(len(path.parts) == 1 for path in files):
        raise _refused(label, "it does not hold exactly one folder")
    inside = {PurePosixPath(*path.parts[1:]): str(path) for path in files}
    _require(inside, label)
    metadata = parse_metadata(
        zip_safety.read_member(archive, inside[PurePosixPath("metadata.json")], METADATA_BYTES), label
    )
    wanted = [path for path in sorted(inside) if _is_wanted(path)]
    return ArchiveLayout(metadata, tuple((inside[path], path) for path in wanted))


def parse_metadata(data: bytes, label: str) -> Metadata:
    """Metadata of the package called *label*; raises :class:`PackageCorrupt` for anything but a translation package."""
    try:
        table: Mapping[str, Any] = json.loads(data)
        kind = table.get("type", "translate")
        metadata = Metadata(str(table["package_version"]), str(table["from_code"]), str(table["to_code"]))
        prefix = table.get("target_prefix", "")
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise _refused(label, "its metadata.json is damaged or incomplete") from error
    if kind != "translate":
        raise _refused(label, "it is not a translation package")
    if prefix:
        raise _refused(label, "it translates into several languages, which is not supported")
    if not (_CODE.fullmatch(metadata.from_code) and _CODE.fullmatch(metadata.to_code)):
        raise _refused(label, "its language codes are not valid")
    if not _VERSION.fullmatch(metadata.version):
        raise _refused(label, "its version is not valid")
    return metadata


def model_folder(package: Path) -> Path:
    """The CTranslate2 model inside an unpacked package."""
    return package / "model"


def tokenizer_file(package: Path) -> Path:
    """The SentencePiece model inside an unpacked package (one for both languages)."""
    return package / "sentencepiece.model"


def _require(inside: Mapping[PurePosixPath, str], label: str) -> None:
    names = {str(path) for path in inside}
    if "bpe.model" in names and "sentencepiece.model" not in names:
        raise _refused(label, "it uses a BPE tokenizer, which is not supported; use a package with sentencepiece.model")
    for name in ("metadata.json", "sentencepiece.model", "model/model.bin"):
        if name not in names:
            raise _refused(label, f"{name} is missing")
    if not any(name.startswith(f"model/{stem}.") for stem in _VOCABULARIES for name in names):
        raise _refused(label, "the model's vocabulary is missing")


def _is_wanted(path: PurePosixPath) -> bool:
    if len(path.parts) == 1:
        return path.name in ("metadata.json", "sentencepiece.model", "README.md", "LICENSE")
    return path.parts[0] == "model" and len(path.parts) == 2


def _refused(label: str, reason: str) -> PackageCorrupt:
    return PackageCorrupt(
        f"{label} is not a usable Argos translation package: {reason}.",
        hint="Get the package again, or another one, and run: reader models import FILE",
    )
