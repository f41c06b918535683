"""The HTML exhibit on paper, printed by a real browser."""

import os
import shutil
import subprocess

import pypdfium2
import pytest

from reader.exporters.html import HtmlExporter

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_every_printed_page_carries_case_exhibit_sample_and_number(realistic, tmp_path):
    (page,) = HtmlExporter().write(realistic, tmp_path / "e.html")
    pdf = tmp_path / "e.pdf"
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
               "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [" ".join(each.get_textpage().get_text_range().split()) for each in document]
    finally:
        document.close()
    assert len(pages) > 6
    for number, text in enumerate(pages, start=1):
        for part in ("Operation Harbour", "EX-20261121-1", "SAMPLE — fictional", f"page {number} of {len(pages)}"):
            assert part in text
    printed = " ".join(pages)
    assert "版权所有" in printed  # the appendix is printed in full
    assert sum("Method statement" in text and "End of exhibit" in text for text in pages) == 1  # on one page
