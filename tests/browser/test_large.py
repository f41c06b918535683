"""Ten thousand sentences: opening, moving, scrolling. Limits are generous here; benchmarks/ measures them."""

import statistics

import pytest

OPENS_SECONDS = 3.0
STEP_MILLISECONDS = 100


@pytest.fixture
def large(reader, large_server):
    return reader("D1", where=large_server)


def rows(page):
    return page.evaluate("() => [...document.querySelectorAll('.er-row')].map(row => Number(row.dataset.n))")


def test_opens_quickly_and_draws_little(large, large_server):
    large.reload()
    large.wait_for_selector(".er-row .er-text")
    seconds = large.evaluate("() => performance.now()") / 1000
    assert seconds < OPENS_SECONDS
    large.wait_for_selector(".er-reader[data-document=D1]")
    assert large.inner_text(".er-filter >> nth=0 >> .er-count") == "10,000"
    assert len(rows(large)) < 60
    assert large.get_attribute(".er-list", "aria-rowcount") == "10000"


def test_steps_are_immediate(large):
    took = large.evaluate(
        """async () => {
          const frame = () => new Promise(requestAnimationFrame);
          const took = [];
          for (let i = 0; i < 40; i += 1) {
            const key = i % 4 === 3 ? "k" : "j";
            const before = performance.now();
            document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            await frame();
            took.push(performance.now() - before);
          }
          return took;
        }"""
    )
    assert statistics.median(took) < STEP_MILLISECONDS
    assert large.get_attribute(".er-current", "data-n") == "21"


def test_a_far_jump_fetches_only_what_is_shown(large):
    large.wait_for_timeout(300)
    before = len(large.asked)
    large.keyboard.press("g")
    large.keyboard.type("9000")
    large.keyboard.press("Enter")
    large.wait_for_selector(".er-row[data-n='9000'] .er-text")
    windows = [url for url in large.asked[before:] if "/segments?" in url]
    assert 1 <= len(windows) <= 3
    assert len(rows(large)) < 60
    box = large.locator(".er-row[data-n='9000']").bounding_box()
    view = large.locator(".er-list").bounding_box()
    assert view["y"] <= box["y"] <= view["y"] + view["height"] - 40


def test_scrolling_is_steady(large):
    """Rows that are measured for the first time must not push away what is being read."""
    large.hover(".er-list")
    jumps = []
    for _ in range(25):
        top = large.evaluate("() => document.querySelector('.er-list').scrollTop")
        large.mouse.wheel(0, 240)
        large.wait_for_timeout(60)
        jumps.append(large.evaluate("() => document.querySelector('.er-list').scrollTop") - top)
    assert all(120 <= jump <= 420 for jump in jumps), jumps
    shown = sorted(rows(large))
    assert shown[-1] - shown[0] >= 10


def test_nothing_is_fetched_twice(large):
    for _ in range(30):
        large.keyboard.press("j")
    for _ in range(30):
        large.keyboard.press("k")
    large.wait_for_timeout(300)
    windows = [url for url in large.asked if "/segments?" in url]
    assert len(windows) == len(set(windows))


def test_a_rerun_of_the_page_sends_no_rows_again(large):
    large.wait_for_timeout(300)
    before = len(large.asked)
    large.keyboard.press("a")
    large.fill(".er-panel textarea", "a note")
    large.click(".er-primary")
    large.wait_for_selector(".er-note")
    large.wait_for_timeout(1500)  # the page runs again for the sidebar
    later = large.asked[before:]
    assert sum("/annotations" in url for url in later) == 1
    assert not [url for url in later if "/segments?" in url or "/index?" in url]
    assert large.locator(".er-note").count() == 1


@pytest.mark.parametrize("width", [1440, 1024, 420])
def test_no_width_cuts_text_off(reader, large_server, width):
    page = reader("D1", where=large_server, width=width, height=768)
    if width < 700:
        page.wait_for_timeout(500)
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.er-text, .er-margin, .er-head, .er-bar, .er-foot')]"
        ".filter(node => node.scrollWidth > node.clientWidth + 2).map(node => node.className)"
    )
    assert wide == []
    list_box = page.locator(".er-list").bounding_box()
    assert list_box["height"] > 200
