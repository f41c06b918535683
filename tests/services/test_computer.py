"""What the doctor sees, packages as people see them, files from the browser."""

import dataclasses
import io
from pathlib import Path

import pytest

from reader.errors import PathMissing
from reader.services.doctor import examine
from reader.services.packages import PackageService, open_packages
from reader.services.uploads import NAME_BYTES, UploadService, safe_name


def test_a_sound_installation_passes(settings):
    found = {row.name: row for row in examine(settings)}
    for name in ("Evidence Reader", "Processor", "Translation package", "Full-text search", "ctranslate2"):
        assert found[name].ok, found[name]
    assert "never used" in found["Network"].found


def test_without_a_package_the_doctor_says_what_to_do(settings, tmp_path):
    bare = dataclasses.replace(settings, packages_dir=tmp_path / "no" / "such", bundled_models_dir=tmp_path)
    row = next(row for row in examine(bare) if row.name == "Translation package")
    assert not row.ok
    assert row.advice
    assert row.as_json() == {"name": row.name, "ok": False, "found": row.found, "advice": row.advice}
    assert not (tmp_path / "no").exists(), "examining creates nothing"


def test_the_doctor_tries_text_recognition(settings, monkeypatch):
    (row,) = [row for row in examine(settings) if row.name.startswith("Text recognition")]
    assert row.ok
    assert "works" in row.found

    def broken(pixels):
        raise OSError("model.onnx")

    monkeypatch.setattr("reader.formats.ocr_engine.recognise", broken)
    (row,) = [row for row in examine(settings) if row.name.startswith("Text recognition")]
    assert not row.ok
    assert "cannot be read" in row.found
    assert row.advice


@pytest.mark.parametrize("program", [None, "/opt/office/soffice"])
def test_the_doctor_looks_for_libreoffice(settings, monkeypatch, program):
    monkeypatch.setattr("reader.formats.legacy_convert.find_program", lambda: program)
    (row,) = [row for row in examine(settings) if row.name == "Old Office documents"]
    assert row.ok, "an optional program is no gap"
    assert bool(row.advice) is (program is None)
    assert ("was found at /opt/office/soffice" in row.found) is (program is not None)


def test_a_damaged_package_is_named(settings, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "metadata.json").write_text("{", "utf-8")
    rows = examine(dataclasses.replace(settings, packages_dir=tmp_path))
    assert [row.found for row in rows if row.name.startswith("Package ") and not row.ok]


def test_packages_and_what_could_be_added(settings):
    view = PackageService(open_packages(settings)).overview()
    starter = next(row for row in view["packages"] if row["status"] == "bundled")
    assert (starter["from"], starter["to"]) == ("zh", "en")
    assert len(starter["sha256"]) == 64
    assert starter["quality_explained"]
    official = {row["name"]: row for row in view["available"]}
    assert official["zh_en"]["size"] > 1_000_000
    assert official["zh_en"]["licence"]
    assert view["folder"] == str(settings.packages_dir)


def test_quality_is_unknown_where_nothing_was_measured(settings):
    quality = open_packages(settings).quality("0" * 64)
    assert quality.state == "not measured"
    assert quality.explanation


def test_packages_are_verified_file_by_file(settings):
    checks = PackageService(open_packages(settings)).verify()
    assert checks
    assert all(row["ok"] and row["failures"] == [] for row in checks)


def test_a_package_file_that_is_not_there(settings, tmp_path):
    with pytest.raises(PathMissing):
        PackageService(open_packages(settings)).import_file(tmp_path / "gone.argosmodel")


def test_uploads_with_one_name_both_survive(tmp_path):
    received = UploadService(tmp_path).receive([("a.txt", io.BytesIO(b"1")), ("a.txt", io.BytesIO(b"2"))])
    assert [path.read_bytes() for path in received.files] == [b"1", b"2"]
    assert {path.parent for path in received.files} == {received.folder}
    assert received.folder.parent == tmp_path
    assert received.folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("page.html", "page.html"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\通知.txt", "通知.txt"),
        (".hidden", "hidden"),
        ("..", "upload"),
        ("", "upload"),
        ("a\x00b\n\u202ec.txt", "a_b__c.txt"),
        ('what?"<>|*.html', "what______.html"),
    ],
)
def test_names_mean_nothing_to_the_file_system(given, kept):
    assert safe_name(given) == kept


@pytest.mark.parametrize("name", ["长" * 300 + ".warc.gz", "x" * 500, "长" * 10 + "." + "y" * 300])
def test_long_names_are_shortened_between_characters(name):
    kept = safe_name(name)
    assert 0 < len(kept.encode()) <= NAME_BYTES
    assert kept[:5] == name[:5]
    if name.endswith(".gz"):
        assert Path(kept).suffix == ".gz"
