"""``reader serve`` and ``reader demo`` from the outside: start, address, stop."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import urllib.request
from functools import partial

import pytest

from reader.cli.serve import _doorway


@pytest.fixture
def started(case):
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "serve", str(case), "--no-open"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        # tests run in the background of a script inherit that Ctrl-C is ignored
        preexec_fn=None if sys.platform == "win32" else partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    url = re.search(r"http://127\.0\.0\.1:\d+/\S+", process.stdout.readline() + process.stdout.readline())[0]
    yield process, url
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
def test_serve_prints_an_address_that_answers_and_stops_on_ctrl_c(started):
    process, url = started
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert answer.status == 200
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert "SameSite=Strict" in answer.headers["Set-Cookie"].replace("strict", "Strict")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(url, timeout=30)
    assert refused.value.code == 403, "the address works once"
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=30) == 0


def test_the_token_is_in_no_process_argument(started):
    _, url = started
    token = url.split("=", 1)[1]
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "reader.ui.server" in listed
    assert token not in listed


def test_serve_refuses_what_is_no_case(reader, tmp_path):
    assert reader("serve", tmp_path, "--no-open").code == 1


def test_a_taken_port_is_said(reader, case, started):
    _, url = started
    port = re.search(r":(\d+)/", url)[1]
    result = reader("serve", case, "--no-open", "--port", port)
    assert result.code == 2
    assert port in result.err


def test_the_doorway_is_private(tmp_path):
    path = _doorway(tmp_path, "http://127.0.0.1:1/?token=a&b=c")
    assert "a&amp;b=c" in path.read_text("utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.timeout(300)
def test_the_demo_is_ready_to_open_and_can_be_run_again(reader, tmp_path):
    first = reader("demo", tmp_path / "demo", "--json").json()
    assert first["documents"] >= 10
    assert first["segments"]["translated"] == first["segments"]["chinese"]
    assert first["problems"] == 0
    again = reader("demo", tmp_path / "demo", "--json").json()
    assert again["documents"] == first["documents"]
    assert reader("verify", tmp_path / "demo", "--json").json()["ok"]
    text = json.dumps(reader("entities", tmp_path / "demo", "--json").json())
    assert "7700900417" in text


def test_the_demo_leaves_other_folders_alone(reader, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x").write_text("x")
    assert reader("demo", tmp_path / "mine", "--no-open").code == 1
