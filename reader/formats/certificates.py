"""Certificates (X.509) and the chains they form, judged without a connection and said in words.

What can be told offline: whether each certificate was signed by the next, whether all were valid at a given time,
whether an authority may issue, whom the first one names. What cannot: whether the authority at the end is to be
trusted (this program carries no list of trusted roots), and whether a certificate was revoked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import ExtensionOID, NameOID

from reader.text.plural import plural

_MOST = 16
"""More certificates than any chain has; the rest of a file with more is not looked at."""

_NAME_CHARS = 200
UNREADABLE = (x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType, ValueError)
"""What asking for an extension raises when it is absent, twice there, or damaged."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Certificates from the one that signed to the last one known, each issued by the next.

    ``forged`` names those that say of an included certificate that it issued them, and it did not.
    """

    certificates: tuple[x509.Certificate, ...]
    forged: tuple[str, ...] = ()

    @property
    def leaf(self) -> x509.Certificate:
        """The certificate whose key signed."""
        return self.certificates[0]

    def flaws(self, at: datetime | None) -> list[str]:
        """What is wrong with it, each as a clause; validity is judged at *at*, not at all when that is unknown."""
        found = [f"the certificate of {name} was not made by the one it names as its issuer" for name in self.forged]
        for number, certificate in enumerate(self.certificates):
            name = name_of(certificate.subject)
            if at is not None and not valid(certificate, at):
                found.append(f"the certificate of {name} was not valid on {shown(at)}")
            if number and not _may_issue(certificate, number - 1):
                found.append(f"{name} may not issue certificates")
        return found

    def told(self) -> str:
        """How long it is and where it ends."""
        last = self.certificates[-1]
        count = plural(len(self.certificates), "certificate")
        if is_own(last):
            end = f"{name_of(last.subject)} (a certificate that vouches for itself)"
        else:
            end = f"{name_of(last.issuer)} (named as the issuer, its certificate is not included)"
        return f"{count}; the chain ends in {end}, which was not checked against a list of trusted roots"


def from_pem(text: str) -> list[x509.Certificate]:
    """Certificates in *text*, in its order. Raises ValueError when there is none or one cannot be read."""
    try:
        found = x509.load_pem_x509_certificates(text.encode("utf-8", "replace"))[:_MOST]
    except (UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise ValueError("a certificate of a kind that cannot be read") from error
    if not all(map(readable, found)):
        raise ValueError("a certificate that is damaged")
    return found


def readable(certificate: x509.Certificate) -> bool:
    """Whether what everybody asks of a certificate can be read: parts of it are only looked at when they are."""
    try:
        names = (certificate.subject, certificate.issuer)
        times = (certificate.not_valid_before_utc, certificate.not_valid_after_utc)
        return bool(names and times and certificate.public_key())
    except (UnsupportedAlgorithm, x509.InvalidVersion, ValueError, TypeError):
        return False


def chain(leaf: x509.Certificate, others: Sequence[x509.Certificate]) -> Chain:
    """From *leaf* upwards through *others*, in whatever order these are."""
    path, forged = [leaf], []
    while len(path) <= _MOST and not is_own(path[-1]):
        named = [other for other in others if other.subject == path[-1].issuer and other not in path]
        issuer = next((other for other in named if _issued(path[-1], other)), None)
        if issuer is None:
            forged = [name_of(path[-1].subject)] if named else []
            break
        path.append(issuer)
    if len(path) == 1 and leaf.subject == leaf.issuer and not is_own(leaf):
        forged = [name_of(leaf.subject)]
    return Chain(tuple(path), tuple(forged))


def names_host(certificate: x509.Certificate, host: str) -> bool:
    """Whether it was issued for the host name *host* (its alternative names count; without any its common name)."""
    names = _hosts(certificate)
    wanted = host.lower().rstrip(".")
    return any(
        wanted == name or (name.startswith("*.") and wanted.partition(".")[2] == name[2:] and wanted != name[2:])
        for name in (each.lower().rstrip(".") for each in names)
    )


def mail_addresses(certificate: x509.Certificate) -> list[str]:
    """The mail addresses it was issued for."""
    found = _alternatives(certificate, x509.RFC822Name)
    stated = certificate.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)
    return [str(each)[:_NAME_CHARS] for each in dict.fromkeys([*found, *(a.value for a in stated)])][:_MOST]


def name_of(name: x509.Name) -> str:
    """What a person calls the holder: common name, else organisation, else the whole name."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(kind):
            return f"“{str(found[0].value)[:_NAME_CHARS]}”"
    return f"“{name.rfc4514_string()[:_NAME_CHARS]}”"


def valid(certificate: x509.Certificate, at: datetime) -> bool:
    """Whether *at* (UTC) lies within the time the certificate was issued for."""
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def is_own(certificate: x509.Certificate) -> bool:
    """Whether a certificate was made with its own key."""
    return certificate.subject == certificate.issuer and _issued(certificate, certificate)


def shown(moment: datetime) -> str:
    """A time in UTC as it is stored everywhere, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _may_issue(certificate: x509.Certificate, below: int) -> bool:
    """Whether it says of itself that it may issue, with *below* authorities between it and the leaf (RFC 5280)."""
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except UNREADABLE:
        return certificate.version is x509.Version.v1 and is_own(certificate)  # roots made before there were extensions
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    except UNREADABLE:
        usage = True
    return basic.ca and usage and (basic.path_length is None or basic.path_length >= below)


def _alternatives(certificate: x509.Certificate, kind: type[x509.RFC822Name] | type[x509.DNSName]) -> list[str]:
    """Its alternative names of one kind; none where they cannot be read."""
    try:
        extension = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME)
        found: list[str] = extension.value.get_values_for_type(kind)  # type: ignore[attr-defined]
    except UNREADABLE:
        return []
    return found


def _hosts(certificate: x509.Certificate) -> list[str]:
    return _alternatives(certificate, x509.DNSName) or [
        str(a.value) for a in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    ]
