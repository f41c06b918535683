"""What TMX and XLIFF share: safe, streaming XML with line numbers, and text without its inline tags."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from reader.errors import UnreadableInput

ENGLISH = frozenset({"en", "eng"})
CHINESE = frozenset({"zh", "zho", "chi", "cmn"})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def local(element: Any) -> str:
    """An element's name without its namespace; comments and processing instructions have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def primary(language: str | None) -> str:
    """``zh`` of ``zh_Hans-CN``."""
    return (language or "").strip().replace("_", "-").partition("-")[0].casefold()


def root_name(path: Path) -> str:
    """Name of the file's first element; empty when it is no XML."""
    try:
        with path.open("rb") as stream:
            for _, element in _parse(stream, ("start",), None):
                return local(element)
    except etree.XMLSyntaxError:
        return ""
    return ""


def elements(path: Path, names: Collection[str]) -> Iterator[tuple[str, Any]]:
    """(``start`` or ``end``, element) for the elements called *names*; memory holds one record at a time.

    The whole file is parsed once before the first is delivered, so that a damaged file is refused as such:
    UnreadableInput with the line. No entity beyond XML's own is resolved, no DTD and nothing remote is read.
    """
    try:
        with path.open("rb") as stream:
            for _, element in _parse(stream, ("end",), None):
                _forget(element)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise UnreadableInput(
            f"The file is not well-formed XML: line {line}.",
            hint="It is damaged or was cut off. Export it again from the program it comes from.",
        ) from None
    with path.open("rb") as stream:
        wanted = [f"{{*}}{name}" for name in names]
        for event, element in _parse(stream, ("start", "end"), wanted):
            yield event, element
            if event == "end":
                _forget(element)


def flat(element: Any, code: Collection[str], instead: dict[str, str] | None = None) -> str:
    """Text of *element* without markup. Inside elements called *code* only ``sub`` holds text.

    *instead*: text that stands for an empty element, by name.
    """
    parts: list[str] = []
    _collect(element, code, instead or {}, False, parts)
    return "".join(parts)


def _collect(element: Any, code: Collection[str], instead: dict[str, str], inside: bool, parts: list[str]) -> None:
    stack: list[tuple[Any, bool, bool]] = [(element, inside, False)]  # own stack: markup may be nested deeply
    while stack:
        node, in_code, tail = stack.pop()
        if tail:
            if node.tail and not in_code:
                parts.append(node.tail)
            continue
        name = local(node)
        here = name in code or (in_code and name != "sub") or not name
        if name in instead:
            parts.append(instead[name])
        if node.text and not here:
            parts.append(node.text)
        for child in reversed(node):
            stack.append((child, here, True))
            stack.append((child, here, False))


def _parse(stream: Any, events: tuple[str, ...], tags: list[str] | None) -> Any:
    return etree.iterparse(
        stream, events=events, tag=tags, resolve_entities=False, load_dtd=False, no_network=True,
        dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _forget(element: Any) -> None:
    """Free what was read: the element's content and its earlier siblings."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]
