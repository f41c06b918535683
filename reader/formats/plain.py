"""Plain text: paragraphs with the lines and bytes they stand at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import quantiles

from reader.errors import LimitExceeded
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe, Trouble
from reader.formats.sniff import PLAIN, describe, sniff
from reader.formats.text_lines import Line, decoded_lines
from reader.model import BlockKind, Locator, Place
from reader.text import decode

_SAMPLE = 4 * 1024**2
_BLOCK_CHARS = 20_000
_ENDINGS = tuple("。！？!?.…；;：:」』”’）)】》")


class Plain:
    """Text files, logs, subtitles, CSV: everything that is characters and nothing else."""

    name = "plain"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Anything that sniffs as text, as the reader of last resort."""
        return 0.3 if sniff(probe) in {PLAIN, "text/vtt"} else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, then a block per paragraph; see docs/formats.md for what a paragraph is.

        Files over ``limits.payload_bytes`` are read up to that limit, with a Trouble.
        """
        with payload.path.open("rb") as stream:
            sample = stream.read(_SAMPLE)
            whole = len(sample) < _SAMPLE
            declared = [decode.Declared(payload.charset, "HTTP header")] if payload.charset else []
            decoded = decode.decode(sample if whole else _at_line_end(sample), declared)
            wrapped = is_wrapped(decoded.text)
            yield Head(
                title="",
                media_type=PLAIN,
                charset=decoded.charset,
                charset_how=decoded.how if whole else f"{decoded.how} (decided by the first 4 MiB)",
                pages=None,
                extractor=self.name,
                extractor_version=self.version,
                metadata={"lines": "wrapped at a fixed width" if wrapped else "one paragraph each"},
            )
            replaced = 0
            line_end = "\r" if "\r" in decoded.text and "\n" not in decoded.text else "\n"  # old Macintosh
            limit = payload.limits.payload_bytes
            lines = decoded_lines(stream, decoded.charset, decoded.bom_bytes, limit, line_end)
            for block in paragraphs(_within(lines, limit), wrapped):
                replaced += block.text.count("�")
                yield block
        if replaced:
            yield undecodable(replaced, decoded.charset)


def undecodable(count: int, charset: str) -> Trouble:
    """The Trouble for bytes that mean nothing in the charset of the document."""
    return Trouble(
        "undecodable-bytes",
        f"{count:,} places could not be decoded as {charset}; they are shown as \N{REPLACEMENT CHARACTER}.",
        "The file may be damaged or mix two encodings; compare with the original.",
    )


def _at_line_end(sample: bytes) -> bytes:
    """The sample without a character that may be cut at its end."""
    cut = sample.rfind(b"\n")
    return sample[: cut + 1] if cut > len(sample) // 2 else sample[: len(sample) - len(sample) % 4]


def _within(lines: Iterable[Line], limit: int) -> Iterator[Line]:
    for line in lines:
        if line.offset + line.length > limit:
            raise LimitExceeded(
                f"{describe(PLAIN).name.capitalize()} is read up to {limit:,} bytes; the rest was left out.",
                hint="Split the file and add the parts.",
            )
        yield line


def is_wrapped(text: str) -> bool:
    """Whether lines end because a column was full: many full lines that end mid-sentence,
    and blank lines between paragraphs."""
    lines = [line.rstrip() for line in text[:200_000].splitlines()]
    full = [line for line in lines if line.strip()]
    if len(full) < 8 or len(full) == len(lines):
        return False
    widths = [_columns(line) for line in full]
    wide = quantiles(widths, n=20)[-1]
    near = [line for line, width in zip(full, widths, strict=True) if wide * 0.85 <= width <= wide * 1.1]
    if not 30 <= wide <= 120 or len(near) * 2 < len(full):
        return False
    return sum(not line.endswith(_ENDINGS) for line in near) * 2 > len(near)


def _columns(line: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in line)


def paragraphs(lines: Iterable[Line], wrapped: bool) -> Iterator[BlockDraft]:
    """A block per line, or per run of lines up to an empty or indented one when they are *wrapped*."""
    paragraph: list[Line] = []
    size = 0
    for line in lines:
        blank = not line.text.strip()
        if paragraph and (blank or not wrapped or size > _BLOCK_CHARS or _indented(line)):
            yield _block(paragraph)
            paragraph, size = [], 0
        if not blank:
            paragraph.append(line)
            size += len(line.text)
    if paragraph:
        yield _block(paragraph)


def _indented(line: Line) -> bool:
    return line.text.startswith(("\u3000\u3000", "    ", "\t"))


def _block(lines: list[Line]) -> BlockDraft:
    """One block of the lines, joined by line feeds; each line keeps its own locator."""
    text: list[str] = []
    locators: list[Locator] = []
    position = 0
    for line in lines:
        end = position + len(line.text)
        place = Place("line", line=line.number, offset=line.offset, length=line.length)
        locators.append(Locator(position, end, place))
        text.append(line.text)
        position = end + 1
    return BlockDraft(BlockKind.PARAGRAPH, "\n".join(text), tuple(locators))
