"""Cryptographic messages (CMS, RFC 5652): what is inside, who signed it, and whether the signature fits.

Used for signed mail (S/MIME) and for time stamps (RFC 3161). The structure is read by asn1crypto, the arithmetic
is done by cryptography. Nothing here decides whom to trust.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, core
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from reader.formats import certificates

SIGNED, ENVELOPED = "signed_data", "enveloped_data"
_MOST_CERTIFICATES = 32
_PEM = re.compile(rb"-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----\s+([A-Za-z0-9+/=\s]+)-----END ")
_DIGESTS = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
"""What asn1crypto raises on bytes that are not what their tags promise."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One signer. ``certificate`` is ``None`` when the message does not include it; ``at`` is the time the signer
    states (in UTC, nobody vouches for it); ``digest`` is the digest of the content that was signed."""

    info: Any
    certificate: x509.Certificate | None
    algorithm: str
    digest: bytes | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Message:
    """A message of ``kind`` (:data:`SIGNED`, :data:`ENVELOPED` or another name of CMS). ``content`` is ``None`` when
    the signature stands apart from what it signs; ``content_type`` is ``data``, ``tst_info`` …"""

    kind: str
    content_type: str
    content: bytes | None
    signers: tuple[Signer, ...]
    certificates: tuple[x509.Certificate, ...]


def undone(data: bytes) -> bytes:
    """DER from what may be PEM or bare base64."""
    found = _PEM.search(data[: 256 * 1024 * 1024])
    if found is None and not data.lstrip()[:4].startswith((b"MII", b"MIA")):
        return data
    try:
        return base64.b64decode(found[1] if found else data)
    except (ValueError, binascii.Error):
        return data


def read(data: bytes) -> Message:
    """The message in *data* (DER or BER). Raises ValueError when it is none."""
    try:
        outer = cms.ContentInfo.load(data)
        kind = str(outer["content_type"].native)
        if kind != SIGNED:
            return Message(kind, "", None, (), ())
        return _signed(outer["content"])
    except _BROKEN as error:
        raise ValueError("no cryptographic message") from error


def named_by(message: Message, others: Sequence[x509.Certificate]) -> Signer:
    """The first signer, with a certificate from *others* where the message does not include its own."""
    signer = message.signers[0]
    if signer.certificate is None:
        return replace(signer, certificate=_certificate(signer.info["sid"], tuple(others)))
    return signer


def flaw(signer: Signer, content: bytes) -> str:
    """Why *signer*'s signature does not hold for *content*, as a clause; empty when it does."""
    info = signer.info
    if signer.certificate is None:
        return "the certificate of the signer is not included, so that the signature cannot be checked"
    if signer.algorithm not in _DIGESTS:
        return "the signature was made in a way this program does not know"
    if signer.digest is not None and hashlib.new(signer.algorithm, content, usedforsecurity=False).digest() != (
        signer.digest
    ):
        return "the content is not what was signed"
    try:
        attributes = info["signed_attrs"]
        # what is signed is the set of attributes under its own tag, not under the one it has here (RFC 5652, 5.4)
        signed = attributes.untag().dump() if signer.digest is not None else content
        _verify(signer, info["signature_algorithm"], info["signature"].native, signed)
    except InvalidSignature:
        return "the signature was not made with the key of the certificate"
    except (UnsupportedAlgorithm, *_BROKEN):
        return "the signature was made in a way this program does not know"
    return ""


def attribute(info: Any, name: str) -> Any:
    """The value of a signed attribute of a signer's *info*; ``None`` when it has none of that name."""
    try:
        for each in info["signed_attrs"]:
            if each["type"].native == name:
                return each["values"][0]
    except _BROKEN:
        return None
    return None


def _signed(data: Any) -> Message:
    encapsulated = data["encap_content_info"]
    content = encapsulated["content"]
    included = _certificates(data["certificates"])
    return Message(
        kind=SIGNED,
        content_type=str(encapsulated["content_type"].native),
        content=_bytes(content),
        signers=tuple(_signer(info, included) for info in list(data["signer_infos"])[:_MOST_CERTIFICATES]),
        certificates=included,
    )


def _bytes(content: Any) -> bytes | None:
    """The octets, also where they come in pieces and where a parsed structure stands in for them."""
    return bytes(content) if isinstance(content, core.OctetString | core.ParsableOctetString) else None


def _certificates(found: Any) -> tuple[x509.Certificate, ...]:
    read: list[x509.Certificate] = []
    for choice in list(found or ())[:_MOST_CERTIFICATES]:
        try:
            certificate = x509.load_der_x509_certificate(choice.chosen.dump())
        except (UnsupportedAlgorithm, x509.InvalidVersion, *_BROKEN):
            continue
        if certificates.readable(certificate):
            read.append(certificate)
    return tuple(read)


def _signer(info: Any, included: tuple[x509.Certificate, ...]) -> Signer:
    digest, at = attribute(info, "message_digest"), attribute(info, "signing_time")
    moment = at.native if at is not None else None
    return Signer(
        info=info,
        certificate=_certificate(info["sid"], included),
        algorithm=str(info["digest_algorithm"]["algorithm"].native),
        digest=digest.native if digest is not None else None,
        at=moment.astimezone(UTC) if isinstance(moment, datetime) else None,
    )


def _certificate(sid: Any, known: tuple[x509.Certificate, ...]) -> x509.Certificate | None:
    """The certificate the signer is named by: issuer and number, or key identifier."""
    if sid.name == "issuer_and_serial_number":
        issuer, serial = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
        return next((c for c in known if c.serial_number == serial and c.issuer.public_bytes() == issuer), None)
    wanted = sid.chosen.native
    for each in known:
        try:
            identifier = each.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
        except certificates.UNREADABLE:
            continue
        if identifier == wanted:
            return each
    return None


def _verify(signer: Signer, algorithm: Any, signature: bytes, signed: bytes) -> None:
    """Raises InvalidSignature, UnsupportedAlgorithm."""
    assert signer.certificate is not None
    key = signer.certificate.public_key()
    kind = algorithm.signature_algo
    try:
        digest = _hash(algorithm.hash_algo)
    except ValueError:  # the algorithm names no digest of its own: the signer's counts
        digest = _hash(signer.algorithm)
    if isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pkcs1v15":
        key.verify(signature, signed, padding.PKCS1v15(), digest)
    elif isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pss":
        salt = int(algorithm["parameters"]["salt_length"].native)
        key.verify(signature, signed, padding.PSS(padding.MGF1(digest), salt), digest)
    elif isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa":
        key.verify(signature, signed, ec.ECDSA(digest))
    else:
        raise UnsupportedAlgorithm("an unknown kind of signature")


def _hash(name: str) -> hashes.HashAlgorithm:
    known: dict[str, type[hashes.HashAlgorithm]] = {
        "md5": hashes.MD5, "sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256,
        "sha384": hashes.SHA384, "sha512": hashes.SHA512,
    }  # fmt: skip
    if name not in known:
        raise UnsupportedAlgorithm("an unknown digest")
    return known[name]()
