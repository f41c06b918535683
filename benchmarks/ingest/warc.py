"""Web archives on one core: records a second from file to blocks, against the peers' shortest way to the text.

    python -m benchmarks.ingest.warc [ARCHIVE] [--pages 150]

ARCHIVE is a WARC of your own; without it, one is made up of the pages of ``benchmarks.ingest.html``. The peers are
warcio for the records and ``trafilatura.extract`` for their text (a development dependency). Both sides read every
response and every HTML page in it, in this process; digests are verified on our side only. The rate is of processor
time, the better of some runs.
"""

from __future__ import annotations

import argparse
import tempfile
from io import BytesIO
from pathlib import Path

from benchmarks.figures import Figure, hand_over
from benchmarks.ingest.html import least, page
from reader.formats import contract as formats
from reader.formats import dispatch


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=150)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = options.archive or made_up(Path(folder) / "made-up.warc.gz", options.pages)
        measure(archive, Path(folder) / "staging")


def made_up(path: Path, count: int) -> Path:
    """A gzip-compressed WARC with *count* pages."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(count):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = BytesIO(page(number).encode())
            address = f"http://a.example/{number}"
            writer.write_record(writer.create_warc_record(address, "response", payload=body, http_headers=headers))
    return path


def measure(archive: Path, staging: Path) -> None:
    """Both ways over the same archive; the target is half the peers' rate."""
    staging.mkdir()
    seconds, counted = least(lambda: [ours(archive, staging)])
    records, blocks = counted[0]
    hand_over(Figure(f"WARC to blocks ({records} pages)", f"{records / seconds:.0f} records/s ({blocks} blocks)"))
    try:
        import trafilatura
    except ImportError:
        return
    theirs, texts = least(lambda: [peers(archive, trafilatura.extract)])
    ratio = theirs / seconds
    figure = f"{ratio:.2f}x their rate ({texts[0] / theirs:.0f} records/s)"
    hand_over(Figure("against warcio and trafilatura alone", figure, ">= 0.5x", ratio >= 0.5))


def ours(archive: Path, staging: Path) -> tuple[int, int]:
    """(pages, blocks): what the parsing process does, in this process; staged files are removed as they are read."""
    pages = blocks = 0
    for event in dispatch.read(formats.Payload(archive, archive.name), staging):
        if isinstance(event, formats.Child) and "html" in (event.media_type or ""):
            payload = formats.Payload(event.path, event.name, event.media_type, event.charset, event.url)
            blocks += sum(isinstance(e, formats.BlockDraft) for e in dispatch.read(payload, staging))
            pages += 1
            event.path.unlink()
    return pages, blocks


def peers(archive: Path, extract) -> int:
    """Pages whose text the peers find in the responses."""
    from warcio.archiveiterator import ArchiveIterator

    pages = 0
    with archive.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and "html" in (record.http_headers.get_header("Content-Type") or ""):
                extract(record.content_stream().read())
                pages += 1
    return pages


if __name__ == "__main__":
    main()
