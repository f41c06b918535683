"""What every translation memory must do. Add an implementation as a parameter of ``make_memory``:
a function that takes an empty folder and returns a memory; called twice with one folder it must
find again what was put, if it claims to be durable (second item)."""

from __future__ import annotations

import pytest

from reader.model import AlignedPair, Translation
from reader.store import case
from reader.translate.memory import InMemory


def case_memory(folder):
    """The memory of the case in *folder*, which is made when missing."""
    here = folder / "case"
    store = case.open(here) if here.exists() else case.create(here)
    return store.memory(store.program)


MEMORIES = {"in-process": (lambda folder: InMemory(), False), "case": (case_memory, True)}


def translation(key: str, text: str = "The meeting.", source: str = "会议。") -> Translation:
    return Translation(
        id=key, source=source, text=text, engine="ctranslate2", engine_version="4", package="zh_en",
        package_version="1.9", package_sha256="a" * 64, parameters={"beam_size": 4, "pieces": [{"span": [0, 3]}]},
        isa="x86_64 V avx2", score=-0.5, alignment=(AlignedPair(0, 2, 4, 11, 0.75),), flags=("retried", "loop"),
        created_at="2026-11-21T09:30:00.123Z",
    )  # fmt: skip


def key(n: int) -> str:
    return f"{n:064x}"


@pytest.mark.parametrize(("make", "durable"), MEMORIES.values(), ids=MEMORIES)
class TestMemory:
    def test_unknown_keys_are_absent(self, make, durable, tmp_path):
        memory = make(tmp_path)
        assert memory.get_many([]) == {}
        assert memory.get_many([key(1), key(2)]) == {}

    def test_what_was_put_comes_back_whole(self, make, durable, tmp_path):
        memory = make(tmp_path)
        memory.put_many([translation(key(1)), translation(key(2), text="𠮷\ufffd\n", source="")])
        found = memory.get_many([key(2), key(3), key(1)])
        assert found == {key(1): translation(key(1)), key(2): translation(key(2), text="𠮷\ufffd\n", source="")}

    def test_lone_surrogates_in_the_source_survive(self, make, durable, tmp_path):
        memory = make(tmp_path)
        memory.put_many([translation(key(1), source="a\ud800b")])
        assert memory.get_many([key(1)])[key(1)].source == "a\ud800b"

    def test_empty_translations_come_back_as_such(self, make, durable, tmp_path):
        memory = make(tmp_path)
        empty = Translation(
            id=key(1), source="", text="", engine="e", engine_version="1", package="p", package_version="1",
            package_sha256="b" * 64, parameters={}, isa="i",
        )  # fmt: skip
        memory.put_many([empty])
        assert memory.get_many([key(1)]) == {key(1): empty}

    def test_the_first_value_stays(self, make, durable, tmp_path):
        memory = make(tmp_path)
        memory.put_many([translation(key(1), text="first")])
        memory.put_many([translation(key(1), text="second"), translation(key(2), text="new")])
        found = memory.get_many([key(1), key(2)])
        assert (found[key(1)].text, found[key(2)].text) == ("first", "new")

    def test_a_key_repeated_in_one_call_is_fine(self, make, durable, tmp_path):
        memory = make(tmp_path)
        memory.put_many([translation(key(1), text="first"), translation(key(1), text="second")])
        assert memory.get_many([key(1), key(1)])[key(1)].text == "first"

    def test_nothing_to_put_is_fine(self, make, durable, tmp_path):
        memory = make(tmp_path)
        memory.put_many([])
        memory.put_many(iter(()))
        assert memory.get_many([key(1)]) == {}

    def test_thousands_of_keys_in_one_call(self, make, durable, tmp_path):
        memory = make(tmp_path)
        memory.put_many(translation(key(n), text=str(n)) for n in range(0, 5000, 2))
        found = memory.get_many([key(n) for n in range(5000)])
        assert len(found) == 2500
        assert found[key(4998)].text == "4998"

    def test_a_second_opening_finds_what_was_put(self, make, durable, tmp_path):
        if not durable:
            pytest.skip("forgets at the end of the process by design")
        make(tmp_path).put_many([translation(key(1))])
        assert make(tmp_path).get_many([key(1)]) == {key(1): translation(key(1))}
