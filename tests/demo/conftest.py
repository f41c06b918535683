"""The demo documents as plain visible text, read without the product's own parsers."""

import html
import re

import pypdfium2
import pytest
from demo import archive, build_demo
from warcio.archiveiterator import ArchiveIterator

from reader import demo


def visible(markup: str) -> str:
    """Text of a page, one line for each run between tags."""
    without_code = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", markup)
    return html.unescape(re.sub(r"<[^>]+>", "\n", without_code))


@pytest.fixture(scope="session")
def documents():
    return {path.name: path for path in sorted(demo.documents_dir().iterdir())}


@pytest.fixture(scope="session")
def responses(documents):
    """URL -> (captured, HTTP headers, stored payload digest verified?, decoded content) of each response record."""
    found = {}
    with documents[archive.FILE_NAME].open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests=True):
            content = record.content_stream().read()
            if record.rec_type == "response":
                url = record.rec_headers.get_header("WARC-Target-URI")
                captured = record.rec_headers.get_header("WARC-Date")
                found[url] = (captured, record.http_headers, record.digest_checker.passed, content)
    return found


@pytest.fixture(scope="session")
def texts(documents, responses):
    """Document or page name -> visible text."""
    found = {}
    for page in archive.PAGES:
        if page.source.endswith(".j2"):
            found[page.path] = visible(responses[archive.SITE + page.path][3].decode(page.charset))
    for name, (_, charset) in build_demo.TEXTS.items():
        raw = documents[name].read_bytes().decode(charset)
        found[name] = visible(raw) if name.endswith(".html") else raw
    with pypdfium2.PdfDocument(documents[build_demo.BUDGET]) as pdf:
        found[build_demo.BUDGET] = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    return found
