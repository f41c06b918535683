"""Take away from a parser process what parsing never needs: network, programs, endless CPU.

Two walls against the network: an audit hook, which Python code cannot remove,
and on Linux, where the kernel allows it, a network namespace of its own with no
interface in it, which native code cannot leave either.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.startfile")
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_MEMORY_SLACK = 512 * 1024**2


def seal_process() -> None:
    """Forbid sockets and child processes in this process, for good."""
    if sys.platform == "linux":
        leave_network()
    sys.addaudithook(_refuse)


def limit_resources(memory_bytes: int, seconds: float) -> None:
    """Cap address space and the CPU time of the next reading (POSIX; elsewhere the host watches).

    The address-space cap lies above ``memory_bytes``: code and mappings that are
    not resident count in it. The CPU cap only ends a worker whose host has died.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = {
        "RLIMIT_AS": memory_bytes + _MEMORY_SLACK,
        "RLIMIT_CPU": int(used.ru_utime + used.ru_stime + seconds) + 5,
        "RLIMIT_CORE": 0,  # a core dump would hold document text
    }
    for name, value in wanted.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        hard = resource.getrlimit(kind)[1]
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS; the host's watch remains
            continue


def leave_network() -> None:
    """Give this process a network namespace without any interface, where the kernel allows it (Linux)."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return
    # a user namespace would take root's right to read other people's files, so root goes without
    if unshare(_CLONE_NEWNET) != 0 and os.geteuid() != 0:
        unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError("evidence is read without network and without other programs")
