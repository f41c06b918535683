"""Who may talk to the server: the browser that opened the printed link, nobody else.

The link carries a token that works once. The answer to it sets a cookie
(HttpOnly, SameSite=Strict, named after the port because browsers share cookies
between ports); every later request (page, websocket, JSON route, media,
upload) must carry the cookie. Another user of the same computer can reach the
port but not the case.

Also refused: requests whose ``Host`` is not ours (DNS rebinding), writes and
websockets whose ``Origin`` is not ours, and requests other sites cause
(``Sec-Fetch-Site``).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from reader.ui.notices import entrance_page, refusal_page

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_PARAMETER = "token"  # noqa: S105 - the name of a query parameter


class Pass:
    """The token and the sessions it was exchanged for. Only digests are kept."""

    def __init__(self, token: str) -> None:
        self._token: bytes | None = _digest(token)
        self._sessions: set[bytes] = set()

    def redeem(self, token: str) -> str | None:
        """A new session secret for the right *token*, once; ``None`` otherwise."""
        if self._token is None or not hmac.compare_digest(self._token, _digest(token)):
            return None
        self._token = None
        session = secrets.token_urlsafe(32)
        self._sessions.add(_digest(session))
        return session

    def admits(self, session: str) -> bool:
        """Whether *session* was handed out by :meth:`redeem`."""
        return _digest(session) in self._sessions


class Guard:
    """ASGI middleware around the whole application.

    ``hosts`` are the accepted values of the Host header, port included; the
    first one names the origin shown to the user.
    """

    def __init__(self, app: ASGIApp, *, access: Pass, hosts: Iterable[str]) -> None:
        self.app = app
        self.access = access
        self.hosts = frozenset(hosts)
        port = next(iter(self.hosts)).rpartition(":")[2]
        self.cookie = f"reader_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 (websocket: close before accept) or hand on to the application."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()  # the handshake, refused with HTTP 403
            await send({"type": "websocket.close", "code": 1008, "reason": "not allowed"})
        else:
            await refusal(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if host not in self.hosts:
            return _refuse(scope, headers, "wrong-host")
        if not self._from_here(scope, headers, host):
            return _refuse(scope, headers, "wrong-origin")
        if self._admitted(headers):
            return None
        token = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get(TOKEN_PARAMETER, "")
        if scope["type"] == "http" and scope["method"] == "GET" and token:
            session = self.access.redeem(token)
            if session:
                return self._welcome(scope, session)
            return _refuse(scope, headers, "used-link")
        return _refuse(scope, headers, "no-pass")

    def _from_here(self, scope: Scope, headers: Headers, host: str) -> bool:
        origin = headers.get("origin")
        writes = scope["type"] == "websocket" or scope["method"] not in _SAFE_METHODS
        if origin != f"http://{host}" and (writes or origin is not None):
            return False
        # A page on another port of this computer is "same-site" and would bring our cookie along.
        site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "navigate")
        return site in {"none", "same-origin"} or (mode == "navigate" and not writes)

    def _admitted(self, headers: Headers) -> bool:
        jar = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return False
        return self.cookie in jar and self.access.admits(jar[self.cookie].value)

    def _welcome(self, scope: Scope, session: str) -> Response:
        # Not a redirect: after a link from another site a browser would follow it without the Strict cookie.
        rest = [(k, v) for k, v in parse_qsl(scope["query_string"].decode("latin-1")) if k != TOKEN_PARAMETER]
        target = scope["path"] + (f"?{urlencode(rest)}" if rest else "")
        response = HTMLResponse(entrance_page(target))
        response.set_cookie(self.cookie, session, httponly=True, samesite="strict", path="/")
        return response


def _refuse(scope: Scope, headers: Headers, why: str) -> Response:
    title, message, hint = _REASONS[why]
    if "text/html" in headers.get("accept", "") and not scope["path"].startswith("/api/"):
        return HTMLResponse(refusal_page(title, message, hint), status_code=403)
    return JSONResponse({"error": message, "hint": hint}, status_code=403)


_REASONS = {
    "no-pass": (
        "This case is open for somebody else",
        "This browser has not been let in to the case.",
        "Open the link that `reader serve` printed in the terminal. It works once, in one browser. "
        "For a new link, stop `reader serve` and start it again.",
    ),
    "used-link": (
        "This link has been used",
        "The link was opened once already, and it works only once.",
        "Go back to the browser window in which it was opened. If you did not open it yourself, "
        "stop `reader serve` now: somebody else did. Starting it again prints a new link.",
    ),
    "wrong-host": (
        "Wrong address",
        "The address in the browser is not the one this program answers to.",
        "Use the link exactly as `reader serve` printed it; it begins with http://127.0.0.1.",
    ),
    "wrong-origin": (
        "Request refused",
        "The request was caused by another web page, not by this program.",
        "Close other pages and reload this one.",
    ),
}


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
