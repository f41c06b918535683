"""People, authorities and what they sign, made by code: certificates, time stamps, signed messages."""

import base64
import datetime
import hashlib

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOON = datetime.datetime(2031, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


class Holder:
    """Somebody with a key and a certificate made by *issuer* (by itself when there is none)."""

    def __init__(
        self, name, issuer=None, *, ca=False, host=None, mail=None, stamps=False, begins=NOON - DAY, ends=NOON + DAY,
        like_rsa=False, key=None,
    ):  # fmt: skip
        self.key = key or (
            rsa.generate_private_key(65537, 2048) if like_rsa else ec.generate_private_key(ec.SECP256R1())
        )
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = (
            x509.CertificateBuilder()
            .subject_name(self.name)
            .issuer_name(issuer.name if issuer else self.name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        )
        names = ([x509.DNSName(host)] if host else []) + ([x509.RFC822Name(mail)] if mail else [])
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        if stamps:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        self.certificate = builder.sign(issuer.key if issuer else self.key, hashes.SHA256())

    def sign(self, data):
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))

    @property
    def asn1(self):
        return asn1_x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))


def pem(*holders):
    return b"".join(h.certificate.public_bytes(serialization.Encoding.PEM) for h in holders).decode()


def signed_message(content, signer, included=(), *, kind="data", detached=False, at=NOON, attributes=True):
    """A cryptographic message (CMS): *content* signed by *signer*, with the certificates of *included*."""
    digest = hashlib.sha256(content).digest()
    attrs = cms.CMSAttributes([
        cms.CMSAttribute({"type": "content_type", "values": [kind]}),
        cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
        cms.CMSAttribute({"type": "signing_time", "values": [cms.Time({"utc_time": core.UTCTime(at)})]}),
    ])  # fmt: skip
    own = signer.asn1
    algorithm = "rsassa_pkcs1v15" if isinstance(signer.key, rsa.RSAPrivateKey) else "sha256_ecdsa"
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {"issuer_and_serial_number": {"issuer": own.issuer, "serial_number": own.serial_number}}
        ),
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": algorithm}),
        "signature": signer.sign(attrs.dump() if attributes else content),
    }
    if attributes:
        info["signed_attrs"] = attrs
    inside = (
        {"content_type": kind} if detached else {"content_type": kind, "content": core.ParsableOctetString(content)}
    )
    data = {
        "version": "v3",
        "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
        "encap_content_info": cms.EncapsulatedContentInfo(inside),
        "certificates": [holder.asn1 for holder in (signer, *included)],
        "signer_infos": [cms.SignerInfo(info)],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump()


def domain_signed(hash, leaf, issuer, clock):
    """The ``signedData`` of a WACZ signed for a domain, with a time stamp."""
    signature = base64.b64encode(leaf.sign(hash.encode())).decode()
    return {
        "hash": hash, "created": "2031-05-06T07:08:01Z", "signature": signature, "domain": "a.example",
        "domainCert": pem(leaf, issuer), "timestampCert": pem(clock),
        "timeSignature": base64.b64encode(time_stamp(signature.encode(), clock)).decode(),
    }  # fmt: skip


def time_stamp(stamped, authority, included=(), *, at=NOON, answer=True):
    """What a time stamping server answers, or the token alone."""
    info = tsp.TSTInfo({
        "version": "v1", "policy": "1.2.3.4", "serial_number": 7, "gen_time": core.GeneralizedTime(at),
        "message_imprint": {
            "hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(stamped).digest()
        },
    })  # fmt: skip
    token = signed_message(info.dump(), authority, included, kind="tst_info", at=at)
    if not answer:
        return token
    return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}).dump()
