import pytest

from reader.errors import PathMissing, UsageError
from reader.services.manifest import Manifest

A, B = "a" * 64, "b" * 64


def load(tmp_path, text):
    path = tmp_path / "sums"
    path.write_text(text, "utf-8")
    return Manifest.load(path)


def test_matches_from_inside_or_beside_the_folder(tmp_path):
    manifest = load(tmp_path, f"{A}  ./b/2.html\n{B} *1.txt\n")
    assert manifest.compare("saved/b/2.html", A) == ""
    assert manifest.compare("1.txt", B) == ""


def test_difference_names_both_sums(tmp_path):
    text = load(tmp_path, f"{A}  1.txt\n").compare("1.txt", B)
    assert A in text
    assert B in text


def test_unlisted_file_is_said(tmp_path):
    assert "not in the manifest" in load(tmp_path, f"{A}  1.txt\n").compare("2.txt", A)


def test_malformed_line_is_named_by_number(tmp_path):
    with pytest.raises(UsageError, match="Line 2"):
        load(tmp_path, f"{A}  1.txt\nnonsense\n")


def test_missing_manifest(tmp_path):
    with pytest.raises(PathMissing):
        Manifest.load(tmp_path / "none")
