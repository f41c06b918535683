"""Signed and encrypted mail (S/MIME, RFC 8551): what was signed is read, and the signature checked as far as can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from reader.errors import EncryptedInput, LimitExceeded, UnreadableInput
from reader.formats import signed_data
from reader.formats.contract import Child, Event, Head, Payload, Probe, Trouble
from reader.formats.file_names import named, staged_path
from reader.formats.sniff import PKCS7, sniff
from reader.model import Place

MIME_TYPES = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
SIGNATURE_TYPES = {"application/pkcs7-signature", "application/x-pkcs7-signature"}
DOUBTFUL = "signature-doubtful"
_ADDRESS = re.compile(r"[^\s<>,;\"']+@[^\s<>,;\"']+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``words`` say who signed and whether it holds; ``flaws`` what is wrong, each as a clause."""

    words: str
    flaws: tuple[str, ...]

    def troubles(self, place: Place | None = None) -> list[Trouble]:
        """One when something is wrong."""
        if not self.flaws:
            return []
        hint = "The text is read all the same. Ask the sender, or compare with another copy of the message."
        return [Trouble(DOUBTFUL, f"The message is signed, but {'; '.join(self.flaws)}.", hint, place=place)]


class Smime:
    """Cryptographic messages saved as files of their own (``smime.p7m``, ``smime.p7s``)."""

    name = "smime"
    version = "1"

    def score(self, probe: Probe) -> float:
        """The bytes such a message begins with, bare or as text between lines of dashes."""
        return 0.9 if sniff(probe) == PKCS7 else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """The signed content as a Child, then a Head that tells who signed. Raises EncryptedInput, UnreadableInput."""
        limit = payload.limits.payload_bytes
        with payload.path.open("rb") as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise LimitExceeded(f"The message is longer than {limit:,} bytes.", hint="It was not opened.")
        message = opened(data)
        verdict = judged(message, message.content or b"", "") if message.content is not None else None
        if message.content:
            path = staged_path(staging)
            path.write_bytes(message.content)
            name, found = named(_inner_name(payload.name), "signed content")
            told = {"signature": verdict.words} if verdict else {}
            yield Child(path=path, name=name, place=Place("member", path="content"), metadata=found | told)
        apart = f"stands apart from what it signs; {_who(message)}" if message.signers else "certificates only"
        metadata = {"signature": verdict.words if verdict else apart}
        yield Head("", PKCS7, None, None, None, self.name, self.version, metadata)
        if verdict:
            yield from verdict.troubles()


def opened(data: bytes) -> signed_data.Message:
    """The signed message in *data*. Raises EncryptedInput for an encrypted one, UnreadableInput for anything else."""
    try:
        message = signed_data.read(signed_data.undone(data))
    except ValueError:
        raise UnreadableInput(
            "The signed or encrypted message is damaged or cut off.", hint="Compare with another copy of it."
        ) from None
    if message.kind == signed_data.SIGNED:
        return message
    if message.kind in {signed_data.ENVELOPED, "encrypted_data", "authenticated_enveloped_data"}:
        raise EncryptedInput(
            "The message is encrypted for the key of its recipient.",
            hint="Open it in the recipient's mail program, save it there without encryption, and add that too.",
        )
    raise UnreadableInput(
        "The message is wrapped in a way this program does not open.",
        hint="Open it in a mail program, save it there as an ordinary message, and add that too.",
    )


def judged(message: signed_data.Message, content: bytes, sender: str) -> Verdict:
    """What the signatures of *message* prove of *content*; *sender* is the From field, held against the certificate."""
    from reader.formats import certificates

    if not message.signers:
        return Verdict("none: the message is wrapped like a signed one, but nobody signed it", ())
    words, flaws = [], []
    for signer in message.signers:
        wrong = signed_data.flaw(signer, content)
        if signer.certificate is None:
            words.append(wrong)
            flaws.append(wrong)
            continue
        chain = certificates.chain(signer.certificate, message.certificates)
        around = chain.flaws(signer.at)
        addresses = certificates.mail_addresses(signer.certificate)
        claimed = {each.lower() for each in _ADDRESS.findall(sender)}
        if claimed and addresses and not claimed & {each.lower() for each in addresses}:
            around.append("the certificate names other addresses than the sender's")
        who = certificates.name_of(signer.certificate.subject) + (f" ({', '.join(addresses)})" if addresses else "")
        when = f", on {certificates.shown(signer.at)} as the signer states" if signer.at else ""
        words.append(
            f"{'does not hold' if wrong else 'holds'}: made with the certificate of {who}{when}; {chain.told()}"
        )
        flaws += [*filter(None, [wrong]), *around]
    return Verdict("; ".join(words)[:2000], tuple(flaws))


def clear_text_signature(signed: bytes, signature: bytes, sender: str) -> Verdict | None:
    """What a signature that stands beside the text it signs (``multipart/signed``) proves; ``None`` when it is none."""
    try:
        message = opened(signature)
    except (EncryptedInput, UnreadableInput):
        return None
    # programs sign with the line ends of the Internet, and save with those of their system
    canonical = re.sub(rb"\r?\n", b"\r\n", signed)
    return judged(message, canonical, sender)


def _who(message: signed_data.Message) -> str:
    from reader.formats import certificates

    names = [certificates.name_of(s.certificate.subject) for s in message.signers if s.certificate is not None]
    return f"made with the certificate of {', '.join(names)}" if names else "its signer is not included"


def _inner_name(name: str) -> str:
    path = PurePath(name)
    return path.stem if path.suffix.lower() in {".p7m", ".p7s", ".p7b", ".p7c"} else f"{path.name} (content)"
