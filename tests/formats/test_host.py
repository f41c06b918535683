"""The host survives whatever a document does to its worker."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from builders import ARTICLE, Pdf, response
from plugin_formats import MAGIC

from reader.config import Limits
from reader.errors import EncryptedInput, UnreadableInput
from reader.formats.contract import BlockDraft, Child, Head, Payload, Trouble
from reader.formats.host import Extractor

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
TIGHT = Limits(seconds=4, silence_seconds=0.7, memory_bytes=300 * 1024**2)


@pytest.fixture
def extension(tmp_path, monkeypatch):
    """Installs :mod:`plugin_formats` where the workers of this test find it, as pip would."""
    site = tmp_path / "site"
    info = site / "misbehaving-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: misbehaving\nVersion: 0\n")
    (info / "entry_points.txt").write_text(
        "[reader.formats]\nmisbehaving = plugin_formats:Misbehaving\nbroken = plugin_formats:Broken\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(site), str(Path(__file__).parent)]))


@pytest.fixture
def evidence(tmp_path):
    def make(data, name="evidence.bin"):
        path = tmp_path / name
        path.write_bytes(data)
        return Payload(path, name)

    return make


@pytest.fixture
def misbehave(extension, evidence, tmp_path):
    """Events of a document that does *act*, and of a harmless one read after it."""

    def run(act, limits=TIGHT):
        with Extractor(limits) as extractor:
            events = list(extractor.extract(evidence(MAGIC + act.encode()), tmp_path / "staging"))
            after = list(extractor.extract(evidence(ARTICLE.encode(), "a.html"), tmp_path / "staging"))
        assert isinstance(after[0], Head)
        assert not any(isinstance(e, Trouble) for e in after)
        return events

    return run


def kept_and_trouble(events):
    assert [e.text for e in events if isinstance(e, BlockDraft)][:3] == ["block 0", "block 1", "block 2"]
    (trouble,) = [e for e in events if isinstance(e, Trouble)]
    assert trouble is events[-1]
    assert trouble.hint
    return trouble


def test_events_come_back_as_they_were_made(evidence, tmp_path):
    from reader.formats import dispatch

    payload = evidence(ARTICLE.encode(), "a.html")
    with Extractor() as extractor:
        assert list(extractor.extract(payload, tmp_path / "s")) == list(dispatch.read(payload, tmp_path / "s"))


def test_staged_payloads_are_read_in_turn(evidence, tmp_path):
    with Extractor() as extractor:
        events = list(extractor.extract(evidence(response(ARTICLE.encode()), "a.warc"), tmp_path / "s"))
        (child,) = [e for e in events if isinstance(e, Child)]
        inner = list(
            extractor.extract(Payload(child.path, child.name, child.media_type, child.charset), tmp_path / "s")
        )
    assert inner[0].title.startswith("青禾县")


def test_one_worker_serves_many_documents(evidence, tmp_path, extension):
    with Extractor() as extractor:
        pids = set()
        for _ in range(3):
            events = extractor.extract(evidence(MAGIC + b"surrogate"), tmp_path / "s")
            pids.add(next(events).metadata["pid"])
            assert list(events)[-1].text == "lone \ud800 and 𠮷"
        assert len(pids) == 1
        (pid,) = pids
        assert psutil.pid_exists(int(pid))
    assert not psutil.pid_exists(int(pid)) or psutil.Process(int(pid)).status() == psutil.STATUS_ZOMBIE


def test_silence_is_ended(misbehave):
    started = time.monotonic()
    trouble = kept_and_trouble(misbehave("hang"))
    assert (trouble.code, trouble.kept) == ("limit-exceeded", "kept: 3 blocks")
    assert "no progress for 0.7 seconds" in trouble.message
    assert time.monotonic() - started < 8


def test_endless_work_is_ended(misbehave):
    trouble = kept_and_trouble(misbehave("spin", Limits(seconds=1.5, silence_seconds=1)))
    assert "longer than 1.5 seconds" in trouble.message


@pytest.mark.parametrize("act", ["eat", pytest.param("eat_natively", marks=POSIX)])
def test_hunger_for_memory_is_ended(misbehave, act):
    # on a busy machine it may take more than TIGHT's silence to reach the limit of memory, which is what is tested
    patient = Limits(seconds=60, silence_seconds=30, memory_bytes=TIGHT.memory_bytes)
    trouble = kept_and_trouble(misbehave(act, patient))
    assert trouble.code == "limit-exceeded"
    assert "memory" in trouble.message


@POSIX
@pytest.mark.parametrize(("act", "signal_name"), [("crash", "signal 11"), ("die", "signal 9")])
def test_sudden_death_keeps_what_was_read(misbehave, act, signal_name):
    trouble = kept_and_trouble(misbehave(act))
    assert (trouble.code, trouble.kept) == ("worker-died", "kept: 3 blocks")
    assert signal_name in trouble.message


@POSIX
def test_kill_from_outside(extension, evidence, tmp_path):
    with Extractor(Limits(seconds=20, silence_seconds=20)) as extractor:
        events = extractor.extract(evidence(MAGIC + b"hang"), tmp_path / "s")
        head = next(events)
        first = next(events)
        threading.Timer(0.3, os.kill, (int(head.metadata["pid"]), signal.SIGKILL)).start()
        trouble = kept_and_trouble([first, *events])
    assert trouble.code == "worker-died"


def test_exceptions_of_a_reader_carry_no_document_text(misbehave):
    trouble = kept_and_trouble(misbehave("raise_secret"))
    assert trouble.code == "unreadable-input"
    assert "RuntimeError" in trouble.message
    assert "绝密" not in trouble.message + trouble.hint


def test_printing_readers_disturb_nothing(misbehave):
    assert misbehave("chatter")[-1].text == "after the noise"


def test_files_outside_the_staging_folder_are_refused(misbehave, tmp_path):
    (tmp_path / "outside").write_text("x")
    events = misbehave("lie")
    assert not any(isinstance(e, Child) for e in events)
    assert events[-1].code == "worker-died"
    assert "nonsense" in events[-1].message


def test_workers_have_no_network_and_start_no_programs(misbehave):
    assert [e.text for e in misbehave("network") if isinstance(e, BlockDraft)][3:] == ["refused"] * 5


def test_a_slow_consumer_is_not_the_documents_fault(evidence, tmp_path):
    page = "".join(f"<p>第{n}段文字，内容是渡口停航的说明。</p>" for n in range(5_000))
    with Extractor(Limits(seconds=6, silence_seconds=2)) as extractor:
        events = extractor.extract(evidence(page.encode(), "a.html"), tmp_path / "s")
        next(events)
        time.sleep(3)
        rest = list(events)
    assert len(rest) == 5_000
    assert not any(isinstance(e, Trouble) for e in rest)


def test_giving_up_early_frees_the_worker(extension, evidence, tmp_path):
    with Extractor() as extractor:
        events = extractor.extract(evidence(MAGIC + b"hang"), tmp_path / "s")
        pid = int(next(events).metadata["pid"])
        events.close()
        assert not psutil.pid_exists(pid)
        assert list(extractor.extract(evidence(b""), tmp_path / "s"))[-1].code == "empty-input"


def test_threads_share_an_extractor(evidence, tmp_path):
    payload = evidence(ARTICLE.encode(), "a.html")
    counts = []
    with Extractor(processes=2) as extractor:

        def run(n):
            counts.append(len(list(extractor.extract(payload, tmp_path / f"s{n}"))))

        threads = [threading.Thread(target=run, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(set(counts)) == 1
    assert len(counts) == 6


def test_a_file_that_is_gone_or_locked(tmp_path):
    with Extractor() as extractor:
        (trouble,) = extractor.extract(Payload(tmp_path / "none.html", "none.html"), tmp_path / "s")
    assert trouble.code == "unreadable-input"
    assert str(tmp_path) not in trouble.message


def test_a_file_larger_than_allowed(evidence, tmp_path):
    with Extractor(Limits(file_bytes=100)) as extractor:
        (trouble,) = extractor.extract(evidence(ARTICLE.encode(), "a.html"), tmp_path / "s")
    assert trouble.code == "limit-exceeded"


def test_broken_extensions_are_named_when_nothing_else_reads_the_file(extension, evidence, tmp_path):
    with Extractor() as extractor:
        (trouble,) = extractor.extract(evidence(b"\x7fELF"), tmp_path / "s")
    assert trouble.code == "unknown-format"
    assert "out of order: broken" in trouble.message


def test_evidence_beside_the_program_is_never_imported(evidence, tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit('imported evidence')")
    monkeypatch.chdir(tmp_path)
    with Extractor() as extractor:
        assert isinstance(next(extractor.extract(evidence(ARTICLE.encode(), "a.html"), tmp_path / "s")), Head)


def test_pages_are_drawn_in_the_worker(evidence):
    payload = evidence(Pdf().page().text(60, 90, "渡口").build(), "a.pdf")
    locked = evidence(Pdf().page().build(encrypted=True), "b.pdf")
    with Extractor() as extractor:
        assert extractor.render_page(payload.path, 1, 50_000).startswith(b"\x89PNG")
        with pytest.raises(UnreadableInput, match="page 9 is not there"):
            extractor.render_page(payload.path, 9)
        with pytest.raises(EncryptedInput, match="password"):
            extractor.render_page(locked.path, 1)
