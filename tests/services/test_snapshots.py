"""What is kept between page runs, and that no change of the case is missed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reader.errors import UnknownObject
from reader.services.snapshots import Snapshots
from reader.services.wiring import open_services
from reader.store.overview import Overview


class Maker:
    """Counts how often a value is made."""

    def __init__(self, size: int = 1) -> None:
        self.size = size
        self.made = 0

    def __call__(self) -> list[int]:
        self.made += 1
        return [self.made] * self.size


def test_kept_while_the_head_stays():
    kept, make = Snapshots(), Maker()
    assert kept.get("head", "a", make) is kept.get("head", "a", make)
    assert (make.made, kept.has("head", "a"), kept.has("head", "b")) == (1, True, False)
    kept.get("next", "a", make)
    kept.get("next", "b", make)
    assert make.made == 3


def test_the_least_recently_used_go_when_it_is_full():
    kept, make = Snapshots(capacity=10), Maker(size=4)
    kept.get("head", "a", make)
    kept.get("head", "b", make)
    kept.get("head", "a", make)
    kept.get("head", "c", make)
    assert [key for key in "abc" if kept.has("head", key)] == ["a", "c"]
    assert len(kept.get("head", "huge", Maker(size=11))) == 11
    assert not kept.has("head", "huge")


def test_threads_may_share_it():
    kept = Snapshots(capacity=50)
    wrong = []

    def work() -> None:
        for n in range(400):
            key = n % 20
            if kept.get("head", key, lambda key=key: [key] * 5) != [key] * 5:
                wrong.append(key)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.fixture
def calls(monkeypatch):
    """Names of the costly readings that were made."""
    made = []
    for name in ("summaries", "sentences"):
        real = getattr(Overview, name)
        monkeypatch.setattr(
            Overview, name, lambda self, *rest, real=real, name=name: made.append(name) or real(self, *rest)
        )
    return made


def test_pages_that_run_again_read_nothing_twice(translated, calls):
    first = translated.reading.documents()
    header = translated.reading.header("D1")
    index = translated.reading.index("D1")
    assert calls == ["summaries", "sentences"]
    assert translated.reading.documents() == first
    assert translated.reading.header("D1") == header
    assert translated.reading.index("D1") == index
    assert {**header, **first[0]} == header
    assert calls == ["summaries", "sentences"]


def test_what_a_caller_does_to_its_view_stays_with_it(translated):
    for ask in (
        translated.reading.documents,
        lambda: [translated.reading.header("D1"), translated.reading.index("D1")],
    ):
        whole = repr(ask())
        for view in ask():
            for value in view.values():
                if isinstance(value, dict | list):
                    value.clear()
            view.clear()
        assert repr(ask()) == whole


def test_every_kind_of_change_is_seen(ingested, files):
    reading, before = ingested.reading, None

    def changed() -> tuple[dict, dict, dict]:
        nonlocal before
        now = (reading.documents()[0], reading.header("D1"), reading.index("D1"))
        assert now != before
        assert {**now[1], **now[0]} == now[1]
        before = now
        return now

    changed()
    ingested.translate.run()
    row, _, index = changed()
    assert row["translated"] == row["chinese"] > 0
    assert row["translated_title"]
    assert "machine" in index["state"]
    ingested.check.run()
    changed()
    segment = reading.segments("D1")["rows"][0]["id"]
    ingested.annotate.note(segment, side="source", start=0, end=2, note="who?")
    row, header, index = changed()
    assert (row["notes"], header["filters"]["notes"], index["notes"][0]) == (1, 1, 1)
    ingested.annotate.correct(segment, text="A title of our own.")
    row, header, index = changed()
    assert row["translated_title"] == "A title of our own."
    assert (header["filters"]["corrected"], index["state"][0]) == (1, "corrected")
    n = len(reading.documents())
    (files / "third.txt").write_text("第三份通知。\n", "utf-8")
    ingested.ingest.run([files / "third.txt"])
    assert len(reading.documents()) == n + 1


def test_a_change_by_another_process_is_seen(translated, case_folder: Path, settings):
    segment = translated.reading.segments("D1")["rows"][0]["id"]
    assert translated.reading.header("D1")["filters"]["corrected"] == 0
    with open_services(case_folder, settings) as other:
        other.annotate.correct(segment, text="Corrected elsewhere.")
    assert translated.reading.header("D1")["filters"]["corrected"] == 1
    assert len(translated.reading.segments("D1", filter="corrected")["rows"]) == 1


def test_unknown_documents_stay_unknown(translated):
    translated.reading.documents()
    for ask in (translated.reading.header, translated.reading.index):
        with pytest.raises(UnknownObject):
            ask("D99")
