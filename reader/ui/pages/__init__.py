"""The pages that exist. A page that does not work yet is not listed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One entry of the navigation.

    ``module`` holds ``render()``; ``path`` is the address; ``needs_case`` pages
    are listed only while a case is open.
    """

    module: str
    title: str
    path: str
    needs_case: bool = True
    default: bool = False


PAGES: tuple[PageSpec, ...] = (
    PageSpec("reader.ui.pages.overview", "Overview", "overview", default=True),
    PageSpec("reader.ui.pages.read", "Read", "read"),
    PageSpec("reader.ui.pages.files", "Add files", "files"),
    PageSpec("reader.ui.pages.doubts", "Doubts", "doubts"),
    PageSpec("reader.ui.pages.search", "Search", "search"),
    PageSpec("reader.ui.pages.identifiers", "Identifiers", "identifiers"),
    PageSpec("reader.ui.pages.terms", "Terms", "terms"),
    PageSpec("reader.ui.pages.versions", "Versions", "versions"),
    PageSpec("reader.ui.pages.translator", "For a translator", "translator"),
    PageSpec("reader.ui.pages.export", "Export", "export"),
    PageSpec("reader.ui.pages.log", "Log & verify", "log"),
    PageSpec("reader.ui.pages.settings", "Case settings", "settings"),
    PageSpec("reader.ui.pages.packages", "Packages", "packages"),
    PageSpec("reader.ui.pages.cases", "Cases", "cases", needs_case=False),
)
