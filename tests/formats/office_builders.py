"""Office packages made by code, part by part, so that a test shows exactly what the file holds."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
NAMESPACES = (
    f"{W} {R}"
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def package(parts, *, first=("[Content_Types].xml",)):
    """A zip of *parts* (name → text or bytes); *first* are empty parts put in front where missing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in first:
            if name not in parts:
                archive.writestr(name, "<Types/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*rows):
    """A relationship part: rows of (id, kind, target) or (id, kind, target, "External")."""
    inside = "".join(
        f'<Relationship Id="{row[0]}" Type="{TYPES}/{row[1]}" Target="{row[2]}"'
        + (f' TargetMode="{row[3]}"' if len(row) > 3 else "")
        + "/>"
        for row in rows
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def docx(body, rels=(), **parts):
    """A Word document of the given body; *parts* are named by their file name (``styles`` → ``word/styles.xml``)."""
    names = {f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{text}</w:{name}>" for name, text in parts.items()}
    kinds = [(f"k{n}", name.rstrip("0123456789"), f"{name}.xml") for n, name in enumerate(parts)]
    return package(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(*kinds, *rels),
            **names,
        }
    )


def p(text, properties="", inside=""):
    """A paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inside}</w:p>"


def tbl(*rows):
    """A table of texts."""
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )
