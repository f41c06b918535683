"""The reading page as a person uses it: keys, mouse, notes, corrections, the original."""

import re

import pytest

ROW = ".er-row[data-n='{}']"


def current(page):
    return int(page.get_attribute(".er-row.er-current", "data-n"))


def sentence(page, n):
    return page.locator(ROW.format(n))


def find(page, words):
    """Number of the sentence whose Chinese holds *words*; it is brought into view."""
    n = page.evaluate(
        """async (words) => {
          const id = document.querySelector(".er-reader").dataset.document;
          const answer = await fetch(`/api/documents/${id}/segments?count=400`).then((reply) => reply.json());
          return answer.rows.find((row) => row.source.includes(words)).n;
        }""",
        words,
    )
    page.fill(".er-goto", str(n))
    page.press(".er-goto", "Enter")
    sentence(page, n).locator(".er-text").first.wait_for()
    return n


def select(page, n, side, words):
    """Select *words* with the mouse's result: a DOM range, then the button is released."""
    text = sentence(page, n).locator(f".er-text[data-side={side}]")
    text.evaluate(
        """(node, words) => {
          const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          const at = node.textContent.indexOf(words), range = document.createRange();
          let seen = 0;
          while (walker.nextNode()) {
            const { currentNode: t } = walker;
            const from = at - seen, to = at + words.length - seen;
            if (from >= 0 && from < t.length) range.setStart(t, from);
            if (to > 0 && to <= t.length) { range.setEnd(t, to); break; }
            seen += t.length;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          node.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }""",
        words,
    )


def test_two_columns_with_labels_that_never_leave(reader):
    page = reader("D1")
    assert "machine translation" in page.inner_text(".er-chip-machine")
    assert "not certified" in page.inner_text(".er-chip-machine")
    assert page.locator(".er-zh .er-text").count() == page.locator(".er-zh").count()
    assert "Everything on this page stayed on this computer" in page.inner_text(".er-foot")
    for state in page.locator(".er-state").all():
        assert state.locator("svg").count() == 1
        assert state.inner_text().strip()


def test_hostile_text_is_shown_as_it_stands(reader):
    page = reader("D1")
    text = page.inner_text(".er-list")
    assert "**粗体**" in text
    assert "<script>alert(1)</script>" in text
    assert page.locator(".er-reader img, .er-reader iframe, .er-reader script, .er-reader a[href]").count() == 0
    assert page.locator(".er-nav img").count() == 0
    page.keyboard.press("o")
    assert page.locator(".er-original-frame").get_attribute("sandbox") == ""
    page.click(".er-original-choice >> text=Text")
    page.wait_for_selector(".er-snap")
    assert page.locator(".er-original img, .er-original iframe").count() == 0


def test_provenance(reader):
    page = reader("D1")
    assert page.locator(".er-provenance").is_hidden()
    page.click(".er-chip-button")
    facts = page.inner_text(".er-provenance")
    assert re.search(r"[0-9a-f]{64}", facts)
    assert "Captured" in facts
    assert "utf-8" in facts.lower()
    assert "Translated by" in facts


def test_keys_move_and_do_not_fire_while_typing(reader):
    page = reader("D1")
    first = current(page)
    page.keyboard.press("j")
    second = current(page)
    assert second > first
    page.keyboard.press("k")
    assert current(page) == first
    page.keyboard.press("a")
    page.wait_for_selector(".er-panel textarea")
    page.keyboard.type("jknoe? a note that is not kept")
    assert current(page) == first
    assert page.locator(".er-original").is_hidden()
    assert page.input_value(".er-panel textarea").startswith("jknoe?")
    page.keyboard.press("Escape")
    assert page.locator(".er-panel").is_hidden()
    page.keyboard.press("Control+j")
    assert current(page) == first


def test_help_lists_the_keys(reader):
    page = reader("D1")
    page.keyboard.press("?")
    assert "next doubt" in page.inner_text(".er-help")
    before = current(page)
    page.keyboard.press("j")
    assert current(page) == before
    page.keyboard.press("Escape")
    assert page.locator(".er-help").is_hidden()


def test_next_doubt(reader):
    page = reader("D1")
    page.keyboard.press("n")
    assert "doubtful" in sentence(page, current(page)).inner_text()


def test_folded_furniture_opens(reader):
    page = reader("D1")
    fold = page.locator(".er-fold-button").first
    assert re.search(r"\d+ segments? of page furniture folded", fold.inner_text())
    assert page.locator(".er-furniture").count() == 0
    fold.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".er-furniture")
    assert page.locator(".er-fold-button").first.get_attribute("aria-expanded") == "true"


def test_note_on_astral_characters(reader, server):
    page = reader("D1")
    n = find(page, "𠮷田先生说")
    select(page, n, "source", "先生说")
    page.click(".er-pop >> text=Note")
    assert page.inner_text(".er-quote") == "先生说"
    page.fill(".er-panel textarea", "who is 𠮷田?")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"{ROW.format(n)} .er-note")
    assert "".join(sentence(page, n).locator("mark.er-m-note").all_inner_texts()) == "先生说"
    row = page.evaluate(f"fetch('/api/documents/D1/segments?start={n}&count=1').then(r => r.json())")["rows"][0]
    note = row["annotations"][-1]
    assert (note["start"], note["end"], note["exact"]) == (2, 5, "先生说")  # 𠮷 counts as one
    assert page.inner_text(".er-filter >> nth=2 >> .er-count") == "1"


def test_tag_on_the_english_side_and_its_removal(reader):
    page = reader("D2")
    n = 2
    english = sentence(page, n).locator(".er-text[data-side=translation]").inner_text()
    word = english.split()[0]
    select(page, n, "translation", word)
    page.click(".er-pop >> text=Tag")
    page.keyboard.type("deadline, phone")
    page.click(".er-primary")
    page.wait_for_selector(f"{ROW.format(n)} .er-note")
    assert "deadline" in sentence(page, n).locator(".er-note").inner_text()
    sentence(page, n).locator(".er-note").hover()
    sentence(page, n).locator(".er-note .er-quiet").click()
    page.click(".er-danger")
    page.wait_for_selector(f"{ROW.format(n)} .er-note", state="detached")


def test_correction_with_history(reader):
    page = reader("D2")
    page.keyboard.press("g")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    assert current(page) == 3
    page.keyboard.press("e")
    machine = page.input_value(".er-panel textarea")
    page.fill(".er-panel textarea", "Late registrations are not accepted.")
    page.fill(".er-panel input", "clearer")
    page.click(".er-primary")
    page.wait_for_selector(f"{ROW.format(3)}.er-is-corrected")
    assert "Late registrations" in sentence(page, 3).inner_text()
    assert "corrected" in sentence(page, 3).inner_text()
    page.keyboard.press("e")
    page.wait_for_selector(".er-history li >> nth=1")
    history = page.inner_text(".er-history")
    assert machine in history
    assert "clearer" in history


def test_a_refused_correction_loses_nothing(reader):
    page = reader("D2")
    page.keyboard.press("e")
    page.fill(".er-panel textarea", "A certified wording.")
    page.select_option(".er-panel select", "certified")
    page.click(".er-primary")
    page.wait_for_function("() => document.querySelector('.er-trouble').textContent.includes('qualification')")
    assert page.input_value(".er-panel textarea") == "A certified wording."
    page.complaints[:] = [c for c in page.complaints if "400" not in c]


def test_dismissal_needs_and_keeps_a_reason(reader):
    page = reader("D1")
    page.keyboard.press("n")
    n = current(page)
    open_doubts = sentence(page, n).locator(".er-finding:not(.er-set-aside)").count()
    page.keyboard.press("x")
    page.click(".er-primary")
    page.wait_for_function("() => document.querySelector('.er-trouble').textContent.length > 5")
    page.fill(".er-panel input", "both say the same")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"{ROW.format(n)} .er-set-aside")
    assert sentence(page, n).locator(".er-finding:not(.er-set-aside)").count() == open_doubts - 1
    sentence(page, n).locator(".er-set-aside summary").click()
    assert "both say the same" in sentence(page, n).inner_text()
    page.complaints[:] = [c for c in page.complaints if "400" not in c]


def test_filters_count_and_narrow(reader):
    page = reader("D1")
    doubts = int(page.inner_text(".er-filter >> nth=1 >> .er-count"))
    page.click(".er-filter >> nth=1")
    page.wait_for_function("n => document.querySelectorAll('.er-row').length === n", arg=doubts)
    assert page.locator(".er-is-doubtful").count() == doubts
    page.click(".er-filter >> nth=0")
    page.wait_for_selector(".er-fold")


def test_hover_lights_the_counterpart(reader):
    page = reader("D1")
    word = page.locator(".er-zh [data-pairs]").first
    word.hover()
    assert page.locator(".er-zh .er-lit").count() > 0
    assert page.locator(".er-en .er-lit").count() > 0
    page.hover(".er-head")
    assert page.locator(".er-lit").count() == 0


def test_original_of_a_web_page_is_its_text(reader):
    page = reader("D1")
    n = find(page, "全年劝返")
    sentence(page, n).locator(".er-n").click()
    page.keyboard.press("o")
    page.click(".er-original-choice >> text=Text")
    page.wait_for_selector(".er-m-place")
    assert "全年劝返" in page.inner_text(".er-m-place")


def test_original_of_a_pdf_is_its_page(reader):
    page = reader("D3")
    page.keyboard.press("o")
    page.wait_for_selector(".er-sheet img")
    page.wait_for_function("() => document.querySelector('.er-sheet img').naturalWidth > 800")
    sheet, box = page.locator(".er-sheet").bounding_box(), page.locator(".er-box").first.bounding_box()
    assert sheet["x"] <= box["x"]
    assert box["x"] + box["width"] <= sheet["x"] + sheet["width"] + 2
    assert 3 < box["height"] < sheet["height"] / 4
    image = page.evaluate(
        "(() => { const i = document.querySelector('.er-sheet img'); return i.naturalWidth / i.naturalHeight })()"
    )
    assert sheet["width"] / sheet["height"] == pytest.approx(image, rel=0.02)
    for _ in range(4):
        page.keyboard.press("j")


def test_reload_returns_to_the_same_sentence(reader):
    page = reader("D3")
    for _ in range(5):
        page.keyboard.press("j")
    n = current(page)
    page.reload()
    page.wait_for_selector(".er-row.er-current .er-text")
    assert current(page) == n


def test_table_cells_show_their_labels(reader):
    page = reader("D1")
    cell = sentence(page, find(page, "2230"))
    assert "table cell" in cell.inner_text()
    assert "2024年预算数（万元）" in cell.inner_text()


def test_one_kind_of_doubt_at_a_time(reader):
    page = reader("D1")
    page.wait_for_selector(".er-kinds:not([hidden])")
    labels = page.eval_on_selector_all(".er-kinds option", "all => all.map((o) => o.value).filter(Boolean)")
    page.select_option(".er-kinds", labels[0])
    page.wait_for_function("label => document.querySelector('.er-kinds').value === label", arg=labels[0])
    page.wait_for_function(
        "label => [...document.querySelectorAll('.er-row')].every((row) => row.textContent.includes(label))",
        arg=labels[0],
    )
    page.select_option(".er-kinds", "")
    page.wait_for_selector(".er-filter[aria-pressed=true]:has-text('Doubts')")


def test_doubts_gravest_first(reader):
    page = reader("D1")
    page.wait_for_selector(".er-kinds:not([hidden])")
    page.keyboard.press("s")
    page.wait_for_selector(".er-bar-button[aria-pressed=true]:has-text('gravest first')")
    before = current(page)
    page.keyboard.press("n")
    page.wait_for_function("n => document.querySelector('.er-row.er-current')?.dataset.n !== String(n)", arg=before)
    first = page.locator(".er-row.er-current")
    assert first.locator(".er-tone-alarm").count()


def test_a_question_to_a_translator_can_be_asked_changed_and_withdrawn(reader):
    page = reader("D1")
    page.wait_for_selector(".er-kinds:not([hidden])")
    page.keyboard.press("j")
    n = current(page)
    page.keyboard.press("q")
    page.keyboard.type("Is this a person or a place?")
    page.keyboard.press("Control+Enter")
    asked = sentence(page, n).locator(".er-note", has_text="For a translator")
    asked.wait_for()
    assert "Is this a person or a place?" in asked.inner_text()
    page.keyboard.press("q")
    page.get_by_role("button", name="Withdraw the question").click()
    asked.wait_for(state="detached")


def test_what_each_figure_says(reader):
    page = reader("D1")
    page.wait_for_selector(".er-kinds:not([hidden])")
    marked = page.locator(".er-m-figure").first
    assert marked.get_attribute("title")
    page.keyboard.press("f")
    line = page.locator(".er-figures li").first
    line.wait_for()
    assert " = " in line.inner_text()
    page.keyboard.press("f")
    line.wait_for(state="detached")
