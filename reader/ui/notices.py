"""The two pages that stand outside Streamlit: the entrance and the refusal.

Self-contained HTML; every inserted value is escaped.
"""

from __future__ import annotations

from html import escape

_FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{head}
<title>{title} · Evidence Reader</title>
<style>
body{{margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f9;color:#1d2430;
font:16px/1.6 "Inter","Noto Sans",system-ui,sans-serif}}
main{{max-width:34rem;margin:2rem;padding:2rem 2.25rem;background:#fff;border:1px solid #e3e7ec;border-radius:12px}}
h1{{font-size:1.3rem;margin:0 0 .75rem}}p{{margin:.5rem 0}}.hint{{color:#4c5766}}a{{color:#1f5f8b}}
</style></head><body><main>{body}</main></body></html>"""


def refusal_page(title: str, message: str, hint: str) -> str:
    """What a browser without a pass sees: why, and what to do."""
    body = f'<h1>{escape(title)}</h1><p>{escape(message)}</p><p class="hint">{escape(hint)}</p>'
    return _FRAME.format(head="", title=escape(title), body=body)


def entrance_page(target: str) -> str:
    """Answer to the one-time link: moves on to *target* (a path on this server) by itself."""
    link = escape(_own_path(target), quote=True)
    head = f'\n<meta http-equiv="refresh" content="0;url={link}">'
    body = f'<h1>Opening the case…</h1><p><a href="{link}">Continue</a></p>'
    return _FRAME.format(head=head, title="Opening the case", body=body)


def _own_path(target: str) -> str:
    """*target* as a path on this server; ``//elsewhere`` would name another host."""
    return "/" + target.lstrip("/\\")
