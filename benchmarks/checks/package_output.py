"""The starter package's own output, judged by all checks: how much of it the page would mark."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.checks.material import Pair
from benchmarks.figures import Figure
from reader.checks import registry
from reader.checks.contract import Context
from reader.model import Segment, Severity, Translation

_BUNDLED = Path(__file__).resolve().parents[2] / "models"


def flagged(pairs: Sequence[Pair], count: int) -> Figure:
    """Translate *count* sentences, chosen by hash, and count those with a major or critical finding."""
    from reader.text.normalise import for_engine
    from reader.translate.engine import Engine
    from reader.translate.packages import PackageStore

    chosen = sorted(set(pairs), key=lambda pair: hashlib.sha256(f"output\0{pair.zh}".encode()).digest())[:count]
    inputs = [for_engine(pair.zh, to_simplified=True).text for pair in chosen]
    serious = critical = 0
    with TemporaryDirectory() as folder:
        store = PackageStore(Path(folder), _BUNDLED)
        with Engine(store.choose("zh-Hans").package, workers=2) as engine:
            for index, out in engine.translate(inputs):
                zh = chosen[index].zh
                segment = Segment("S", "D", "B", 1, 0, len(zh), zh, "zh-Hans")
                translation = Translation(
                    "T", inputs[index], out.text, "e", "1", "p", "1", "", {}, "",
                    score=out.score, alignment=out.alignment, flags=out.flags,
                )  # fmt: skip
                worst = {f.severity for f in registry.run(segment, translation, Context(out.text))}
                serious += any(severity.is_serious for severity in worst)
                critical += Severity.CRITICAL in worst
    return Figure(
        "starter package's own output flagged",
        f"{serious / len(chosen):.1%} of {len(chosen)} sentences ({critical / len(chosen):.1%} critical)",
    )
