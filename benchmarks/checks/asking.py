"""What a package says of many pairs, kept in a file: asking takes far longer than every check together.

The file answers for the package and the changes (:mod:`reader.checks.contrasts`) it was made with; for others it
begins anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.checks.material import records
from reader import config
from reader.checks import contrasts
from reader.checks.signals import ModelSignals
from reader.services.packages import open_packages
from reader.services.signals import Judged, SignalService

Pairs = Iterable[tuple[str, str]]
_AT_ONCE = 1_000


def ask(pairs: Pairs, cache: Path | None = None, package: str | None = None) -> Mapping[tuple[str, str], ModelSignals]:
    """Signals of each (Chinese, English); *cache* is read, completed and written."""
    settings = config.load()
    known: dict[tuple[str, str], ModelSignals] = {}
    with SignalService(open_packages(settings), package=package, workers=settings.workers) as service:
        made_with = _made_with(service)
        if cache and cache.exists():
            content = pickle.loads(cache.read_bytes())
            known = content["signals"] if content["made_with"] == made_with else {}
        waiting = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        for at in range(0, len(waiting), _AT_ONCE):
            part = waiting[at : at + _AT_ONCE]
            signals = service.measure([Judged(records(zh, en)[0], en) for zh, en in part])
            known.update(zip(part, signals, strict=True))
            if cache:
                _write(cache, {"made_with": made_with, "signals": known})
            print(f"asked about {at + len(part):,} of {len(waiting):,} pairs", flush=True)
    return known


def _made_with(service: SignalService) -> str:
    packages = sorted(route.package.sha256 for route in service.routes.values())
    source = Path(contrasts.__file__).read_bytes()
    return hashlib.sha256(b"\0".join([source, *(sha.encode() for sha in packages)])).hexdigest()


def _write(path: Path, content: object) -> None:
    temporary = path.with_suffix(".part")
    temporary.write_bytes(pickle.dumps(content))
    os.replace(temporary, path)
