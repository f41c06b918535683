"""Office files protected by a password (DOCX, XLSX, PPTX of Office 2007 and later): opened with the passwords given.

The package inside is written into the staging folder for the time of its reading and read like any other; the
original stays as it is. The same for old workbooks (XLS), see :func:`opened`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import olefile

from reader.errors import EncryptedInput, TruncatedInput, UnreadableInput
from reader.formats.contract import Event, Head, Payload, Probe, probe_file
from reader.formats.file_names import staged_path
from reader.formats.registry import FORMATS
from reader.formats.sniff import describe, sniff

ENCRYPTED = "application/x-encrypted-ooxml"
OPENED = "with a password given to the case; the original is kept as it is"
HINT = "Add the file again with the right --password."
_INFO_BYTES = 1024**2
_DEFAULT = "VelvetSweatshop"
"""What Excel encrypts with when a workbook is only protected against changes: Office opens it by itself too."""


class LockedOffice:
    """Compound files that hold an encrypted package."""

    name = "locked-office"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Compound files with the stream of an encrypted package."""
        return 0.95 if sniff(probe) == ENCRYPTED else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """What the package inside yields. Raises EncryptedInput, TruncatedInput, UnreadableInput."""
        _check(payload.path)
        target = staged_path(staging)
        try:
            if not opened(payload.path, payload.passwords, target):
                raise EncryptedInput(refusal("The document", payload.passwords), hint=HINT)
            inside = replace(payload, path=target)
            probe = probe_file(target, payload.name, payload.media_type)
            chosen = FORMATS.pick(lambda fmt: 0.0 if fmt.name == self.name else fmt.score(probe))
            if chosen is None:
                kind = describe(sniff(probe))
                raise UnreadableInput(f"Inside the protected file is {kind.name}; it is not read.", hint=kind.hint)
            for event in chosen.read(inside, staging):
                if isinstance(event, Head):
                    event = replace(event, metadata={**event.metadata, "opened": OPENED})
                yield event
        finally:
            target.unlink(missing_ok=True)


def opened(path: Path, passwords: Sequence[str], target: Path) -> bool:
    """Whether one of *passwords* (or Excel's own) opens the Office file at *path*; then *target* holds it unprotected.

    Raises TruncatedInput when the protection itself is damaged.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    for password in filter(None, (*passwords, _DEFAULT)):
        try:
            with path.open("rb") as stream:
                file: Any = msoffcrypto.OfficeFile(stream)
                file.load_key(password=password)
                with target.open("wb") as out:
                    file.decrypt(out)
            return True
        except InvalidKeyError:
            continue
        except MemoryError:
            raise
        except Exception:  # its parser raises whatever comes when records are damaged
            if _says_wrong(path):
                continue
            raise TruncatedInput(
                "The protection of the file is damaged or of a kind that cannot be undone.",
                hint="Compare with another copy, or remove the password in an office program and add that too.",
            ) from None
    return False


def refusal(what: str, passwords: Sequence[str]) -> str:
    """Why a protected file was not opened."""
    return "None of the given passwords opens it." if passwords else f"{what} is protected by a password."


def _says_wrong(path: Path) -> bool:
    """Whether a failure may come from a wrong password: XOR obfuscation has no check that tells it apart."""
    return sniff(probe_file(path, "")) != ENCRYPTED


def _check(path: Path) -> None:
    """Refuse what is no password protection, and XML that no program writes: the parser of it is not our choice."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            if not ole.exists("EncryptionInfo"):
                raise EncryptedInput(
                    "The document is protected by rights management (IRM), not by a password.",
                    hint="Somebody who has the rights must open it and save it without protection.",
                )
            with ole.openstream("EncryptionInfo") as stream:
                info = stream.read(_INFO_BYTES + 1)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, MemoryError) as error:
        raise TruncatedInput("The file is damaged or cut off.", hint="Compare with another copy of it.") from error
    if len(info) > _INFO_BYTES or b"<!" in info:
        raise UnreadableInput(
            "The description of the protection is not one that an office program writes.",
            hint="The file may be a trap. The original is kept unchanged.",
        )
