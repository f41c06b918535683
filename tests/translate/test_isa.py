"""The instruction set's name: stable, distinct where results may differ, honest about overrides."""

import pytest

from reader.translate import isa


@pytest.mark.parametrize(
    ("flags", "level"),
    [
        ({"avx", "avx2"}, "avx2"),
        ({"avx", "avx2", "avx_vnni"}, "avx2-vnni"),
        ({"avx2", "avx512f", "avx512bw"}, "avx512"),
        ({"avx2", "avx512bw", "avx512_vnni"}, "avx512-vnni"),
        ({"avx512bw", "avx512_vnni", "amx_int8"}, "amx"),
        ({"AVX2", "AVX512_SKX", "AVX512_ICL"}, "avx512-vnni"),
        ({"asimd", "asimddp"}, "dotprod"),
        (set(), "generic"),
    ],
)
def test_levels(flags, level):
    assert isa.describe("Vendor", frozenset(flags), machine="M", environ={}) == f"m Vendor {level}"


def test_forced_choices_are_part_of_the_name():
    name = isa.describe("V", frozenset({"avx2"}), machine="x86_64", environ={"CT2_FORCE_CPU_ISA": "GENERIC"})
    assert name == "x86_64 V avx2 CT2_FORCE_CPU_ISA=GENERIC"


def test_this_machine_has_a_name_of_at_least_three_words():
    assert len(isa.instruction_set().split()) >= 3


def test_numpy_knows_the_cpu_where_there_is_no_cpuinfo(monkeypatch):
    class NoFile:
        def __init__(self, path):
            pass

        def read_text(self, *arguments):
            raise FileNotFoundError

    linux = isa._cpu()[1]
    monkeypatch.setattr(isa, "Path", NoFile)
    flags = isa._cpu()[1]
    assert flags
    assert ("avx2" in linux) == ("AVX2" in flags)
