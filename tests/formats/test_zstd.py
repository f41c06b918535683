"""Zstandard: single files, tar, web archives with and without a dictionary; damage and bombs."""

import struct

import pytest
import zstandard
from archives import TEXT, tar_of
from builders import response

from reader.formats import packed
from reader.formats.contract import Probe, sniff
from reader.formats.sniff import WARC

MIB = 1024**2
PAGES = [
    response(f"<p>第{n}次停航通告，渡口恢复时间另行通知。</p>".encode(), uri=f"http://a.example/{n}") for n in range(40)
]


def zst(data, **options):
    return zstandard.ZstdCompressor(**options).compress(data)


def archive(*, dictionary=None, packed_dictionary=False):
    """A .warc.zst as the specification has it: a frame per record, the dictionary in a frame to be skipped."""
    frames = []
    if dictionary is not None:
        inside = dictionary.as_bytes()
        inside = zst(inside) if packed_dictionary else inside
        frames.append(struct.pack("<II", 0x184D2A5D, len(inside)) + inside)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    return b"".join([*frames, *map(packer.compress, PAGES)])


@pytest.fixture(scope="module")
def dictionary():
    return zstandard.train_dictionary(4096, PAGES * 4)


def test_a_single_file(read):
    page = read(zst(TEXT), "通告.txt.zst")
    (child,) = page.children
    assert (child.name, child.path.read_bytes()) == ("通告.txt", TEXT)
    assert not page.troubles
    joined = read(zst(TEXT) + struct.pack("<II", 0x184D2A50, 3) + b"abc" + zst(b"two"), "a.zst")
    assert joined.children[0].path.read_bytes() == TEXT + b"two"


def test_a_tar(read):
    page = read(zst(tar_of(("文件/通告.txt", TEXT), ("b.txt", b"two"))), "a.tar.zst")
    assert [(c.name, c.path.read_bytes()) for c in page.children] == [("文件/通告.txt", TEXT), ("b.txt", b"two")]


def test_web_archives(read, dictionary):
    plain = read(b"".join(PAGES), "a.warc")
    for data in (archive(), archive(dictionary=dictionary), archive(dictionary=dictionary, packed_dictionary=True)):
        assert sniff(Probe("", data[:65536], len(data))) == WARC
        page = read(data, "a.warc.zst")
        assert [c.url for c in page.children] == [c.url for c in plain.children]
        assert [c.place.offset for c in page.children] == [c.place.offset for c in plain.children]
        assert page.children[3].path.read_bytes() == plain.children[3].path.read_bytes()
        assert "unpacked archive" in page.head.metadata["offsets"]
        assert not page.troubles


def test_what_precedes_the_damage_is_kept(read, dictionary):
    data = archive(dictionary=dictionary)
    page = read(data[:-400], "a.warc.zst")
    assert 10 < len(page.children) < 40
    assert page.codes
    spoiled = bytearray(data)
    spoiled[-500:-496] = b"\xff\xff\xff\xff"
    assert read(bytes(spoiled), "a.warc.zst").codes
    text = zst(TEXT * 1000)
    for cut in (4, 9, len(text) // 2, len(text) - 1):
        assert "truncated-input" in read(text[:cut], "a.txt.zst").codes


def test_dictionaries_that_are_none(read):
    for size, inside in ((4, b"none"), (0xFFFFFFFF, b"none"), (0, b""), (12, b"\x28\xb5\x2f\xfd" + bytes(8))):
        data = struct.pack("<II", 0x184D2A5D, size) + inside
        assert read(data + b"".join(map(zst, PAGES[:2])), "a.warc.zst").troubles or size in {0, 4, 12}


def test_bombs_end_within_limits(read):
    bomb = zst(bytes(300 * MIB), level=19)
    assert len(bomb) < 64 * 1024
    page = read(bomb, "a.zst")
    assert page.codes == ["limit-exceeded"]
    assert not page.children
    wide = bytearray(zst(TEXT, write_content_size=False))
    wide[5] = 0xF8  # a window of terabytes
    assert read(bytes(wide), "a.zst").troubles


def test_pieces_stay_small(tmp_path):
    path = tmp_path / "a.zst"
    path.write_bytes(zst(bytes(40 * MIB)))
    pieces = list(packed.unpacked(path, packed.ZSTD))
    assert max(map(len, pieces)) <= 256 * 1024
    assert sum(map(len, pieces)) == 40 * MIB
