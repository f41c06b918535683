"""Signed and encrypted mail: what was signed is read, who signed is told, what does not hold is said."""

import base64
import datetime

import pytest
from asn1crypto import cms
from signers import DAY, NOON, Holder, signed_message

from reader.formats import signed_data
from reader.formats.contract import Probe, sniff
from reader.formats.sniff import PKCS7

TEXT = "关于东渡口停航的通知：自五月八日起停止摆渡，请群众绕行新桥。"
PARTS = (
    b'Content-Type: multipart/mixed; boundary="in"\r\n\r\n--in\r\nContent-Type: text/plain; charset=utf-8\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(TEXT.encode()).replace(b"\n", b"\r\n")
    + b'--in\r\nContent-Type: text/csv; name="a.csv"\r\nContent-Disposition: attachment; filename="a.csv"\r\n\r\n'
    b"a,b\r\n1,2\r\n--in--\r\n"
)  # fmt: skip
HEAD = b"From: =?utf-8?B?5p2O6Z2S?= <li@x.example>\r\nTo: b@y.example\r\nSubject: test\r\nMIME-Version: 1.0\r\n"


@pytest.fixture(scope="module")
def root():
    return Holder("Mail Root", ca=True)


@pytest.fixture(scope="module", params=[False, True], ids=["curve", "rsa"])
def li(request, root):
    return Holder("Li Qing", root, mail="li@x.example", like_rsa=request.param)


def opaque(message, head=HEAD):
    kind = b'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\r\n'
    return head + kind + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(message)


def beside(text, signature):
    kind = b'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="out"\r\n\r\n'
    tail = b'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    return HEAD + kind + b"--out\r\n" + text + b"\r\n--out\r\n" + tail + base64.encodebytes(signature) + b"--out--\r\n"


def test_a_wrapped_message_is_read_in_place(read, li, root):
    page = read(opaque(signed_message(PARTS, li, [root])), "m.eml")
    assert page.block(TEXT).locators[0].place.path == "part/1.1"
    (child,) = page.children
    assert (child.name, child.path.read_bytes()) == ("a.csv", b"a,b\r\n1,2")
    assert (child.place.path, child.place.offset) == ("part/1.2", None)
    assert page.head.metadata["signature"] == (
        "holds: made with the certificate of “Li Qing” (li@x.example), on 2031-05-06T07:08:09Z as the signer states; "
        "2 certificates; the chain ends in “Mail Root” (a certificate that vouches for itself), which was not checked "
        "against a list of trusted roots"
    )
    assert not page.troubles


@pytest.mark.parametrize("lines", [b"\r\n", b"\n"])
def test_a_signature_beside_its_text(read, li, root, lines):
    data = beside(PARTS, signed_message(PARTS, li, [root], detached=True)).replace(b"\r\n", lines)
    page = read(data, "m.eml")
    assert page.block(TEXT)
    assert page.head.metadata["signature"].startswith("holds: made with the certificate of “Li Qing”")
    assert [c.name for c in page.children] == ["a.csv"]
    assert not page.troubles


def test_a_signature_without_attributes(read, li):
    page = read(opaque(signed_message(PARTS, li, attributes=False)), "m.eml")
    assert page.head.metadata["signature"].startswith("holds")


def test_what_does_not_hold_is_said_and_read_all_the_same(read, li, root):
    changed = beside(PARTS.replace(b"1,2", b"1,3"), signed_message(PARTS, li, [root], detached=True))
    page = read(changed, "m.eml")
    assert page.codes == ["signature-doubtful"]
    assert "the content is not what was signed" in page.troubles[0].message
    assert page.block(TEXT)
    other = read(opaque(signed_message(PARTS, li), head=HEAD.replace(b"li@", b"wang@")), "m.eml")
    assert "other addresses than the sender" in other.troubles[0].message
    late = read(opaque(signed_message(PARTS, li, [root], at=NOON + 9 * DAY)), "m.eml")
    assert "was not valid on 2031-05-15" in late.troubles[0].message


def test_a_signer_who_is_not_included(read, li):
    message = cms.ContentInfo.load(signed_message(PARTS, li))
    message["content"]["certificates"] = []
    page = read(opaque(message.dump(force=True)), "m.eml")
    assert page.block(TEXT)
    assert "certificate of the signer is not included" in page.head.metadata["signature"]
    assert page.codes == ["signature-doubtful"]


def test_files_of_their_own(read, li, root):
    message = signed_message(PARTS, li, [root])
    armoured = b"-----BEGIN PKCS7-----\n" + base64.encodebytes(message) + b"-----END PKCS7-----\n"
    for data in (message, armoured):
        assert sniff(Probe("", data[:65536], len(data))) == PKCS7
        page = read(data, "smime.p7m")
        assert page.children[0].path.read_bytes() == PARTS
        assert page.head.metadata["signature"].startswith("holds")
        assert page.children[0].metadata["signature"] == page.head.metadata["signature"]
    assert sniff(Probe("", PARTS, 0)) == "message/rfc822"
    apart = read(signed_message(PARTS, li, [root], detached=True), "smime.p7s")
    assert apart.head.metadata["signature"].startswith("stands apart from what it signs; made with the certificate of")
    assert not apart.children
    assert not apart.troubles


def test_encrypted_messages_say_so(read):
    enveloped = cms.ContentInfo({"content_type": "enveloped_data", "content": cms.EnvelopedData({
        "version": "v0", "recipient_infos": [], "encrypted_content_info": {
            "content_type": "data",
            "content_encryption_algorithm": {"algorithm": "aes256_cbc", "parameters": bytes(16)},
            "encrypted_content": bytes(64)}})}).dump()  # fmt: skip
    assert read(enveloped, "smime.p7m").codes == ["encrypted-input"]
    page = read(opaque(enveloped), "m.eml")
    assert [c.name for c in page.children] == ["smime.p7m"]
    assert "encrypted" in page.head.metadata["sealed"]


def test_layers_end_and_damage_is_no_crash(read, li):
    message = PARTS
    for _ in range(9):
        message = (
            b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + (base64.encodebytes(signed_message(message, li)))
        )
    page = read(HEAD + message, "m.eml")
    assert not page.containing(TEXT)
    assert len(page.children) == 1
    whole = signed_message(PARTS, li)
    for place in range(0, len(whole), 61):
        for data in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
            for page in (read(opaque(data), "m.eml"), read(data or b"x", "smime.p7m")):
                assert not [t for t in page.troubles if "failed (" in t.message]


def test_pieces_of_indefinite_length(li):
    """As OpenSSL writes messages it streams: the content in several strings, ended by zeros."""
    der = cms.ContentInfo.load(signed_message(b"abc", li))["content"]
    pieces = b"\x24\x80\x04\x02ab\x04\x01c\0\0"
    inside = b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80" + pieces + b"\0\0\0\0"
    parts = [der[name].dump() for name in ("version", "digest_algorithms")]
    rest = [der[name].dump() for name in ("certificates", "signer_infos")]
    data = b"\x30\x80" + b"".join([*parts, inside, *rest]) + b"\0\0"
    whole = b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80" + data + b"\0\0\0\0"
    assert sniff(Probe("", whole, 0)) == PKCS7
    message = signed_data.read(whole)
    assert message.content == b"abc"
    assert signed_data.flaw(message.signers[0], b"abc") == ""
    assert message.signers[0].at == NOON.astimezone(datetime.UTC)
