"""A listening canary: hostile pages, letters and office files are shown by a real browser, and nobody calls.

The canary is a server on this computer that notes every request. First it is shown that a browser given the page
itself does call it, so that silence means something.
"""

import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from conftest import serving

from reader import config
from reader.formats.html_snapshot import snapshot
from reader.services.wiring import create_case, open_services

TEXT = "东渡口停航，恢复时间另行通知。"


@pytest.fixture(scope="module")
def canary():
    """Address and list of the paths asked for."""
    calls = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            calls.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(b"x")

        do_POST = do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", calls
    server.shutdown()
    server.server_close()


def hostile(address):
    """A page with every way we know to reach out or to run something."""
    svg = base64.b64encode(f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/svg"/></svg>'.encode())
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{TEXT}</title>
<link rel="stylesheet" href="{address}/link"><link rel="preload" as="image" href="{address}/preload">
<link rel="icon" href="{address}/icon"><style>@import url({address}/import);
body{{background:url({address}/css)}} @font-face{{font-family:f;src:url({address}/font)}} p{{font-family:f}}</style>
<script src="{address}/script"></script><script>window.ran=1;fetch("{address}/fetch")</script></head>
<body onload="window.ran=1;fetch('{address}/onload')" background="{address}/background"><h1>{TEXT}</h1>
<p style="background:url('{address}/style')">{TEXT}</p><img src="{address}/img" srcset="{address}/srcset 2x">
<img src="x" onerror="window.ran=1;fetch('{address}/onerror')"><img src="data:image/svg+xml;base64,{svg.decode()}">
<iframe src="{address}/iframe"></iframe><iframe srcdoc="<script>parent.ran=1</script><img src={address}/srcdoc>">
</iframe><object data="{address}/object"></object><embed src="{address}/embed"><video src="{address}/video"
poster="{address}/poster" autoplay></video><audio src="{address}/audio" autoplay></audio>
<svg onload="window.ran=1"><image href="{address}/inline-svg"/><use href="{address}/use#a"/></svg>
<input type="image" src="{address}/input"><a href="javascript:window.ran=1" ping="{address}/ping">{TEXT}</a>
<table background="{address}/table"><tr><td>{TEXT}</td></tr></table><details open ontoggle="window.ran=1">x</details>
<form action="{address}/form"><button autofocus onfocus="window.ran=1">x</button></form></body></html>"""


def letter(address):
    return (
        f"From: a@x.example\r\nTo: b@y.example\r\nSubject: {address}\r\nDate: Tue, 06 May 2031 07:08:09 +0000\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{hostile(address)}"
    ).encode()


def saved(address):
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}/page\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="BB"\r\n\r\n--BB\r\nContent-Type: text/html\r\n'
        f"Content-Location: {address}/page\r\n\r\n{hostile(address)}<!-- not the bytes of the page alone -->\r\n--BB--"
    ).encode()


def office(address):
    from docx import Document

    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = Document()
    document.add_paragraph(TEXT)
    document.add_paragraph(f'<img src="{address}/docx"> <script>fetch("{address}/docx")</script>')
    document.part.relate_to(f"{address}/template", f"{kinds}/attachedTemplate", is_external=True)
    document.part.relate_to(f"{address}/image", f"{kinds}/image", is_external=True)
    return document.save


def test_the_canary_hears_the_page_itself(chromium, canary):
    address, calls = canary
    page = chromium.new_page()
    page.set_content(hostile(address), wait_until="load")
    page.wait_for_function("() => window.ran === 1")
    page.close()
    assert {"/img" if "/img" in calls else "/srcset", "/link", "/script", "/iframe", "/css"} <= set(calls)
    calls.clear()


@pytest.mark.parametrize("shown_as", ["its own page", "sandboxed frame"])
def test_the_snapshot_calls_nobody_and_runs_nothing(chromium, canary, shown_as):
    address, calls = canary
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    document = snapshot(hostile(address).encode())
    if shown_as == "its own page":
        page.set_content(document, wait_until="load")
        text = page.inner_text("body")
    else:
        page.set_content("<iframe sandbox=''></iframe>")
        page.evaluate("html => { document.querySelector('iframe').srcdoc = html }", document)
        frame = page.frames[-1] if len(page.frames) > 1 else page.wait_for_event("frameattached")
        frame.wait_for_selector("h1")
        text = frame.inner_text("body")
    page.wait_for_timeout(300)
    assert TEXT in text
    assert page.evaluate("window.ran") is None
    page.close()
    assert calls == []
    assert [url for url in asked if urlsplit(url).scheme in {"http", "https", "file"}] == []


def test_evidence_of_every_kind_is_read_in_silence(chromium, canary, open_page, tmp_path):
    """Page, saved page, letter and office file in one case: overview, reading view and original of each."""
    address, calls = canary
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "a.html").write_text(hostile(address), "utf-8")
    (folder / "b.mhtml").write_bytes(saved(address))
    (folder / "c.eml").write_bytes(letter(address))
    office(address)(folder / "d.docx")
    create_case(tmp_path / "case", title="Canary", actor_name="reviewer 1")
    with open_services(tmp_path / "case", config.load()) as services:
        services.ingest.run([folder])
        with services.store.read() as session:
            documents = [document.id for document in session.documents.all()]
    assert len(documents) >= 4
    assert calls == []
    state = tmp_path / "state.json"
    with serving(tmp_path / "case", state) as server:
        page = open_page(server, cookies=False)
        page.goto(server.link)
        page.wait_for_selector(".er-nav")
        for document in documents:
            page.goto(f"{server.origin}/read?doc={document}")
            page.wait_for_selector(f".er-reader[data-document={document}] .er-row .er-text")
            page.keyboard.press("o")
            page.wait_for_timeout(500)
            assert page.evaluate("window.ran") is None
        page.goto("about:blank")  # or the page complains that its server has gone
        assert calls == []
