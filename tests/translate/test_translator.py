"""Memory first, small commits, nothing lost, nothing made twice."""

import itertools
import os
import pickle
import signal
import subprocess
import sys
import textwrap

import pytest
from tiny_package import SENTENCES

from reader.errors import TranslationError
from reader.translate import translator as module
from reader.translate.engine import Engine
from reader.translate.memory import InMemory
from reader.translate.translator import Translator


class Recording(InMemory):
    """A memory that remembers the calls it got."""

    def __init__(self):
        super().__init__()
        self.puts = []
        self.stored = set()

    def put_many(self, translations):
        translations = list(translations)
        self.puts.append(len(translations))
        self.stored |= {t.id for t in translations}
        super().put_many(translations)


class Counting(Engine):
    """An engine that remembers what it was asked."""

    asked: list

    def translate(self, inputs, **options):
        self.asked = getattr(self, "asked", [])

        def noted():
            for text in inputs:
                self.asked.append(text)
                yield text

        return super().translate(noted(), **options)


@pytest.fixture
def counting(package):
    with Counting(package, batch=4) as engine:
        yield engine


@pytest.fixture
def memory():
    return Recording()


def test_every_input_is_answered_once_with_its_own_translation(counting, memory):
    found = dict(Translator(counting, memory).translate(SENTENCES))
    assert sorted(found) == list(range(len(SENTENCES)))
    for index, translation in found.items():
        assert translation.source == SENTENCES[index]
        assert translation.id == counting.key(SENTENCES[index])
        assert translation.package_sha256 == counting.package.sha256
        assert translation.isa == counting.isa
        assert translation.created_at.endswith("Z")


def test_a_second_run_asks_the_engine_nothing_and_gives_the_same(counting, memory):
    first = dict(Translator(counting, memory).translate(SENTENCES))
    counting.asked.clear()
    assert dict(Translator(counting, memory).translate(SENTENCES)) == first
    assert counting.asked == []


@pytest.mark.parametrize("window", [1, 3, 1000])
def test_equal_inputs_are_translated_once(counting, memory, window):
    inputs = [SENTENCES[n % 3] for n in range(20)]
    found = dict(Translator(counting, memory, window=window).translate(inputs))
    assert len(found) == 20
    assert sorted(counting.asked) == sorted(set(inputs))


def test_what_is_delivered_is_already_stored(counting, memory):
    for _, translation in Translator(counting, memory).translate(SENTENCES):
        assert translation.id in memory.stored


def test_commits_are_small(counting, memory, monkeypatch):
    monkeypatch.setattr(module, "COMMIT_COUNT", 3)
    list(Translator(counting, memory).translate(SENTENCES))
    assert sum(memory.puts) == len(SENTENCES)
    assert max(memory.puts) == 3


def test_commits_come_at_least_every_second(counting, memory, monkeypatch):
    monkeypatch.setattr(module, "COMMIT_SECONDS", 0.0)
    list(Translator(counting, memory).translate(SENTENCES))
    assert memory.puts == [1] * len(SENTENCES)


def test_a_consumer_that_stops_reading_loses_nothing_finished(counting, memory, monkeypatch):
    monkeypatch.setattr(module, "COMMIT_COUNT", 4)
    stream = Translator(counting, memory).translate(SENTENCES)
    delivered = [next(stream) for _ in range(5)]
    stream.close()
    assert {t.id for _, t in delivered} <= memory.stored


def test_an_engine_that_fails_midway_keeps_what_was_finished(package, memory):
    class Failing(Engine):
        def translate(self, inputs, **options):
            yield from itertools.islice(super().translate(inputs, **options), 3)
            raise TranslationError("broken")

    with Failing(package, batch=1) as engine, pytest.raises(TranslationError):
        list(Translator(engine, memory).translate(SENTENCES))
    assert len(memory.stored) == 3


def test_cancelling_ends_early_and_keeps_what_is_done(counting, memory):
    stop = []
    delivered = []
    for _, translation in Translator(counting, memory, window=4).translate(
        (f"{sentence}{n}" for n in range(100) for sentence in SENTENCES), cancelled=lambda: bool(stop)
    ):
        delivered.append(translation.id)
        stop.append(True)
    assert 1 <= len(delivered) < 50
    assert set(delivered) == memory.stored


def test_input_is_a_stream(counting, memory):
    endless = (f"会议{n}" for n in itertools.count())
    stream = Translator(counting, memory, window=8).translate(endless)
    assert len([next(stream) for _ in range(30)]) == 30
    stream.close()


def test_a_killed_run_goes_on_where_it_stopped(package, tmp_path):
    """The process is killed hard; a second one makes only what the first had not stored."""
    code = textwrap.dedent("""
        import pickle, sys, dataclasses
        from pathlib import Path
        from reader.translate.engine import Engine
        from reader.translate.package import Package
        from reader.translate.translator import Translator
        from reader.translate.memory import InMemory
        from reader.translate import translator as module
        module.COMMIT_COUNT = 2

        class OnDisk(InMemory):
            def put_many(self, translations):
                for t in translations:
                    part = folder / f".{t.id}"
                    part.write_bytes(b"done")
                    part.rename(folder / t.id)

        folder, package = Path(sys.argv[1]), pickle.loads(bytes.fromhex(sys.argv[2]))
        with Engine(package, batch=2, pool=4) as engine:
            for n, _ in Translator(engine, OnDisk()).translate(f"会议{n}。" for n in range(1_000_000)):
                print(n, flush=True)
    """)
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path), pickle.dumps(package).hex()], stdout=subprocess.PIPE, text=True
    )
    delivered = [int(child.stdout.readline()) for _ in range(20)]
    os.kill(child.pid, signal.SIGKILL)
    child.wait(30)
    child.stdout.close()
    stored = {p.name for p in tmp_path.iterdir() if not p.name.startswith(".")}
    with Engine(package) as engine:
        assert {engine.key(f"会议{n}。") for n in delivered} <= stored
