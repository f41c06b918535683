"""ZIP, tar and compressed files: what becomes a member, under which name, and what hostile ones cost."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib

import pytest
from archives import TEXT, aes_zip, link_in_zip, special, tar_of, zip_of, zip_with_old_encryption

from reader.config import Limits
from reader.formats import dispatch
from reader.formats.contract import Child, Payload, Trouble

MIB = 1024**2


def contents(reading):
    return [(child.name, child.path.read_bytes()) for child in reading.children]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_members_with_their_place(read, method):
    data = zip_of(("文件/通告.txt", TEXT), ("空目录/", b""), ("b.txt", b"two"), compression=method)
    archive = read(data, "a.zip")
    assert contents(archive) == [("文件/通告.txt", TEXT), ("b.txt", b"two")]
    assert not archive.troubles
    place = archive.children[0].place
    assert (place.kind, place.path) == ("member", "文件/通告.txt")
    assert data[place.offset :].startswith(b"PK\x03\x04")
    assert archive.children[0].metadata["member_time"].startswith("2031-05-06T07:08:08")
    assert archive.head.metadata == {"entries": "3", "folders": "1"}


@pytest.mark.parametrize("charset", ["gbk", "big5", "shift_jis"])
def test_names_without_a_charset_are_decided_together(read, charset):
    names = (
        ["情況/照片.txt", "附件一.txt", "a.txt"] if charset != "gbk" else ["情况/照片.txt", "附件1：说明.txt", "a.txt"]
    )
    archive = read(zip_of(*((name.encode(charset), TEXT) for name in names)), "a.zip")
    assert [child.name for child in archive.children] == names
    assert archive.head.metadata["names_charset"]


def test_the_unicode_path_field_outranks_the_bytes_of_the_name(read):
    raw = "照片.txt".encode("gbk")
    field = b"\x01" + zlib.crc32(raw).to_bytes(4, "little") + "照片（真）.txt".encode()
    info = zipfile.ZipInfo("x" * len(raw))
    info.extra = (0x7075).to_bytes(2, "little") + len(field).to_bytes(2, "little") + field
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, TEXT)
    assert read(out.getvalue().replace(b"x" * len(raw), raw), "a.zip").children[0].name == "照片（真）.txt"


@pytest.mark.parametrize("make", [zip_of, tar_of])
def test_names_that_deceive_are_shown_safely_and_kept_exactly(read, tmp_path, make):
    names = ["../../etc/passwd", "/etc/cron.d/x", "C:\\a.txt", "gnp\u202etxt.exe", "two\nlines.txt", "长" * 80 + ".txt"]
    archive = read(make(*((name, TEXT) for name in names)), "a")
    assert [child.place.path for child in archive.children] == names
    assert all(child.path.parent == tmp_path / "staging" for child in archive.children)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["evidence", "staging"]
    warned = [name for name, c in zip(names, archive.children, strict=True) if "name_warning" in c.metadata]
    assert warned == names[:3]
    assert archive.children[3].name == "gnp[U+202E]txt.exe"
    assert archive.children[4].name == "two[U+000A]lines.txt"
    assert archive.children[4].metadata["member_name"] == "two\nlines.txt"


def test_a_name_of_300_characters_is_shortened_for_show_only(read):
    name = "a" * 300 + ".txt"
    (child,) = read(zip_of((name, TEXT)), "a.zip").children
    assert len(child.name) <= 255
    assert child.name.endswith(".txt")
    assert child.metadata["member_name"] == name


def test_members_with_one_name_both_survive(read):
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zip_of(("a.txt", b"one"), ("a.txt", b"two"))
    assert contents(read(data, "a.zip")) == [("a.txt", b"one"), ("a.txt", b"two")]


def test_links_and_devices_are_not_followed(read):
    archive = read(link_in_zip("link", "/etc/passwd"), "a.zip")
    assert contents(archive) == [("after.txt", TEXT)]
    assert archive.codes == ["not-read"]
    archive = read(
        tar_of(
            (special("link", tarfile.SYMTYPE, "/etc/passwd"), b""), (special("hard", tarfile.LNKTYPE, "/x"), b""),
            (special("null", tarfile.CHRTYPE), b""), (special("pipe", tarfile.FIFOTYPE), b""), ("after.txt", TEXT),
        ),
        "a.tar",
    )  # fmt: skip
    assert contents(archive) == [("after.txt", TEXT)]
    assert archive.codes == ["not-read"] * 4


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_of_every_compression(read, mode):
    archive = read(tar_of(("文件/通告.txt", TEXT), ("b.txt", b"two"), mode=mode), "a.tgz")
    assert contents(archive) == [("文件/通告.txt", TEXT), ("b.txt", b"two")]
    assert archive.children[0].captured == "2031-04-26T20:00:00Z"
    assert not archive.troubles


def test_tar_names_in_gbk(read):
    archive = read(tar_of(("说明.txt", TEXT), ("a.txt", b"x"), ("照片/封面.txt", TEXT), name_bytes="gbk"), "a.tar")
    assert sorted(child.name for child in archive.children) == ["a.txt", "照片/封面.txt", "说明.txt"]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_cut_off_tar_keeps_what_came_before(read, mode):
    noise = bytes((n * 7919 >> 3) & 0xFF for n in range(200_000))
    data = tar_of(("a.txt", TEXT), ("b.bin", noise), mode=mode)
    archive = read(data[: len(data) // 2], "a.tar")
    assert archive.children[0].path.read_bytes() == TEXT
    assert "truncated-input" in archive.codes


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_single_compressed_file(read, pack):
    suffix = {gzip: "gz", bz2: "bz2", lzma: "xz"}[__import__(pack.__module__.lstrip("_"))]
    archive = read(pack(TEXT) + pack(TEXT), f"notice.txt.{suffix}")
    assert contents(archive) == [("notice.txt", TEXT * 2)]
    assert not archive.troubles
    cut = read(pack(TEXT * 1000)[:-8], f"notice.txt.{suffix}")
    assert cut.codes == ["truncated-input"]


def test_a_zip_without_its_directory_is_searched(read):
    whole = zip_of(("通告.txt", TEXT), ("b.txt", b"two" * 100))
    archive = read(whole[: whole.find(b"PK\x01\x02")], "a.zip")
    assert [data for _, data in contents(archive)] == [TEXT, b"two" * 100]
    assert archive.codes == ["truncated-input"]
    streamed = io.BytesIO()
    with zipfile.ZipFile(_Unseekable(streamed), "w", zipfile.ZIP_DEFLATED) as out:  # sizes stand after the data
        out.writestr("a.txt", TEXT)
        out.writestr("b.txt", b"two" * 100)
    data = streamed.getvalue()
    archive = read(data[: data.find(b"PK\x01\x02")], "a.zip")
    assert [data for _, data in contents(archive)] == [TEXT, b"two" * 100]


class _Unseekable:
    def __init__(self, stream):
        self.write, self.flush = stream.write, stream.flush


def test_a_changed_member_is_said_and_kept(read):
    data = bytearray(zip_of(("a.txt", TEXT), compression=zipfile.ZIP_STORED))
    data[data.find(TEXT)] ^= 1
    archive = read(bytes(data), "a.zip")
    assert archive.codes == ["digest-mismatch"]
    assert len(archive.children) == 1


@pytest.fixture
def unlock(tmp_path):
    def reading(data, *passwords):
        path = tmp_path / "locked.zip"
        path.write_bytes(data)
        staging = tmp_path / "unlocked"
        staging.mkdir(exist_ok=True)
        events = list(dispatch.read(Payload(path, "locked.zip", passwords=passwords), staging))
        troubles = [e for e in events if isinstance(e, Trouble)]
        return [e.path.read_bytes() for e in events if isinstance(e, Child)], troubles

    return reading


def test_old_encryption(unlock):
    data = zip_with_old_encryption("a.txt", TEXT, "渡口2031")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:  # the library agrees that this is how it is written
        assert archive.read("a.txt", "渡口2031".encode()) == TEXT
    assert unlock(data, "wrong", "渡口2031") == ([TEXT], [])
    for passwords in ((), ("wrong",)):
        members, (trouble,) = unlock(data, *passwords)
        assert not members
        assert trouble.code == "encrypted-input"
        assert "渡口2031" not in str(trouble)


@pytest.mark.parametrize(("strength", "method"), [(1, 8), (2, 0), (3, 8)])
def test_aes_encryption(unlock, strength, method):
    data = aes_zip(TEXT * 3000, "secret", strength, method)
    assert unlock(data, "secret") == ([TEXT * 3000], [])
    assert [t.code for t in unlock(data, "wrong")[1]] == ["encrypted-input"]
    damaged = bytearray(data)
    damaged[90] ^= 1
    assert [t.code for t in unlock(bytes(damaged), "secret")[1]] == ["truncated-input"]


def test_many_locked_members_make_one_trouble(unlock):
    one = zip_of(("a.txt", TEXT), ("b.txt", TEXT), ("c.txt", TEXT), compression=zipfile.ZIP_STORED)
    data = bytearray(one)
    for n in range(len(data) - 4):
        if data[n : n + 4] == b"PK\x03\x04":
            data[n + 6] |= 1
        elif data[n : n + 4] == b"PK\x01\x02":
            data[n + 8] |= 1
    _, (trouble,) = unlock(bytes(data))
    assert "3 such members" in trouble.message


def test_a_bomb_is_left_out_and_its_neighbours_kept(read):
    bomb = bytes(40 * MIB)
    archive = read(zip_of(("a.txt", TEXT), ("bomb", bomb), ("b.txt", TEXT)), "a.zip")
    assert contents(archive) == [("a.txt", TEXT), ("b.txt", TEXT)]
    assert archive.codes == ["limit-exceeded"]
    assert read(gzip.compress(bomb), "bomb.gz").codes == ["limit-exceeded"]
    assert "limit-exceeded" in read(tar_of(("z", bytes(70 * MIB)), mode="w:gz"), "a.tar.gz").codes


def test_many_members_that_grow_are_stopped_together(read):
    archive = read(zip_of(*((f"{n}.bin", bytes(12 * MIB)) for n in range(8))), "a.zip")
    assert sum(child.path.stat().st_size for child in archive.children) <= 64 * MIB
    assert archive.codes[-1] == "limit-exceeded"


def test_the_number_of_members_is_limited(read):
    limits = Limits(members=5)
    for data in (zip_of(*((str(n), TEXT) for n in range(9))), tar_of(*((str(n), TEXT) for n in range(9)))):
        archive = read(data, "a", limits=limits)
        assert len(archive.children) == 5
        assert archive.codes == ["limit-exceeded"]


@pytest.mark.parametrize("cut", [1, 10, 30, 60, 100, 150])
def test_cut_short_anywhere_ends_in_a_trouble(read, cut):
    for data in (zip_of(("a.txt", TEXT), ("b.txt", TEXT)), tar_of(("a.txt", TEXT), ("b", TEXT), mode="w:gz")):
        archive = read(data[: len(data) - cut], "a")
        assert archive.troubles or archive.children or archive.blocks


def test_noise_behind_the_magic_bytes_harms_nobody(read):
    import random

    rng = random.Random(7)
    for magic in (b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00"):
        for size in (8, 100, 5000):
            assert read(magic + rng.randbytes(size), "a").troubles


def test_an_archive_of_nothing_but_signatures_is_given_up(read):
    assert read(b"PK\x03\x04" * 200_000, "a.zip").troubles
