"""The sample case never takes over a case of somebody's own."""

import dataclasses

import pytest

from reader import demo
from reader.errors import CaseExists, ReaderError
from reader.services.demo import DemoService
from reader.services.export import SAMPLE_TAG
from reader.services.wiring import open_services


def test_a_case_of_ones_own_is_left_alone(case_folder, settings):
    with pytest.raises(CaseExists):
        DemoService(settings).prepare(case_folder)
    with open_services(case_folder, settings) as services:
        assert services.status.status()["sources"] == 0
        assert not services.jobs.all()
        with services.store.read() as session:
            assert session.meta.get(SAMPLE_TAG) is None


def test_a_folder_with_something_else_is_left_alone(tmp_path, settings):
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(CaseExists):
        DemoService(settings).prepare(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_step_that_failed_does_not_spoil_the_next_attempt(tmp_path, settings, monkeypatch):
    entries = demo.entries()
    (tmp_path / "short.txt").write_text("样本：请于4月30日前登记。\n", "utf-8")
    short = dataclasses.replace(entries[0], path=tmp_path / "short.txt")
    gone = dataclasses.replace(entries[0], path=tmp_path / "gone.txt")
    service = DemoService(settings)
    monkeypatch.setattr(demo, "entries", lambda: [gone])
    with pytest.raises(ReaderError, match="ingest"):
        service.prepare(tmp_path / "case")
    monkeypatch.setattr(demo, "entries", lambda: [short])
    status = service.prepare(tmp_path / "case")
    assert status["documents"] == 1
    with open_services(tmp_path / "case", settings) as services:
        assert services.export.exhibit().sample
