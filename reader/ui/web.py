"""One ASGI application: security headers → guard → JSON routes → Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from reader.ui import boundary, headers
from reader.ui.api.routes import routes
from reader.ui.guard import Guard, Pass

SCRIPT = Path(__file__).parent / "shell" / "app.py"
UPLOAD_MEGABYTES = 1024  # held in memory while it comes in; larger files go in by folder or command line

THEME: Mapping[str, Any] = {
    "theme.base": "light",
    "theme.primaryColor": "#1f5f8b",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f6f7f9",
    "theme.textColor": "#1d2430",
    "theme.linkColor": "#1f5f8b",
    "theme.borderColor": "#d9dfe6",
    "theme.font": '"Inter", "Noto Sans", system-ui, sans-serif',
    "theme.codeFont": "ui-monospace, monospace",
    "theme.baseFontSize": 15,
    "theme.headingFontSizes": ["1.55rem", "1.35rem", "1.12rem", "1rem", "0.95rem", "0.9rem"],
    "theme.baseRadius": "7px",
    "theme.showWidgetBorder": True,
    "theme.sidebar.backgroundColor": "#ffffff",
}

PRIVACY: Mapping[str, Any] = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],  # Streamlit's hosting sites may not steer the page
    "client.showErrorDetails": "none",  # a traceback may quote a document
    "client.showErrorLinks": False,
    "client.showSidebarNavigation": False,
    "client.toolbarMode": "minimal",
    "logger.level": "warning",
    "runner.magicEnabled": False,
    "secrets.files": [],
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.fileWatcherType": "none",
    "server.headless": True,  # neither a prompt nor a browser started by Streamlit
    "server.maxUploadSize": UPLOAD_MEGABYTES,
}


def configure(port: int) -> None:
    """Set Streamlit's options for this process; they win over any configuration file of the user."""
    from streamlit.web import bootstrap

    here = {
        "server.address": "127.0.0.1",  # without it Streamlit asks a public service for our address
        "server.port": port,
        "server.allowedHosts": ["127.0.0.1", "localhost"],
        "browser.serverAddress": "127.0.0.1",
        "browser.serverPort": port,
    }
    bootstrap.load_config_options({**THEME, **PRIVACY, **here})


def build(access: Pass, port: int) -> ASGIApp:
    """The application served on 127.0.0.1:*port*. One per process (Streamlit's limit)."""
    configure(port)
    from streamlit.web.server.starlette import App

    hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
    streamlit = App(SCRIPT, routes=routes(), on_script_error=boundary.show)
    policy = headers.content_security_policy(hosts, headers.inline_script_hashes(headers.streamlit_page()))
    return headers.SecurityHeaders(Guard(streamlit, access=access, hosts=hosts), policy=policy)
