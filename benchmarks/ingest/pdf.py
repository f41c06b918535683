"""A born-digital PDF of 200 pages on one core: every other page prose, every other a ruled table of a budget.

python -m benchmarks.ingest.pdf [--pages 200] [--keep FILE.pdf]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, hand_over
from reader.formats import contract as formats
from reader.formats import dispatch

TARGET = 20.0
_SIZE = (595, 842)
_PROSE = "为保障沿江群众出行安全，经研究决定对东渡口实施临时停航，停航期间两岸往返的群众"
_HEADS = ("科目编码", "科目名称", "2030年决算", "2031年预算", "增减")


def main() -> None:
    """Print the figures; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.pdf"
        path.write_bytes(made(options.pages))
        if options.keep:
            shutil.copyfile(path, options.keep)
        started = time.process_time()
        events = list(dispatch.read(formats.Payload(path, path.name), Path(folder)))
        seconds = time.process_time() - started
    blocks = sum(isinstance(event, formats.BlockDraft) for event in events)
    hand_over(
        Figure(
            f"processor seconds for a PDF of {options.pages} pages ({blocks:,} blocks)",
            f"{seconds:.1f} s",
            "< 20 s on one core" if options.pages == 200 else "",
            seconds < TARGET if options.pages == 200 else None,
        )
    )


def made(pages: int) -> bytes:
    """The file: text in a standard Chinese font that no reader needs embedded, rules as lines."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /W [1 95 500 814 939 500] >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    kids = []
    for number in range(1, pages + 1):
        content = "\n".join(_table(number) if number % 2 else _text(number)).encode()
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (*_SIZE, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


def _text(number: int) -> list[str]:
    lines = [_show(60, 40, "青禾县交通局年度报告", 9), _show(290, 820, f"- {number} -", 9)]
    for row in range(36):
        lines.append(_show(84 if row % 6 == 0 else 60, 90 + 20 * row, _PROSE[: 37 if row % 6 == 0 else 39], 12))
    return lines


def _table(number: int) -> list[str]:
    lines = [_show(180, 60, "青禾县交通局支出预算总表", 16), _show(480, 90, "单位：万元", 11)]
    rows, xs = 34, (60, 140, 300, 380, 460, 540)
    for row in range(rows + 1):
        lines.append(f"0.5 w {xs[0]} {_SIZE[1] - 100 - 20 * row} m {xs[-1]} {_SIZE[1] - 100 - 20 * row} l S")
    lines += [f"0.5 w {x} {_SIZE[1] - 100} m {x} {_SIZE[1] - 100 - 20 * rows} l S" for x in xs]
    for row in range(rows):
        values = (f"20{row:03}", f"支出科目第{row}项", f"{number}.{row:02}", f"{number + row}.10", f"{row}.10")
        for x, value in zip(xs, _HEADS if row == 0 else values, strict=False):
            lines.append(_show(x + 4, 114 + 20 * row, value, 10))
    return lines


def _show(x: float, y: float, text: str, size: float) -> str:
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {_SIZE[1] - y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


if __name__ == "__main__":
    main()
