"""The shipped manifest names real packages; damaged ones are reported."""

import pytest
from conftest import MODELS

from reader.errors import PackageCorrupt, UnknownObject
from reader.translate.manifest import load, version_key
from reader.translate.unpack import sha256_file

SHIPPED = load(MODELS / "manifest.toml")


def test_the_bundled_file_is_the_one_the_manifest_describes():
    bundled = [e for e in SHIPPED.entries if e.bundled]
    assert bundled
    for entry in bundled:
        path = MODELS / entry.file
        assert path.stat().st_size == entry.size
        assert sha256_file(path) == entry.sha256


def test_every_entry_is_complete():
    for entry in SHIPPED.entries:
        assert len(entry.sha256) == 64
        assert set(entry.sha256) <= set("0123456789abcdef")
        assert entry.licence
        assert entry.bundled or entry.url == f"https://argos-net.com/v1/{entry.file}"
    assert SHIPPED.named("zh_en").size == 74_481_402
    assert SHIPPED.named("zt_en-1.9").from_code == "zt"


def test_the_newest_version_of_a_name_wins(tmp_path):
    row = (
        '[[package]]\nname="a"\nversion="{}"\nfrom_code="zh"\nto_code="en"\n'
        'file="f{}"\nbytes=1\nsha256="{}"\nlicence="x"\n'
    )
    (tmp_path / "m.toml").write_text("".join(row.format(v, v, v * 4) for v in ("1.9", "1.10", "1.2")))
    assert load(tmp_path / "m.toml").named("a").version == "1.10"
    assert load(tmp_path / "m.toml").named("a-1.2").version == "1.2"


def test_versions_sort_by_number():
    assert sorted(["1.10", "1.9", "2", "1.9.1", "beta"], key=version_key) == ["beta", "1.9", "1.9.1", "1.10", "2"]


@pytest.mark.parametrize(
    "text", ["[[package]]\n", "package = 3\n", "[[package]\n", '[threshold]\nlaw = "high"\n', "package = [1]\n", "\xff"]
)
def test_a_damaged_manifest_is_an_error_with_advice(tmp_path, text):
    path = tmp_path / "manifest.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(PackageCorrupt) as caught:
        load(path)
    assert "manifest.toml" in caught.value.hint


def test_no_manifest_is_an_empty_one(tmp_path):
    assert load(tmp_path / "none.toml").entries == ()
    with pytest.raises(UnknownObject, match="no package called"):
        load(tmp_path / "none.toml").named("zh_en")
