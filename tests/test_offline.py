"""Offline is a promise: the test suite itself proves that a slip would be seen."""

import socket
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "reader"
NETWORK_MODULES = ("urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib", "smtplib")


def test_a_connection_beyond_this_computer_is_noticed():
    with socket.socket() as probe, pytest.raises(AssertionError, match=r"socket\.connect"):
        probe.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="getaddrinfo"):
        socket.getaddrinfo("example.org", 80)


def test_loopback_stays_possible():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        with socket.create_connection(server.getsockname(), timeout=5):
            pass


def test_only_the_package_download_knows_how_to_connect():
    users = set()
    for path in PACKAGE.rglob("*.py"):
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        imports = " ".join(line for line in lines if line.startswith(("import ", "from ")))
        if any(f" {name}" in imports for name in NETWORK_MODULES):
            users.add(path.relative_to(PACKAGE).as_posix())
    assert users == {"translate/download.py"}
