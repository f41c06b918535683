"""Exports are written whole or not at all, and never over something else."""

import errno
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reader.errors import ExportError, StorageFull
from reader.exporters.files import atomic_file
from reader.exporters.registry import for_path

SUFFIXES = ["html", "docx", "jsonl"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_existing_file_is_kept_unless_told_otherwise(realistic, tmp_path, suffix):
    target = tmp_path / f"exhibit.{suffix}"
    target.write_text("mine")
    with pytest.raises(ExportError) as caught:
        for_path(target).write(realistic, target)
    assert "overwrite" in caught.value.hint
    assert target.read_text() == "mine"
    assert for_path(target).write(realistic, target, overwrite=True) == [target]
    assert target.stat().st_size > 5_000
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_missing_folder_and_folder_as_target(realistic, tmp_path, suffix):
    with pytest.raises(ExportError, match="does not exist"):
        for_path(Path(f"x.{suffix}")).write(realistic, tmp_path / "none" / f"x.{suffix}")
    (tmp_path / f"d.{suffix}").mkdir()
    with pytest.raises(ExportError, match="folder"):
        for_path(Path(f"x.{suffix}")).write(realistic, tmp_path / f"d.{suffix}", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == [f"d.{suffix}"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_leaves_nothing_behind(tmp_path, suffix):
    """A real write failure: the process may not write files larger than 3,000 bytes."""
    code = textwrap.dedent(f"""
        import resource, signal, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from pathlib import Path
        import exhibit_samples
        from reader.errors import StorageFull
        from reader.exporters.registry import for_path
        exhibit, target = exhibit_samples.realistic(), Path({str(tmp_path)!r}) / "e.{suffix}"
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        exporter = for_path(target)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
        try:
            exporter.write(exhibit, target)
        except StorageFull as error:
            sys.exit(0 if error.hint else 5)
        sys.exit(6)
    """)
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EROFS, ExportError), (errno.EIO, ExportError)],
)
def test_operating_system_errors_become_ours_and_the_old_export_survives(tmp_path, code, expected):
    target = tmp_path / "old.html"
    target.write_text("old")

    def half():
        with atomic_file(target, overwrite=True) as stream:
            stream.write(b"half")
            raise OSError(code, "made up")

    with pytest.raises(expected) as caught:
        half()
    assert caught.value.hint
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_read_only_folder_is_explained(tmp_path, monkeypatch):
    def denied(*_args):
        raise PermissionError(errno.EACCES, "made up")

    monkeypatch.setattr("reader.exporters.files.os.open", denied)
    with pytest.raises(ExportError, match="may not be written"), atomic_file(tmp_path / "a.html"):
        pytest.fail("the block must not run")


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path):
    target = tmp_path / "e.html"

    def raced():
        with atomic_file(target) as stream:
            stream.write(b"ours")
            target.write_text("theirs")

    with pytest.raises(ExportError, match="exists already"):
        raced()
    assert target.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [target]


def test_file_systems_without_links_are_served(tmp_path, monkeypatch):
    def no_links(*_args):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("reader.exporters.files.os.link", no_links)
    with atomic_file(tmp_path / "e.html") as stream:
        stream.write(b"ours")
    assert (tmp_path / "e.html").read_bytes() == b"ours"


def test_the_temporary_name_tells_nothing(tmp_path):
    with atomic_file(tmp_path / "Operation Harbour.html") as stream:
        (partial,) = tmp_path.iterdir()
        assert "Harbour" not in partial.name
        stream.write(b"x")
