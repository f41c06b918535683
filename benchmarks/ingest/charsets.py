"""A thousand pages in seven encodings, each declared wrongly in four ways: is the text right, or the doubt said?

    python -m benchmarks.ingest.charsets [--pages 1000]

Sentences are those written for the training of the starter package (models/training/data), so the benchmark needs no
outside data. A page counts as *right* when every sentence comes out as it went in, as *flagged* when something is
wrong and the reader is told (a Trouble, or "another charset would be possible too" beside the charset), as *wrong in
silence* otherwise: there must be none.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, hand_over
from reader.formats import contract as formats
from reader.formats import dispatch
from reader.text.hanzi import converter

WRITTEN = Path(__file__).resolve().parents[2] / "models" / "training" / "data" / "handwritten"
ENCODINGS = ("utf-8", "gb2312", "gbk", "gb18030", "big5", "utf-16", "hz")
NAMES = {"hz": "hz-gb-2312", "utf-16": "utf-16"}
SEED = 5


@dataclass(frozen=True)
class Page:
    """One page: its bytes, what a server and the page itself say of them, and the sentences it holds."""

    encoding: str
    declared: str
    data: bytes
    header: str | None
    sentences: tuple[str, ...]


def main() -> None:
    """Print the figures; exit 1 when a page is wrong in silence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for page in pages(options.pages):
            outcome = judge(page, Path(folder))
            outcomes[outcome] += 1
            if outcome == "wrong in silence":
                bad.append(f"{page.encoding} declared as {page.declared}")
    total = sum(outcomes.values())
    for what, count in Counter(bad).most_common():
        print(f"wrong in silence: {count} times {what}")
    right, flagged = outcomes["right"], outcomes["flagged"]
    measured = f"{right} right, {flagged} flagged, {len(bad)} wrong in silence"
    hand_over(
        Figure(f"{total} pages in {len(ENCODINGS)} encodings with wrong declarations", measured, "0 silent", not bad)
    )
    sys.exit(1 if bad else 0)


def pages(count: int) -> Iterator[Page]:
    """*count* pages, the encodings and declarations in turn."""
    chance = random.Random(SEED)
    pool = sentences()
    traditional = converter("s2t")
    for n in range(count):
        encoding = ENCODINGS[n % len(ENCODINGS)]
        chosen = [chance.choice(pool) for _ in range(chance.randint(1, 8))]
        if encoding == "big5":
            chosen = [traditional.convert(text) for text in chosen]
        chosen = [text for text in chosen if fits(text, encoding)] or ["公告"]
        yield page(encoding, n // len(ENCODINGS) % 4, tuple(chosen), chance)


def page(encoding: str, way: int, chosen: tuple[str, ...], chance: random.Random) -> Page:
    """A page whose declaration is wrong: another Chinese charset, a Western one, none, or two that disagree."""
    other = chance.choice([name for name in ("utf-8", "gb2312", "big5", "gb18030") if name != encoding])
    meta, header = ((other, None), ("iso-8859-1", None), (None, None), (other, "windows-1252"))[way]
    tag = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    body = "".join(f"<p>{text}</p>" for text in chosen)
    html = f"<!DOCTYPE html><html><head>{tag}<title>{chosen[0]}</title></head><body>{body}</body></html>"
    data = html.encode(encoding)
    declared = {0: f"{other} (meta)", 1: "iso-8859-1 (meta)", 2: "nothing", 3: f"{other} (meta), windows-1252 (header)"}
    return Page(NAMES.get(encoding, encoding), declared[way], data, header, chosen)


def judge(page: Page, folder: Path) -> str:
    """``right``, ``flagged`` or ``wrong in silence``."""
    path = folder / "page.html"
    path.write_bytes(page.data)
    events = list(dispatch.read(formats.Payload(path, path.name, media_type="text/html", charset=page.header), folder))
    texts = [event.text for event in events if isinstance(event, formats.BlockDraft)]
    if all(text in texts for text in page.sentences):
        return "right"
    head = next(event for event in events if isinstance(event, formats.Head))
    said = any(isinstance(event, formats.Trouble) for event in events) or "possible too" in (head.charset_how or "")
    return "flagged" if said else "wrong in silence"


def sentences() -> list[str]:
    """Every Chinese sentence written for the project that HTML shows as it stands."""
    found = []
    for path in sorted(WRITTEN.glob("*.tsv")):
        lines = path.read_text("utf-8").splitlines()
        found += [line.split("\t")[0] for line in lines if "\t" in line and not line.startswith("#")]
    # Big5 knows the yen sign in its full-width form only, so ¥ cannot come back as it was
    return [text for text in found if text == " ".join(text.split()) and not set("<>&¥") & set(text)]


def fits(text: str, encoding: str) -> bool:
    """Whether *encoding* can say *text*."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
