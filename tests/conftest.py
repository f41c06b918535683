"""Shared by all tests: no network, no writing outside temporary folders."""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


class NetworkUsed(AssertionError):
    """Something tried to reach beyond this computer."""


def _only_loopback(event: str, arguments: tuple) -> None:
    """Audit hook: the interpreter reports every connection attempt here, whoever makes it."""
    if event not in CONNECTING:
        return
    address = arguments[0] if event in {"socket.getaddrinfo", "socket.gethostbyname"} else arguments[1]
    host = address[0] if isinstance(address, tuple) else address
    unix_socket = event == "socket.connect" and isinstance(address, (str, bytes))
    if unix_socket or host in (None, "", b"", "localhost", b"localhost"):
        return
    try:
        allowed = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        allowed = False
    if not allowed:
        raise NetworkUsed(f"{event} to {host!r}")


sys.addaudithook(_only_loopback)

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _own_packages_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Installed translation packages of the tests live in a temporary folder, shared by child processes."""
    os.environ["READER_PACKAGES_DIR"] = str(tmp_path_factory.mktemp("packages"))
    os.environ["READER_KEY_FILE"] = str(tmp_path_factory.mktemp("keys") / "passwords.key")
    os.environ["READER_MODELS_DIR"] = str(ROOT / "models")
