"""Makes this folder's builders importable (tests are no package) and gives each test a case of its own."""

import sqlite3
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import store_records as records

from reader.model import Source
from reader.store import case


@pytest.fixture
def store(tmp_path):
    made = case.create(tmp_path / "case", title="SAMPLE case", actor_name="Ada")
    yield made
    made.close()


@pytest.fixture
def ada(store):
    with store.read() as session:
        return session.actors.by_name("Ada")


@pytest.fixture
def add_source(store, ada, tmp_path):
    """Put bytes into the case and give their Source."""

    def add(data=b"SAMPLE", name="page.html", **more):
        path = tmp_path / "given"
        path.write_bytes(data)
        sha256, size = store.blobs.add_file(path)
        with store.write(ada) as session:
            return session.sources.add(Source("", sha256, size, "text/html", name, **more))

    return add


@pytest.fixture
def add_document(store, ada, add_source):
    """Put sentences into the case as a document."""

    def add(sentences=records.SENTENCES, *, lang="zh-Hans"):
        source = add_source("\n".join(sentences).encode())
        with store.write(ada) as session:
            return session.documents.add(
                records.document(source.id, lang=lang), *records.document_parts(sentences, lang=lang)
            )

    return add


@pytest.fixture
def full_store(store, ada, add_document):
    """A case with rows in every logged table."""
    add_document()
    add_document(("第二份文件。", "电话 059187654321。"))
    with store.write(ada) as session:
        session.translations.put_many([records.translation(f"k{n}", f"Sentence number {n}.") for n in range(1, 6)])
        session.translations.assign([("D1.s1", "k1"), ("D1.s2", "k2"), ("D1.s3", "k3"), ("D2.s1", "k4")])
        pairs = [("D1.s1", "k1"), ("D1.s2", "k2")]
        session.findings.record(pairs, [records.finding("D1.s1", "k1")], {"number": "1"})
        session.findings.dismiss("F1", "it is a page number")
        session.revisions.add(records.revision("D1.s2", ada))
        session.annotations.add(records.note("D1.s1", ada))
        session.mentions.replace("D1", [records.phone("D1.s2")])
        session.problems.add(records.problem())
        job = session.jobs.enqueue("check", {"documents": ["D1"]})
        session.jobs.start(job.id, "w")
        session.log.append("export.written", "exhibit.html", "e" * 64)
    return store


@pytest.fixture
def tamper(store):
    """Run raw SQL on the case's file, as somebody with another tool would."""

    def run(*statements):
        with sqlite3.connect(store.folder / case.DATABASE) as connection:
            for statement in statements:
                connection.execute(*statement) if isinstance(statement, tuple) else connection.execute(statement)
        connection.close()

    return run
