"""Page, styles, header and footer of the DOCX exhibit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reader.exporters.docx_xml import EAST_ASIAN, MONO, SANS, SERIF, Look, element, field, paragraph, run
from reader.exporters.view import ExhibitView
from reader.exporters.wording import SAMPLE

INK, SOFT, FAINT, NAVY, RULE, HAIR = "16191D", "4D5661", "6B7480", "1D3A5F", "C8CED6", "E3E7EC"
CRITICAL, CRITICAL_FILL = "9B1219", "FBE6E5"
MAJOR, MAJOR_FILL = "7A4300", "FDF0D5"
NOTE, NOTE_FILL = "493587", "ECE7F8"
GOOD, GOOD_FILL = "1C5F35", "E2F1E6"
WASH = "F5F6F8"

TEXT_WIDTH = 9866
"""Width between the margins of an A4 page, in twentieths of a point (174 mm)."""

_RUNNING_TITLE = 48


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: sizes, spacing ``before`` and ``after``, and hanging indent in points."""

    name: str
    font: str
    size: float
    color: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep_next: bool = False
    base: str = "Normal"
    caps: bool = False
    hang: float = 0


STYLES = (
    Style("Normal", SERIF, 11, after=4, line=1.15, base=""),
    Style("Title", SERIF, 25, bold=True, before=4, after=10),
    Style("Heading 1", SERIF, 17, bold=True, before=0, after=4, keep_next=True),
    Style("Heading 2", SANS, 9, color=NAVY, bold=True, before=12, after=4, keep_next=True, caps=True),
    Style("Heading 3", SANS, 8.5, color=SOFT, bold=True, before=10, after=3, keep_next=True, caps=True),
    Style("Header", SANS, 8, color=SOFT),
    Style("Footer", SANS, 8, color=SOFT),
    Style("Exhibit Kicker", SANS, 8.5, color=NAVY, bold=True, after=2, keep_next=True, caps=True),
    Style("Exhibit Subtitle", SERIF, 14, after=3, keep_next=True),
    Style("Exhibit Original", SERIF, 10.5, line=1.2),
    Style("Exhibit English", SERIF, 10.5, line=1.1),
    Style("Exhibit Small", SANS, 7.5, color=FAINT),
    Style("Exhibit Aside", SANS, 8.5, color=SOFT, before=3, after=5),
    Style("Exhibit Remark", SANS, 8, after=1.5, line=1.05),
    Style("Exhibit Label", SANS, 8, color=SOFT, bold=True),
    Style("Exhibit Value", SERIF, 10),
    Style("Exhibit Bullet", SERIF, 10.5, after=3, line=1.1, hang=11),
    Style("Exhibit Exact", MONO, 8),
    Style("Exhibit Notice", SERIF, 11, after=4, line=1.12),
    Style("Exhibit Command", MONO, 8, before=1, after=5),
    Style("Exhibit Sample", SANS, 9, color=CRITICAL, bold=True, after=4, keep_next=True),
)


def style_id(name: str) -> str:
    """The id under which a style is used in XML."""
    return name.replace(" ", "")


def prepare(document: Any, view: ExhibitView) -> None:
    """Set up *document* (a python-docx Document): A4, styles, header, footer, compatibility."""
    for style in STYLES:
        _define(document, style)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    section.header_distance = section.footer_distance = Mm(11)
    title = view.title if len(view.title) <= _RUNNING_TITLE else view.title[: _RUNNING_TITLE - 1] + "…"
    sample = run(SAMPLE if view.sample else "", Look(bold=True, color=CRITICAL))
    _replace(section.header, "Header", [run(title), _tab(), sample, _tab(), run(view.exhibit_id)], centred=True)
    lead = run("Machine translation: a lead until a certified translator confirms it")
    pages = [run("page "), *field("PAGE"), run(" of "), *field("NUMPAGES")]
    _replace(section.footer, "Footer", [lead, _tab(), *pages])
    _modern(document)


def _define(document: Any, style: Style) -> None:
    styles = document.styles
    exists = style.name in styles
    made = styles[style.name] if exists else styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    if style.base:
        made.base_style = styles[style.base]
    made.font.size, made.font.bold, made.font.italic = Pt(style.size), style.bold, style.italic
    made.font.color.rgb = RGBColor.from_string(style.color)
    made.font.all_caps = style.caps
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(style.before), Pt(style.after)
    made.paragraph_format.line_spacing = style.line
    made.paragraph_format.keep_with_next = style.keep_next
    if style.hang:
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Pt(style.hang), Pt(-style.hang)
    properties = made.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:tabs"):  # the template underlines its titles and fits its tabs to another page
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    _set_fonts(made.element.get_or_add_rPr(), style.font)


def _set_fonts(properties: Any, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()  # theme fonts would win over named ones
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), font)
    fonts.set(qn("w:eastAsia"), "Microsoft YaHei" if font == SANS else EAST_ASIAN["zh"][0])


def _replace(part: Any, style: str, children: list[Any], *, centred: bool = False) -> None:
    """Give a header or footer one line: left, (when *centred*) centre, and right, parted by tabs."""
    made = paragraph(style_id(style), *children)
    tabs = element("tabs", element("tab", val="right", pos=TEXT_WIDTH))
    if centred:
        tabs.insert(0, element("tab", val="center", pos=TEXT_WIDTH // 2))
    made[0].insert(1, tabs)
    root = part._element
    for old in list(root):
        root.remove(old)
    root.append(made)


def _tab() -> Any:
    return element("r", element("tab"))


def _modern(document: Any) -> None:
    """Language of the text, and no "compatibility mode" in Word's title bar."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_fonts(defaults, SERIF)
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("lang", val="en-GB", eastAsia="zh-CN"))
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    uri = "http://schemas.microsoft.com/office/word"
    compat = element("compat", element("compatSetting", name="compatibilityMode", uri=uri, val=15))
    following = next((child for child in settings if child.tag in _AFTER_COMPAT), None)
    settings.append(compat) if following is None else following.addprevious(compat)


_AFTER_COMPAT = {
    qn(f"w:{tag}")
    for tag in ("docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
                "shapeDefaults", "decimalSymbol", "listSeparator")
} | {qn("m:mathPr")}  # fmt: skip
