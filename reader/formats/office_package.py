"""The zip inside Office and OpenDocument files: parts read within bounds, nothing unpacked by name.

A part's name is only a key here: it is never used as a path, so it can lead nowhere. XML is
parsed without entities, document types and network.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from reader.config import Limits
from reader.errors import EncryptedInput, FormatError, LimitExceeded, TruncatedInput, UnreadableInput
from reader.formats import xml_references
from reader.formats.contract import Trouble
from reader.formats.file_names import clean_name, staged_path

XML_BYTES = 64 * 1024**2
"""More of one XML part is not read: its tree would need ten times as much memory."""

_CHUNK = 256 * 1024
_FREE_BYTES = 16 * 1024**2
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_RELATIONS = re.compile(r"^(.*?)_rels/([^/]*)\.rels$", re.I)
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)""")
_WIDE_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another. ``kind`` is the last word of its type (``image``,
    ``hyperlink``); ``target`` a part's name, or an address when ``external``."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one file, by name. A context manager.

    Whatever had to be left out or repaired is gathered in :attr:`troubles`; raised are only
    :class:`FormatError`s about the whole file, or about a part that was asked for by name.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.troubles: list[Trouble] = []
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(path)
            members = [m for m in self._zip.infolist() if m.filename]  # a part without a name cannot be meant
        except _BROKEN as error:
            raise TruncatedInput(
                "The file is a damaged or cut-off Office package (its table of contents cannot be read).",
                hint="Copy it again and compare sizes; an office program may be able to repair it.",
            ) from error
        if len(members) > limits.members:
            raise LimitExceeded(
                f"The package has {len(members):,} parts; the limit is {limits.members:,}.",
                hint="No office program writes as many; the file may be a trap.",
            )
        self._size = path.stat().st_size
        self._budget = max(self._size * limits.expansion_ratio, 64 * 1024**2)
        self._members = {m.filename.lstrip("/"): m for m in members if not m.is_dir()}
        self._folded = {name.casefold(): name for name in self._members}
        if len(self._folded) < sum(not m.is_dir() for m in members):
            self.troubles.append(
                Trouble(
                    UnreadableInput("").code,
                    "Two parts of the package have the same name; the last of them was read.",
                    "Programs may disagree which of them to show. Treat the file with care.",
                )
            )

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """Names of all parts, in the order of the package."""
        return list(self._members)

    def has(self, name: str) -> bool:
        """Whether there is a part of this name (in any capitals, as Office has it)."""
        return name.casefold() in self._folded

    def size(self, name: str) -> int:
        """Bytes the part says it has unpacked; 0 when absent."""
        return self._members[self._folded[name.casefold()]].file_size if self.has(name) else 0

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """The part's bytes. Raises FormatError when it is absent, damaged, encrypted or larger than *limit* bytes."""
        if not self.has(name):
            raise UnreadableInput("A part of the package is missing.", hint="The file may be damaged.")
        member = self._members[self._folded[name.casefold()]]
        if member.flag_bits & 0x1:
            raise EncryptedInput("A part of the package is encrypted.", hint="Remove the password first.")
        if not 0 <= member.header_offset < self._size:
            raise TruncatedInput("A part lies outside its package.", hint="Compare with another copy of the file.")
        done = 0
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    done += len(piece)
                    self._budget -= len(piece)
                    swollen = done > max(_FREE_BYTES, member.compress_size * self._limits.expansion_ratio)
                    if done > limit or self._budget < 0 or swollen:
                        raise LimitExceeded(
                            "A part of the package unpacks to more than is allowed"
                            f" (stopped after {done:,} bytes, packed {member.compress_size:,}).",
                            hint="It was left out; it may be a trap. The original is kept unchanged.",
                        )
                    yield piece
        except _BROKEN as error:
            raise TruncatedInput(
                "A part of the package is damaged.", hint="Compare with another copy of the file."
            ) from error

    def read(self, name: str, limit: int = XML_BYTES) -> bytes:
        """The part as a whole; raises as :meth:`chunks`."""
        return b"".join(self.chunks(name, limit))

    def stage(self, name: str, staging: Path) -> Path | None:
        """The part as a file of its own below *staging*; ``None`` with a Trouble when it cannot be read."""
        target = staged_path(staging)
        try:
            with target.open("wb") as out:
                for piece in self.chunks(name, self._limits.payload_bytes):
                    out.write(piece)
        except FormatError as error:
            target.unlink(missing_ok=True)
            self._complain(name, error)
            return None
        return target

    def xml(self, name: str) -> etree._Element | None:
        """Root element of an XML part; ``None`` when it is absent or unreadable (then with a Trouble)."""
        if not self.has(name):
            return None
        try:
            root, troubles = parse_xml(self.read(name))
        except FormatError as error:
            self._complain(name, error)
            return None
        self.troubles.extend(replace(t, message=f"{t.message[:-1]} (part “{_shown(name)}”).") for t in troubles)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Relations of *part* (empty string: of the package) by id."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            if not isinstance(element.tag, str):  # an entity nobody defined: it has no attributes
                continue
            target = element.get("Target", "")
            external = element.get("TargetMode", "").casefold() == "external"
            if not external:
                inside = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                target = self._known(posixpath.normpath(inside))
            kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
            found[element.get("Id", "")] = Relation(kind, target, external)
        return found

    def related_parts(self) -> list[str]:
        """Names of the parts that have relations, at most 2,000; the package itself is the empty name."""
        found = [m for m in map(_RELATIONS.search, self._members) if m is not None]
        return [f"{m.group(1)}{m.group(2)}" for m in found[:2000]]

    def _known(self, name: str) -> str:
        return self._folded.get(name.casefold()) or self._folded.get(unquote(name).casefold()) or name

    def _complain(self, name: str, error: FormatError) -> None:
        trouble = Trouble.from_error(error)
        self.troubles.append(replace(trouble, message=f"{trouble.message[:-1]} (part “{_shown(name)}”)."))


def parse_xml(data: bytes) -> tuple[etree._Element, list[Trouble]]:
    """Root of an XML document from a stranger, and what was wrong with it.

    Document types are cut out before parsing and entities never expanded. Raises
    UnreadableInput when there is no element at all.
    """
    troubles = []
    codec = _WIDE_BOMS.get(data[:2])
    if codec:
        data = re.sub(r"^\s*<\?xml[^>]*\?>", "", data[2:].decode(codec, "replace")).encode()
    data, garbled = _without_garbage(xml_references.whole(data))
    data, found = _DOCTYPE.subn(b"", data, count=1)
    if found:
        troubles.append(
            Trouble(
                UnreadableInput("").code,
                "An XML part declares a document type, which files of this kind never do; it was ignored.",
                "Entities are never expanded and nothing is fetched. The file may be a trap.",
            )
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableInput("An XML part cannot be read.", hint="The file is damaged; compare with another copy.")
    if garbled:
        troubles.append(
            Trouble(
                "undecodable-bytes",
                "An XML part holds bytes that are no text; they are shown as �.",
                "Compare with another copy of the file.",
            )
        )
    if not found and any(entry.level_name == "FATAL" for entry in parser.error_log):
        troubles.append(
            Trouble(
                TruncatedInput("").code,
                "An XML part is damaged or cut off; text after the damage may be missing.",
                "Compare with another copy of the file.",
            )
        )
    return root, troubles


def _without_garbage(data: bytes) -> tuple[bytes, bool]:
    """UTF-8 made valid, and whether it was not: lxml lets half characters through and then fails on their text."""
    declared = _ENCODING.match(data[:200])
    if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}:
        return data, False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace").encode(), True
    return data, False


def local(element: etree._Element) -> str:
    """Name of the element without its namespace (both dialects of OOXML read the same)."""
    tag = element.tag
    return _local_name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=2048)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Value of the attribute called *name* in any namespace."""
    if element is None:
        return None
    direct = element.get(name)
    if direct is not None:
        return direct
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child called so, then its first child called so, and on; ``None`` when one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((e for e in element if local(e) == name), None)
    return element


def _shown(name: str) -> str:
    return clean_name(PurePosixPath(name).name)[:60]
