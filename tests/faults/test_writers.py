"""Disk full, and one case used by several programs at once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader import config
from reader.services.wiring import create_case, open_services

TEXT = "第{n}号通知：请于30日前登记，共计{n}人。\n"


def reader(*arguments: object, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """``reader ARGUMENTS`` as its own process; *limit* is the most bytes it may write into one file."""

    def restrict() -> None:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
        preexec_fn=restrict if limit else None,
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    create_case(tmp_path / "case", title="t", actor_name="a")
    return tmp_path / "case"


@pytest.mark.skipif(sys.platform == "win32", reason="needs file-size limits")
def test_a_full_disk_is_said_and_the_case_stays_whole(case, tmp_path):
    (tmp_path / "small.txt").write_text(TEXT.format(n=1), "utf-8")
    assert reader("ingest", case, tmp_path / "small.txt").returncode == 0
    (tmp_path / "large.txt").write_text("".join(TEXT.format(n=n) for n in range(200_000)), "utf-8")
    full = reader("ingest", case, tmp_path / "large.txt", limit=2_000_000)
    assert full.returncode == 2
    assert "disk" in full.stderr.lower()
    assert "Traceback" not in full.stderr
    assert reader("verify", case).returncode == 0
    assert reader("status", case, "--json").returncode == 0


def test_three_programs_write_at_once_and_no_update_is_lost(case, tmp_path):
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(TEXT.format(n=n), "utf-8")
    with ThreadPoolExecutor(3) as pool:
        codes = list(pool.map(lambda n: reader("ingest", case, tmp_path / f"{n}.txt").returncode, range(6)))
    assert codes == [0] * 6
    with open_services(case, config.load()) as services:
        assert services.status.status()["documents"] == 6
        assert services.verify.verify().ok


def test_notes_are_written_while_a_translation_runs(case, tmp_path):
    (tmp_path / "many.txt").write_text("".join(TEXT.format(n=n) for n in range(150)), "utf-8")
    assert reader("ingest", case, tmp_path / "many.txt").returncode == 0
    with ThreadPoolExecutor(2) as pool:
        work = pool.submit(reader, "translate", case)
        notes = [reader("annotate", case, "D1", "--segment", n, "--note", f"note {n}").returncode for n in range(1, 6)]
        assert work.result().returncode == 0
    assert notes == [0] * 5
    with open_services(case, config.load()) as services:
        status = services.status.status()
        assert status["notes"] == 5
        assert status["segments"]["translated"] == status["segments"]["chinese"]
        assert services.verify.verify().ok
