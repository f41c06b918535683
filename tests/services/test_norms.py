"""Measured norms of a package, from the manifest to the checks."""

import pytest

from reader.checks.contract import PackageNorms
from reader.services.norms import MeasuredNorms
from reader.translate.packages import PackageStore

HEAD = """
[[package]]
name = "zh_en-test"
version = "1"
from_code = "zh"
to_code = "en"
file = "x.argosmodel"
bytes = 1
sha256 = "{sha}"
licence = "CC0"
"""
SHA = "ab" * 32


@pytest.fixture
def norms_of(tmp_path):
    def build(table):
        (tmp_path / "manifest.toml").write_text(HEAD.format(sha=SHA) + table, encoding="utf-8")
        return MeasuredNorms(PackageStore(tmp_path / "installed", tmp_path))

    return build


def test_measured(norms_of):
    norms = norms_of("[package.norms]\nlength_ratio = [2.0, 6.5]\nlength_shift = -0.1\nlength_deviation = 0.2\n")
    assert norms(SHA) == PackageNorms(SHA, (2.0, 6.5), -0.1, 0.2)
    assert norms("00" * 32) is None


@pytest.mark.parametrize(
    "table",
    [
        "",
        "[package.norms]\nlength_ratio = [2.0]\nlength_shift = 0\nlength_deviation = 0.2\n",
        "[package.norms]\nlength_ratio = [2.0, 6.5]\nlength_shift = 'x'\nlength_deviation = 0.2\n",
        "[package.norms]\nlength_ratio = [2.0, 6.5]\nlength_shift = 0\nlength_deviation = 0\n",
    ],
)
def test_nothing_measured_or_not_usable(norms_of, table):
    assert norms_of(table)(SHA) is None


def test_a_damaged_list_does_not_stop_checking(norms_of):
    assert norms_of("[[[")(SHA) is None
