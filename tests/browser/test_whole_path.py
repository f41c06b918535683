"""An investigator without a terminal: create a case, add files, watch, read, follow a number, export, verify."""

import json
import re
import subprocess
import sys

import pytest
from conftest import Server

from reader.demo import documents_dir


@pytest.fixture
def empty_server(chromium, tmp_path):
    """The interface started without a case."""
    command = [sys.executable, "-m", "reader.ui.server", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    try:
        yield Server(json.loads(process.stdout.readline())["url"], tmp_path / "state.json")
    finally:
        process.terminate()
        _out, err = process.communicate(timeout=20)
        assert "Traceback" not in err, err


def go(page, title):
    """Choose a page in the sidebar."""
    page.locator(".er-nav-link", has_text=re.compile(rf"^{re.escape(title)}$")).first.click()
    page.get_by_role("heading", name=re.compile(title.split(" ")[0], re.I)).first.wait_for()


@pytest.mark.timeout(400)
def test_the_whole_path_without_a_terminal(empty_server, open_page, tmp_path):
    page = open_page(empty_server, cookies=False)
    page.goto(empty_server.link)

    page.get_by_label("Title").fill("Operation Lantern")
    page.get_by_label("Folder to create").fill(str(tmp_path / "lantern"))
    page.get_by_role("textbox", name="Your name").first.fill("J. Doe")
    page.get_by_role("button", name="Create the case").click()
    page.locator(".er-nav-case", has_text="Operation Lantern").wait_for()
    page.get_by_text("This case is empty").wait_for()

    go(page, "Add files")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(5000))
    chosen = [documents_dir() / "05-zhaopin.txt", documents_dir() / "08-liaotian.txt", tmp_path / "photo.jpg"]
    page.locator("input[type=file]").set_input_files([str(p) for p in chosen])
    page.get_by_text("photo.jpg").wait_for()
    page.get_by_role("button", name="Add to the case").click()

    page.get_by_role("heading", name="Overview").wait_for()
    page.get_by_text("Finished work").wait_for(timeout=120_000)
    page.locator(".er-nav-link", has_text="Read").wait_for()
    page.wait_for_function("document.querySelectorAll('[data-testid=stProgress]').length === 0", timeout=180_000)
    page.get_by_role("heading", name="Problems").wait_for()

    page.locator(".er-nav-section").nth(1).locator(".er-nav-link").first.click()
    page.wait_for_selector(".er-row .er-text[data-side=translation]")
    assert page.locator(".er-chip-machine").count() == 1

    go(page, "Identifiers")
    page.locator(".er-listing").or_(page.get_by_text("No identifier")).first.wait_for()

    go(page, "Search")
    page.get_by_label("Search for").fill("电话")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("Places found")).wait_for()
    assert "电话" in page.inner_text(".er-listing tbody")

    go(page, "Export")
    page.get_by_role("button", name="Write the exhibit").click()
    page.get_by_text("The exhibit is ready").wait_for(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    download.value.save_as(tmp_path / "copy.html")
    assert "Operation Lantern" in (tmp_path / "copy.html").read_text("utf-8")

    go(page, "Log & verify")
    page.get_by_role("button", name="Verify the case").click()
    page.get_by_text("Nothing has changed").wait_for(timeout=60_000)
    assert not list((tmp_path / "lantern" / "staging").iterdir()), "uploads are left over"


def test_mistakes_are_explained_and_nothing_is_created(empty_server, open_page, tmp_path):
    page = open_page(empty_server, cookies=False)
    page.goto(empty_server.link)
    page.get_by_role("button", name="Create the case").click()
    page.get_by_text("A case needs a title, a folder and your name").wait_for()
    page.get_by_label("Its folder").fill(str(tmp_path / "nowhere"))
    page.get_by_role("button", name="Open the case").click()
    page.get_by_text(re.compile("There is no folder")).wait_for()
    assert sorted(p.name for p in tmp_path.iterdir()) == []
