"""ZIP's old encryption (PKWARE, APPNOTE.TXT 6.1): weak, and still what most tools write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zipfile import ZipInfo

_HEADER_BYTES = 12
_SIZES_LATER = 0x08
_MASK = 0xFFFFFFFF


def _crc_table() -> list[int]:
    """CRC-32 of single steps without the inversions zlib adds before and after."""
    table = []
    for n in range(256):
        for _ in range(8):
            n = (n >> 1) ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    return table


_TABLE = _crc_table()


class Decryptor:
    """The three keys of a password; for one member only."""

    def __init__(self, password: str) -> None:
        self._keys = (0x12345678, 0x23456789, 0x34567890)
        for byte in password.encode("utf-8"):
            self._keys = _updated(self._keys, byte)
        self._start = self._keys

    def fits(self, data: bytes, entry: ZipInfo) -> bool:
        """Whether the last byte of the member's header is what the entry promises (wrong once in 256)."""
        self._keys = self._start
        header = self._decrypt(data[:_HEADER_BYTES])
        self._keys = self._start
        if len(header) < _HEADER_BYTES:
            return False
        time = entry.date_time[3] << 3 | entry.date_time[4] >> 3
        return header[-1] == (time if entry.flag_bits & _SIZES_LATER else entry.CRC >> 24)

    def decrypted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The member's packed data, its header left out."""
        skip = _HEADER_BYTES
        for piece in pieces:
            plain = self._decrypt(piece)
            yield plain[skip:]
            skip = max(0, skip - len(plain))

    def _decrypt(self, data: bytes) -> bytes:
        k0, k1, k2 = self._keys
        table = _TABLE
        out = bytearray(len(data))
        for n, cipher in enumerate(data):
            mixed = k2 | 2
            plain = cipher ^ (mixed * (mixed ^ 1) >> 8 & 0xFF)
            out[n] = plain
            k0 = table[(k0 ^ plain) & 0xFF] ^ k0 >> 8
            k1 = ((k1 + (k0 & 0xFF)) * 134775813 + 1) & _MASK
            k2 = table[(k2 ^ k1 >> 24) & 0xFF] ^ k2 >> 8
        self._keys = (k0, k1, k2)
        return bytes(out)


def _updated(keys: tuple[int, int, int], byte: int) -> tuple[int, int, int]:
    k0, k1, k2 = keys
    k0 = _TABLE[(k0 ^ byte) & 0xFF] ^ k0 >> 8
    k1 = ((k1 + (k0 & 0xFF)) * 134775813 + 1) & _MASK
    return k0, k1, _TABLE[(k2 ^ k1 >> 24) & 0xFF] ^ k2 >> 8
