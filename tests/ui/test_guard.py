"""The guard around a small application: who gets in, who does not."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from reader.ui.guard import Guard, Pass
from reader.ui.notices import entrance_page, refusal_page

TOKEN = "t" * 32
HOST = "127.0.0.1:8501"
STREAM = f"ws://{HOST}/_stcore/stream"
HERE = {"host": HOST}
WRITE = {**HERE, "origin": f"http://{HOST}"}


async def page(request):
    return PlainTextResponse("evidence")


async def socket(websocket):
    await websocket.accept()
    await websocket.send_text("evidence")
    await websocket.close()


@pytest.fixture
def app():
    inner = Starlette(
        routes=[
            Route("/", page),
            Route("/{path:path}", page, methods=["GET", "POST", "PUT", "DELETE"]),
            WebSocketRoute("/_stcore/stream", socket),
        ]
    )
    return Guard(inner, access=Pass(TOKEN), hosts=[HOST, "localhost:8501"])


@pytest.fixture
def owner(app):
    """The browser that opened the link."""
    client = TestClient(app, base_url=f"http://{HOST}")
    assert client.get(f"/?token={TOKEN}").status_code == 200
    return client


@pytest.fixture
def stranger(app):
    """Another user of the same computer: reaches the port, has no cookie."""
    return TestClient(app, base_url=f"http://{HOST}")


EVERYTHING = [
    "/",
    "/read",
    "/api/documents/D1",
    "/media/x.png",
    "/_stcore/health",
    "/_stcore/host-config",
    "/static/js/a.js",
]


@pytest.mark.parametrize("path", EVERYTHING)
def test_the_owner_gets_everything(owner, path):
    assert owner.get(path).text == "evidence"


@pytest.mark.parametrize("path", EVERYTHING)
def test_a_stranger_gets_nothing(owner, stranger, path):
    answer = stranger.get(path)
    assert answer.status_code == 403
    assert "evidence" not in answer.text.replace("Evidence Reader", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_stranger_cannot_write(stranger, method):
    assert stranger.request(method, "/_stcore/upload_file/s/f", headers=WRITE).status_code == 403


def test_the_token_works_once(owner, stranger):
    answer = stranger.get(f"/?token={TOKEN}", headers={"accept": "text/html"})
    assert answer.status_code == 403
    assert "has been used" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_wrong_token_does_not_spend_the_right_one(stranger):
    assert stranger.get("/?token=" + "x" * 32).status_code == 403
    assert stranger.head(f"/?token={TOKEN}").status_code == 403  # a link preview
    assert stranger.get(f"/?token={TOKEN}").status_code == 200


def test_the_cookie_cannot_be_read_or_sent_from_elsewhere(stranger):
    cookie = stranger.get(f"/?token={TOKEN}").headers["set-cookie"]
    assert cookie.startswith("reader_8501=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie


def test_the_entrance_moves_on_without_the_token(stranger):
    text = stranger.get(f"/read?doc=D2&token={TOKEN}").text
    assert "url=/read?doc=D2" in text
    assert TOKEN not in text


def test_websocket_needs_the_cookie(owner, stranger):
    with owner.websocket_connect(STREAM, headers=WRITE) as websocket:
        assert websocket.receive_text() == "evidence"
    with pytest.raises(WebSocketDisconnect), stranger.websocket_connect(STREAM, headers=WRITE):
        pass


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:9999", f"https://{HOST}"])
def test_websocket_and_writes_need_our_origin(owner, origin):
    headers = HERE | ({"origin": origin} if origin else {})
    assert owner.post("/api/segments/x/revisions", headers=headers, json={}).status_code == 403
    with pytest.raises(WebSocketDisconnect), owner.websocket_connect(STREAM, headers=headers):
        pass


def test_writes_with_our_origin_pass(owner):
    assert owner.post("/api/x", headers=WRITE).text == "evidence"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1", "127.0.0.1:80", "[::1]:8501", ""])
def test_dns_rebinding_is_refused(owner, host):
    assert owner.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_requests_caused_by_other_pages_are_refused(owner, site):
    embedded = {**HERE, "sec-fetch-site": site, "sec-fetch-mode": "no-cors"}
    assert owner.get("/media/page.png", headers=embedded).status_code == 403
    followed_link = {**HERE, "sec-fetch-site": site, "sec-fetch-mode": "navigate"}
    assert owner.get("/", headers=followed_link).status_code == 200


def test_refusal_is_plain_english_for_people_and_json_for_programs(stranger):
    text = stranger.get("/", headers={"accept": "text/html"}).text
    assert "somebody else" in text
    assert "reader serve" in text
    answer = stranger.get("/api/documents/D1", headers={"accept": "text/html"}).json()
    assert set(answer) == {"error", "hint"}


@pytest.mark.parametrize("cookie", ["reader_8501=", "reader_8501=guess", "reader_8501=\x00;;=", "x" * 5000])
def test_nonsense_cookies_are_refused(owner, stranger, cookie):
    assert stranger.get("/", headers={"cookie": cookie.encode("latin-1").replace(b"\x00", b"%00")}).status_code == 403


def test_pages_escape_what_they_are_given():
    assert "<script>" not in refusal_page("<script>", "<script>", "<script>")
    assert 'url=/elsewhere"' in entrance_page("//elsewhere")
    assert "<b>" not in entrance_page('/"><b>')
