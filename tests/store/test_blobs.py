"""Originals under their digests."""

import hashlib
import os
import stat
import threading

import pytest

from reader.errors import CaseDamaged, PathMissing, UnknownObject

DATA = "SAMPLE 原件".encode() * 1000
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def given(tmp_path):
    path = tmp_path / "given.bin"
    path.write_bytes(DATA)
    return path


def test_bytes_lie_read_only_under_their_digest(store, given):
    assert store.blobs.add_file(given) == (SHA, len(DATA))
    place = store.folder / "originals" / SHA[:2] / SHA
    assert store.blobs.path(SHA) == place
    assert place.read_bytes() == DATA
    with store.blobs.open(SHA) as file:
        assert file.read() == DATA
    assert stat.S_IMODE(place.stat().st_mode) == 0o444
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert given.read_bytes() == DATA
    assert list((store.folder / "staging").iterdir()) == []


def test_equal_bytes_are_kept_once(store, given):
    store.blobs.add_file(given)
    before = store.blobs.path(SHA).stat()
    store.blobs.add_file(given)
    assert store.blobs.path(SHA).stat().st_ino == before.st_ino
    assert list(store.blobs.all()) == [SHA]


def test_an_empty_file_is_an_original_too(store, tmp_path):
    (tmp_path / "empty").touch()
    sha256, size = store.blobs.add_file(tmp_path / "empty")
    assert size == 0
    assert store.blobs.verify(sha256)


def test_a_missing_file_is_named_as_missing(store, tmp_path):
    with pytest.raises(PathMissing):
        store.blobs.add_file(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["f" * 64, "../../case.db", "", "F" * 64])
def test_what_is_not_held_is_unknown(store, name):
    with pytest.raises(UnknownObject):
        store.blobs.path(name)


def test_a_changed_byte_is_seen(store, given):
    store.blobs.add_file(given)
    assert store.blobs.verify(SHA)
    place = store.blobs.path(SHA)
    os.chmod(place, 0o600)
    place.write_bytes(DATA[:-1] + b"!")
    assert not store.blobs.verify(SHA)
    assert store.blobs.digest(SHA) == hashlib.sha256(DATA[:-1] + b"!").hexdigest()
    place.unlink()
    assert store.blobs.digest(SHA) is None


def test_a_truncated_original_is_not_taken_for_the_file(store, given):
    store.blobs.add_file(given)
    place = store.blobs.path(SHA)
    os.chmod(place, 0o600)
    place.write_bytes(DATA[:10])
    with pytest.raises(CaseDamaged):
        store.blobs.add_file(given)


def test_many_threads_may_add_the_same_bytes(store, given):
    results = []
    threads = [threading.Thread(target=lambda: results.append(store.blobs.add_file(given))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [(SHA, len(DATA))] * 8
    assert list((store.folder / "staging").iterdir()) == []


def test_a_folder_s_name_is_made_lasting_once(store, given, tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr("reader.store.blobs.sync_folder", lambda folder: synced.append(folder.name))
    store.blobs.add_file(given)
    assert synced == [SHA[:2], "originals"]
    twin = next(n for n in range(100_000) if hashlib.sha256(b"%d" % n).hexdigest()[:2] == SHA[:2])
    (tmp_path / "other").write_bytes(b"%d" % twin)
    store.blobs.add_file(tmp_path / "other")
    assert synced == [SHA[:2], "originals", SHA[:2]]
