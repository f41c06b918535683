"""Excel binary workbooks (XLSB) made by code, record by record ([MS-XLSB])."""

import struct

from office_builders import package, relations

SHEET = "xl/worksheets/sheet1.bin"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/>'
    "</Types>"
)


def xlsb(rows, sheet="支出", *, codes=(), state=0, strings=(), extra=b"", change=None):
    """A workbook of one sheet; *rows* of texts, numbers, ``(number, style)`` and finished records (bytes), a hidden row
    given as ``("hidden", row)``. *codes* are number formats, styles 1 and up; *extra* further records of the sheet."""
    bundle = _bundle(sheet, state)
    width = max(len(row) for row in rows)
    cells = [record(129), record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)), record(145)]
    for number, row in enumerate(rows):
        hidden = row[0] == "hidden" and isinstance(row[1], tuple | list)
        cells.append(record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0)))
        cells += [cell(column, value) for column, value in enumerate(row[1] if hidden else row)]
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": relations(
            ("s1", "worksheet", "worksheets/sheet1.bin"), ("s2", "sharedStrings", "sharedStrings.bin"),
            ("s3", "styles", "styles.bin"),
        ),
        "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
        "xl/sharedStrings.bin": record(159) + b"".join(record(19, b"\0" + string(s)) for s in strings) + record(160),
        "xl/styles.bin": _styles(codes),
        SHEET: b"".join([*cells, record(146), extra, record(130)]),
    }  # fmt: skip
    return package(parts | (change or {}))


def cell(column, value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return record(6, struct.pack("<II", column, 0) + string(value))
    number, style = value if isinstance(value, tuple) else (value, 0)
    return record(5, struct.pack("<IId", column, style, number))


def string(value):
    data = value.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def record(kind, data=b""):
    """The number of the record in one or two bytes, its size in groups of seven bits, its data."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size > 127:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + data


def _bundle(sheet, state):
    return record(156, struct.pack("<II", state, 1) + string("s1") + string(sheet))


def _styles(codes):
    formats = b"".join(record(44, struct.pack("<H", 164 + n) + string(code)) for n, code in enumerate(codes))
    xfs = b"".join(record(47, struct.pack("<HH12x", 0, number)) for number in (0, *range(164, 164 + len(codes))))
    return record(278) + formats + record(626) + record(47, bytes(16)) + record(627) + record(617) + xfs + record(618)
