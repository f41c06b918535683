"""Members encrypted by WinZip's AES method (AE-1 and AE-2), as 7-Zip, Bandizip and WinZip write them.

After https://www.winzip.com/en/support/aes-encryption/: salt, two bytes that tell a wrong password, AES in
counter mode with a little-endian counter, and ten bytes of HMAC-SHA1 over the encrypted data.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from reader.errors import TruncatedInput

METHOD = 99
_FIELD = 0x9901
_ROUNDS = 1000
_MAC_BYTES = 10
_BLOCKS = 4096


class AesField(NamedTuple):
    """``key_bytes`` of the AES key, and the compression ``method`` under the encryption."""

    key_bytes: int
    method: int

    @property
    def overhead(self) -> int:
        """Bytes of the member that are not its data: salt, check value, authentication code."""
        return self.key_bytes // 2 + 2 + _MAC_BYTES


def field_of(extra: bytes) -> AesField | None:
    """The AES field among an entry's extra fields."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _FIELD and size >= 7 and len(extra) >= 11:
            strength, method = struct.unpack_from("<xxxxBH", extra, 4)
            return AesField({1: 16, 2: 24, 3: 32}.get(strength, 32), method)
        extra = extra[4 + size :]
    return None


class Decryptor:
    """Opens one member with *password*; :attr:`fits` says whether it can be right (wrongly once in 65,536)."""

    def __init__(self, field: AesField, password: str, header: bytes) -> None:
        salt, check = header[: field.key_bytes // 2], header[field.key_bytes // 2 :]
        size = field.key_bytes
        keys = hashlib.pbkdf2_hmac("sha1", password.encode("utf-8"), salt, _ROUNDS, 2 * size + 2)
        self.fits = hmac.compare_digest(keys[2 * size :], check[:2])
        self._blocks = Cipher(algorithms.AES(keys[:size]), modes.ECB()).encryptor()  # noqa: S305 - key stream of CTR
        self._mac = hmac.new(keys[size : 2 * size], digestmod="sha1")

    def decrypted(self, pieces: Iterable[bytes], expected_mac: bytes) -> Iterator[bytes]:
        """The data, piece by piece. Raises TruncatedInput at the end when the authentication code does not fit."""
        counter = 1
        stream = b""
        for piece in pieces:
            self._mac.update(piece)
            while len(stream) < len(piece):
                wanted = min(_BLOCKS, (len(piece) - len(stream)) // 16 + 1)
                counters = b"".join(n.to_bytes(16, "little") for n in range(counter, counter + wanted))
                stream += self._blocks.update(counters)
                counter += wanted
            used, stream = stream[: len(piece)], stream[len(piece) :]
            yield (int.from_bytes(piece, "little") ^ int.from_bytes(used, "little")).to_bytes(len(piece), "little")
        if not hmac.compare_digest(self._mac.digest()[:_MAC_BYTES], expected_mac):
            raise TruncatedInput(
                "An encrypted member is not what its authentication code says.",
                hint="It is damaged or was changed; what could be read is kept.",
            )
