"""Office files behind a password: opened with the right one, otherwise said so; protections made to do harm."""

import hashlib
import io
import struct
import zipfile

import msoffcrypto
import olefile
import pytest
import xlwt
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher
from ole_builder import compound
from test_old_office import workbook
from test_xlsx import budget, saved

from reader.formats import dispatch
from reader.formats.contract import BlockDraft, Child, Head, Payload, Trouble
from reader.formats.office_locked import ENCRYPTED

PASSWORD = "清江2031"


@pytest.fixture(scope="module")
def locked():
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(saved(budget()[0]))).encrypt(PASSWORD, out)
    return out.getvalue()


@pytest.fixture
def opened(tmp_path):
    def read(data, *passwords, name="预算.xlsx"):
        path, staging = tmp_path / "evidence", tmp_path / "staging"
        path.write_bytes(data)
        staging.mkdir(exist_ok=True)
        events = list(dispatch.read(Payload(path, name, passwords=passwords), staging))
        left = {child.path for child in events if isinstance(child, Child)}
        assert set(staging.iterdir()) == left  # nothing without protection stays behind
        return events

    return read


def codes(events):
    return [event.code for event in events if isinstance(event, Trouble)]


def test_a_workbook_opens_with_one_of_the_passwords(locked, opened, read):
    plain = read(saved(budget()[0]), "预算.xlsx")
    events = opened(locked, "wrong", PASSWORD)
    blocks = [event for event in events if isinstance(event, BlockDraft)]
    assert [b.text for b in blocks] == [b.text for b in plain.blocks]
    assert [b.locators for b in blocks] == [b.locators for b in plain.blocks]
    (head,) = [event for event in events if isinstance(event, Head)]
    assert head.extractor == "xlsx"
    assert "password" in head.metadata["opened"]
    assert "name_mismatch" not in head.metadata
    assert PASSWORD not in repr(events)


@pytest.mark.parametrize("passwords", [(), ("wrong",), ("", "密" * 300)])
def test_without_the_right_password_it_is_said(locked, opened, passwords):
    events = opened(locked, *passwords)
    assert codes(events) == ["encrypted-input"]
    assert "--password" in events[-1].hint


def test_files_cut_short_or_damaged_end_in_troubles(locked, opened):
    for cut in (600, 3000, len(locked) // 2, len(locked) - 300):
        assert codes(opened(locked[:cut], PASSWORD))
    changed = bytearray(locked)
    for place in range(len(locked) // 2, len(locked) - 2000, 997):
        changed[place] ^= 0xFF
    assert codes(opened(bytes(changed), PASSWORD))


@pytest.mark.parametrize(
    ("info", "code"),
    [
        (b'\x04\0\x04\0\x40\0\0\0<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><encryption>&c;</encryption>',
         "unreadable-input"),
        (b"\x04\0\x04\0\x40\0\0\0" + b"<a>" * 400_000, "unreadable-input"),
        (b"\x04\0\x04\0\x40\0\0\0no xml", "truncated-input"),
        (b"", "truncated-input"),
        (None, "encrypted-input"),
    ],
)  # fmt: skip
def test_protections_no_program_writes(opened, info, code):
    streams = {("EncryptedPackage",): bytes(5000)}
    if info is not None:
        streams[("EncryptionInfo",)] = info
    assert codes(opened(compound(streams), PASSWORD)) == [code]


def test_an_effort_without_end_is_refused(locked, opened):
    assert b'spinCount="100000"' in locked
    endless = locked.replace(b'spinCount="100000"', b'spinCount="999999999"'[: len(b'spinCount="100000"')])
    assert codes(opened(endless, PASSWORD)) == ["truncated-input"]


def test_a_protected_file_inside_a_protected_file_ends(locked, opened):
    out = io.BytesIO()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        package.writestr("x", locked)
    msoffcrypto.OfficeFile(io.BytesIO(inner.getvalue())).encrypt(PASSWORD, out)
    events = opened(out.getvalue(), PASSWORD)
    assert codes(events) or [event for event in events if isinstance(event, Child)]


def test_what_is_inside_need_not_be_a_workbook(opened):
    from archives import zip_of

    out = io.BytesIO()
    types = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
    plain = zip_of(("[Content_Types].xml", types), ("word/a.xml", b"<a/>"))
    msoffcrypto.OfficeFile(io.BytesIO(plain)).encrypt(PASSWORD, out)
    assert codes(opened(out.getvalue(), PASSWORD))


def test_sniffing(locked):
    from reader.formats.contract import Probe, sniff

    assert sniff(Probe("", locked[:65536], len(locked))) == ENCRYPTED


@pytest.mark.parametrize(("passwords", "texts"), [((), 0), (("wrong",), 0), (("wrong", PASSWORD), 1)])
def test_old_workbooks(opened, passwords, texts):
    events = opened(old_workbook(PASSWORD), *passwords, name="a.xls")
    assert sum(isinstance(event, BlockDraft) and event.text == "停航通知" for event in events) == texts
    assert codes(events) == ([] if texts else ["encrypted-input"])


def test_workbooks_only_protected_against_changes_open_by_themselves(opened):
    events = opened(old_workbook("VelvetSweatshop"), name="a.xls")
    assert any(isinstance(event, BlockDraft) and event.text == "停航通知" for event in events)
    assert not codes(events)


def old_workbook(password):
    """An XLS as Excel 97 protects it (RC4, [MS-OFFCRYPTO] 2.3.6): every record but a few encrypted in place."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "停航通知")
    out = io.BytesIO()
    book.save(out)
    with olefile.OleFileIO(io.BytesIO(out.getvalue())) as ole:
        plain = ole.openstream("Workbook").read().rstrip(b"\0") + bytes(3)  # xlwt fills up what Excel does not
    key = _old_key(password, salt := bytes(range(16)))
    verifier = bytes(16)
    checked = _rc4(key, 0, 0, verifier + hashlib.md5(verifier).digest())
    lock = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + salt + checked
    at = 4 + int.from_bytes(plain[2:4], "little")
    plain = bytearray(plain[:at] + lock + plain[at:])
    place = 0
    while place + 4 <= len(plain):
        kind, size = struct.unpack_from("<HH", plain, place)
        start, end = place + 4, place + 4 + size
        if kind == 0x85:  # the place of a sheet has moved, and is never encrypted
            struct.pack_into("<I", plain, start, struct.unpack_from("<I", plain, start)[0] + len(lock))
            start += 4
        if kind not in {0x809, 0x2F}:
            plain[start:end] = _rc4(key, start // 1024, start % 1024, bytes(plain[start:end]))
        place = end
    return compound({("Workbook",): bytes(plain)})


def _old_key(password, salt):
    first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    return hashlib.md5((first + salt) * 16).digest()[:5]


def _rc4(key, block, skip, data):
    """*data* that begins *skip* bytes into *block*; each block of 1,024 bytes has a key of its own."""
    out = b""
    while data:
        piece, data = data[: 1024 - skip], data[1024 - skip :]
        final = hashlib.md5(key + struct.pack("<I", block)).digest()
        stream = Cipher(ARC4(final), None).encryptor()
        stream.update(bytes(skip))
        out += stream.update(piece)
        block, skip = block + 1, 0
    return out


def test_old_workbooks_say_what_to_do(read, monkeypatch):
    import xlrd

    def refuse(*_, **__):
        raise xlrd.XLRDError("Workbook is encrypted")

    monkeypatch.setattr(xlrd, "open_workbook", refuse)
    book = read(workbook(), "a.xls")
    assert book.codes == ["encrypted-input"]
    assert "--password" in book.troubles[0].hint
