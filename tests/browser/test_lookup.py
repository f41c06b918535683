"""Pinyin and dictionary beside the Chinese, by mouse, touch and keyboard."""

import pytest
from test_reading import ROW, find, sentence

TEXT = ".er-text[data-side=source]"


def middle_of(page, n, words):
    """The point of the screen in the middle of *words*."""
    box = (
        sentence(page, n)
        .locator(TEXT)
        .evaluate(
            """(node, words) => {
          const at = node.textContent.indexOf(words), range = document.createRange();
          const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          for (let seen = 0; walker.nextNode(); seen += walker.currentNode.length) {
            const { currentNode: t } = walker;
            if (at >= seen && at < seen + t.length) range.setStart(t, at - seen);
            const end = at + words.length;
            if (end > seen && end <= seen + t.length) range.setEnd(t, end - seen);
          }
          const { left, top, width, height } = range.getClientRects()[0];
          return [left + width / 2, top + height / 2];
        }""",
            words,
        )
    )
    return box[0], box[1]


def test_hovering_a_word_shows_reading_senses_and_where_they_are_from(reader):
    page = reader("D2")
    n = find(page, "登记")
    page.mouse.move(*middle_of(page, n, "登记"))
    page.wait_for_selector(".er-word:not([hidden])")
    shown = page.inner_text(".er-word")
    assert "登记" in shown
    assert "dēng jì" in shown
    assert "to register" in shown
    assert "CC-CEDICT, CC BY-SA 4.0" in shown
    assert "登記" in shown  # the other script
    page.mouse.move(5, 5)
    page.wait_for_selector(".er-word", state="hidden")


def test_words_are_asked_for_once(reader):
    page = reader("D2")
    n = find(page, "登记")
    for words in ("登记", "各位", "登记"):
        page.mouse.move(*middle_of(page, n, words))
        page.wait_for_function("words => document.querySelector('.er-word').textContent.startsWith(words)", arg=words)
    assert sum("/words?" in url for url in page.asked) == 1


def test_a_touch_pins_the_card_and_escape_closes_it(reader):
    page = reader("D2", has_touch=True)
    n = find(page, "登记")
    page.touchscreen.tap(*middle_of(page, n, "登记"))
    page.wait_for_selector(".er-word.er-word-pinned:not([hidden])")
    page.keyboard.press("Escape")
    assert page.locator(".er-word").is_hidden()


def test_the_keyboard_walks_through_the_words(reader):
    page = reader("D2")
    n = find(page, "逾期")
    page.click(f"{ROW.format(n)} .er-n")
    page.keyboard.press("d")
    page.wait_for_selector(".er-word:not([hidden])")
    first = page.inner_text(".er-word-han")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("first => document.querySelector('.er-word-han').textContent !== first", arg=first)
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("first => document.querySelector('.er-word-han').textContent === first", arg=first)
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert page.locator(".er-word").is_hidden()


def test_astral_characters_keep_their_place(reader):
    page = reader("D1")
    n = find(page, "𠮷田先生说")
    page.mouse.move(*middle_of(page, n, "先生"))
    page.wait_for_selector(".er-word:not([hidden])")
    assert page.inner_text(".er-word-han") == "先生"


def test_p_shows_and_hides_a_line_of_pinyin(reader):
    page = reader("D2")
    n = find(page, "登记")
    text = sentence(page, n).locator(TEXT).inner_text()
    page.keyboard.press("p")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.er-pinyin')].some((p) => p.textContent.includes('dēngjì'))"
    )
    assert sentence(page, n).locator(TEXT).inner_text() == text
    assert page.get_attribute(".er-bar-button:has-text('Pinyin')", "aria-pressed") == "true"
    page.keyboard.press("p")
    assert page.locator(".er-pinyin").count() == 0


def test_selected_words_are_not_covered(reader):
    page = reader("D2")
    n = find(page, "登记")
    x, y = middle_of(page, n, "登记")
    page.mouse.move(x - 12, y)
    page.mouse.down()
    page.mouse.move(x + 12, y, steps=4)
    page.mouse.up()
    page.wait_for_selector(".er-pop:not([hidden])")
    assert page.locator(".er-word-pinned").count() == 0


@pytest.mark.parametrize("document", ["D3"])
def test_layout_line_breaks_are_not_shown_and_offsets_stay(reader, document):
    page = reader(document)
    page.wait_for_selector(".er-gap, .er-gap-space", state="attached")
    gap = page.locator(".er-gap").first
    assert not gap.is_visible()
    row = gap.locator("xpath=ancestor::*[contains(@class,'er-row')]")
    n = row.get_attribute("data-n")
    stored = page.evaluate("n => fetch(`/api/documents/D3/segments?start=${n}&count=1`).then(r => r.json())", n)[
        "rows"
    ][0]
    assert row.locator(TEXT).evaluate("node => node.textContent") == stored["source"]
    assert "\n" in stored["source"]
    assert "\n" not in row.locator(TEXT).inner_text()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)], ids=["1440", "1024"])
def test_a_term_shows_its_note_dispute_and_source_inside_the_window(reader, size):
    page = reader("D1", width=size[0], height=size[1])
    n = find(page, "警侨服务站公告")
    page.mouse.move(*middle_of(page, n, "侨"))
    page.wait_for_selector(".er-word:not([hidden]) .er-word-note")
    note = page.inner_text(".er-word-note")
    assert "police–overseas Chinese service station" in note
    assert "Contested: " in note
    assert "Avoid: police bridge service station" in note
    assert "Glossary · Safeguard Defenders" in note
    box = page.locator(".er-word").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]


def test_words_outside_terms_have_no_note(reader):
    page = reader("D2")
    n = find(page, "登记")
    page.mouse.move(*middle_of(page, n, "登记"))
    page.wait_for_selector(".er-word:not([hidden])")
    assert page.locator(".er-word-note").count() == 0
