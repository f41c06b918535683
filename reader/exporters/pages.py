"""What every HTML page we write has in common: the templates, and what keeps evidence from acting in them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reader.exporters.visible import visible

_BUFFERED = 64
"""Pieces of a template joined before they are handed on."""


def environment() -> Environment:
    """Templates in which everything is escaped, and made visible, unless it is marked as our own."""
    return Environment(
        loader=PackageLoader("reader.exporters", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def source(templates: Environment, name: str) -> str:
    """The text of the file *name* beside the templates, as it stands there."""
    assert templates.loader is not None
    return templates.loader.get_source(templates, name)[0]


def parts(templates: Environment, name: str, css: str, **values: object) -> Iterator[str]:
    """The page *name* piece by piece, with *css* (our own; texts in it went through ``css_string``) as the only
    style sheet its policy permits."""
    page = templates.get_template(name).stream(
        css=Markup(css),  # noqa: S704 -- see above
        policy=_policy(css),
        **values,
    )
    page.enable_buffering(_BUFFERED)
    yield from page


def _policy(css: str) -> str:
    """A content security policy that permits exactly this style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _harmless(value: object) -> object:
    """Every string a template prints goes through here, whoever forgot what about it."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
