"""Members of an archive become files in the staging folder, within limits; shared by all archive formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reader.config import Limits
from reader.errors import EncryptedInput, FormatError, LimitExceeded
from reader.formats import member_names
from reader.formats.contract import Child, Event, Head, Payload, Trouble
from reader.model import Place

FREE_BYTES = 16 * 1024**2
"""A member's expansion ratio is not judged below this size: short texts compress very well."""

LEAST_BUDGET = 64 * 1024**2
"""Even a tiny archive may unpack to this much."""

MEMBER_TIME = "time of the file, as its archive states it"


class Members:
    """Stages members one after the other and keeps the count of what an archive may cost.

    All together may hold ``expansion_ratio`` times the archive's size (at least 64 MiB, never more than
    ``file_bytes``); past it, or past ``members``, :class:`LimitExceeded` ends the archive. A single member that
    grows out of proportion is left out with a Trouble.
    """

    def __init__(self, limits: Limits, staging: Path, size: int) -> None:
        self._limits = limits
        self._staging = staging
        self._budget = min(limits.file_bytes, max(size * limits.expansion_ratio, LEAST_BUDGET))
        self._staged = 0
        self._entries = 0
        self._refused: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._locked: list[tuple[EncryptedInput, Place]] = []

    def entry(self) -> None:
        """Count one entry of any kind. Raises LimitExceeded."""
        self._entries += 1
        if self._entries > self._limits.members:
            raise LimitExceeded(
                f"The archive has more than {self._limits.members:,} members; the rest was left out.",
                hint="Split the archive and add the parts.",
            )

    def refuse(self, kind: str, name: str) -> None:
        """Note an entry that holds no bytes of its own, such as ``a symbolic link``."""
        self._refused[kind] += 1
        self._first.setdefault(kind, member_names.shown(name))

    def stage(
        self,
        name: str,
        pieces: Iterable[bytes],
        *,
        packed: int,
        place: Place,
        modified: str | None = None,
        metadata: Mapping[str, str] | None = None,
        media_type: str | None = None,
    ) -> Iterator[Event]:
        """The member as a Child, or a Trouble that says why not. *packed* is its size in the archive.

        What a damaged member gave before the damage is kept. Raises LimitExceeded for the archive as a whole.
        """
        self._staged += 1
        target = self._staging / f"member-{self._staged:06d}"
        error: FormatError | None = None
        try:
            self._write(target, pieces, packed)
        except FormatError as failure:
            error = failure
        if isinstance(error, EncryptedInput):  # told of once for all: see closing()
            self._locked.append((error, place))
            target.unlink()
            return
        if error is not None:
            yield Trouble.from_error(error, place=place)
            if isinstance(error, LimitExceeded) or not target.stat().st_size:
                target.unlink()
                if self._budget <= 0:
                    raise LimitExceeded(
                        "The archive unpacks to more than it may; the rest was left out.",
                        hint="It may be a trap. Unpack it and add the parts you need.",
                    )
                return
        yield Child(
            path=target,
            name=member_names.shown(name),
            media_type=media_type,
            captured=modified,
            captured_how=MEMBER_TIME if modified else None,
            place=place,
            metadata={**(metadata or {}), **member_names.described(name)},
        )

    def closing(self) -> Iterator[Trouble]:
        """One Trouble for all members no password opened, and one for each kind of link, device and the like."""
        if self._locked:
            error, place = self._locked[0]
            others = f" There are {len(self._locked)} such members." if len(self._locked) > 1 else ""
            yield Trouble(error.code, error.message + others, error.hint, place=place)
        for kind, count in self._refused.items():
            others = f" and {count - 1} more" if count > 1 else ""
            yield Trouble(
                "not-read",
                f"The archive holds {kind}, {self._first[kind]!r}{others}; it was not unpacked.",
                "It points at or stands for something outside the archive. The archive is kept unchanged.",
            )

    def _write(self, target: Path, pieces: Iterable[bytes], packed: int) -> None:
        size = 0
        with target.open("wb") as out:
            for piece in pieces:
                size += len(piece)
                self._budget -= len(piece)
                if size > FREE_BYTES and size > packed * self._limits.expansion_ratio:
                    raise LimitExceeded(
                        f"A member grows to more than {self._limits.expansion_ratio} times its packed size.",
                        hint="It was left out; it may be a trap. The archive is kept unchanged.",
                    )
                if self._budget < 0:
                    raise LimitExceeded(
                        "A member does not fit into what the archive may unpack to.",
                        hint="It was left out; it may be a trap. Unpack it and add the parts you need.",
                    )
                out.write(piece)


def container_head(media_type: str, name: str, version: str, metadata: Mapping[str, str]) -> Head:
    """The Head of an archive: it has no text of its own."""
    return Head("", media_type, None, None, None, name, version, metadata)


def archive_members(payload: Payload, staging: Path) -> Members:
    """A :class:`Members` for the archive in *payload*."""
    return Members(payload.limits, staging, payload.path.stat().st_size)
