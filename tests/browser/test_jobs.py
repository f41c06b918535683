"""Long work in the browser: watched, stopped, taken up again; and the command line beside it."""

import re
import subprocess
import sys

import pytest
from conftest import serving

from reader import config
from reader.services.wiring import create_case, open_services


@pytest.fixture
def busy_case(tmp_path):
    """A case with far more to translate than the test waits for."""
    (tmp_path / "many.txt").write_text(
        "".join(f"第{n}号通知：请于{n % 28 + 1}日前到{n}号窗口登记。\n" for n in range(3000)), "utf-8"
    )
    create_case(tmp_path / "case", title="Busy", actor_name="A. Tester")
    with open_services(tmp_path / "case", config.load()) as services:
        services.ingest.run([tmp_path / "many.txt"])
    return tmp_path / "case"


@pytest.mark.timeout(300)
def test_a_translation_is_watched_stopped_and_taken_up_again(busy_case, open_page, tmp_path):
    with serving(busy_case, tmp_path / "state.json") as server:
        page = open_page(server, cookies=False)
        page.goto(server.link)
        page.get_by_role("button", name="Translate now").click()
        page.get_by_text(re.compile(r"Translating: \d+ of 3,000 sentences, \d+ a second")).wait_for(timeout=120_000)
        page.get_by_role("button", name="Stop", exact=True).first.click()
        page.get_by_role("button", name="Translate now").wait_for(timeout=120_000)
        with open_services(busy_case, config.load()) as services:
            jobs = services.jobs.all()
            counts = services.status.status()["segments"]
        assert jobs[0].state == "cancelled"
        assert 0 < counts["translated"] < counts["chinese"]
        page.get_by_role("button", name="Translate now").click()
        page.get_by_text(re.compile(r"Translating: \d+ of [\d,]+ sentences")).wait_for(timeout=120_000)
        with open_services(busy_case, config.load()) as services:
            running = services.jobs.active()
            for job in running:
                services.jobs.cancel(job.id)
            for job in running:
                services.jobs.wait(job.id, lambda job: None)
            assert services.verify.verify().ok
        page.close()


def test_the_command_line_and_the_browser_share_a_case(busy_case, open_page, tmp_path):
    with serving(busy_case, tmp_path / "state.json") as server:
        page = open_page(server, cookies=False)
        page.goto(server.link)
        page.locator(".er-nav-link", has_text="Read").first.click()
        page.wait_for_selector(".er-row .er-text")
        command = [sys.executable, "-m", "reader", "annotate", str(busy_case), "D1", "--segment", "1", "--note"]
        done = subprocess.run([*command, "from the terminal"], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        page.reload()
        page.get_by_text("from the terminal").wait_for()
        page.close()
