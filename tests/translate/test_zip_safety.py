"""Hostile archives are refused before a byte is written."""

import stat
import struct
import zipfile

import pytest
from tiny_package import write_archive

from reader.errors import PackageCorrupt
from reader.translate.zip_safety import ZipLimits, extract, open_checked, read_member


def zip_of(tmp_path, *members):
    """An archive of (name, data, external attributes) members, names written as they are."""
    path = tmp_path / "hostile.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, attributes in members:
            info = zipfile.ZipInfo("placeholder")
            info.filename = name
            info.external_attr = attributes << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return path


def refused(path, limits=None):
    with pytest.raises(PackageCorrupt) as caught, open_checked(path, path.name, limits or ZipLimits()):
        pytest.fail("a hostile archive was opened")
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../outside",
        "a/../../outside",
        "a/..",
        "C:/windows/x",
        "a\\..\\b",
        "\\\\server\\share",
        "",
        "a" * 300,
    ],
)
def test_names_that_leave_the_folder_are_refused(tmp_path, name):
    assert "name" in refused(zip_of(tmp_path, (name, b"x", 0o100644)))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_refused(tmp_path, kind):
    assert "link or a device" in refused(zip_of(tmp_path, ("a/link", b"/etc/passwd", kind | 0o777)))


def test_the_same_name_twice_is_refused_whatever_its_case(tmp_path):
    assert "same name" in refused(zip_of(tmp_path, ("a/model.bin", b"1", 0), ("A/MODEL.bin", b"2", 0)))


def test_a_bomb_is_refused(tmp_path):
    assert "packed more than" in refused(zip_of(tmp_path, ("a/zeros", bytes(8 << 20), 0)))


def test_too_many_members_and_too_many_bytes_are_refused(tmp_path):
    path = zip_of(tmp_path, *((f"a/{n}", b"xyz", 0) for n in range(5)))
    assert "members" in refused(path, ZipLimits(members=4))
    assert "unpack to more" in refused(path, ZipLimits(total_bytes=14))


def test_encrypted_members_are_refused(tmp_path):
    path = zip_of(tmp_path, ("a/secret", b"x", 0))
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, central + 8, 1)
    path.write_bytes(data)
    assert "encrypted" in refused(path)


@pytest.mark.parametrize("damage", [b"", b"PK", b"not a zip at all" * 100])
def test_what_is_no_zip_is_said_to_be_none(tmp_path, damage):
    path = tmp_path / "stick.argosmodel"
    path.write_bytes(damage)
    assert "stick.argosmodel is not a complete zip" in refused(path)


def test_a_truncated_archive_is_refused(tmp_path, archive):
    path = tmp_path / "cut.argosmodel"
    path.write_bytes(archive.read_bytes()[:-2000])
    assert "not a complete zip" in refused(path)


def test_an_announced_size_smaller_than_the_data_writes_no_more_than_announced(tmp_path):
    path = zip_of(tmp_path, ("a/data", b"A" * 5000, 0))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    path.write_bytes(data)
    target = tmp_path / "out"
    with open_checked(path, path.name) as opened, pytest.raises(PackageCorrupt):
        extract(opened, [("a/data", target)])
    assert target.stat().st_size <= 10


def test_flipped_bytes_are_found_while_unpacking(tmp_path):
    path = write_archive(tmp_path / "flipped.argosmodel", {"a/data": bytes(range(256)) * 64})
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    with open_checked(path, path.name) as opened:
        with pytest.raises(PackageCorrupt, match="data in the package is damaged"):
            extract(opened, [("a/data", tmp_path / "out")])
        with pytest.raises(PackageCorrupt):
            read_member(opened, "a/data", 1 << 20)


def test_a_member_is_read_up_to_its_limit(tmp_path):
    path = write_archive(tmp_path / "fine.argosmodel", {"a/data": b"12345"})
    with open_checked(path, path.name) as opened:
        assert read_member(opened, "a/data", 5) == b"12345"
        with pytest.raises(PackageCorrupt, match="larger than 4 bytes"):
            read_member(opened, "a/data", 4)
        with pytest.raises(PackageCorrupt):
            read_member(opened, "a/absent", 5)
