"""7z archives, where the optional package is installed, and what is said where it is not."""

import io
import sys

import pytest
from archives import TEXT

from reader.formats import dispatch
from reader.formats.contract import Child, Payload, Trouble

MIB = 1024**2


def test_without_the_package_it_says_what_to_install(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "py7zr", None)
    archive = read(b"7z\xbc\xaf\x27\x1c" + bytes(100), "a.7z")
    assert archive.codes == ["unknown-format"]
    assert "evidence-reader[sevenzip]" in archive.troubles[0].hint


@pytest.fixture
def sevenzip():
    py7zr = pytest.importorskip("py7zr")

    def make(*members, **options):
        out = io.BytesIO()
        with py7zr.SevenZipFile(out, "w", **options) as archive:
            for name, data in members:
                archive.writestr(data, name)
        return out.getvalue()

    return make


def test_members_with_their_names(read, sevenzip):
    archive = read(sevenzip(("文件/通告.txt", TEXT), ("b.txt", b"two")), "a.7z")
    assert [(c.name, c.path.read_bytes()) for c in archive.children] == [("文件/通告.txt", TEXT), ("b.txt", b"two")]
    assert archive.children[0].place.path == "文件/通告.txt"
    assert not archive.troubles


@pytest.mark.parametrize("hidden_names", [False, True])
def test_passwords(tmp_path, sevenzip, hidden_names):
    path = tmp_path / "a.7z"
    path.write_bytes(sevenzip(("a.txt", TEXT), password="清江", header_encryption=hidden_names))
    for passwords, wanted in (((), 0), (("wrong",), 0), (("wrong", "清江"), 1)):
        staging = tmp_path / f"staging-{len(passwords)}"
        staging.mkdir()
        events = list(dispatch.read(Payload(path, "a.7z", passwords=passwords), staging))
        children = [e for e in events if isinstance(e, Child)]
        assert [c.path.read_bytes() for c in children] == [TEXT] * wanted
        codes = [e.code for e in events if isinstance(e, Trouble)]
        assert codes == ([] if wanted else ["encrypted-input"])


def test_a_bomb_and_a_cut_off_archive_end_in_troubles(read, sevenzip):
    bomb = read(sevenzip(("a.txt", TEXT), ("bomb", bytes(80 * MIB))), "a.7z")
    assert "limit-exceeded" in bomb.codes
    assert sum(c.path.stat().st_size for c in bomb.children) <= 64 * MIB
    whole = sevenzip(("a.txt", TEXT * 100))
    for cut in (1, 20, len(whole) // 2, len(whole) - 10):
        assert read(whole[:-cut], "a.7z").troubles
