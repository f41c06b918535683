"""docs/evidence-model.md says how to check a case without the program: its script must agree with the program."""

import re
from pathlib import Path

import pytest

from reader.store import actions

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "evidence-model.md").read_text("utf-8")


@pytest.fixture
def check(full_store, check_without_program):
    """Run the script of the page on the case."""

    def run(*arguments):
        full_store.close()
        return check_without_program(full_store.folder, *arguments)

    return run


def test_it_finds_an_untouched_case_intact(full_store, check):
    with full_store.read() as session:
        head = session.log.head()
    assert check() == (0, f"intact; head {head}\n")
    assert check(head)[0] == 0
    assert check("0" * 64)[0] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE segments SET lang = 'ja' WHERE id = 'D1.s3'",
        "DELETE FROM problems",
        "UPDATE log SET actor_id = 'A1' WHERE seq = 9",
        "DELETE FROM log WHERE seq = 9",
        "UPDATE actors SET entry = 99 WHERE id = 'A2'",
    ],
)
def test_it_finds_what_the_program_finds(check, tamper, statement):
    tamper(statement)
    assert check()[0] == 1


def test_it_finds_a_missing_original(full_store, check):
    full_store.blobs.path(next(full_store.blobs.all())).unlink()
    assert check()[0] == 1


def test_the_page_names_every_action():
    assert {*actions.ROW_ACTIONS, actions.EXPORT_WRITTEN} <= set(re.findall(r"`([a-z]+\.[a-z-]+)`", TEXT))
