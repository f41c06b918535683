"""The bytes of one ZIP member: opened with a password where needed, unpacked, and checked."""

from __future__ import annotations

import bz2
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO
from zipfile import ZipInfo

from reader.errors import DigestMismatch, EncryptedInput, LimitExceeded, TruncatedInput, UnreadableInput
from reader.formats import zip_aes, zip_crypto
from reader.formats.zip_entries import data_offset

_READ = 64 * 1024
_OUT = 256 * 1024
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 97: "WavPack", 98: "PPMd"}
_SLOW_BYTES = 32 * 1024**2
"""ZIP's old encryption is undone in Python, about a megabyte a second: larger members are left."""


def unpacked(stream: BinaryIO, entry: ZipInfo, passwords: Sequence[str]) -> Iterator[bytes]:
    """Pieces of the member. Raises EncryptedInput, UnreadableInput, TruncatedInput, LimitExceeded."""
    start = data_offset(stream, entry)
    if start is None:
        raise UnreadableInput(
            "There is no member where the archive's directory says there is one.",
            hint="The archive is damaged; compare with another copy.",
        )
    method = entry.compress_type
    check_crc = True
    if entry.flag_bits & 1:
        pieces, method, check_crc = _opened(stream, start, entry, passwords)
    else:
        pieces = _stored(stream, start, entry.compress_size)
    yield from _checked(_decompressed(pieces, method), entry, check_crc)


def _opened(
    stream: BinaryIO, start: int, entry: ZipInfo, passwords: Sequence[str]
) -> tuple[Iterator[bytes], int, bool]:
    """Decrypted pieces, the compression under the encryption, and whether the CRC counts (AE-2 has none)."""
    if not passwords:
        raise EncryptedInput("A member of the archive is protected by a password.", hint="Add it with --password.")
    field = zip_aes.field_of(entry.extra) if entry.compress_type == zip_aes.METHOD else None
    if field is None:
        if entry.compress_size > _SLOW_BYTES:
            raise LimitExceeded(
                f"A protected member has more than {_SLOW_BYTES:,} bytes; opening it would take too long.",
                hint="Unpack the archive with its password and add the files.",
            )
        for password in passwords:
            old = zip_crypto.Decryptor(password)
            pieces = _stored(stream, start, entry.compress_size)
            if old.fits(next(pieces, b""), entry):
                return old.decrypted(_stored(stream, start, entry.compress_size)), entry.compress_type, True
    else:
        header = field.key_bytes // 2 + 2
        size = entry.compress_size - field.overhead
        stream.seek(start)
        opening = stream.read(header)
        for password in passwords:
            aes = zip_aes.Decryptor(field, password, opening)
            if aes.fits:
                mac = b"".join(_stored(stream, start + header + size, 10))
                return aes.decrypted(_stored(stream, start + header, size), mac), field.method, entry.CRC != 0
    raise EncryptedInput(
        "None of the given passwords opens a protected member of the archive.",
        hint="Find the right password and add the archive again with --password.",
    )


def _stored(stream: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    position, left = start, size
    while left > 0:
        stream.seek(position)
        piece = stream.read(min(_READ, left))
        if not piece:
            raise _cut()
        position += len(piece)
        left -= len(piece)
        yield piece


def _decompressed(pieces: Iterable[bytes], method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield from pieces
    elif method == zipfile.ZIP_DEFLATED:
        yield from _inflated(pieces)
    elif method == zipfile.ZIP_BZIP2:
        yield from _bounded(pieces, bz2.BZ2Decompressor())
    elif method == zipfile.ZIP_LZMA:
        yield from _lzma(pieces)
    elif method == 95:
        yield from _bounded(pieces, lzma.LZMADecompressor(lzma.FORMAT_XZ))
    else:
        raise UnreadableInput(
            f"A member is compressed by a method that is not read ({_METHODS.get(method, f'number {method}')}).",
            hint="Unpack the archive and add the files.",
        )


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    engine = zlib.decompressobj(-15)
    try:
        for piece in pieces:
            while piece and not engine.eof:
                yield engine.decompress(piece, _OUT)
                piece = engine.unconsumed_tail
        yield engine.flush()
    except zlib.error:
        raise _damaged() from None
    if not engine.eof:
        raise _cut()


def _bounded(pieces: Iterable[bytes], engine: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> Iterator[bytes]:
    try:
        for piece in pieces:
            while not engine.eof:
                yield engine.decompress(piece, _OUT)
                piece = b""
                if engine.needs_input:
                    break
    except (OSError, EOFError, lzma.LZMAError):
        raise _damaged() from None
    if not engine.eof:
        raise _cut()


def _lzma(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """APPNOTE.TXT 5.8.8: version, length of the properties, the properties, then a raw stream."""
    source = iter(pieces)
    head = next(source, b"")
    while len(head) < 9 and (piece := next(source, None)):
        head += piece
    if len(head) < 9:
        raise _damaged()
    size = int.from_bytes(head[2:4], "little")
    decode: Callable[[int, bytes], dict[str, int]] = lzma._decode_filter_properties  # type: ignore[attr-defined]
    try:
        engine = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[decode(0x4000000000000001, head[4 : 4 + size])])
    except lzma.LZMAError:
        raise _damaged() from None

    def rest() -> Iterator[bytes]:
        yield head[4 + size :]
        yield from source

    yield from _bounded(rest(), engine)


def _checked(pieces: Iterable[bytes], entry: ZipInfo, check_crc: bool) -> Iterator[bytes]:
    crc = 0
    for piece in pieces:
        crc = zlib.crc32(piece, crc)
        yield piece
    if check_crc and entry.CRC and crc != entry.CRC:
        raise DigestMismatch(
            "A member is not what the archive's own checksum says.",
            hint="It was damaged or changed after it was packed; treat it with care. It is kept as it is.",
        )


def _damaged() -> TruncatedInput:
    return TruncatedInput("The packed data of a member is damaged.", hint="What precedes the damage is kept.")


def _cut() -> TruncatedInput:
    return TruncatedInput("A member ends before it should.", hint="What was there is kept; compare with another copy.")
