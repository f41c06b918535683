"""Tampering with another tool is found, and named."""

import os

import pytest
import store_records as records

from reader.model import sha256_text
from reader.store import audit, schema
from reader.store.canonical import entry_hash, row_line

LOGGED = {table.name for table in schema.LOGGED}


def failures(store, **more):
    report = audit.verify(store, **more)
    assert report.ok is not bool(report.failures)
    return {failure.object: failure for failure in report.failures}


def test_an_untouched_case_verifies(full_store):
    report = audit.verify(full_store)
    assert report.failures == []
    assert report.checked["log_entries"] == 23
    assert report.checked["documents"] == 3
    assert report.checked["blocks"] == 4
    assert report.checked["segments"] == 6
    assert report.checked["corrections_of_recognised_text"] == 1
    assert report.checked["originals"] == 3
    with full_store.read() as session:
        assert report.head == session.log.head()


def test_the_fixture_has_rows_in_every_logged_table(full_store, tamper):
    import sqlite3

    with sqlite3.connect(full_store.folder / "case.db") as connection:
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in LOGGED}
    assert all(counts.values()), counts


# -- originals -----------------------------------------------------------------------------------------------


@pytest.fixture
def original(full_store):
    with full_store.read() as session:
        source = session.sources.get("O1")
    return source, full_store.blobs.path(source.sha256)


def test_a_flipped_byte_in_an_original(full_store, original):
    source, path = original
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    os.chmod(path, 0o600)
    path.write_bytes(data)
    (failure,) = audit.verify(full_store).failures
    assert (failure.object, failure.expected) == ("original O1", source.sha256)
    assert failure.found == full_store.blobs.digest(source.sha256)


def test_a_missing_original(full_store, original):
    original[1].unlink()
    assert audit.verify(full_store).failures == [audit.Failure("original O1", original[0].sha256, "missing")]


def test_bytes_without_a_source_are_counted_only(full_store, tmp_path):
    (tmp_path / "stray").write_bytes(b"stray")
    full_store.blobs.add_file(tmp_path / "stray")
    report = audit.verify(full_store)
    assert report.ok
    assert report.checked["originals_without_source"] == 1


# -- rows ----------------------------------------------------------------------------------------------------

EDITS = {
    "settings": "UPDATE settings SET value = '\"x\"' WHERE key = 'case.title'",
    "actors": "UPDATE actors SET qualification = 'sworn' WHERE id = 'A2'",
    "sources": "UPDATE sources SET captured = '2001-01-01T00:00:00Z' WHERE id = 'O1'",
    "documents": "UPDATE documents SET title = 'x' WHERE id = 'D1'",
    "blocks": "UPDATE blocks SET text = replace(text, '福', '广') WHERE id = 'D1.b1'",
    "segments": "UPDATE segments SET lang = 'ja' WHERE id = 'D1.s3'",
    "source_revisions": "UPDATE source_revisions SET reason = 'x' WHERE id = 'S1'",
    "source_revision_segments": "UPDATE source_revision_segments SET start = 1",
    "recipes": "UPDATE recipes SET isa = 'other'",
    "translations": "UPDATE translations SET text = 'No.' WHERE id = 'k1'",
    "assignments": "UPDATE assignments SET translation_id = 'k3' WHERE pk = 1",
    "check_runs": "UPDATE check_runs SET versions = '{}'",
    "checked": "UPDATE checked SET segment_id = 'D1.s3' WHERE pk = 2",
    "findings": "UPDATE findings SET severity = 'minor' WHERE id = 'F1'",
    "dismissals": "UPDATE dismissals SET actor_id = 'A1'",
    "revisions": "UPDATE revisions SET status = 'certified' WHERE id = 'R1'",
    "annotations": "UPDATE annotations SET note = '' WHERE id = 'N1'",
    "mention_runs": "UPDATE mention_runs SET at = '2001-01-01T00:00:00Z'",
    "mentions": "UPDATE mentions SET canonical = '1' WHERE pk = 1",
    "terms": "UPDATE terms SET term = 'x' WHERE id = 'T1'",
    "problems": "UPDATE problems SET kept = 'nothing' WHERE id = 'P1'",
    "job_events": "UPDATE job_events SET message = 'x' WHERE pk = 1",
}


def test_every_logged_table_is_tampered_with_below():
    assert set(EDITS) == LOGGED


@pytest.mark.parametrize("table", sorted(EDITS))
def test_an_edited_row(full_store, tamper, table):
    tamper(EDITS[table])
    found = [name for name in failures(full_store) if name.startswith(f"{table} ")]
    assert len(found) == 1


@pytest.mark.parametrize("table", sorted(EDITS))
def test_an_edited_row_with_its_own_digest_redone(full_store, tamper, table):
    """Somebody who knows the row digest still changes the digest in the log entry."""
    import sqlite3

    tamper(EDITS[table])
    with sqlite3.connect(full_store.folder / "case.db") as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(f"SELECT * FROM {table}").fetchall():
            values = {name: row[name] for name in row.keys() if name not in schema.NOT_DIGESTED}  # noqa: SIM118
            digest = sha256_text(row_line(table, values))
            connection.execute(f"UPDATE {table} SET row_sha = ? WHERE pk = ?", (digest, row["pk"]))
    connection.close()
    assert any(name.startswith("rows of log entry") for name in failures(full_store))


@pytest.mark.parametrize("table", sorted(LOGGED))
@pytest.mark.parametrize("end", ["min", "max"])
def test_a_deleted_row(full_store, tamper, table, end):
    tamper(f"DELETE FROM {table} WHERE pk = (SELECT {end}(pk) FROM {table})")
    found = failures(full_store)
    assert any(name.startswith((f"{table} row", "rows of log entry")) for name in found)


def test_a_row_deleted_from_the_middle_is_named(full_store, tamper):
    tamper("DELETE FROM problems")
    tamper("DELETE FROM segments WHERE id = 'D1.s2'")
    found = failures(full_store)
    assert found["segments row 2"].found == "missing"
    assert found["document D1"].found == "2 blocks, 2 segments"
    assert "segments of block D1.b1" in found
    assert any("problem.added" in name and failure.found == "no rows" for name, failure in found.items())


@pytest.mark.parametrize("entry", [1, 15, 19, 20, 9_999, "'x'"])
def test_a_row_smuggled_in(full_store, tamper, entry):
    tamper(
        "INSERT INTO actors (pk, id, name, role, qualification, entry, row_sha)"
        f" VALUES (3, 'A3', 'Mallory', 'translator', 'sworn', {entry}, '{'0' * 64}')"
    )
    found = failures(full_store)
    assert any(name == "actors A3" or name.startswith("rows of log entry") for name in found)


def test_rows_put_in_another_order(full_store, tamper):
    tamper(
        "UPDATE assignments SET pk = 99 WHERE pk = 1",
        "UPDATE assignments SET pk = 1 WHERE pk = 2",
        "UPDATE assignments SET pk = 2 WHERE pk = 99",
    )
    assert any("translations.assigned" in name for name in failures(full_store))


def test_values_of_another_kind_do_not_stop_the_audit(full_store, tamper):
    tamper(
        "UPDATE translations SET text = x'ff00', score = 9e999 WHERE id = 'k1'",
        "UPDATE segments SET start = 'one' WHERE id = 'D1.s1'",
        "UPDATE blocks SET text = cast(x'e7ff' AS text) WHERE id = 'D1.b2'",
        "UPDATE settings SET value = '{' WHERE key = 'case.id'",
        "UPDATE log SET action = x'00' WHERE seq = 5",
        "UPDATE sources SET sha256 = 'none' WHERE id = 'O2'",
    )
    found = failures(full_store)
    assert {"translations k1", "segments D1.s1", "blocks D1.b2", "text of block D1.b2", "original O2"} <= set(found)


def test_text_that_was_consistently_rewritten_is_still_not_in_the_log(full_store, tamper):
    """Block, hash and segment agree with each other, but not with what was logged."""
    changed = "广州公安发布公告。\n电话：(0591) 8765-4321。"
    tamper(
        ("UPDATE blocks SET text = ?, sha256 = ? WHERE id = 'D1.b1'", (changed, sha256_text(changed))),
        ("UPDATE segments SET text = ? WHERE id = 'D1.s1'", (changed[:9],)),
    )
    assert set(failures(full_store)) == {"blocks D1.b1", "segments D1.s1"}


# -- the chain -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["at", "actor_id", "action", "object", "digest", "previous", "hash"])
def test_an_edited_entry(full_store, tamper, column):
    tamper(f"UPDATE log SET {column} = 'x' WHERE seq = 9")
    assert any(name.startswith(("log entry 9 ", "log entry 10 ")) for name in failures(full_store))


def test_a_deleted_entry(full_store, tamper):
    tamper("DELETE FROM log WHERE seq = 9")
    found = failures(full_store)
    assert found["log entry 9"].found == "missing"
    assert any(name.startswith("log entry 10 ") for name in found)


def test_a_cut_log_whose_rows_remain(full_store, tamper):
    tamper("DELETE FROM log WHERE seq > 15")
    found = failures(full_store)
    assert "covered by the log" in {failure.expected for failure in found.values()}


def cut(tamper, last):
    """Cut the log after entry *last* together with every row of later entries."""
    tamper("DELETE FROM jobs", *(f"DELETE FROM {name} WHERE entry > {last}" for name in sorted(LOGGED)))
    tamper(f"DELETE FROM log WHERE seq > {last}")


def test_a_cleanly_cut_case_is_found_by_an_expected_head_only(full_store, tamper):
    with full_store.read() as session:
        head = session.log.head()
    cut(tamper, 15)
    assert audit.verify(full_store).ok
    found = failures(full_store, expect=head)
    assert found["log head"].expected == head


def test_a_rewritten_chain_is_found_by_an_expected_head_only(full_store, tamper):
    with full_store.read() as session:
        entries = list(session.log.entries())
    previous = entries[8].previous
    for entry in entries[8:]:
        fields = {name: getattr(entry, name) for name in schema.log.columns.keys()}  # noqa: SIM118
        fields |= {"previous": previous, "actor_id": "A1"}
        previous = entry_hash(fields)
        values = (fields["previous"], "A1", previous, entry.seq)
        tamper(("UPDATE log SET previous = ?, actor_id = ?, hash = ? WHERE seq = ?", values))
    assert audit.verify(full_store).ok
    assert failures(full_store, expect=entries[-1].hash)["log head"].found == previous
    assert audit.verify(full_store, expect=entries[7].hash).ok


def test_an_earlier_head_is_fine_and_counted(full_store, ada):
    with full_store.read() as session:
        head = session.log.head()
    report = audit.verify(full_store, expect=head)
    assert report.ok
    assert report.checked["entries_since_expected"] == 0
    with full_store.write(ada) as session:
        session.problems.add(records.problem())
        session.problems.add(records.problem())
    report = audit.verify(full_store, expect=head)
    assert report.ok
    assert report.checked["entries_since_expected"] == 2


def test_an_empty_log(full_store, tamper):
    tamper("DELETE FROM log")
    assert failures(full_store)["log"].found == "empty"


def test_another_cases_id(full_store, tamper):
    tamper("UPDATE settings SET value = '\"other\"' WHERE key = 'case.id'")
    assert any(name.startswith("log entry 1 ") for name in failures(full_store))


# -- the file ------------------------------------------------------------------------------------------------


def test_a_missing_table_is_reported(full_store, tamper):
    tamper("DROP TABLE dismissals")
    assert failures(full_store)["database"].expected == "a readable file"


def test_an_index_that_hides_rows_is_reported(full_store, tamper):
    """Pages look rows up through indices; the audit must not be the only one to see them."""
    tamper("PRAGMA writable_schema=ON", "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'assignments_segment'")
    full_store.close()
    assert "database" in failures(full_store)


def test_overwritten_pages_are_reported(full_store):
    full_store.close()
    path = full_store.folder / "case.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        for page in range(10, size // 4096, 3):
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)
    assert "database" in failures(full_store)


def test_no_text_of_the_case_is_in_a_report(full_store, tamper):
    tamper(*EDITS.values(), "DELETE FROM log WHERE seq = 7")
    report = audit.verify(full_store)
    shown = " ".join(f"{f.object} {f.expected} {f.found}" for f in report.failures)
    assert not any(char > "\x7f" for char in shown)


def test_very_many_failures_are_counted(store, add_document, tamper, monkeypatch):
    monkeypatch.setattr("reader.store.audit_report.MOST_FAILURES", 10)
    add_document([f"第{n}句。" for n in range(30)])
    tamper("UPDATE segments SET lang = 'ja'")
    report = audit.verify(store)
    assert len(report.failures) == 10
    assert report.checked["failures_not_listed"] == 20
