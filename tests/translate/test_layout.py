"""Only whole Argos translation packages pass, and the refusal says what is wrong."""

import json

import pytest
from tiny_package import PREFIX, write_archive

from reader.errors import PackageCorrupt
from reader.translate.layout import inspect_archive, parse_metadata
from reader.translate.zip_safety import open_checked


def inspect(tmp_path, files):
    path = write_archive(tmp_path / "some.argosmodel", files)
    with open_checked(path, path.name) as opened:
        return inspect_archive(opened, path.name)


def refusal(tmp_path, files):
    with pytest.raises(PackageCorrupt) as caught:
        inspect(tmp_path, files)
    assert "some.argosmodel is not a usable Argos translation package" in caught.value.message
    assert "reader models import" in caught.value.hint
    return caught.value.message


def test_the_official_layout_is_understood(tmp_path, files):
    found = inspect(tmp_path, files)
    assert (found.metadata.version, found.metadata.from_code, found.metadata.to_code) == ("0.1", "zh", "en")
    assert {str(path) for _, path in found.members} == {
        "metadata.json", "sentencepiece.model", "README.md", "model/model.bin", "model/config.json",
        "model/shared_vocabulary.json",
    }  # fmt: skip


def test_pickles_of_old_packages_stay_in_the_archive(tmp_path, files):
    found = inspect(tmp_path, {**files, f"{PREFIX}/stanza/zh/tokenize/gsd.pt": b"pickle", f"{PREFIX}/model/sub/x": b""})
    assert not [path for _, path in found.members if "stanza" in path.parts or "sub" in path.parts]


@pytest.mark.parametrize("missing", ["metadata.json", "sentencepiece.model", "model/model.bin"])
def test_a_missing_member_is_named(tmp_path, files, missing):
    del files[f"{PREFIX}/{missing}"]
    assert f"{missing} is missing" in refusal(tmp_path, files)


def test_a_missing_vocabulary_is_named(tmp_path, files):
    del files[f"{PREFIX}/model/shared_vocabulary.json"]
    assert "vocabulary is missing" in refusal(tmp_path, files)


def test_a_bpe_package_is_refused_in_words(tmp_path, files):
    files[f"{PREFIX}/bpe.model"] = files.pop(f"{PREFIX}/sentencepiece.model")
    assert "BPE tokenizer" in refusal(tmp_path, files)


def test_anything_but_one_folder_is_refused(tmp_path, files):
    assert "exactly one folder" in refusal(tmp_path, {**files, "loose.txt": b""})
    assert "exactly one folder" in refusal(tmp_path, {**files, "other/file": b""})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type": "sbd"}, "not a translation package"),
        ({"target_prefix": "__en__"}, "several languages"),
        ({"from_code": "../zh"}, "language codes"),
        ({"to_code": ""}, "language codes"),
        ({"package_version": "1/../../x"}, "version"),
    ],
)
def test_strange_metadata_is_refused(change, words):
    table = {"package_version": "1.9", "from_code": "zh", "to_code": "en", **change}
    with pytest.raises(PackageCorrupt, match=words):
        parse_metadata(json.dumps(table).encode(), "some")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b"[" * 100_000])
def test_damaged_metadata_is_refused(data):
    with pytest.raises(PackageCorrupt, match=r"metadata\.json is damaged"):
        parse_metadata(data, "some")
