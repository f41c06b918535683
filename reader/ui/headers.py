"""Security headers on every answer.

The Content-Security-Policy allows this server and nothing else: should a page
ever be tricked into naming a remote address, the browser refuses to go there.

What Streamlit needs beyond ``'self'``, found by trying: ``blob:`` scripts (it
imports each component's JavaScript that way), inline styles (its CSS-in-JS),
``data:`` images and fonts, and one inline script in its page, allowed by hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMED = "/api/documents/"
"""Below this our pages may frame answers; only those that say so themselves (copies of web pages) can be framed."""

_OWN = ("content-security-policy", "x-frame-options")
"""Headers a route under :data:`FRAMED` may set itself: the policy for a page of evidence is stricter than ours."""

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def inline_script_hashes(page: bytes) -> list[str]:
    """CSP source expressions for the inline scripts of an HTML *page*."""
    digests = (hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests]


def streamlit_page() -> bytes:
    """Streamlit's own index.html, as installed."""
    import streamlit

    return (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def content_security_policy(hosts: Iterable[str], script_hashes: Iterable[str]) -> str:
    """The policy; *hosts* (with port) are ours, for browsers whose ``'self'`` excludes websockets."""
    ours = sorted(hosts)
    sockets = " ".join(f"ws://{host}" for host in ours)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' blob:", *script_hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {sockets}",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "media-src 'self' blob:",
            " ".join(("frame-src", *(f"http://{host}{FRAMED}" for host in ours))),
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """ASGI middleware: adds the headers to every HTTP answer, refusals included."""

    def __init__(self, app: ASGIApp, *, policy: str) -> None:
        self.app = app
        self.fixed = {
            "content-security-policy": policy,
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
            "x-dns-prefetch-control": "off",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass through, adding headers to the first message of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                isolated = scope["path"].startswith(FRAMED) and all(name in headers for name in _OWN)
                for name, value in self.fixed.items():
                    if not (isolated and name in _OWN):
                        headers[name] = value
                if scope["path"].startswith(("/api/", "/media/")) and "cache-control" not in headers:
                    headers["cache-control"] = "no-store"  # evidence does not belong in a browser cache
            await send(message)

        await self.app(scope, receive, send_with_headers)
