"""A real server over a real case, a real Chromium, and a record of every request it makes.

Set ``READER_CHROMIUM`` to the browser's path when it is not found; set
``READER_REQUIRE_BROWSER=1`` (CI does) to fail instead of skipping without one.
``READER_SCREENSHOTS=DIR`` draws the pictures the README shows (test_pictures.py).
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import cases

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-domain-reliability", "--no-default-browser-check",
]  # fmt: skip
HARMLESS_CONSOLE = (
    "Failed to load resource: the server responded with a status of 404"  # Streamlit probes /read/_stcore
)
OUTSIDE = ("http:", "https:", "ws:", "wss:", "ftp:", "file:")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """One headless Chromium for all tests."""
    path = os.environ.get("READER_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        if os.environ.get("READER_REQUIRE_BROWSER"):
            pytest.fail("no Chromium; set READER_CHROMIUM to its path")
        pytest.skip("no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Server:
    """A running interface. ``link`` carries the one-time token, ``origin`` does not."""

    def __init__(self, link: str, state: Path) -> None:
        self.link = link
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(link))
        self.state = state  # cookies of the browser that opened the link


@contextmanager
def serving(case: Path, state: Path) -> Iterator[Server]:
    """The server as the command line starts it: the token goes in on standard input."""
    token = secrets.token_urlsafe(32)
    command = [sys.executable, "-m", "reader.ui.server", "--case", str(case), "--port", "0", "--token-stdin"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        process.stdin.write(f"{token}\n")
        process.stdin.flush()
        line = json.loads(process.stdout.readline())
        assert token in line["url"]
        yield Server(line["url"], state)
    finally:
        process.terminate()
        _out, err = process.communicate(timeout=20)
        assert "Traceback" not in err, err


@pytest.fixture(scope="session")
def small_case(tmp_path_factory):
    """A few documents through the real services, translated by the bundled package."""
    return cases.small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def large_case(tmp_path_factory):
    """One document of 10,000 sentences."""
    return cases.large(tmp_path_factory.mktemp("large"), cases.LARGE)


@pytest.fixture(scope="session")
def server(small_case, chromium, tmp_path_factory):
    yield from _entered(small_case, chromium, tmp_path_factory)


@pytest.fixture(scope="session")
def large_server(large_case, chromium, tmp_path_factory):
    yield from _entered(large_case, chromium, tmp_path_factory)


def _entered(case, chromium, tmp_path_factory):
    state = tmp_path_factory.mktemp("browser") / "state.json"
    with serving(case, state) as server:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(server.link)
        page.wait_for_selector(".er-nav")
        context.storage_state(path=state)
        context.close()
        yield server


@pytest.fixture
def open_page(chromium, request):
    """``open_page(server)``: a page whose requests are recorded; the test fails on one that leaves this computer."""
    opened = []

    def make(server, *, width=1440, height=900, cookies=True, **options):
        state = {"storage_state": server.state} if cookies else {}
        context = chromium.new_context(viewport={"width": width, "height": height}, **state, **options)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda r: page.asked.append(r.url))
        page.on("websocket", lambda w: page.asked.append(w.url))
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        opened.append((context, page, server))
        return page

    yield make
    for context, page, server in opened:
        host = urlsplit(server.origin).netloc
        away = [u for u in page.asked if u.startswith(OUTSIDE) and urlsplit(u).netloc != host]
        context.close()
        assert away == []
        assert [c for c in page.complaints if not c.startswith(HARMLESS_CONSOLE)] == []


@pytest.fixture
def reader(open_page, server):
    """The reading page on a document of the small case: ``reader("D2")``."""

    def make(document, where=server, **options):
        page = open_page(where, **options)
        page.goto(f"{where.origin}/read?doc={document}")
        page.wait_for_selector(f".er-reader[data-document={document}] .er-row .er-text")
        return page

    return make
