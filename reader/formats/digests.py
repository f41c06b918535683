"""Digests as WARC files write them: ``sha1:`` and Base32, hexadecimal or Base64."""

from __future__ import annotations

import base64
import hashlib

_NAMES = {"sha-1": "sha1", "sha-256": "sha256", "sha-512": "sha512", "sha-384": "sha384"}
_KNOWN = {"sha1", "sha256", "sha384", "sha512", "md5", "blake2b", "blake2s"}


def canonical(declared: str) -> str:
    """``algorithm:hex`` of a digest in any notation; what cannot be understood stays as it is."""
    name, _, value = declared.strip().partition(":")
    name = _NAMES.get(name.lower(), name.lower())
    if name not in _KNOWN or not value:
        return declared.strip()
    size = hashlib.new(name, usedforsecurity=False).digest_size
    for decode in (bytes.fromhex, _base32, _base64):
        try:
            raw = decode(value)
        except ValueError:
            continue
        if len(raw) == size:
            return f"{name}:{raw.hex()}"
    return declared.strip()


def _base32(value: str) -> bytes:
    return base64.b32decode(value.upper() + "=" * (-len(value) % 8))


def _base64(value: str) -> bytes:
    return base64.b64decode(value.translate(str.maketrans("-_", "+/")) + "=" * (-len(value) % 4), validate=True)


class PayloadDigest:
    """Compares bytes with a declared digest; archives differ in which bytes they digest,
    so the body is offered twice: as stored, and with the chunk framing removed."""

    def __init__(self, declared: str | None) -> None:
        name, _, value = (declared or "").strip().partition(":")
        name = _NAMES.get(name.lower(), name.lower())
        self.declared = declared
        self._value = value
        self._hashes = [hashlib.new(name, usedforsecurity=False) for _ in range(2)] if name in _KNOWN and value else []

    def stored(self, data: bytes) -> None:
        """Bytes as they stand in the record, after the HTTP header."""
        if self._hashes:
            self._hashes[0].update(data)

    def body(self, data: bytes) -> None:
        """Bytes of the body without chunk framing."""
        if self._hashes:
            self._hashes[1].update(data)

    def state(self) -> str:
        """``verified``, ``mismatch``, ``absent`` or ``unknown algorithm``."""
        if not self._hashes:
            return "unknown algorithm" if self.declared else "absent"
        return "verified" if any(self._matches(h.digest()) for h in self._hashes) else "mismatch"

    def _matches(self, digest: bytes) -> bool:
        value = self._value
        return (
            value.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("=")
            or value.lower() == digest.hex()
            or value.translate(str.maketrans("-_", "+/")).rstrip("=") == base64.b64encode(digest).decode().rstrip("=")
        )
