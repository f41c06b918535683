"""Packages: listed, installed, imported, verified, chosen; damaged ones never take the others down."""

import multiprocessing
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_package

from reader.errors import (
    DownloadFailed,
    PackageCorrupt,
    PackageError,
    PackageMissing,
    PathMissing,
    UnknownObject,
)
from reader.translate.engine import Engine
from reader.translate.packages import PackageStore
from reader.translate.parameters import Parameters
from reader.translate.unpack import RECEIPT, sha256_file

ENTRY = """
[[package]]
name = "{name}"
version = "{version}"
from_code = "{code}"
to_code = "en"
file = "{file}"
bytes = {size}
sha256 = "{sha}"
licence = "CC-BY-4.0"
{more}
"""


def entry(
    archive: Path, *, name="zh_en", version="1.9", code="zh", more='url = "https://example.invalid/p.argosmodel"'
):
    return ENTRY.format(
        name=name, version=version, code=code, file=archive.name, size=archive.stat().st_size, sha=sha256_file(archive),
        more=more,
    )  # fmt: skip


@pytest.fixture
def bundled_dir(tmp_path):
    folder = tmp_path / "bundled"
    folder.mkdir()
    return folder


@pytest.fixture
def store(tmp_path, bundled_dir):
    return PackageStore(tmp_path / "installed", bundled_dir)


def copying(archive):
    def fetch(url, target, limit):
        shutil.copyfile(archive, target)

    return fetch


def leftovers(store):
    return [p.name for p in store.installed_dir.glob(".*")] if store.installed_dir.exists() else []


def test_the_input_length_a_package_copes_with_reaches_the_engine(store, bundled_dir, archive):
    (bundled_dir / "manifest.toml").write_text(entry(archive, more="bundled = true\nmax_input_tokens = 33"))
    measured = store.import_file(archive)
    assert measured.max_input_tokens == 33
    assert Engine(measured).parameters.max_input_tokens == 33
    assert Engine(replace(measured, max_input_tokens=None)).parameters == Parameters()


def test_nothing_anywhere_is_an_empty_list(tmp_path):
    store = PackageStore(tmp_path / "no", tmp_path / "where")
    assert store.list() == []
    assert store.verify() == []
    with pytest.raises(PackageMissing) as caught:
        store.choose("zh-Hans")
    assert "reader models list" in caught.value.hint
    assert not (tmp_path / "no").exists()


def test_the_bundled_package_works_without_an_install_step(store, bundled_dir, archive):
    shutil.copy(archive, bundled_dir)
    (bundled_dir / "manifest.toml").write_text(entry(archive, name="zh_en-starter", more="bundled = true"))
    listed = store.list()
    assert [(p.label, p.status, p.ready, p.licence) for p in listed] == [
        ("zh_en-starter-1.9", "bundled", False, "CC-BY-4.0")
    ]
    assert not store.installed_dir.exists(), "listing writes nothing"
    chosen = store.choose("zh-Hans").package
    assert chosen.ready
    assert (chosen.path / "model" / "model.bin").is_file()
    assert store.list() == [chosen]
    assert store.choose("zh").package == chosen


def test_an_imported_file_is_unverified_but_usable(store, archive):
    package = store.import_file(archive)
    assert (package.name, package.version, package.status) == ("zh_en", "0.1", "unverified")
    assert package.sha256 == sha256_file(archive)
    assert package.size == archive.stat().st_size
    assert store.import_file(archive) == package
    assert [c.ok for c in store.verify()] == [True]
    assert leftovers(store) == []


def test_a_file_with_an_official_name_and_another_hash_says_so(store, bundled_dir, archive, looping_archive):
    (bundled_dir / "manifest.toml").write_text(
        entry(archive).replace(archive.name, looping_archive.name)  # the name of one, the hash of the other
    )
    package = store.import_file(looping_archive)
    assert package.status == "unverified"
    assert "not the one the manifest gives for zh_en-1.9" in package.problem
    assert not store.verify()[0].failures


def test_importing_what_is_not_there_or_no_package(store, tmp_path):
    with pytest.raises(PathMissing):
        store.import_file(tmp_path / "absent.argosmodel")
    with pytest.raises(PathMissing):
        store.import_file(tmp_path)
    text = tmp_path / "letter.argosmodel"
    text.write_text("hello")
    with pytest.raises(PackageCorrupt):
        store.import_file(text)
    assert leftovers(store) == []


def test_install_downloads_checks_and_unpacks(store, bundled_dir, archive):
    (bundled_dir / "manifest.toml").write_text(entry(archive))
    assert [e.label for e in store.available()] == ["zh_en-1.9"]
    package = store.install("zh_en", fetch=copying(archive))
    assert (package.label, package.status, package.ready) == ("zh_en-1.9", "official", True)
    assert leftovers(store) == []
    assert store.available() == ()

    def never(url, target, limit):
        pytest.fail("an installed package was downloaded again")

    assert store.install("zh_en-1.9", fetch=never) == package


def test_install_after_a_download_keeps_the_official_file_name(store, bundled_dir, archive):
    (bundled_dir / "manifest.toml").write_text(entry(archive))
    package = store.install("zh_en", fetch=copying(archive))
    assert archive.name in (package.path / RECEIPT).read_text()


def test_install_refuses_other_bytes(store, bundled_dir, archive, looping_archive, tmp_path):
    (bundled_dir / "manifest.toml").write_text(entry(archive))
    with pytest.raises(PackageCorrupt, match="bytes instead of"):
        store.install("zh_en", fetch=lambda url, target, limit: target.write_bytes(b"short"))
    same_size = bytearray(archive.read_bytes())
    same_size[100] ^= 1
    with pytest.raises(PackageCorrupt, match="SHA-256") as caught:
        store.install("zh_en", fetch=lambda url, target, limit: target.write_bytes(same_size))
    assert "was not installed" in caught.value.message
    assert store.list() == []
    assert leftovers(store) == []


def test_install_without_network_says_what_to_copy_and_where(store, bundled_dir, archive):
    (bundled_dir / "manifest.toml").write_text(entry(archive))

    def offline(url, target, limit):
        raise DownloadFailed("no network", hint=f"copy from {url}")

    with pytest.raises(DownloadFailed):
        store.install("zh_en", fetch=offline)
    assert leftovers(store) == []


def test_install_of_an_unknown_name_lists_the_known_ones(store, bundled_dir, archive):
    (bundled_dir / "manifest.toml").write_text(entry(archive))
    with pytest.raises(UnknownObject) as caught:
        store.install("ja_en")
    assert "zh_en-1.9" in caught.value.hint


def test_install_of_a_bundled_package_whose_file_is_gone(store, bundled_dir, archive):
    (bundled_dir / "manifest.toml").write_text(entry(archive, more="bundled = true"))
    with pytest.raises(PackageMissing) as caught:
        store.install("zh_en")
    assert str(bundled_dir) in caught.value.hint


def test_damaged_packages_are_listed_as_such_and_never_chosen(store, bundled_dir, archive):
    (bundled_dir / "cut.argosmodel").write_bytes(archive.read_bytes()[:1000])
    (bundled_dir / "empty.argosmodel").write_bytes(b"")
    (store.installed_dir / "zh_en-9.9-half").mkdir(parents=True)
    good = store.import_file(archive)
    listed = store.list()
    assert listed[0] == good
    assert sorted((p.name, p.status) for p in listed[1:]) == [
        ("cut", "corrupt"), ("empty", "corrupt"), ("zh_en-9.9-half", "corrupt"),
    ]  # fmt: skip
    assert all(p.problem for p in listed[1:])
    assert store.choose("zh-Hans").package == good
    with pytest.raises(PackageCorrupt):
        store.choose("zh-Hans", "cut")
    assert {c.package.name: c.ok for c in store.verify()} == {
        "zh_en": True, "cut": False, "empty": False, "zh_en-9.9-half": False,
    }  # fmt: skip


def test_a_changed_byte_is_found_by_verify(store, archive):
    package = store.import_file(archive)
    model = package.path / "model" / "model.bin"
    data = bytearray(model.read_bytes())
    data[1234] ^= 1
    model.write_bytes(data)
    assert store.list()[0].usable, "sizes agree, so a listing cannot see it"
    (check,) = store.verify()
    assert not check.ok
    assert "model/model.bin has changed" in check.failures[0]


def test_a_changed_byte_translates_nothing(store, bundled_dir, archive):
    model = store.import_file(archive).path / "model" / "model.bin"
    data = bytearray(model.read_bytes())
    data[1234] ^= 1
    model.write_bytes(data)
    with pytest.raises(PackageCorrupt, match="has changed"):
        PackageStore(store.installed_dir, bundled_dir).choose("zh-Hans")


@pytest.mark.parametrize("lost", ["model/model.bin", "metadata.json", "sentencepiece.model"])
def test_a_lost_file_makes_a_package_corrupt_and_import_repairs_it(store, archive, lost):
    package = store.import_file(archive)
    (package.path / lost).unlink()
    (listed,) = store.list()
    assert listed.status == "corrupt"
    with pytest.raises(PackageMissing) as caught:
        store.choose("zh-Hans")
    assert "reader models verify" in caught.value.hint
    assert store.import_file(archive) == package
    assert store.list() == [package]


def test_a_damaged_manifest_is_reported(store, bundled_dir):
    (bundled_dir / "manifest.toml").write_text("[[package]\n")
    with pytest.raises(PackageCorrupt, match=r"manifest\.toml"):
        store.install("zh_en")


def test_an_unwritable_folder_is_an_error_with_advice(tmp_path, archive):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(PackageError) as caught:
        PackageStore(blocked / "installed", tmp_path / "none").import_file(archive)
    assert "READER_PACKAGES_DIR" in caught.value.hint


@pytest.fixture
def four(tmp_path, bundled_dir, store):
    """zh official and zt official, zh bundled, zh unverified."""
    build = tiny_package.build
    official = build(tmp_path / "o", seed=11, version="1.9")
    traditional = build(tmp_path / "t", seed=12, version="1.9", from_code="zt")
    bundled = build(tmp_path / "b", seed=13, version="0.4")
    stranger = build(tmp_path / "s", seed=14, version="9.0")
    shutil.copy(bundled, bundled_dir)
    (bundled_dir / "manifest.toml").write_text(
        entry(official)
        + entry(traditional, name="zt_en", code="zt")
        + entry(bundled, name="zh_en-starter", version="0.4", more="bundled = true")
    )
    return {"official": official, "traditional": traditional, "stranger": stranger}


def chosen(store, lang, name=None):
    route = store.choose(lang, name)
    return route.package.label, route.to_simplified


def test_choosing_by_language_and_name(store, four):
    assert chosen(store, "zh-Hans") == ("zh_en-starter-0.4", False)
    assert chosen(store, "zh-Hant") == ("zh_en-starter-0.4", True)
    stranger = store.import_file(four["stranger"])
    assert chosen(store, "zh-Hans") == ("zh_en-starter-0.4", False), "nobody vouches for the stranger"
    assert chosen(store, "zh-Hans", "zh_en-9.0") == ("zh_en-9.0", False)
    assert store.choose("zh-Hans", stranger.sha256[:10]).package == stranger
    store.import_file(four["official"])
    assert chosen(store, "zh") == ("zh_en-1.9", False)
    assert chosen(store, "und") == ("zh_en-1.9", False)
    assert chosen(store, "zh-Hant-TW") == ("zh_en-1.9", True)
    assert chosen(store, "zh-Hans", "zh_en-starter") == ("zh_en-starter-0.4", False)
    assert chosen(store, "zh-Hant", "zh_en-starter") == ("zh_en-starter-0.4", True)
    store.import_file(four["traditional"])
    assert chosen(store, "zh-Hant") == ("zt_en-1.9", False)
    assert chosen(store, "zh-Hans", "zt_en") == ("zh_en-1.9", False)
    with pytest.raises(PackageMissing, match="from ko"):
        store.choose("ko")
    with pytest.raises(UnknownObject) as caught:
        store.choose("zh-Hans", "nonsense")
    assert "zt_en-1.9" in caught.value.hint


def _choose(folders, barrier, results):
    store = PackageStore(*folders)
    barrier.wait()
    package = store.choose("zh-Hans").package
    results.put((package.sha256, (package.path / "model" / "model.bin").stat().st_size))


def test_processes_unpacking_at_once_agree(store, bundled_dir, archive):
    shutil.copy(archive, bundled_dir)
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(4), context.Queue()
    folders = (store.installed_dir, bundled_dir)
    workers = [context.Process(target=_choose, args=(folders, barrier, results)) for _ in range(4)]
    for worker in workers:
        worker.start()
    found = {results.get(timeout=60) for _ in workers}
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    assert len(found) == 1
    assert len(list(store.installed_dir.iterdir())) == 1, "no half-made folders stay"
    assert store.verify()[0].ok


def test_what_killed_processes_left_is_swept_away_after_a_day(store, archive):
    store.installed_dir.mkdir()
    for name in (".tmp-old", ".tmp-new"):
        (store.installed_dir / name / "model").mkdir(parents=True)
    (store.installed_dir / ".download-old.part").write_bytes(b"x")
    for name in (".tmp-old", ".download-old.part"):
        os.utime(store.installed_dir / name, (0, 0))
    store.import_file(archive)
    assert leftovers(store) == [".tmp-new"]
