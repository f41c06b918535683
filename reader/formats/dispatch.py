"""Choose the format for a payload and keep its reading within bounds (child side)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from reader.errors import EmptyInput, FormatError, LimitExceeded, UnknownFormat, UnreadableInput
from reader.formats import media_types
from reader.formats.contract import BlockDraft, Child, Event, Format, Head, Payload, Probe, Revisit, Trouble, probe_file
from reader.formats.registry import FORMATS
from reader.formats.sniff import describe, sniff
from reader.text.plural import plural


def read(payload: Payload, staging: Path) -> Iterator[Event]:
    """Events of *payload*; every failure is a :class:`Trouble`, never an exception.

    The Trouble that ends a reading says how many blocks or members were kept.
    """
    blocks = children = 0
    try:
        probe, chosen = _choose(payload)
        for event in chosen.read(payload, staging):
            if isinstance(event, BlockDraft):
                if blocks >= payload.limits.blocks:
                    raise LimitExceeded(
                        f"The document has more than {payload.limits.blocks:,} blocks of text.",
                        hint="The blocks before the limit are in the case.",
                    )
                blocks += 1
            elif isinstance(event, Child | Revisit):
                children += 1
            elif isinstance(event, Head):
                event = replace(event, metadata={**event.metadata, **_mismatch(probe)})
            elif isinstance(event, Trouble) and not event.kept:
                event = replace(event, kept=kept(blocks, children))
            yield event
    except FormatError as error:
        yield replace(Trouble.from_error(error), kept=kept(blocks, children))
    except MemoryError:
        yield Trouble(
            LimitExceeded("").code,
            "Reading the file needs more memory than allowed.",
            "The file may be a trap, or simply very large: split it and add the parts.",
            kept(blocks, children),
        )
    except RecursionError:
        yield Trouble(
            LimitExceeded("").code,
            "The file is nested too deeply.",
            "The file may be a trap. The original is kept unchanged.",
            kept(blocks, children),
        )
    except OSError as error:
        yield Trouble(
            UnreadableInput("").code,
            f"The file could not be read from disk ({error.strerror or type(error).__name__}).",
            "Check the disk and the permissions of the file, then add it again.",
            kept(blocks, children),
        )
    except Exception as error:  # a parser stumbled: state it (without document text), keep what came before
        yield Trouble(
            UnreadableInput("").code,
            f"The reader for this kind of file failed ({type(error).__name__}).",
            "The file may be damaged. The original is kept unchanged; please report the file kind and this message.",
            kept(blocks, children),
        )


def kept(blocks: int, children: int) -> str:
    """What has been read so far, in the words of a Problem."""
    return f"kept: {plural(children, 'member') if children else plural(blocks, 'block')}"


def _choose(payload: Payload) -> tuple[Probe, Format]:
    probe = probe_file(payload.path, payload.name, payload.media_type)
    if probe.size == 0:
        raise EmptyInput("The file is empty.", hint="Check where it came from: the copy may have failed.")
    if probe.size > payload.limits.file_bytes:
        raise LimitExceeded(
            f"The file has {probe.size:,} bytes; the limit is {payload.limits.file_bytes:,}.",
            hint="Split it and add the parts.",
        )
    chosen = FORMATS.pick(lambda fmt: fmt.score(probe))
    if chosen is None:
        kind = describe(sniff(probe))
        if FORMATS.failures:
            names = ", ".join(sorted(FORMATS.failures))
            raise UnknownFormat(
                f"This is {kind.name}; no reader for it could be used (out of order: {names}).",
                hint="The installation is incomplete or an extension is broken: run `reader doctor`.",
            )
        raise UnknownFormat(f"This is {kind.name}; its text is not read.", hint=kind.hint)
    return probe, chosen


def _mismatch(probe: Probe) -> dict[str, str]:
    sniffed = sniff(probe)
    promised = media_types.contradicts(PurePath(probe.name).suffix, sniffed)
    if promised is None:
        return {}
    return {"name_mismatch": f"the name says {describe(promised).name}, the bytes are {describe(sniffed).name}"}
