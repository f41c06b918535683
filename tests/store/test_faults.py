"""Two writers, a kill, a full disk: nothing lost, nothing half-written, the right error."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import traceback

import pytest
import store_records as records
from sqlalchemy import event

from reader.errors import CaseBusy, CaseDamaged, CaseError, StorageFull
from reader.store import audit, case

SHARED = """
import sys
sys.path.insert(0, {tests!r})
import store_records as records
from reader.store import case
store = case.open({folder!r})
with store.read() as session:
    ada = session.actors.by_name("Ada")
"""


@pytest.fixture
def start(store):
    """Start a Python process that has the case open."""
    started = []

    def run(code):
        head = SHARED.format(tests=os.path.dirname(records.__file__), folder=str(store.folder))
        child = subprocess.Popen([sys.executable, "-c", head + code], stdout=subprocess.PIPE, text=True)
        started.append(child)
        return child

    yield run
    for child in started:
        child.kill()
        child.wait()
        child.stdout.close()


def count_problems(store):
    with store.read() as session:
        return session.problems.count()


# -- several writers -----------------------------------------------------------------------------------------


def test_two_processes_and_two_threads_lose_nothing(store, ada, start):
    code = """
for _ in range(20):
    with store.write(ada) as session:
        session.problems.add(records.problem())
"""
    children = [start(code), start(code)]

    def work():
        for _ in range(20):
            with store.write(ada) as session:
                session.problems.add(records.problem())

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [child.wait(60) for child in children] == [0, 0]
    assert count_problems(store) == 80
    with store.read() as session:
        assert [p.id for p in session.problems.all()] == [f"P{n}" for n in range(1, 81)]
    assert audit.verify(store).ok


def test_reading_goes_on_while_another_process_writes(store, start):
    child = start("""
with store.write(ada) as session:
    session.problems.add(records.problem())
    print("writing", flush=True)
    import time; time.sleep(60)
""")
    assert child.stdout.readline() == "writing\n"
    assert count_problems(store) == 0


def test_a_writer_that_waited_too_long_says_so(store, ada, start):
    child = start("""
import time
with store.write(ada) as session:
    print("writing", flush=True)
    time.sleep(60)
""")
    assert child.stdout.readline() == "writing\n"
    impatient = case.open(store.folder, busy_timeout=0.2)
    with pytest.raises(CaseBusy) as caught, impatient.write(ada):
        pytest.fail("the block must not run")
    assert "nothing was lost" in caught.value.hint
    impatient.close()


# -- a kill --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["open", "many"])
def test_a_killed_writer_leaves_the_state_before_it(store, ada, add_document, start, moment):
    add_document()
    sentences = 3 if moment == "open" else 20_000
    child = start(f"""
import time
blocks, segments = records.document_parts([f"第{{n}}句。" for n in range({sentences})])
with store.write(ada) as session:
    session.problems.add(records.problem())
    print("writing", flush=True)
    session.documents.add(records.document("O1"), blocks, segments)
    time.sleep(60)
""")
    assert child.stdout.readline() == "writing\n"
    time.sleep(0.3)
    child.send_signal(signal.SIGKILL)
    child.wait()
    reopened = case.open(store.folder)
    assert count_problems(reopened) == 0
    with reopened.write(ada) as session:
        assert len(session.documents.all()) == 1
        session.problems.add(records.problem())
    assert audit.verify(reopened).failures == []
    reopened.close()


def test_a_kill_between_transactions_keeps_what_was_stored(store, start):
    child = start("""
n = 0
while True:
    with store.write(ada) as session:
        session.problems.add(records.problem())
    n += 1
    print(n, flush=True)
""")
    last = 0
    while last < 15:
        last = int(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    child.wait()
    said = [int(line) for line in child.stdout.read().split("\n") if line.strip()]
    assert count_problems(store) >= max([last, *said[:-1]])
    assert audit.verify(store).ok


# -- a full disk ---------------------------------------------------------------------------------------------


@pytest.fixture
def full_database(store):
    """Makes the database refuse to grow, as on a full disk."""

    def fill():
        def limit(connection, _record):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 1}")

        store.close()
        event.listen(store._engine, "connect", limit)
        return lambda: (event.remove(store._engine, "connect", limit), store.close())

    return fill


def test_a_full_disk_takes_nothing_and_breaks_nothing(store, ada, add_document, full_database):
    add_document()
    free = full_database()
    with pytest.raises(StorageFull) as caught:
        add_document([f"第{n}句。" for n in range(2_000)])
    assert "Free some space" in caught.value.hint
    with store.read() as session:
        assert len(session.documents.all()) == 1
    assert audit.verify(store).ok
    store.close()
    reopened = case.open(store.folder)
    assert reopened.title == "SAMPLE case"
    reopened.close()
    free()
    assert add_document([f"第{n}句。" for n in range(2_000)]).id == "D2"
    assert audit.verify(store).ok


LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
from reader.errors import StorageFull
"""


def test_a_disk_that_fills_up_while_an_original_is_copied(store, start, tmp_path):
    big = tmp_path / "big"
    big.write_bytes(bytes(1_000_000))
    child = start(
        LIMITED
        + f"""
from pathlib import Path
try:
    store.blobs.add_file(Path({str(big)!r}))
except StorageFull as error:
    print(error.code)
"""
    )
    assert child.communicate(timeout=60)[0] == "storage-full\n"
    assert list(store.blobs.all()) == []
    assert list((store.folder / "staging").iterdir()) == []


def test_a_disk_that_fills_up_while_rows_are_written(store, start):
    child = start(
        LIMITED
        + """
try:
    for n in range(100):
        records.add_document(store, ada, [f"第{n}号第{m}句。" for m in range(2_000)])
except StorageFull as error:
    print(error.code, n)
"""
    )
    assert child.communicate(timeout=120)[0].startswith("storage-full")
    reopened = case.open(store.folder)
    assert audit.verify(reopened).failures == []
    reopened.close()


@pytest.fixture
def read_only(monkeypatch):
    """As if the folder lay on a disk that cannot be written (root may write to any other folder)."""
    monkeypatch.setattr("os.access", lambda path, mode: False)


def test_a_case_on_a_read_only_disk_can_be_read_and_verified(full_store, ada, read_only):
    full_store.close()
    before = sorted(p.name for p in full_store.folder.rglob("*"))
    opened = case.open(full_store.folder)
    assert opened.title == "SAMPLE case"
    assert audit.verify(opened).failures == []
    with pytest.raises(StorageFull), opened.write(ada) as session:
        session.meta.set("key", 1)
    opened.close()
    assert sorted(p.name for p in full_store.folder.rglob("*")) == before


def test_a_case_copied_to_a_read_only_disk_while_it_was_open(full_store, ada, read_only, tmp_path):
    with full_store.write(ada) as session:
        session.meta.set("key", 1)
    shutil.copytree(full_store.folder, tmp_path / "copy")
    with pytest.raises(StorageFull, match="not closed"):
        case.open(tmp_path / "copy")


# -- errors of the driver ------------------------------------------------------------------------------------


def test_a_database_that_only_reads_is_a_full_one(store, ada):
    store.close()
    event.listen(store._engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    with pytest.raises(StorageFull), store.write(ada) as session:
        session.meta.set("key", 1)


def test_damage_met_while_reading(full_store):
    full_store.close()
    path = full_store.folder / case.DATABASE
    with sqlite3.connect(path) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'segments'").fetchone()[0]
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(CaseDamaged), full_store.read() as session:
        list(session.documents.segments("D1"))


def test_no_document_text_in_errors_of_the_driver(store, ada, add_document):
    """The statement's parameters hold the text; the whole chain of exceptions must not show them."""
    add_document()
    secret = "绝密的句子"
    blocks, segments = records.document_parts([secret])
    with pytest.raises(CaseError) as caught, store.write(ada) as session:
        session.documents.add(records.document("O9"), blocks, segments)
    shown = "".join(traceback.format_exception(caught.value))
    assert "FOREIGN KEY" in shown
    assert secret not in shown
