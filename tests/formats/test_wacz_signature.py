"""Signatures of WACZ with a domain's certificate and a time stamp: what holds, what does not, what is not known."""

import base64
import datetime
import hashlib

import pytest
from archives import wacz
from builders import gzipped, response
from cryptography.hazmat.primitives.serialization import Encoding
from signers import DAY, NOON, Holder, pem, time_stamp

from reader.formats import certificates, time_stamps, wacz_signature

HASH = "sha256:" + hashlib.sha256(b"description").hexdigest()
HOST = "archive.example"


@pytest.fixture(scope="module")
def people():
    root = Holder("Test Root", ca=True)
    middle = Holder("Test Issuer", root, ca=True)
    clock_root = Holder("Clock Root", ca=True, like_rsa=True)
    return {
        "root": root, "middle": middle, "clock_root": clock_root,
        "leaf": Holder(HOST, middle, host=HOST),
        "clock": Holder("Test Clock", clock_root, stamps=True, like_rsa=True),
        "other": Holder(HOST, middle, host=HOST),
        "late": Holder(HOST, middle, host=HOST, begins=NOON - 9 * DAY, ends=NOON - 8 * DAY),
        "impostor": Holder("Test Issuer", ca=True),
        "nobody": Holder("Not An Authority", root),
    }  # fmt: skip


@pytest.fixture
def made(people):
    """``signedData`` made as the specification says; *change* replaces fields afterwards."""

    def make(
        leaf="leaf", chain=("middle", "root"), *, hash=HASH, stamped=None, at=NOON, clock="clock", answer=True, **change
    ):
        signer = people[leaf]
        signature = base64.b64encode(signer.sign(hash.encode())).decode()
        stamp = time_stamp((stamped or signature).encode(), people[clock], [people["clock_root"]], at=at, answer=answer)
        return {
            "hash": hash, "created": "2031-05-06T07:08:01Z", "software": "test 1", "version": "0.1.0",
            "signature": signature, "domain": HOST, "domainCert": pem(signer, *(people[name] for name in chain)),
            "timeSignature": base64.b64encode(stamp).decode(),
            "timestampCert": pem(people["clock"], people["clock_root"]),
        } | change  # fmt: skip

    return make


@pytest.mark.parametrize("answer", [True, False])
def test_a_signature_with_chain_and_time_stamp(made, answer):
    outcome = wacz_signature.check(made(answer=answer), HASH)
    told = outcome.metadata
    assert told["wacz_signature"] == f"holds: made with the key of the certificate of “{HOST}”"
    assert told["wacz_certificates"] == (
        "3 certificates; the chain ends in “Test Root” (a certificate that vouches for itself), which was not checked "
        f"against a list of trusted roots, all valid on 2031-05-06T07:08:09Z, the first of them for {HOST}"
    )
    assert told["wacz_time_stamp"].startswith(
        "holds: “Test Clock” states that the signature existed on 2031-05-06T07:08:09Z; 2 certificates; the chain ends"
    )
    assert "revoked" in told["wacz_not_proven"]
    assert not outcome.troubles()


def test_a_chain_without_its_root_says_who_is_named(made):
    told = wacz_signature.check(made(chain=("middle",)), HASH).metadata
    assert "ends in “Test Root” (named as the issuer, its certificate is not included)" in told["wacz_certificates"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"chain": ("impostor", "root")}, "was not made by the one it names as its issuer"),
        ({"leaf": "late"}, "was not valid on 2031-05-06T07:08:09Z"),
        ({"domain": "other.example"}, "not issued for the domain the archive names"),
        ({"domain": ""}, "does not say for which domain"),
        ({"stamped": "another signature"}, "made for something else"),
        ({"clock": "other"}, "not issued for time stamping"),
        ({"at": NOON + datetime.timedelta(hours=2)}, "more than 10 minutes from the time stamp"),
        ({"at": NOON + 3 * DAY}, "of the time stamp: the certificate of “Test Clock” was not valid"),
        ({"timeSignature": "AAAA"}, "time stamp cannot be read"),
        ({"timeSignature": ""}, "there is no time stamp"),
        ({"crossSignedCert": "other"}, "the cross-signed certificate is for another key"),
        ({"crossSignedCert": "x"}, "cross-signed certificate cannot be read"),
    ],
)
def test_what_is_wrong_around_a_signature_is_said(made, people, options, words):
    if options.get("crossSignedCert") == "other":
        options = {"crossSignedCert": pem(people["other"], people["middle"])}
    outcome = wacz_signature.check(made(**options), HASH)
    assert outcome.metadata["wacz_signature"].startswith("holds")
    (trouble,) = outcome.troubles()
    assert trouble.code == "signature-doubtful"
    assert words in trouble.message


def test_a_second_certificate_for_the_same_key(made, people):
    again = Holder(HOST, people["root"], host=HOST, key=people["leaf"].key)
    outcome = wacz_signature.check(made(crossSignedCert=pem(again, people["root"])), HASH)
    assert outcome.metadata["wacz_cross_signed"].startswith("2 certificates; the chain ends in “Test Root”")
    assert not outcome.troubles()


def test_tampered_signatures_are_wrong(made):
    mine, other = made(), made("other")
    for change in (
        {"signature": other["signature"]},
        {"domainCert": other["domainCert"]},
        {"hash": "sha256:" + "0" * 64},
    ):
        outcome = wacz_signature.check(mine | change, HASH)
        assert outcome.metadata["wacz_signature"].startswith("wrong")
        assert [t.code for t in outcome.troubles()] == ["digest-mismatch"]


def test_a_time_stamp_with_any_byte_changed_never_passes(people):
    stamp = time_stamp(b"signature", people["clock"], [people["clock_root"]], answer=False)
    assert not time_stamps.check(stamp, [b"signature"], []).flaws
    for place in range(0, len(stamp), 7):
        changed = stamp[:place] + bytes([stamp[place] ^ 0x55]) + stamp[place + 1 :]
        try:
            found = time_stamps.check(changed, [b"signature"], [])
        except ValueError:
            continue
        # what may change unnoticed: parts that nothing signs and nothing needs, such as the root's own certificate
        assert found.flaws or (found.at == NOON and found.authority == "“Test Clock”")
    for cut in range(0, len(stamp), 50):
        with pytest.raises(ValueError, match=r"."):
            time_stamps.check(stamp[:cut], [b"signature"], [])


def test_a_certificate_with_any_byte_changed_is_judged_or_refused(made, people):
    """Found by the fuzzer: parts of a certificate are read only when they are asked for."""
    whole = people["leaf"].certificate.public_bytes(Encoding.DER)
    signed = made()
    for place in range(0, len(whole), 5):
        changed = whole[:place] + bytes([whole[place] ^ 0x21]) + whole[place + 1 :]
        chain = f"-----BEGIN CERTIFICATE-----\n{base64.encodebytes(changed).decode()}-----END CERTIFICATE-----\n"
        outcome = wacz_signature.check(signed | {"domainCert": chain + pem(people["middle"])}, HASH)
        held = outcome.metadata["wacz_signature"].startswith("holds")
        assert not held or outcome.flaws


def test_an_authority_that_may_not_issue(people):
    leaf = Holder("a.example", people["nobody"], host="a.example")
    chain = certificates.chain(leaf.certificate, [people["root"].certificate, people["nobody"].certificate])
    assert chain.flaws(NOON) == ["“Not An Authority” may not issue certificates"]


@pytest.mark.parametrize(
    ("host", "wanted", "fits"),
    [
        ("a.example", "A.Example.", True), ("*.a.example", "b.a.example", True), ("*.a.example", "a.example", False),
        ("*.a.example", "c.b.a.example", False), ("a.example", "b.example", False),
    ],
)  # fmt: skip
def test_host_names(host, wanted, fits):
    assert certificates.names_host(Holder("x", host=host).certificate, wanted) is fits


def test_a_chain_that_goes_in_a_circle_ends(people):
    one = Holder("One", ca=True)
    two = Holder("Two", one, ca=True)
    back = Holder("One", two, ca=True, key=one.key)
    chain = certificates.chain(two.certificate, [back.certificate, two.certificate])
    assert len(chain.certificates) == 2


def test_the_archive_tells_it_all(read, made):
    archive = read(wacz(gzipped(response(b"<p>one</p>")), sign=lambda hash: made(hash=hash)), "a.wacz")
    told = archive.head.metadata
    assert told["wacz_signature"].startswith("holds: made with the key of the certificate")
    assert told["wacz_time_stamp"].startswith("holds")
    assert told["wacz_signed_domain"] == HOST
    assert archive.children[0].metadata["wacz_signature"] == told["wacz_signature"]
    assert not archive.troubles
    changed = read(wacz(gzipped(response(b"<p>one</p>")), sign=lambda _: made()), "a.wacz")
    assert changed.head.metadata["wacz_signature"] == "wrong: it signs another hash"
    assert changed.codes == ["digest-mismatch"]
