"""Which instruction set decides the last bits of a translation on this machine.

CTranslate2 and its math libraries (oneDNN, MKL) choose kernels by vendor and CPU
flags; 8-bit products round differently with and without VNNI. The name made here
is stored with each translation and is part of its memory key.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

_LEVELS = (
    ("amx", {"amx_int8", "AMX_INT8"}),
    ("avx512-vnni", {"avx512_vnni", "AVX512VNNI", "AVX512_ICL", "AVX512_CLX"}),
    ("avx512", {"avx512bw", "AVX512_SKX"}),
    ("avx2-vnni", {"avx_vnni"}),
    ("avx2", {"avx2", "AVX2"}),
    ("avx", {"avx", "AVX"}),
    ("sve", {"sve", "SVE"}),
    ("i8mm", {"i8mm"}),
    ("dotprod", {"asimddp", "ASIMDDP"}),
    ("neon", {"asimd", "ASIMD", "NEON"}),
)
_OVERRIDES = ("CT2_FORCE_CPU_ISA", "CT2_USE_MKL", "ONEDNN_MAX_CPU_ISA", "MKL_CBWR", "CT2_USE_EXPERIMENTAL_PACKED_GEMM")


@cache
def instruction_set() -> str:
    """For instance ``x86_64 AuthenticAMD avx512-vnni``; settings that force another choice are appended."""
    return describe(*_cpu(), machine=platform.machine(), environ=os.environ)


def describe(vendor: str, flags: frozenset[str], *, machine: str, environ: Mapping[str, str]) -> str:
    """The name for a CPU of *vendor* with *flags* (Linux or NumPy spelling)."""
    level = next((name for name, needed in _LEVELS if needed & flags), "generic")
    forced = [f"{name}={environ[name]}" for name in _OVERRIDES if environ.get(name)]
    return " ".join([machine.lower() or "unknown", vendor or "unknown", level, *forced])


def _cpu() -> tuple[str, frozenset[str]]:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return platform.processor().rpartition(", ")[2] or platform.system(), _numpy_flags()
    facts: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        facts.setdefault(name.strip(), value.strip())
    flags = facts.get("flags") or facts.get("Features") or ""
    return facts.get("vendor_id") or facts.get("CPU implementer") or "", frozenset(flags.split())


def _numpy_flags() -> frozenset[str]:
    """NumPy (a dependency of CTranslate2) knows the CPU on Windows and macOS too."""
    try:
        features = import_module("numpy._core._multiarray_umath").__cpu_features__
    except (ImportError, AttributeError):
        return frozenset()
    return frozenset(name for name, present in features.items() if present)
