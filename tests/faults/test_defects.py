"""Every broken, locked or unsupported file: a clear Problem, the right exit code, nothing lost, the case intact."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from defects import build

from reader import config
from reader.cli.main import run
from reader.services.wiring import Services, create_case, open_services


@pytest.fixture
def services(tmp_path: Path):
    create_case(tmp_path / "case", title="t", actor_name="a")
    with open_services(tmp_path / "case", config.load()) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def ingest(services: Services, path: Path) -> int:
    """Exit code of ``reader ingest``."""
    return run(["ingest", str(services.store.folder), str(path), "--json"])


def problems(services: Services):
    with services.store.read() as session:
        return session.problems.all()


@pytest.mark.parametrize("defect", build.DEFECTS, ids=lambda d: d.name)
def test_each_defect_ends_as_promised(services, folder, defect):
    path = defect.build(folder)
    original = path.read_bytes() if path.stat().st_size < 10_000_000 else None
    code = ingest(services, path)
    found = problems(services)
    codes = {p.code for p in found}
    if defect.codes:
        assert codes & set(defect.codes), f"{codes} has none of {defect.codes}"
        assert code == 3
        assert all(p.message and p.kept for p in found)
    else:
        assert not codes
        assert code == 0
    with services.store.read() as session:
        assert len(session.documents.all()) >= defect.documents
        source = session.sources.all()[0]
    if original is not None:
        assert services.store.blobs.path(source.sha256).read_bytes() == original
    assert services.verify.verify().ok


def test_a_good_file_beside_bad_ones_is_read(services, folder):
    for defect in build.DEFECTS[:6]:
        defect.build(folder)
    (folder / "zz.txt").write_text("海瀛县公安局通知。\n", "utf-8")
    assert ingest(services, folder) == 3
    with services.store.read() as session:
        texts = [s.text for d in session.documents.all() for s in session.documents.segments(d.id)]
    assert "海瀛县公安局通知。" in texts


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads files of mode 000 all the same")
def test_an_unreadable_file_is_a_problem(services, folder):
    build.unreadable_file(folder)
    assert ingest(services, folder) == 3
    assert [p.code for p in problems(services)] == ["unreadable-file"]


def test_links_in_circles_end(services, folder):
    build.symlink_loop(folder)
    assert ingest(services, folder) == 3
    assert {p.code for p in problems(services)} == {"not-read"}
    with services.store.read() as session:
        assert len(session.documents.all()) == 1


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_ten_thousand_files(services, folder):
    build.many_files(folder)
    assert ingest(services, folder) == 0
    with services.store.read() as session:
        assert session.documents.counts()["documents"] == 10_000
    assert services.verify.verify().ok
