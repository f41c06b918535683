"""``python -m reader.formats.office_jail SECONDS PROGRAM ARG…``: run an office program without network, within limits.

The host starts this, not the office program: network and limits are taken away first, then the
program takes this process's place, so that killing the process group ends all of it.
"""

from __future__ import annotations

import os
import sys

from reader.formats import seal

_WRITTEN_BYTES = 1024**3
_MEMORY_BYTES = 6 * 1024**3


def main() -> None:
    """Seal this process off and become the program named on the command line."""
    seconds, *command = sys.argv[1:]
    if sys.platform == "linux":
        seal.leave_network()
    _limit(float(seconds))
    os.execv(command[0], command)  # noqa: S606 - no shell; the path comes from our own search


def _limit(seconds: float) -> None:
    try:
        import resource
    except ImportError:  # Windows: the host's clock remains
        return
    for name, value in (
        ("RLIMIT_CPU", int(seconds) + 5),
        ("RLIMIT_FSIZE", _WRITTEN_BYTES),
        ("RLIMIT_AS", _MEMORY_BYTES),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name, None)
        if kind is not None:
            hard = resource.getrlimit(kind)[1]
            try:
                resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
            except (ValueError, OSError):
                continue


if __name__ == "__main__":
    main()
