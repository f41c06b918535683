"""Makes this folder's builders importable (tests are no package) and gives each test a case of its own."""

import re
import shutil
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import store_records as records

from reader.store import case


@pytest.fixture(scope="session")
def empty_case(tmp_path_factory):
    """A closed case without documents; copying it is faster than making one."""
    folder = tmp_path_factory.mktemp("store") / "empty"
    case.create(folder, title="SAMPLE case", actor_name="Ada").close()
    return folder


@pytest.fixture(scope="session")
def full_case(empty_case):
    """A closed case with rows in every logged table."""
    folder = empty_case.with_name("full")
    shutil.copytree(empty_case, folder)
    store = case.open(folder)
    records.fill(store)
    store.close()
    return folder


@pytest.fixture
def store(empty_case, tmp_path):
    shutil.copytree(empty_case, tmp_path / "case")
    opened = case.open(tmp_path / "case")
    yield opened
    opened.close()


@pytest.fixture
def full_store(store, full_case):
    """The same open case with rows in every logged table."""
    store.close()
    shutil.rmtree(store.folder)
    shutil.copytree(full_case, store.folder)
    return store


@pytest.fixture
def ada(store):
    with store.read() as session:
        return session.actors.by_name("Ada")


@pytest.fixture
def add_source(store, ada):
    """Put bytes into the case and give their Source."""
    return partial(records.add_source, store, ada)


@pytest.fixture
def add_document(store, ada):
    """Put sentences into the case as a document."""
    return partial(records.add_document, store, ada)


@pytest.fixture
def tamper(store):
    """Run raw SQL on the case's file, as somebody with another tool would."""

    def run(*statements):
        with sqlite3.connect(store.folder / case.DATABASE) as connection:
            for statement in statements:
                connection.execute(*statement) if isinstance(statement, tuple) else connection.execute(statement)
        connection.close()

    return run


@pytest.fixture
def check_without_program(tmp_path):
    """Run the script of docs/evidence-model.md on a case folder: exit code and what it printed."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "evidence-model.md").read_text("utf-8")
    script = tmp_path / "check.py"
    script.write_text(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], "utf-8")

    def run(folder, *arguments):
        command = [sys.executable, "-I", str(script), str(folder), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert not done.stderr
        return done.returncode, done.stdout

    return run
