"""A protected PDF whose password this computer does not know: the reading page asks for it, for this session."""

import io
import os

import pytest
from conftest import serving
from pypdf import PdfReader, PdfWriter

from reader import config
from reader.demo import documents_dir
from reader.services.wiring import create_case, open_services

WORD = "qinghe-2031"
REFUSED = "Failed to load resource: the server responded with a status of 422"


@pytest.fixture
def locked_case(tmp_path, monkeypatch):
    """The first page of the demo budget, protected, read on another computer."""
    writer = PdfWriter()
    writer.add_page(PdfReader(next(documents_dir().glob("*.pdf"))).pages[0])
    writer.encrypt(user_password=WORD, algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    path = tmp_path / "locked.pdf"
    path.write_bytes(data.getvalue())
    monkeypatch.setenv("READER_KEY_FILE", str(tmp_path / "there" / "passwords.key"))
    create_case(tmp_path / "case", title="Operation Harbour", actor_name="reviewer 1")
    with open_services(tmp_path / "case", config.load()) as services:
        services.ingest.remember_passwords([WORD])
        assert services.ingest.run([path]).documents == 1
    monkeypatch.setenv("READER_KEY_FILE", str(tmp_path / "here" / "passwords.key"))
    return tmp_path / "case"


def test_the_page_is_shown_once_its_password_is_given(locked_case, open_page, tmp_path):
    with serving(locked_case, tmp_path / "state.json") as server:
        page = open_page(server, cookies=False)
        page.goto(server.link)
        page.wait_for_selector(".er-nav")
        page.goto(f"{server.origin}/read?doc=D1")
        page.wait_for_selector(".er-row .er-text")
        page.keyboard.press("o")
        page.wait_for_selector(".er-unlock")
        assert "not known on this computer" in page.inner_text(".er-unlock")
        field = page.locator(".er-unlock input")
        assert field.get_attribute("type") == "password"
        field.fill("wrong")
        field.press("Enter")
        page.wait_for_function("() => document.querySelector('.er-unlock .er-trouble').textContent")
        assert "does not open the original" in page.inner_text(".er-unlock .er-trouble")
        if folder := os.environ.get("READER_LOOK"):
            page.screenshot(path=f"{folder}/locked.png")
        field.fill(WORD)
        page.click(".er-unlock >> text=Show the page")
        page.wait_for_function("() => document.querySelector('.er-sheet img')?.naturalWidth > 800")
        assert page.locator(".er-box").count() == 1
        assert all(WORD not in address for address in page.asked)
        page.complaints[:] = [words for words in page.complaints if not words.startswith(REFUSED)]
    stored = b"".join(path.read_bytes() for path in locked_case.rglob("*") if path.is_file())
    assert WORD.encode() not in stored
