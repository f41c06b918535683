"""Text recognition against what is really written: 30 rendered screenshots, six font families, 12–28 pixels, light and
dark, JPEG quality 40–90, on one thread.

The families are the first six of :data:`FAMILIES` that are installed, or lie below the folder given with ``--fonts``
(``apt-get download fonts-arphic-ukai …`` and ``dpkg -x`` make one without installing anything).

python -m benchmarks.ingest.ocr [--pages 30] [--fonts FOLDER]
python -m benchmarks.ingest.ocr --scan SCAN.pdf --original BORN_DIGITAL.pdf --numbers 5,10   also a rasterised scan
python -m benchmarks.ingest.ocr --original BORN_DIGITAL.pdf --numbers 5,10    rasterised here: 150 dpi, JPEG quality 60
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import subprocess
import time
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from benchmarks.figures import Figure, hand_over
from reader.formats import image_open, ocr_engine, pdf_layout, pdf_scans

TARGET, SCAN_TARGET = 0.98, 0.95
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "AR PL UKai CN",
    "LXGW WenKai",
    "AR PL UMing CN",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL SungtiL GB",
    "Droid Sans Fallback",
)
"""By preference, most unlike first: Hei, Song, Kai, handwriting, Ming, Hei of screens; the rest stand in for missing
ones. All have the characters of GB 2312."""
_WANTED = 6
_DPI = 150
_TOLD = 3
"""Texts longer than this that occur once on a page tell their place."""
SENTENCES = (
    "青禾县公安局关于东渡口临时停航的通告",
    "因清江水位上涨，自5月8日起东渡口停止一切摆渡船只。",
    "恢复时间另行通知，请群众绕行新桥，服从现场人员指挥。",
    "一般公共预算支出3,215.48万元，比上年增长12.6%。",
    "联系人：李青，电话0532-86543210，邮箱tz@qinghe.example",
    "《沿江安全管理办法》第十二条规定，违者处二百元罚款。",
    "今天下午三点在老街茶馆见面，别忘了带上合同原件！",
    "设备采购合同编号QH-2031-0457，金额人民币48.6万元整。",
    "请各单位于2031年6月15日前报送材料，逾期不再受理。",
    "项目资金由财政专户拨付，专款专用，接受审计监督。",
)


def main() -> None:
    """Print the figures; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--fonts", type=Path, help="a folder with more fonts than are installed")
    parser.add_argument("--scan", type=Path)
    parser.add_argument("--original", type=Path)
    parser.add_argument("--numbers", default="", help="pages of the original, in the order of the scan's pages")
    options = parser.parse_args()
    if options.pages:
        hand_over(*screenshots(options.pages, fonts_in(options.fonts) if options.fonts else {}))
    if options.original:
        numbers = [int(number) for number in options.numbers.split(",")]
        hand_over(*scan(options.scan or rasterised(options.original, numbers), options.original, numbers))


def screenshots(count: int, more: Mapping[str, tuple[str, int]]) -> list[Figure]:
    """Share of characters recognised on *count* rendered pages, and seconds of processor time a page; *more* are fonts
    beside those that are installed."""
    families = {family: font for family in FAMILIES if (font := more.get(family) or font_of(family))}
    chosen = list(families)[:_WANTED]
    fonts = [families[family] for family in chosen]
    print("families:", ", ".join(chosen), "" if len(chosen) == _WANTED else f"(only {len(chosen)} of {_WANTED})")
    right = written = 0
    started = time.process_time()
    for number in range(count):
        image, lines, what = screenshot(number, fonts)
        found = [line.text for line in ocr_engine.recognise(image_open.array(image))]
        wrong = distance(plain(lines), plain(found))
        length = len(plain(lines))
        right, written = right + length - wrong, written + length
        if wrong:
            print(f"{number:3} {what}: {wrong} of {length} wrong")
    seconds = (time.process_time() - started) / max(1, count)
    share = right / max(1, written)
    return [
        Figure(
            f"characters right on {count} screenshots, {len(fonts)} families", f"{share:.2%}", "≥ 98 %", share >= TARGET
        ),
        Figure("processor seconds a screenshot, one thread", f"{seconds:.1f}"),
    ]


def rasterised(original: Path, numbers: list[int]) -> io.BytesIO:
    """A PDF of pictures of those pages, as an office scanner makes them."""
    with pypdfium2.PdfDocument(original) as texts:
        first, *rest = [texts[number - 1].render(scale=_DPI / 72).to_pil().convert("RGB") for number in numbers]
    target = io.BytesIO()
    first.save(target, "PDF", resolution=_DPI, quality=60, save_all=True, append_images=rest)
    return target


def scan(path: Path | io.BytesIO, original: Path, numbers: list[int]) -> list[Figure]:
    """Share of the characters of the original's text layer that recognition of its rasterised pages finds, and of the
    places where text follows upon text as in our reading of the original."""
    right = written = pairs = kept = 0
    with pypdfium2.PdfDocument(path) as pictures, pypdfium2.PdfDocument(original) as texts:
        for index, number in enumerate(numbers):
            truth = plain([texts[number - 1].get_textpage().get_text_range()])
            layout = pdf_scans.recognised(pictures[index], index + 1)
            found = plain(piece.text for piece in pdf_scans.pieces(layout))
            wanted = [plain([p.text]) for p in pdf_scans.pieces(pdf_layout.read_page(texts[number - 1], number))]
            places = [found.find(text) for text in wanted if len(text) > _TOLD and found.count(text) == 1]
            pairs, kept = pairs + len(places) - 1, kept + sum(a < b for a, b in pairwise(places))
            wrong = sum(_counts(truth, found))
            right, written = right + len(truth) - wrong, written + len(truth)
            print(f"page {number}: {wrong} of {len(truth)} wrong")
    share, order = right / max(1, written), kept / max(1, pairs)
    return [
        Figure("characters right on the scan", f"{share:.2%}", "≥ 95 %", share >= SCAN_TARGET),
        Figure(f"texts of the scan in the order of the original ({pairs} steps)", f"{order:.1%}"),
    ]


def screenshot(number: int, fonts: list[tuple[str, int]]) -> tuple[Image.Image, list[str], str]:
    """Picture *number*, its lines, and how it was made; the same on every run with the same fonts."""
    chance = random.Random(number)
    path, index = fonts[number % len(fonts)]
    size = (12, 14, 16, 20, 24, 28)[(number // len(fonts) + number) % 6]
    quality = (40, 50, 60, 75, 90)[number % 5]
    dark = bool(number % 2)
    font = ImageFont.truetype(path, size, index=index)
    lines = chance.sample(SENTENCES, 8)
    width = int(max(font.getlength(line) for line in lines)) + 60
    image = Image.new("RGB", (width, 60 + 2 * size * len(lines)), "#1e1e1e" if dark else "#ffffff")
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((30, 30 + row * 2 * size), line, font=font, fill="#d4d4d4" if dark else "#222222")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality)
    shown = image_open.flat(Image.open(target))
    return shown, lines, f"{Path(path).stem} {size} px, {'dark' if dark else 'light'}, quality {quality}"


def fonts_in(folder: Path) -> dict[str, tuple[str, int]]:
    """File and index of a font of each family below *folder*, by the family's name; the regular one where there is."""
    found: dict[str, tuple[str, int]] = {}
    regular: dict[str, tuple[str, int]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".ttf", ".ttc", ".otf"}):
        with contextlib.suppress(OSError):  # past the last font of the file
            for index in range(64):
                family, style = ImageFont.truetype(path, 10, index=index).getname()
                if family:
                    (regular if style == "Regular" else found).setdefault(family, (str(path), index))
    return {**found, **regular}


def font_of(family: str) -> tuple[str, int] | None:
    """File and index of a font, from fontconfig; nothing when another would be substituted."""
    command = ["fc-match", "--format", "%{file}\t%{index}\t%{family}", family]
    path, index, found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\t")
    return (path, int(index) & 0xFFFF) if family.partition(":")[0] in found else None


def plain(lines: Iterable[str]) -> str:
    """Text as compared: compatibility forms folded, white space out (layout is not what is measured here)."""
    return "".join(unicodedata.normalize("NFKC", "".join(lines)).split())


def distance(first: str, second: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def _counts(truth: str, found: str) -> Iterable[int]:
    """How often each character is missing: two text layers put the cells of a table into different orders."""
    return (max(0, truth.count(char) - found.count(char)) for char in set(truth))


if __name__ == "__main__":
    main()
