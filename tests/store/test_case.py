"""Creating, opening and moving a case."""

import os
import shutil
import stat

import pytest

from reader.errors import CaseDamaged, CaseExists, NotACase, PathMissing, SchemaMismatch, UnknownObject
from reader.model import Actor
from reader.store import audit, case, staging


def test_a_new_case_has_its_folders_and_first_people(store):
    assert store.title == "SAMPLE case"
    assert len(store.case_id) == 36
    for name in ("", *case.FOLDERS):
        assert stat.S_IMODE((store.folder / name).stat().st_mode) == 0o700
    with store.read() as session:
        assert [(a.id, a.name, a.role) for a in session.actors.all()] == [
            ("A1", "Evidence Reader", "program"),
            ("A2", "Ada", "investigator"),
        ]
        assert session.log.entries().__next__().action == "case.created"
    assert audit.verify(store).ok


def test_without_a_title_the_folder_names_the_case(tmp_path):
    made = case.create(tmp_path / "Fall 7")
    assert made.title == "Fall 7"
    made.close()


def test_an_empty_folder_may_become_a_case(tmp_path):
    (tmp_path / "empty").mkdir(mode=0o755)
    case.create(tmp_path / "empty").close()
    assert stat.S_IMODE((tmp_path / "empty").stat().st_mode) == 0o700


def test_nothing_is_overwritten(store, tmp_path):
    with pytest.raises(CaseExists):
        case.create(store.folder)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("SAMPLE")
    with pytest.raises(CaseExists):
        case.create(tmp_path / "full")
    (tmp_path / "file").write_text("SAMPLE")
    with pytest.raises(CaseExists):
        case.create(tmp_path / "file")
    assert sorted(p.name for p in (tmp_path / "full").iterdir()) == ["letter.txt"]


def test_what_is_no_case_is_refused_by_its_own_error(tmp_path):
    with pytest.raises(PathMissing):
        case.open(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotACase):
        case.open(tmp_path / "folder")


def test_a_file_that_is_no_database_is_damage(store):
    store.close()
    (store.folder / case.DATABASE).write_bytes(b"PK\x03\x04" * 100)
    with pytest.raises(CaseDamaged):
        case.open(store.folder)


def test_a_database_cut_short_is_damage(full_store):
    full_store.close()
    database = full_store.folder / case.DATABASE
    os.truncate(database, 8192)
    with pytest.raises(CaseDamaged):
        case.open(full_store.folder)


def test_an_interrupted_creation_is_said_to_be_one(tmp_path):
    folder = tmp_path / "case"
    folder.mkdir()
    import sqlite3

    sqlite3.connect(folder / case.DATABASE).execute("PRAGMA journal_mode=WAL").connection.close()
    with pytest.raises(CaseDamaged, match="interrupted"):
        case.open(folder)


def test_a_case_of_a_newer_program_is_left_alone(store, tamper):
    tamper("INSERT INTO schema_version VALUES (999, '2030-01-01T00:00:00Z', '9')")
    store.close()
    before = (store.folder / case.DATABASE).read_bytes()
    with pytest.raises(SchemaMismatch) as caught:
        case.open(store.folder)
    assert "999" in caught.value.message
    assert "Update" in caught.value.hint
    assert (store.folder / case.DATABASE).read_bytes() == before


def test_a_moved_case_opens_and_verifies(full_store, tmp_path):
    full_store.close()
    shutil.move(full_store.folder, tmp_path / "elsewhere")
    moved = case.open(tmp_path / "elsewhere")
    assert moved.title == "SAMPLE case"
    assert audit.verify(moved).ok
    moved.close()


def test_at_rest_the_database_is_one_file(full_store):
    full_store.close()
    assert [p.name for p in full_store.folder.iterdir() if p.is_file()] == [case.DATABASE]


@pytest.mark.skipif(os.name == "nt", reason="Windows has fewer names")
@pytest.mark.parametrize("name", ["Fall 7 %20?x=1#y", "案件：福州", "a'b\"c;d"])
def test_any_folder_name_will_do(tmp_path, name):
    case.create(tmp_path / name, title="SAMPLE").close()
    opened = case.open(tmp_path / name)
    assert opened.title == "SAMPLE"
    assert (tmp_path / name / case.DATABASE).is_file()
    opened.close()


def test_lost_folders_are_made_again(store):
    store.close()
    for name in ("derived", "staging", "exports"):
        shutil.rmtree(store.folder / name)
    case.open(store.folder).close()
    assert all((store.folder / name).is_dir() for name in case.FOLDERS)


def test_only_an_actor_of_the_case_may_write(store):
    with pytest.raises(UnknownObject), store.write(Actor("A99", "Nobody")):
        pytest.fail("the block must not run")


def test_a_failed_block_leaves_nothing(store, ada):
    with store.read() as session:
        head = session.log.head()
    with pytest.raises(UnknownObject), store.write(ada) as session:  # noqa: PT012
        session.meta.set("key", "value")
        session.documents.get("D99")
    with store.read() as session:
        assert session.meta.get("key") is None
        assert session.log.head() == head


def test_a_reading_session_sees_one_state(store, ada):
    with store.read() as reading:
        assert reading.meta.get("key") is None
        with store.write(ada) as writing:
            writing.meta.set("key", 1)
        assert reading.meta.get("key") is None
    with store.read() as reading:
        assert reading.meta.get("key") == 1


def test_a_staging_folder_disappears_with_all_that_is_in_it(store):
    with store.staging() as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "file").write_text("SAMPLE")
        os.chmod(folder / "deep" / "file", 0o400)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()


def test_what_a_killed_process_left_is_swept_after_a_day(store):
    area = store.folder / "staging"
    for name in ("work-1", "uploads"):
        (area / name).mkdir()
        (area / name / "file").write_text("SAMPLE")
    (area / "blob-1").write_text("SAMPLE")
    assert staging.sweep(area) == 0
    tomorrow = (area / "blob-1").stat().st_mtime + staging.ABANDONED_AFTER_SECONDS + 60
    assert staging.sweep(area, now=tomorrow) == 2
    assert [p.name for p in area.iterdir()] == ["uploads"]
