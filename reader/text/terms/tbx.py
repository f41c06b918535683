"""TBX (TermBase eXchange): reads ISO 30042:2019 (``tbx``, DCA and DCT style) and its predecessor (``martif``),
writes TBX-Basic in DCA style.

No maintained library under a permissive licence reads both, so this walks the tree itself. The XML is hostile until
proven harmless: no DTD is loaded, nothing is fetched, and a file that declares entities is refused.

TBX-Basic has no data categories for pinyin, literal sense and contested usage; they travel as notes with a label
(``Literal sense: …``), which :func:`read_tbx` understands again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reader.errors import LimitExceeded, UnreadableInput
from reader.text.terms.model import ENGLISH, HANS, HANT, Concept, Origin, Term, TermStatus
from reader.text.terms.tables import LONGEST_CELL, MOST_CONCEPTS, Flaw, Reading

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
LARGEST = 50_000_000
"""Bytes of a TBX file; the largest public termbases in two languages are below half of that."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = {
    "preferredTerm-admn-sts": TermStatus.PREFERRED, "preferred": TermStatus.PREFERRED,
    "preferredTerm": TermStatus.PREFERRED, "standardizedTerm": TermStatus.PREFERRED,
    "admittedTerm-admn-sts": TermStatus.ADMITTED,
    "admitted": TermStatus.ADMITTED, "admittedTerm": TermStatus.ADMITTED, "legalTerm-admn-sts": TermStatus.ADMITTED,
    "deprecatedTerm-admn-sts": TermStatus.DEPRECATED, "deprecated": TermStatus.DEPRECATED,
    "deprecatedTerm": TermStatus.DEPRECATED, "supersededTerm-admn-sts": TermStatus.DEPRECATED,
    "superseded": TermStatus.DEPRECATED, "notRecommended": TermStatus.DEPRECATED, "obsolete": TermStatus.DEPRECATED,
}  # fmt: skip
_STATUS_CATEGORIES = frozenset({"administrativeStatus", "normativeAuthorization"})
_LABELS = {"Pinyin": "pinyin", "Literal sense": "literal", "Contested": "contested"}
_FLAGS = {"Critical: yes": "critical", "Enforce: yes": "enforce"}
_UNLESS = "Not in: "


def read_tbx(data: bytes, *, origin: Origin = Origin.CASE) -> Reading:
    """Concepts of a TBX file; ids are ``n1``, ``n2`` … Entries without Chinese or without English become flaws.

    Raises UnreadableInput naming the line where the XML breaks, where it declares entities or is no TBX;
    LimitExceeded for a file beyond :data:`LARGEST`.
    """
    root = _parsed(data)
    if _name(root) not in ("tbx", "martif"):
        raise UnreadableInput(
            f"Line {root.sourceline}: this XML is no TBX (its outermost element is not tbx or martif).",
            hint="Export the termbase as TBX-Basic, or as CSV or TSV.",
        )
    concepts: list[Concept] = []
    flaws: list[Flaw] = []
    for entry in root.iter("{*}conceptEntry", "{*}termEntry"):
        try:
            concepts.append(_concept(entry, f"n{len(concepts) + 1}", origin))
        except ValueError as error:
            flaws.append(Flaw(entry.sourceline, str(error)))
        if len(concepts) > MOST_CONCEPTS:
            raise LimitExceeded(f"The termbase has more than {MOST_CONCEPTS:,} concepts.", hint="Split the file.")
    return Reading(tuple(concepts), tuple(flaws))


def write_tbx(concepts: Iterable[Concept], *, title: str) -> bytes:
    """The concepts as TBX-Basic (ISO 30042:2019, DCA style), UTF-8."""
    from lxml import etree

    attributes = {"type": "TBX-Basic", "style": "dca", _XML_LANG: "en"}
    spaces: dict[Any, str] = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}tbx", attributes, spaces)
    description = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(description, "titleStmt"), "title", title)
    _add(_add(description, "sourceDesc"), "p", "Exported by Evidence Reader")
    body = _add(_add(root, "text"), "body")
    for n, concept in enumerate(concepts, start=1):
        _write_entry(_add(body, "conceptEntry", id=f"c{n}"), concept)
    tree = etree.ElementTree(root)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _parsed(data: bytes) -> Any:
    from lxml import etree

    if len(data) > LARGEST:
        raise LimitExceeded(f"The TBX file is larger than {LARGEST:,} bytes.", hint="Split the termbase.")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, dtd_validation=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise UnreadableInput(
            f"Line {line}: the XML is not well-formed.", hint="Check the file with the program that wrote it."
        ) from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise UnreadableInput(
            "Line 1: the XML declares entities, which no TBX needs and which can be used to attack programs.",
            hint="Remove the entity declarations from the DOCTYPE, and import the file again.",
        )
    return root


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _categories(element: Any) -> Iterator[tuple[str, str]]:
    """Data categories of an entry or term and their values: ``type`` in DCA, the element's name in DCT and for
    ``note``. Those of nested languages and terms are theirs, not the entry's."""
    for child in element:
        name = _name(child)
        if name in ("langSec", "langSet", "termSec", "tig", "ntig", "term", ""):
            continue
        if name in ("descripGrp", "adminGrp", "termNoteGrp", "termGrp", "transacGrp"):
            yield from _categories(child)
        else:
            yield child.get("type") or name, _text(child)


def _concept(entry: Any, id: str, origin: Origin) -> Concept:
    terms = [term for section in entry.iter("{*}langSec", "{*}langSet") for term in _terms(section)]
    if not any(term.is_chinese for term in terms):
        raise ValueError("the entry has no Chinese term")
    if not any(t.lang == ENGLISH and t.status is not TermStatus.DEPRECATED for t in terms):
        raise ValueError("the entry has no English term")
    fields: dict[str, Any] = {"domain": "", "source": "", "pinyin": "", "literal": "", "contested": ""}
    notes: list[str] = []
    for category, value in _categories(entry):
        label, _, rest = value.partition(": ")
        if category == "subjectField":
            fields["domain"] = value
        elif category == "source":
            fields["source"] = value
        elif category == "note" and label in _LABELS:
            fields[_LABELS[label]] = rest
        elif category == "note" and value in _FLAGS:
            fields[_FLAGS[value]] = True
        elif category == "note" and value.startswith(_UNLESS):
            fields["unless"] = tuple(value.removeprefix(_UNLESS).split("|"))
        elif category in ("note", "definition") and value:
            notes.append(value)
    fields["note"] = " ".join(notes)
    if any(isinstance(value, str) and len(value) > LONGEST_CELL for value in fields.values()):
        raise ValueError(f"a field of the entry is longer than {LONGEST_CELL:,} characters")
    return Concept(id=id, terms=_with_one_preferred(terms), origin=origin, **fields)


def _terms(section: Any) -> Iterator[Term]:
    lang = _language(section.get(_XML_LANG) or section.get("lang") or "")
    if not lang:
        return
    for holder in section.iter("{*}termSec", "{*}tig", "{*}ntig"):
        term = next(holder.iter("{*}term"), None)
        text = _text(term) if term is not None else ""
        if not text:
            continue
        if len(text) > LONGEST_CELL:
            raise ValueError(f"a term is longer than {LONGEST_CELL:,} characters")
        status = next((v for category, v in _categories(holder) if category in _STATUS_CATEGORIES), "")
        yield Term(text, lang, _STATUS.get(status, TermStatus.ADMITTED if status else TermStatus.PREFERRED))


def _with_one_preferred(terms: list[Term]) -> tuple[Term, ...]:
    """At most one preferred term for each language: the first; TBX files often give no status at all."""
    seen: set[str] = set()
    kept = []
    for term in terms:
        if term.status is TermStatus.PREFERRED and term.lang in seen:
            term = Term(term.text, term.lang, TermStatus.ADMITTED)
        elif term.status is TermStatus.PREFERRED:
            seen.add(term.lang)
        kept.append(term)
    return tuple(kept)


def _language(tag: str) -> str:
    """The tag as this program writes it, empty for a language it has no use for."""
    parts = tag.replace("_", "-").casefold().split("-")
    if parts[0] == "en":
        return ENGLISH
    if parts[0] not in ("zh", "cmn"):
        return ""
    return HANT if {"hant", "tw", "hk", "mo"} & set(parts) else HANS


def _write_entry(entry: Any, concept: Concept) -> None:
    if concept.domain:
        _add(entry, "descrip", concept.domain, type="subjectField")
    if concept.source:
        _add(entry, "admin", concept.source, type="source")
    for label, field in _LABELS.items():
        if value := getattr(concept, field):
            _add(entry, "note", f"{label}: {value}")
    for text, field in _FLAGS.items():
        if getattr(concept, field):
            _add(entry, "note", text)
    if concept.unless:
        _add(entry, "note", _UNLESS + "|".join(concept.unless))
    if concept.note:
        _add(entry, "note", concept.note)
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        section = _add(entry, "langSec")
        section.set(_XML_LANG, lang)
        for term in (t for t in concept.terms if t.lang == lang):
            holder = _add(section, "termSec")
            _add(holder, "term", term.text)
            _add(holder, "termNote", f"{term.status}Term-admn-sts", type="administrativeStatus")


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    if text:
        child.text = "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    return child
