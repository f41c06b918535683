"""The bilingual exhibit as one HTML file: no script, nothing remote, prints as a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from reader.exporters import pages, wording
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
    templates = _templates()
    view = exhibit_view(exhibit)
    css = _css(templates, view)
    yield from pages.parts(
        templates, "exhibit.html.j2", css, view=view, program=exhibit.program, state_meanings=STATE_MEANINGS
    )


def css_string(text: str) -> str:
    """*text* as a CSS string in which only ASCII letters, digits and spaces stand for themselves."""
    escaped = "".join(c if c == " " or (c.isascii() and c.isalnum()) else f"\\{ord(c):06x} " for c in visible(text))
    return f'"{escaped}"'


def _css(templates: Environment, view: ExhibitView) -> str:
    title = view.title if len(view.title) <= _RUNNING_TITLE else view.title[: _RUNNING_TITLE - 1] + "…"
    page = templates.get_template("page.css.j2").render(
        title=title, exhibit_id=view.exhibit_id, sample=wording.SAMPLE if view.sample else ""
    )
    return pages.source(templates, "exhibit.css") + page


def _templates() -> Environment:
    templates = pages.environment()
    templates.globals["wording"] = wording
    templates.globals["sentences"] = lambda count: plural(count, "sentence")
    # the style sheet is not HTML: css_string's own escapes are what protects it
    templates.filters["css_string"] = lambda text: Markup(css_string(text))  # noqa: S704
    return templates
