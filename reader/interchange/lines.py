"""Lines of a text file, decoded one by one, in bounded memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader.errors import EmptyInput, UnreadableInput
from reader.interchange.contract import RECORD_LIMIT
from reader.text.decode import decode

_SAMPLE = 2**20
_CHUNK = 2**16
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` with its line end, or ``None`` with a ``problem`` when the bytes cannot be read."""

    n: int
    text: str | None
    problem: str = ""


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of *path*. Only line feeds (and CR LF) end one.

    The charset is a byte order mark's, else UTF-8, else what the first MiB looks like. A line with bytes that
    are not valid in it is a problem of that line. Raises EmptyInput, UnreadableInput.
    """
    charset = _charset(path)
    yield from _wide_lines(path, charset) if charset.startswith("utf-16") else _byte_lines(path, charset)


def _charset(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        if not head.strip():
            raise EmptyInput("The file is empty.", hint="There is nothing to audit.")
        for mark, charset in _WIDE.items():
            if head.startswith(mark):
                return charset
        if head.startswith(codecs.BOM_UTF8) or _is_utf8(head, stream):
            return "utf-8"
    sample = head[: head.rfind(b"\n") + 1] or head
    found = decode(sample)
    if found.charset.casefold().replace("_", "-") in {"utf-16", "utf-32"}:
        raise UnreadableInput("The file is not a text file this command reads.", hint="Save it as UTF-8.")
    return found.charset


def _is_utf8(head: bytes, rest: BinaryIO) -> bool:
    """Whether nearly all lines are UTF-8: a few broken ones are problems of their own, not another charset."""
    good = bad = 0
    for line in (head[: head.rfind(b"\n") + 1] or head).split(b"\n"):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    if good or bad:
        return good > 4 * bad
    decoder = codecs.getincrementaldecoder("utf-8")()  # plain ASCII so far: the rest decides
    try:
        decoder.decode(head)
        while chunk := rest.read(_CHUNK):
            decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _byte_lines(path: Path, charset: str) -> Iterator[Line]:
    with path.open("rb") as stream:
        n = 0
        while data := stream.readline(RECORD_LIMIT):
            n += 1
            if len(data) == RECORD_LIMIT and not data.endswith(b"\n"):
                while (more := stream.readline(RECORD_LIMIT)) and not more.endswith(b"\n"):
                    pass
                yield Line(n, None, f"The line is longer than {RECORD_LIMIT // 2**20} MiB.")
                continue
            try:
                yield Line(n, (data.removeprefix(codecs.BOM_UTF8) if n == 1 else data).decode(charset))
            except UnicodeDecodeError as error:
                yield Line(n, None, f"Byte {error.start + 1} of the line is not valid {charset.upper()}.")


def _wide_lines(path: Path, charset: str) -> Iterator[Line]:
    decoder = codecs.getincrementaldecoder(charset)("surrogatepass")
    held, n = "", 0
    with path.open("rb") as stream:
        stream.seek(2)
        while chunk := stream.read(_CHUNK):
            *whole, held = (held + decoder.decode(chunk)).split("\n")
            for text in whole:
                n += 1
                yield Line(n, text + "\n")
            if len(held) > RECORD_LIMIT:
                raise UnreadableInput(f"Line {n + 1} is longer than {RECORD_LIMIT // 2**20} MiB.",
                                      hint="Save the file as UTF-8.")  # fmt: skip
    if held:
        yield Line(n + 1, held)
