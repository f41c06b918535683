"""Makes this folder's builders importable (tests are no package) and builds the tiny packages once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import tiny_package

from reader.translate.engine import Engine
from reader.translate.packages import PackageStore

MODELS = Path(__file__).resolve().parents[2] / "models"


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    return tiny_package.build(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def looping_archive(tmp_path_factory):
    return tiny_package.build(tmp_path_factory.mktemp("looping"), loops=True)


@pytest.fixture(scope="session")
def import_package(tmp_path_factory):
    def add(archive):
        return PackageStore(tmp_path_factory.mktemp("installed"), Path("/nonexistent")).import_file(archive)

    return add


@pytest.fixture(scope="session")
def package(archive, import_package):
    return import_package(archive)


@pytest.fixture(scope="session")
def looping_package(looping_archive, import_package):
    return import_package(looping_archive)


@pytest.fixture(scope="session")
def engine(package):
    with Engine(package) as engine:
        yield engine


@pytest.fixture(scope="session")
def starter(tmp_path_factory):
    """The bundled package, unpacked once."""
    return PackageStore(tmp_path_factory.mktemp("starter"), MODELS).choose("zh-Hans").package


@pytest.fixture
def files(archive):
    """Member name → bytes of the tiny package, to be damaged by tests."""
    import zipfile

    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
