"""Open a 10,000-sentence document in a real browser: first readable sentence, then one key press at a time.

    python -m benchmarks.ui.open_document [--sentences 10000] [--chromium /usr/bin/chromium]

The server is warm (the page was shown before). "First sentence" is the mark that the reading component sets when
the first text stands on the screen, on the page's own clock, which starts when the address is asked for: it includes
loading the whole page, Streamlit's own code and its connection. A document of 100 sentences is opened in the same
run for the ratio.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from benchmarks.cases import build
from benchmarks.figures import Figure, hand_over

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MARK = "first-sentence"
SMALL = 100
TIMES = 7
KEYS = 40


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=10_000)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(Path(folder) / "case", [SMALL, options.sentences])
        browser = playwright.chromium.launch(executable_path=options.chromium, args=ARGUMENTS)
        with serving(Path(folder) / "case") as link:
            measure(browser.new_page(viewport={"width": 1440, "height": 900}), link, options.sentences)
        browser.close()


@contextmanager
def serving(case: Path) -> Iterator[str]:
    """The server as the command line starts it; gives the link with its one-time token."""
    command = [sys.executable, "-m", "reader.ui.server", "--case", str(case), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["url"]
    finally:
        server.terminate()
        server.wait()


def measure(page: Page, link: str, sentences: int) -> None:
    """Open both documents in turn, then press ``j``, and go far away and back."""
    page.goto(link)
    page.wait_for_selector(".er-nav", timeout=60_000)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    addresses = [f"{origin}/read?doc=D{number}" for number in (1, 2)]
    for address in addresses:
        opened(page, address)  # warms the server
    pairs = [[opened(page, address) for address in addresses] for _ in range(TIMES)]
    small, large = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    page.wait_for_load_state("networkidle")  # counts and index follow the first sentences; keys need them
    page.wait_for_selector(".er-current")
    steps = [press(page, "k" if n % 4 == 3 else "j") for n in range(KEYS)]
    step = statistics.median(steps)
    hand_over(
        Figure(
            f"open {sentences:,} sentences, to the first readable one",
            f"{large:.0f} ms (least {min(b for _, b in pairs):.0f})",
            "< 1000 ms",
            large < 1000,
        ),
        Figure(f"the same against {SMALL} sentences", f"{ratio:.2f}x ({small:.0f} ms)"),
        Figure(
            "next or previous sentence", f"{step:.0f} ms (slowest of {KEYS}: {max(steps):.0f})", "< 100 ms", step < 100
        ),
    )


def opened(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to its first readable sentence."""
    page.goto(address, wait_until="commit")
    found = f"() => performance.getEntriesByName('{MARK}')[0]?.startTime"
    return float(page.wait_for_function(found, timeout=60_000).json_value())


def press(page: Page, key: str) -> float:
    """Milliseconds from the key to the neighbouring sentence being the current one and painted."""
    return float(
        page.evaluate(
            """async (key) => {
                const current = () => document.querySelector(".er-current")?.dataset.n;
                const frame = () => new Promise(requestAnimationFrame);
                const before = current();
                const started = performance.now();
                document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
                while (current() === before) {
                    if (performance.now() - started > 5000) throw new Error("the key moved nothing");
                    await frame();
                }
                await frame();
                return performance.now() - started;
            }""",
            key,
        )
    )


if __name__ == "__main__":
    main()
