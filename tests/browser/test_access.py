"""Who gets in, what the page may load, whether everybody can use it."""

import json

import pytest


def test_a_second_browser_is_refused_in_plain_words(open_page, server):
    page = open_page(server, cookies=False)
    answer = page.goto(server.origin)
    assert answer.status == 403
    assert "open for somebody else" in page.inner_text("h1")
    answer = page.goto(server.link)
    assert answer.status == 403
    assert "has been used" in page.inner_text("h1")
    page.wait_for_timeout(500)  # the browser may complain a moment later
    page.complaints.clear()  # the refusals themselves


def test_the_policy_refuses_other_computers_and_foreign_code(reader):
    page = reader("D1")
    outcome = page.evaluate(
        """async () => {
          const tried = {};
          tried.fetch = await fetch("https://canary.invalid/").then(() => "went out", () => "refused");
          tried.image = await new Promise((done) => {
            const image = new Image();
            image.onload = () => done("went out");
            image.onerror = () => done("refused");
            image.src = "https://canary.invalid/x.png";
          });
          tried.inline = await new Promise((done) => {
            const script = document.createElement("script");
            script.textContent = "window.__ran = true";
            document.head.append(script);
            setTimeout(() => done(window.__ran ? "ran" : "refused"), 50);
          });
          try { tried.eval = Function("return 'ran'")(); } catch { tried.eval = "refused"; }
          return tried;
        }"""
    )
    assert set(outcome.values()) == {"refused"}
    page.complaints.clear()  # the browser's own words about each refusal
    page.asked[:] = [
        url for url in page.asked if "canary.invalid" not in url
    ]  # tried by this test, stopped by the policy


def test_every_page_of_the_sidebar_works(open_page, server):
    page = open_page(server)
    page.goto(server.origin)
    page.wait_for_selector(".er-nav")
    names = page.locator(".er-nav-section >> nth=0 >> a").all_inner_texts()
    assert "Read" in names
    for name in names:
        page.locator(".er-nav a", has_text=name).first.click()
        page.wait_for_function(
            "name => document.querySelector('.er-nav a[aria-current]')?.textContent.startsWith(name)", arg=name
        )
        page.wait_for_timeout(700)
        assert page.locator("[data-testid=stException]").count() == 0, name
        assert page.locator("[data-testid=stAlertContentError]").count() == 0, name


def test_rows_speak_to_screen_readers(reader):
    page = reader("D1")
    assert page.get_attribute(".er-list", "role") == "table"
    for row in page.locator(".er-row").all():
        assert row.get_attribute("role") == "row"
        assert row.locator("[role=rowheader]").get_attribute("aria-label").startswith("Sentence")
    assert page.locator(".er-text[data-side=source]:not([lang])").count() == 0
    nameless = page.evaluate(
        "() => [...document.querySelectorAll('.er-reader button, .er-reader input, .er-reader select')]"
        ".filter(node => !(node.textContent.trim() || node.getAttribute('aria-label') || node.labels?.length)).length"
    )
    assert nameless == 0


def test_everything_can_be_reached_without_a_mouse(reader):
    page = reader("D1")
    page.evaluate("() => document.querySelector('.er-chip-button').focus()")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.className"))
    assert any("er-filter" in name for name in reached)
    assert any("er-goto" in name for name in reached)
    assert any("er-row" in name for name in reached)


CONTRAST = """
() => {
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const over = (top, under) => ({ rgb: top.rgb.map((v, i) => v * top.a + under.rgb[i] * (1 - top.a)), a: 1 });
  const linear = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = ({ rgb: [r, g, b] }) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (node) => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) layers.push(parse(getComputedStyle(n).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), { rgb: [255, 255, 255], a: 1 });
  };
  const poor = [];
  for (const node of document.querySelectorAll(".er-reader *, .er-nav *")) {
    const own = [...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim());
    const style = getComputedStyle(node);
    if (!own || !node.offsetParent || style.opacity === "0") continue;
    const back = ground(node);
    const [a, b] = [light(over(parse(style.color), back)), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push([node.className || node.tagName, ratio.toFixed(2), node.textContent.slice(0, 20)]);
  }
  return poor;
}
"""


@pytest.mark.parametrize("document", ["D1", "D2"])
def test_contrast_is_enough(reader, document):
    page = reader(document)
    page.keyboard.press("o")
    page.keyboard.press("e")
    page.wait_for_selector(".er-panel")
    page.wait_for_timeout(300)
    poor = page.evaluate(CONTRAST)
    assert poor == [], json.dumps(poor[:12], ensure_ascii=False)


def test_reduced_motion_is_respected(reader):
    page = reader("D1", reduced_motion="reduce")
    page.keyboard.press("o")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('.er-reader *')]"
        ".filter(node => getComputedStyle(node).transitionDuration !== '0s').length"
    )
    assert moving == 0


@pytest.mark.parametrize("address", ["", "overview", "read", "cases"])
def test_every_address_can_be_reloaded_and_opened_in_a_new_tab(open_page, server, address):
    page = open_page(server)
    page.goto(f"{server.origin}/{address}")
    page.wait_for_selector(".er-nav a[aria-current]")
    page.reload()
    page.wait_for_selector(".er-nav a[aria-current]")
    here = page.locator(".er-nav a[aria-current]").first.get_attribute("href")
    assert here.startswith(f"./{address or 'overview'}?")
    assert page.get_by_text("Page not found").count() == 0


def test_a_row_of_the_overview_opens_its_document(open_page, server):
    page = open_page(server)
    page.goto(f"{server.origin}/overview")
    link = page.locator(".er-listing a").nth(1)
    link.wait_for()
    assert "doc=D2" in link.get_attribute("href")  # so that it opens in a new tab too
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".er-reader[data-document=D2]")


def test_an_identifier_shows_where_it_stands(open_page, server):
    page = open_page(server)
    page.goto(f"{server.origin}/identifiers")
    page.locator(".er-listing button").first.click()
    place = page.locator(".er-listing a").first
    place.wait_for()
    assert page.locator(".er-listing button").first.get_attribute("aria-pressed") == "true"
    place.click()
    page.wait_for_selector(".er-row.er-current .er-text")
