"""The bilingual exhibit as one HTML file: no script, nothing remote, prints as a report."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reader.exporters import wording
from reader.exporters.contract import Exhibit
from reader.exporters.files import atomic_file
from reader.exporters.labels import STATE_MEANINGS
from reader.exporters.view import ExhibitView, exhibit_view
from reader.exporters.visible import visible
from reader.text.plural import plural

_RUNNING_TITLE = 70


class HtmlExporter:
    """Exhibits to read in a browser, to print, or to save as PDF from there."""

    name = "html"
    label = "HTML exhibit (one file; print it for PDF)"
    suffixes = (".html", ".htm")

    def write(self, exhibit: Exhibit, target: Path, *, overwrite: bool = False) -> list[Path]:
        """See :class:`reader.exporters.contract.Exporter`."""
        with atomic_file(target, overwrite=overwrite) as stream:
            for part in html_parts(exhibit):
                stream.write(part.encode())
        return [target]


def html_parts(exhibit: Exhibit) -> Iterator[str]:
    """The page piece by piece, for whoever wants it without a file."""
    environment = _environment()
    view = exhibit_view(exhibit)
    css = _css(environment, view)
    page = environment.get_template("exhibit.html.j2").stream(
        view=view,
        css=Markup(css),  # noqa: S704 -- our own style sheet; titles in it went through css_string
        policy=policy(css),
        program=exhibit.program,
        state_meanings=STATE_MEANINGS,
    )
    page.enable_buffering(64)
    yield from page


def policy(css: str) -> str:
    """A content security policy that permits exactly this style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def css_string(text: str) -> str:
    """*text* as a CSS string in which only ASCII letters, digits and spaces stand for themselves."""
    escaped = "".join(c if c == " " or (c.isascii() and c.isalnum()) else f"\\{ord(c):06x} " for c in visible(text))
    return f'"{escaped}"'


def _css(environment: Environment, view: ExhibitView) -> str:
    title = view.title if len(view.title) <= _RUNNING_TITLE else view.title[: _RUNNING_TITLE - 1] + "…"
    page = environment.get_template("page.css.j2").render(
        title=title, exhibit_id=view.exhibit_id, sample=wording.SAMPLE if view.sample else ""
    )
    return _source(environment, "exhibit.css") + page


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reader.exporters", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["wording"] = wording
    environment.globals["sentences"] = lambda count: plural(count, "sentence")
    # the style sheet is not HTML: css_string's own escapes are what protects it
    environment.filters["css_string"] = lambda text: Markup(css_string(text))  # noqa: S704
    return environment


def _harmless(value: object) -> object:
    """Every string a template prints goes through here, whoever forgot what about it."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
