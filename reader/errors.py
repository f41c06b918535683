"""The one exception tree of Evidence Reader.

::

    ReaderError                      2
    ├── UsageError                   1   the request cannot be carried out as written
    │   ├── PathMissing
    │   ├── NotACase
    │   ├── CaseExists
    │   ├── UnknownObject                document, segment, note … that is not in the case
    │   ├── ChangedMeanwhile             somebody else changed the object since it was read
    │   └── Unsupported                  an option, format or target not built, refused by name
    ├── CaseError                    2   the case folder or its database
    │   ├── CaseBusy                     another writer holds the case longer than we wait
    │   ├── CaseDamaged
    │   ├── SchemaMismatch
    │   └── StorageFull
    ├── PackageError                 2   translation packages
    │   ├── PackageMissing
    │   ├── PackageCorrupt
    │   └── DownloadFailed
    ├── TranslationError             2
    ├── FormatError                  2   raised while reading evidence; services store it as a Problem
    │   ├── UnknownFormat
    │   ├── UnreadableInput
    │   ├── TruncatedInput
    │   ├── EncryptedInput
    │   ├── EmptyInput
    │   ├── DigestMismatch
    │   └── LimitExceeded
    ├── ExportError                  2
    ├── ServerError                  2
    └── VerificationFailed           4

The number is the process exit code (3, "partial", is not an error: it is the
result of a run that stored Problems, see :data:`EXIT_PARTIAL`). ``message``
says what happened, ``hint`` what the reader can do about it. Both are shown to
people by ``cli/main.py`` and ``ui/boundary.py`` only, and never contain
document text.
"""

from __future__ import annotations

import errno
from pathlib import Path

EXIT_DONE = 0
EXIT_USAGE = 1
EXIT_FAILED = 2
EXIT_PARTIAL = 3
EXIT_VERIFICATION = 4


class ReaderError(Exception):
    """Base of every error this package raises on purpose.

    ``code`` is a stable, machine-readable name (used in Problems and JSON).
    """

    exit_code = EXIT_FAILED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def code(self) -> str:
        """Kebab-case class name, e.g. ``encrypted-input``."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class UsageError(ReaderError):
    """The request cannot be carried out as it was written."""

    exit_code = EXIT_USAGE


class PathMissing(UsageError):
    """A file or folder named by the user does not exist."""


def no_file(path: Path) -> PathMissing:
    """The error for a *path* at which a file is needed and none is."""
    what = f"{path} is a folder; a file is needed." if path.is_dir() else f"There is no file at {path}."
    return PathMissing(what, hint="Name a file in it." if path.is_dir() else "Check the spelling of the path.")


class NotACase(UsageError):
    """The folder is not an Evidence Reader case."""


class CaseExists(UsageError):
    """A case would overwrite an existing folder."""


class UnknownObject(UsageError):
    """A document, segment, note or package that the case does not hold."""


class ChangedMeanwhile(UsageError):
    """The note or correction was changed by somebody else since it was read."""


class Unsupported(UsageError):
    """An option, format or target that is not built; refused, never ignored."""


class CaseError(ReaderError):
    """The case folder or its database cannot be used."""


class CaseBusy(CaseError):
    """Another writer held the case for longer than we wait."""


class CaseDamaged(CaseError):
    """The case's database or originals are damaged."""


class SchemaMismatch(CaseError):
    """The case was written by another version of the program."""


class StorageFull(CaseError):
    """The disk is full or refuses to be written."""

    ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
    """System errors that mean it."""


class PackageError(ReaderError):
    """A translation package cannot be used."""


class PackageMissing(PackageError):
    """No installed package translates from this language."""


class PackageCorrupt(PackageError):
    """A package file is damaged, unsafe, or not what its manifest says."""


class DownloadFailed(PackageError):
    """An explicitly requested package download did not succeed."""


class TranslationError(ReaderError):
    """The engine failed on input that should have been translatable."""


class FormatError(ReaderError):
    """Evidence that cannot be read; becomes a stored Problem."""


class UnknownFormat(FormatError):
    """No reader for this kind of file."""


class UnreadableInput(FormatError):
    """The file is of a known kind but its content cannot be read."""


class TruncatedInput(FormatError):
    """The file ends before it should."""


class EncryptedInput(FormatError):
    """The file is protected by a password."""


class EmptyInput(FormatError):
    """The file has no content."""


class LimitExceeded(FormatError):
    """A limit on bytes, pages, depth, memory or seconds was reached."""


class DigestMismatch(FormatError):
    """Bytes are not what a checksum beside them says."""


class ExportError(ReaderError):
    """An export could not be written."""


class ServerError(ReaderError):
    """The browser interface could not be started."""


class VerificationFailed(ReaderError):
    """Something in the case is not what the evidence trail says."""

    exit_code = EXIT_VERIFICATION
