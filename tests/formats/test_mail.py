# ruff: noqa: E501 - messages as programs write them
"""Messages and mailboxes: charsets, broken headers, alternatives, attachments, hostile structure."""

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import mail_headers, mail_parts
from reader.formats.mail_headers import header_text, parameters
from reader.formats.mail_text import likeness
from reader.model import BlockKind

TEXT = "关于东渡口停航的通知：自五月八日起停止摆渡，请群众绕行新桥，镕基路口设有指示牌。"
HEAD = b"From: a@x.example\r\nTo: b@y.example\r\nDate: Tue, 6 May 2031 15:08:09 +0800\r\nMIME-Version: 1.0\r\n"


def word(text, charset, encoding="b", label=None):
    """An encoded word of RFC 2047."""
    data = text.encode(charset)
    body = base64.b64encode(data) if encoding == "b" else b"".join(b"=%02X" % c for c in data)
    return b"=?%b?%b?%b?=" % ((label or charset).encode(), encoding.upper().encode(), body)


def message(body, content_type="text/plain; charset=utf-8", encoding="8bit", head=HEAD):
    return head + f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body


def parts(*rows, kind="mixed", head=HEAD, close=True):
    """A multipart message of (headers, body) rows."""
    body = b"".join(b"--BB\r\n" + headers + b"\r\n\r\n" + content + b"\r\n" for headers, content in rows)
    return (
        head
        + b"Content-Type: multipart/%b; boundary=BB\r\n\r\n" % kind.encode()
        + body
        + (b"--BB--\r\n" if close else b"")
    )


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("gb18030", "gb2312"), ("gb18030", "GBK"), ("utf-8", "utf-8"), ("utf-8", "gb2312"), ("gb18030", None), ("utf-8", None),
        ("hz", "hz-gb-2312"), ("hz", None), ("gb18030", "iso-8859-1"), ("gb18030", "utf-8"), ("utf-16", "utf-16"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_texts_in_any_charset(read, codec, declared, encoding):
    text = TEXT.replace("镕", "路") if codec == "hz" else TEXT
    data = text.encode(codec)
    body = base64.encodebytes(data) if encoding == "base64" else b"".join(b"=%02X" % c for c in data)
    kind = f"text/plain; charset={declared}" if declared else "text/plain"
    page = read(message(body, kind, encoding), "m.eml")
    assert page.block(text).locators[0].place.path == "part/1"
    assert not page.troubles


def test_traditional_text(read):
    text = "關於東渡口停航的通知：自五月八日起停止擺渡，請民眾繞行新橋。"
    assert read(message(text.encode("big5"), "text/plain; charset=big5"), "m.eml").block(text)
    assert read(message(text.encode("big5"), "text/plain"), "m.eml").block(text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (word("停航通知", "gb2312"), "停航通知"), (word("朱镕基路", "gb18030", label="gb2312"), "朱镕基路"),
        (word("停航", "utf-8", "q") + b"\r\n " + word("通知", "utf-8"), "停航通知"), (word("停航通知", "big5", label="Big5"), "停航通知"),
        (b"Re: " + word("停航", "gbk") + b" (2)", "Re: 停航 (2)"), ("停航通知".encode("gb18030"), "停航通知"),
        (b'"' + word("李青", "utf-8") + b'" <l@x.example>', '"李青" <l@x.example>'), (word("停航", "utf-8")[:-2], "停航"),
        (b"=?utf-8?B?5YGc6Iiq?==?utf-8?B?6YCa55+l?=", "停航通知"), (b"=?utf-8?B?5YGc6I?= =?utf-8?B?iq?=", None),
        (b"=?gb2312*zh-CN?B?zaO6vQ==?=", "停航"), (b"=?nonsense?B?5YGc6Iiq?=", "停航"), (b"=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        (b"plain words", "plain words"), (b"", ""), (b"=?utf-8?Q?a_b=E5=81=9C?=", "a b停"), ("停航".encode(), "停航"),
    ],
)  # fmt: skip
def test_headers_as_people_were_shown_them(raw, text):
    found = header_text(raw)
    assert found == text if text is not None else "\ufffd" not in found or found


def test_a_character_cut_between_two_words():
    data = "停航通知".encode()
    raw = b"=?utf-8?B?%b?= =?utf-8?B?%b?=" % (base64.b64encode(data[:4]), base64.b64encode(data[4:]))
    assert header_text(raw) == "停航通知"


def test_names_of_attachments():
    assert parameters(b"attachment; filename*=utf-8''%E9%80%9A%E7%9F%A5.doc")["filename"] == "通知.doc"
    assert (
        parameters(b"attachment; filename*0*=gb2312'zh'%CD%A8; filename*1*=%D6%AA; filename*2=.doc")["filename"]
        == "通知.doc"
    )
    assert parameters(b'attachment; filename="' + word("通知.doc", "gbk") + b'"')["filename"] == "通知.doc"
    assert parameters('attachment; filename="通知;二.doc"'.encode("gb18030"))["filename"] == "通知;二.doc"
    assert parameters(b"text/plain; CHARSET = gb2312 ; format=flowed")["charset"] == "gb2312"


def test_header_fields_are_blocks(read):
    head = (
        b"Received: from mail.x.example by mx.y.example; Tue, 6 May 2031 07:08:10 +0000\r\n"
        b"X-Originating-IP: [198.51.100.7]\r\nMessage-ID: <1@x.example>\r\nX-Mailer: Foxmail 7\r\n"
        b"From: " + word("李青", "gb2312") + b" <a@x.example>\r\nTo: b@y.example,\r\n\tc@y.example\r\nSubject: " + word("停航", "gbk")
        + b"\r\nDate: Tue, 6 May 2031 15:08:09 +0800\r\n"
    )  # fmt: skip
    page = read(message(TEXT.encode(), head=head), "m.eml")
    assert page.head.title == "停航"
    assert page.blocks[0].kind is BlockKind.TITLE
    sender = page.block("李青 <a@x.example>")
    assert (sender.kind, sender.context, sender.locators[0].place.path) == (BlockKind.HEADER, ("From",), "header/From")
    assert page.block("b@y.example, c@y.example").context == ("To",)
    trace = page.containing("mail.x.example")[0]
    assert trace.boilerplate
    assert page.blocks.index(trace) > page.blocks.index(page.block(TEXT))
    metadata = page.head.metadata
    assert metadata["published"] == "2031-05-06T07:08:09Z"
    assert metadata["originating_ip"] == "[198.51.100.7]"
    assert metadata["mailer"] == "Foxmail 7"


HTML = f"<html><head><meta charset=gb2312></head><body><h2>通知</h2><p>{TEXT}</p></body></html>"


def test_alternatives_that_agree_are_told_once(read):
    rows = [(b"Content-Type: text/plain; charset=gb2312", ("通知\r\n" + TEXT).encode("gb18030")),
            (b"Content-Type: text/html; charset=gb2312", HTML.encode("gb18030"))]  # fmt: skip
    page = read(parts(*rows, kind="alternative"), "m.eml")
    assert page.block(TEXT).locators[0].place.path == "part/2/html > body > p:nth-of-type(1)"
    assert "say the same" in page.head.metadata["alternatives"]


def test_alternatives_that_differ_are_both_told(read):
    other = "请于三日内缴纳保证金五万元，逾期后果自负，收款账户另行告知。"
    rows = [
        (b"Content-Type: text/plain; charset=utf-8", other.encode()),
        (b"Content-Type: text/html", HTML.encode("gb18030")),
    ]
    page = read(parts(*rows, kind="alternative"), "m.eml")
    assert page.block(other).context == ("text part, which differs from the HTML part",)
    assert page.block(TEXT).context == ("HTML part, which differs from the text part",)
    assert "differ" in page.head.metadata["alternatives"]


def test_attachments_and_attached_messages_are_children(read):
    inner = message(b"inner", head=HEAD + b"Subject: inner\r\n")
    rows = [
        (b"Content-Type: text/plain; charset=utf-8", TEXT.encode()),
        (b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"..\\\\..\\\\" + "图\u202e.png".encode() + b'"',
         base64.encodebytes(b"\x89PNG\r\n\x1a\n")),
        (b"Content-Type: message/rfc822", inner),
        (b"Content-Type: application/ms-tnef; name=winmail.dat", b"\x78\x9f\x3e\x22rest"),
        (b"Content-Type: message/external-body; access-type=URL; URL=\"http://canary.invalid/\"", b"Content-Type: image/gif\r\n"),
    ]  # fmt: skip
    page = read(parts(*rows), "m.eml")
    assert [c.name for c in page.children] == ["图[U+202E].png", "part 3.eml", "winmail.dat"]
    image, attached, _ = page.children
    assert image.path.read_bytes() == b"\x89PNG\r\n\x1a\n"
    assert attached.path.read_bytes() == inner
    assert (attached.captured, attached.captured_how) == ("2031-05-06T07:08:09Z", "mail Date header")
    assert attached.place.path == "part/3"
    assert attached.place.length == len(inner)
    assert page.block(TEXT).locators[0].place.path == "part/1"
    assert "not fetched" in page.head.metadata["external_body"]


def test_messages_made_by_a_library(read):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "李青 <a@x.example>", "b@y.example", "停航通知" * 30
    mail.set_content(TEXT)
    mail.add_alternative(HTML.replace("gb2312", "utf-8"), subtype="html")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="通知" * 40 + ".pdf")
    page = read(bytes(mail), "m.eml")
    assert page.head.title == "停航通知" * 30
    assert page.children[0].name == "通知" * 40 + ".pdf"
    assert page.block(TEXT)


def test_quotations_and_wrapped_lines(read):
    body = "同意。\r\n\r\n> 何时停航？\r\n> 请答复。\r\n".encode()
    page = read(message(body), "m.eml")
    assert [(b.kind, b.text, b.locators[0].place.line) for b in page.blocks[3:]] == [
        (BlockKind.PARAGRAPH, "同意。", 1), (BlockKind.QUOTE, "> 何时停航？", 3), (BlockKind.QUOTE, "> 请答复。", 4)
    ]  # fmt: skip


def test_cut_and_broken_messages(read):
    rows = [(b"Content-Type: text/plain; charset=utf-8", TEXT.encode()),
            (b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment", b"iVBOR")]  # fmt: skip
    page = read(parts(*rows, close=False), "m.eml")
    assert set(page.codes) == {"truncated-input"}
    assert page.block(TEXT)
    without = HEAD + b"Content-Type: multipart/mixed\r\n\r\n--zz\r\n\r\n" + TEXT.encode() + b"\r\n--zz--\r\n"
    assert read(without, "m.eml").block(TEXT)
    no_parts = HEAD + b"Content-Type: multipart/mixed; boundary=q\r\n\r\n" + TEXT.encode()
    assert read(no_parts, "m.eml").block(TEXT)
    binary = read(message(base64.encodebytes(bytes(range(256)) * 20), "text/plain; charset=gb2312", "base64"), "m.eml")
    assert binary.codes == ["unreadable-input"]


def test_nesting_ends(read):
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(500))
    page = read(HEAD + deep + b"\r\nend", "m.eml")
    assert page.head is not None
    assert len(page.events) < 20


def test_mailboxes_give_their_messages_byte_for_byte(read):
    one = message(TEXT.encode() + b"\r\n>From here on\r\n", head=HEAD + b"Subject: " + word("停航", "gbk") + b"\r\n")
    two = message(b"second\r\n")
    data = b"From a@x.example Tue May  6 15:08:09 2031\r\n" + one + b"\r\nFrom - Wed May  7 15:08:09 2031\r\n" + two
    page = read(data, "inbox")
    assert [c.name for c in page.children] == ["message 1 停航.eml", "message 2.eml"]
    assert page.children[0].path.read_bytes() == one
    place = page.children[1].place
    assert data[place.offset : place.offset + place.length] == two
    assert page.children[0].captured == "2031-05-06T07:08:09Z"
    assert page.head.metadata["messages"] == "2"


def test_likeness():
    assert likeness(TEXT, TEXT) == 1
    assert likeness(TEXT, TEXT[:20]) < 0.6
    assert likeness("", "") == 1
    assert likeness("", TEXT) == 0


@settings(max_examples=120, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", HEAD, HEAD + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"]),
)
def test_no_bytes_break_the_splitter(data, head):
    _, found = mail_parts.split(head + data, 1000)
    for part in found:
        assert 0 <= part.start <= part.end <= len(head + data)
        mail_parts.content(part)
        assert isinstance(part.name, str)
    header_text(data)
    mail_headers.date(data)
