import os
from pathlib import Path

import pytest

from reader.errors import PathMissing
from reader.services.walk import walk


def relative(paths: list[Path]) -> list[str]:
    return [found.relative for found in walk(paths)]


def test_folders_in_a_stable_order_with_posix_paths(tmp_path):
    root = tmp_path / "saved"
    (root / "b").mkdir(parents=True)
    (root / "b" / "2.html").write_text("x")
    (root / "a.txt").write_text("x")
    (root / ".hidden").write_text("x")
    assert relative([root]) == ["saved/.hidden", "saved/a.txt", "saved/b/2.html"]


def test_a_named_file_keeps_its_name(tmp_path):
    (tmp_path / "x.txt").write_text("x")
    assert relative([tmp_path / "x.txt"]) == ["x.txt"]


def test_missing_path_is_refused_before_anything_is_yielded(tmp_path):
    (tmp_path / "there").write_text("x")
    with pytest.raises(PathMissing, match="gone"):
        next(walk([tmp_path / "there", tmp_path / "gone"]))


def test_links_inside_folders_are_said_not_followed(tmp_path):
    root = tmp_path / "saved"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    os.symlink(tmp_path / "secret.txt", root / "link.txt")
    os.symlink(root, root / "loop")
    found = {item.relative: item.refused for item in walk([root])}
    assert set(found) == {"saved/link.txt", "saved/loop"}
    assert all("symbolic link" in why for why in found.values())


def test_pipes_are_refused(tmp_path):
    root = tmp_path / "saved"
    root.mkdir()
    os.mkfifo(root / "pipe")
    (found,) = walk([root])
    assert "Not a regular file" in found.refused
    assert "points to" not in found.hint
    assert [item.refused for item in walk([root / "pipe"])] == [found.refused]


def test_a_case_inside_the_folder_is_not_evidence(tmp_path):
    root = tmp_path / "saved"
    (root / "case" / "originals").mkdir(parents=True)
    (root / "case" / "case.db").write_text("x")
    (root / "page.html").write_text("x")
    found = {item.relative: item.refused for item in walk([root])}
    assert set(found) == {"saved/case", "saved/page.html"}
    assert "case" in found["saved/case"]
    assert not found["saved/page.html"]
