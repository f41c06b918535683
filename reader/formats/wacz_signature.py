"""The signature of a WACZ and everything that comes with it, held against each other without a connection.

After https://specs.webrecorder.net/wacz-auth/0.1.0/: a bare public key, or a domain's certificate with its chain, a
time stamp over the signature with the chain of its authority, and perhaps a second certificate for the same key.
The result says what was proven and what was not; whom to trust stays the reader's decision.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from reader.formats.contract import Trouble

HINT = "The archive was changed or damaged after it was made; treat it with care."
DOUBTFUL = "signature-doubtful"
_NEAR = timedelta(minutes=10)
"""Step 7 of the specification: the stated time of creation lies that near to the time stamp."""

_UNKNOWN = "present, but of a kind that cannot be checked"
_NOT_PROVEN = (
    "whether the authorities at the ends of the chains are to be trusted, and whether a certificate was revoked: both "
    "need lists that are kept up to date over a connection. Ask whoever signs with this certificate, or look it up in "
    "the public certificate logs"
)
_STATED_CHARS = 500


@dataclass(slots=True)
class Outcome:
    """``metadata`` tells what was found in words, ``wrong`` that the signature does not fit, ``flaws`` what else is
    amiss, each as a clause."""

    metadata: dict[str, str]
    wrong: bool = False
    flaws: list[str] = field(default_factory=list)

    def troubles(self) -> list[Trouble]:
        """One for a signature that does not fit, one for flaws around it."""
        if self.wrong:
            return [Trouble("digest-mismatch", "The signature of the archive does not fit its contents.", HINT)]
        if not self.flaws:
            return []
        hint = "Ask whoever made the archive; the pages in it are read all the same."
        return [Trouble(DOUBTFUL, f"The archive is signed, but {'; '.join(self.flaws)}.", hint)]


def check(signed: Mapping[str, Any], hash: str) -> Outcome:
    """What ``signedData`` in *signed* proves of the description with the digest *hash* (``sha256:…``)."""
    stated = {
        f"wacz_signed_{key}": signed[key][:_STATED_CHARS]
        for key in ("created", "software", "domain")
        if isinstance(signed.get(key), str)
    }
    if str(signed.get("hash", "")).lower() != hash:
        return Outcome(stated | {"wacz_signature": "wrong: it signs another hash"}, wrong=True)
    try:
        if signed.get("domainCert"):
            return _by_domain(signed, hash, stated)
        return _by_key(signed, hash, stated)
    except (ValueError, IndexError, binascii.Error):
        return Outcome(stated | {"wacz_signature": _UNKNOWN})


def _by_key(signed: Mapping[str, Any], hash: str, stated: dict[str, str]) -> Outcome:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(_bytes(signed.get("publicKey")))
    except UnsupportedAlgorithm:
        return Outcome(stated | {"wacz_signature": _UNKNOWN})
    outcome = _outcome(key, signed, hash, stated, "the key inside the archive, which names nobody")
    if not outcome.wrong:
        _stamped(signed, outcome)  # some programs add a time stamp to these as well
    return outcome


def _by_domain(signed: Mapping[str, Any], hash: str, stated: dict[str, str]) -> Outcome:
    from reader.formats import certificates

    known = certificates.from_pem(str(signed["domainCert"]))
    leaf = known[0]
    who = f"the key of the certificate of {certificates.name_of(leaf.subject)}"
    outcome = _outcome(leaf.public_key(), signed, hash, stated, who)
    if outcome.wrong or not outcome.metadata["wacz_signature"].startswith("holds"):
        return outcome
    stamp = _stamped(signed, outcome)
    at = stamp or _created(signed)
    chain = certificates.chain(leaf, known[1:])
    flaws = chain.flaws(at)
    if len(set(known)) > len(chain.certificates) and not chain.forged:
        flaws.append("certificates beside the domain's own do not belong to its chain")
    domain = str(signed.get("domain") or "")
    if not domain:
        flaws.append("it does not say for which domain")
    elif not certificates.names_host(leaf, domain):
        flaws.append("the certificate was not issued for the domain the archive names")
    when = f", all valid on {certificates.shown(at)}" if at and not flaws else ""
    for_whom = f", the first of them for {domain[:_STATED_CHARS]}" if domain and not flaws else ""
    outcome.metadata["wacz_certificates"] = f"{chain.told()}{when}{for_whom}"
    outcome.flaws += flaws
    _cross_signed(signed, leaf, at, outcome)
    outcome.metadata["wacz_not_proven"] = _NOT_PROVEN
    return outcome


def _outcome(key: Any, signed: Mapping[str, Any], hash: str, stated: dict[str, str], who: str) -> Outcome:
    """Whether the signature over *hash* was made with *key*."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, utils

    signature = _bytes(signed.get("signature"))
    if not isinstance(key, ec.EllipticCurvePublicKey):
        words = "present, but not made with an elliptic curve key as the specification says"
        return Outcome(stated | {"wacz_signature": words})
    half = (key.curve.key_size + 7) // 8
    if len(signature) == 2 * half:  # browsers write the two numbers side by side, others as DER
        numbers = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
        signature = utils.encode_dss_signature(*numbers)
    try:
        key.verify(signature, hash.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return Outcome(stated | {"wacz_signature": f"wrong: it was not made with {who}"}, wrong=True)
    return Outcome(stated | {"wacz_signature": f"holds: made with {who}"})


def _stamped(signed: Mapping[str, Any], outcome: Outcome) -> datetime | None:
    """The time the stamp proves, ``None`` without one that holds; what is wrong with it goes into *outcome*."""
    from reader.formats import certificates, time_stamps

    if not signed.get("timeSignature"):
        if signed.get("domainCert"):
            outcome.flaws.append("there is no time stamp, so that nobody but the signer says when")
        return None
    try:
        others = certificates.from_pem(str(signed["timestampCert"])) if signed.get("timestampCert") else []
        text = str(signed.get("signature", ""))
        stamp = time_stamps.check(_bytes(signed["timeSignature"]), [text.encode(), _bytes(text)], others)
    except (ValueError, binascii.Error):
        outcome.metadata["wacz_time_stamp"] = _UNKNOWN
        outcome.flaws.append("its time stamp cannot be read")
        return None
    flaws = list(stamp.flaws)
    created = _created(signed)
    if created and abs(created - stamp.at) > _NEAR:
        flaws.append(f"its stated time is more than {_NEAR.seconds // 60} minutes from the time stamp")
    outcome.flaws += flaws
    verdict = "does not hold" if stamp.flaws else "holds"
    words = f"{verdict}: {stamp.authority} states that the signature existed on {certificates.shown(stamp.at)}"
    outcome.metadata["wacz_time_stamp"] = f"{words}; {stamp.told}" if stamp.told else words
    return None if stamp.flaws else stamp.at


def _cross_signed(signed: Mapping[str, Any], leaf: Any, at: datetime | None, outcome: Outcome) -> None:
    """The second way to trust the same key, where there is one."""
    from reader.formats import certificates

    if not signed.get("crossSignedCert"):
        return
    try:
        known = certificates.from_pem(str(signed["crossSignedCert"]))
    except ValueError:
        outcome.flaws.append("its cross-signed certificate cannot be read")
        return
    chain = certificates.chain(known[0], known[1:])
    flaws = [f"of the cross-signed certificate: {flaw}" for flaw in chain.flaws(at)]
    if known[0].public_key() != leaf.public_key():
        flaws.append("the cross-signed certificate is for another key")
    outcome.flaws += flaws
    outcome.metadata["wacz_cross_signed"] = chain.told() if not flaws else "does not hold"


def _created(signed: Mapping[str, Any]) -> datetime | None:
    """The time the signer states, in UTC."""
    try:
        moment = datetime.fromisoformat(str(signed.get("created", "")))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _bytes(value: object) -> bytes:
    return base64.b64decode(str(value or ""), validate=True)
