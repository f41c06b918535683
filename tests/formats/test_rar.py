"""RAR archives, where libarchive is installed, and what is said where it is not."""

import sys

import pytest
from archives import TEXT
from rar_builder import new_rar, old_rar

from reader.config import Limits
from reader.formats import rar
from reader.formats.contract import Child, Payload
from reader.formats.host import Extractor

MIB = 1024**2


def test_without_the_library_it_says_what_to_install(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "libarchive", None)
    archive = read(old_rar(("a.txt", TEXT)), "a.rar")
    assert archive.codes == ["unknown-format"]
    assert "evidence-reader[rar]" in archive.troubles[0].hint


@pytest.fixture
def libarchive():
    try:
        return rar._binding()
    except rar.UnknownFormat:
        pytest.skip("libarchive is not installed")


@pytest.fixture(params=[old_rar, new_rar], ids=["rar4", "rar5"])
def make(request, libarchive):
    return request.param


def test_members_with_their_names(read, make):
    archive = read(make(("文件/通告.txt", TEXT), ("../../b\u202e.txt", b"two"), ("文件/通告.txt", b"three")), "a.rar")
    assert [(c.name, c.path.read_bytes()) for c in archive.children] == [
        ("文件/通告.txt", TEXT), ("../../b[U+202E].txt", b"two"), ("文件/通告.txt", b"three"),
    ]  # fmt: skip
    assert "outside" in archive.children[1].metadata["name_warning"]
    assert archive.head.metadata["entries"] == "3"
    assert not archive.troubles
    if make is new_rar:
        assert archive.children[0].captured == "2031-04-26T20:00:00Z"
    else:
        assert archive.children[0].captured is None
        assert archive.children[0].metadata["member_time"].startswith("2031-05-06 07:08:08")


def test_in_the_sealed_process(tmp_path, make):
    path = tmp_path / "a.rar"
    path.write_bytes(make(("文件/通告.txt", TEXT)))
    with Extractor() as extractor:
        events = list(extractor.extract(Payload(path, "a.rar"), tmp_path / "staging"))
    (child,) = [event for event in events if isinstance(event, Child)]
    assert (child.name, child.path.read_bytes()) == ("文件/通告.txt", TEXT)


def test_links_are_not_followed(read, libarchive):
    archive = read(old_rar(("link", b"/etc/passwd"), mode=0o120777), "a.rar")
    assert archive.codes == ["not-read"]
    assert not archive.children


def test_damage_ends_in_troubles(read, make):
    whole = make(("a.txt", TEXT * 50), ("b.txt", TEXT * 50))
    for cut in (9, 30, len(whole) // 4, len(whole) // 2 + 100, len(whole) - 40):
        page = read(whole[:cut], "a.rar")
        assert page.troubles
        assert not [t for t in page.troubles if "failed (" in t.message]
    for place in range(8, 120, 5):
        changed = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        assert not [t for t in read(changed, "a.rar").troubles if "failed (" in t.message]


def test_an_archive_whose_beginning_is_no_archive(read, libarchive):
    for start in (new_rar(("a.txt", TEXT))[:8], old_rar(("a.txt", TEXT))[:7]):
        page = read(start + b"\xff" * 300, "a.rar")
        assert page.codes == ["truncated-input"]


def test_encrypted_archives_say_what_to_do(read, libarchive):
    for data in (new_rar(("a.txt", TEXT), encrypted=True), old_rar(("a.txt", TEXT), main=0x80)):
        page = read(data, "a.rar")
        assert page.codes == ["encrypted-input"]
        assert "another program" in page.troubles[0].hint


def test_sizes_that_are_a_lie_and_limits(read, libarchive):
    page = read(new_rar(("a.txt", TEXT), claim=1 << 50), "a.rar")
    assert page.troubles
    assert sum(c.path.stat().st_size for c in page.children) <= len(TEXT)
    many = read(old_rar(*((f"{n}.txt", b"x") for n in range(20))), "a.rar", limits=Limits(members=5))
    assert many.codes == ["limit-exceeded"]
    assert len(many.children) == 5
