"""Time stamps (RFC 3161): what a time stamping authority says existed when, checked as far as it can be offline."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from reader.formats import certificates, signed_data

_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Stamp:
    """``at`` is the time it states (UTC), ``authority`` who states it, ``told`` what is known of the authority's
    chain, ``flaws`` what is wrong, each as a clause."""

    at: datetime
    authority: str
    told: str
    flaws: tuple[str, ...]


def check(data: bytes, stamped: Sequence[bytes], others: Sequence[x509.Certificate]) -> Stamp:
    """The time stamp in *data* (a token, or the answer of a server that holds one), held against *stamped*: the forms
    in which what it stands for may have been handed in. *others* are certificates besides those inside.

    Raises ValueError when *data* is no time stamp.
    """
    message = _token(data)
    if message.content is None or len(message.signers) != 1:
        raise ValueError("no time stamp")
    try:
        info = tsp.TSTInfo.load(message.content)
        at = info["gen_time"].native
        imprint = info["message_imprint"]
        algorithm, digest = str(imprint["hash_algorithm"]["algorithm"].native), imprint["hashed_message"].native
    except _BROKEN as error:
        raise ValueError("no time stamp") from error
    if not isinstance(at, datetime):
        raise ValueError("no time stamp")
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    signer = signed_data.named_by(message, others)
    flaws = [] if _fits(algorithm, digest, stamped) else ["the time stamp was made for something else"]
    if wrong := signed_data.flaw(signer, message.content):
        flaws.append(f"of the time stamp: {wrong}")
    if signer.certificate is None:
        return Stamp(at, "an authority whose certificate is not included", "", tuple(flaws))
    chain = certificates.chain(signer.certificate, [*message.certificates, *others])
    flaws += [f"of the time stamp: {flaw}" for flaw in chain.flaws(at)]
    if not _may_stamp(signer.certificate):
        flaws.append("the certificate of the time stamp was not issued for time stamping")
    return Stamp(at, certificates.name_of(signer.certificate.subject), chain.told(), tuple(flaws))


def _token(data: bytes) -> signed_data.Message:
    try:
        answer = tsp.TimeStampResp.load(data)
        token: Any = answer["time_stamp_token"]
        if isinstance(token, cms.ContentInfo):
            data = token.dump()
    except _BROKEN:
        pass  # no answer of a server: the token by itself
    message = signed_data.read(data)
    if message.kind != signed_data.SIGNED or message.content_type != "tst_info":
        raise ValueError("no time stamp")
    return message


def _fits(algorithm: str, digest: object, stamped: Sequence[bytes]) -> bool:
    if algorithm not in {"sha1", "sha224", "sha256", "sha384", "sha512"}:
        return False
    return any(hashlib.new(algorithm, each, usedforsecurity=False).digest() == digest for each in stamped)


def _may_stamp(certificate: x509.Certificate) -> bool:
    """RFC 3161, 2.3: the certificate is for time stamping."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except certificates.UNREADABLE:
        return False
    return ExtendedKeyUsageOID.TIME_STAMPING in usage
