"""The real server as a subprocess: what its owner and a stranger on the same computer get."""

import json
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

FAKE = Path(__file__).resolve().parents[1] / "browser" / "fake_server.py"
TOKEN = "one-time-token-for-tests-only"
PATHS = [
    "/", "/read", "/api/documents/D1", "/api/documents/D1/pages/1.png", "/_stcore/health", "/_stcore/host-config",
    "/_stcore/metrics", "/_stcore/agent/openapi.json", "/media/anything.png", "/component/x/y", "/static/js/index.js",
    "/_stcore/upload_file/session/file", "/favicon.png", "/auth/login", "/anything/else",
]  # fmt: skip


def start(*arguments, token=TOKEN):
    command = [sys.executable, str(FAKE), "--token-stdin", *arguments]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdin.write(f"{token}\n")
    process.stdin.flush()
    return process, json.loads(process.stdout.readline())


@pytest.fixture(scope="module")
def running():
    process, line = start("--port", "0")
    yield line
    process.terminate()
    _out, err = process.communicate(timeout=20)
    assert "Traceback" not in err


@pytest.fixture(scope="module")
def origin(running):
    return "{0.scheme}://{0.netloc}".format(urlsplit(running["url"]))


@pytest.fixture(scope="module")
def owner(running, origin):
    with httpx.Client(base_url=origin, timeout=20) as client:
        assert client.get(running["url"]).status_code == 200
        yield client


@pytest.fixture
def stranger(origin):
    with httpx.Client(base_url=origin, timeout=20) as client:
        yield client


def test_the_line_says_where(running):
    assert running["url"] == f"http://127.0.0.1:{running['port']}/?token={TOKEN}"


def test_the_owner_gets_pages_and_data(owner):
    assert "<title>Streamlit</title>" in owner.get("/").text
    assert owner.get("/api/documents/D1").json()["id"] == "D1"
    assert owner.get("/api/documents/D1/pages/1.png").headers["content-type"] == "image/png"
    assert owner.get("/_stcore/health").text == "ok"


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_gets_nothing(owner, stranger, path):
    assert stranger.get(path).status_code == 403
    assert stranger.put(path, content=b"x").status_code == 403


def test_websocket(owner, stranger, running, origin):
    address = f"ws://127.0.0.1:{running['port']}/_stcore/stream"
    cookie = "; ".join(f"{name}={value}" for name, value in owner.cookies.items())
    with connect(address, origin=origin, subprotocols=["streamlit"], additional_headers={"Cookie": cookie}):
        pass
    for headers, from_where in (({}, origin), ({"Cookie": cookie}, "http://evil.example"), ({"Cookie": cookie}, None)):
        with pytest.raises(InvalidStatus) as refused, connect(address, origin=from_where, additional_headers=headers):
            pass
        assert refused.value.response.status_code == 403


def test_every_answer_carries_the_policy(owner, stranger):
    for answer in (owner.get("/"), owner.get("/api/documents/D1"), owner.get("/no"), stranger.get("/")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
        assert "https:" not in policy
        assert "*" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "server" not in answer.headers
    assert owner.get("/api/documents/D1").headers["cache-control"] == "no-store"


def test_a_page_of_evidence_is_isolated(owner, stranger):
    answer = owner.get("/api/documents/D1/snapshot")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "img-src data:", "form-action 'none'", "frame-ancestors 'self'", "sandbox"} <= set(
        policy
    )
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert stranger.get("/api/documents/D1/snapshot").status_code == 403


def test_no_statistics_and_no_foreign_masters(owner):
    told = owner.get("/_stcore/host-config").json()
    assert told["allowedOrigins"] == []
    assert owner.get("/_stcore/agent/openapi.json").status_code in (200, 404)
    refused = owner.post("/_stcore/agent/interact", json={}, headers={"origin": str(owner.base_url).rstrip("/")})
    assert refused.status_code >= 400


def test_it_listens_on_this_computer_only(running):
    listening = [c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    assert {c.laddr.ip for c in listening if c.laddr.port == running["port"]} == {"127.0.0.1"}


def test_a_port_in_use_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process, line = start("--port", str(taken.getsockname()[1]))
        process.communicate(timeout=20)
    assert process.returncode == 2
    assert "already used" in line["error"]
    assert "--port" in line["hint"]


def test_a_short_token_is_refused():
    process, line = start("--port", "0", token="short")
    process.communicate(timeout=20)
    assert process.returncode == 2
    assert "token" in line["error"]


def test_a_folder_that_is_no_case_is_said(tmp_path):
    command = [sys.executable, "-m", "reader.ui.server", "--case", str(tmp_path), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert json.loads(done.stdout)["code"] == "not-a-case"
    assert "Traceback" not in done.stderr
