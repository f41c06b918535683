"""A case of our own making, and short ways to put records into it."""

import pytest

from reader.model import Block, BlockKind, Document, Locator, Place, Segment, Source, Translation
from reader.store import case


@pytest.fixture
def store(tmp_path):
    made = case.create(tmp_path / "case", title="SAMPLE case", actor_name="Ada")
    yield made
    made.close()


@pytest.fixture
def ada(store):
    with store.read() as session:
        return session.actors.by_name("Ada")


@pytest.fixture
def add_source(store, ada, tmp_path):
    def add(data=b"SAMPLE", name="page.html"):
        path = tmp_path / "given"
        path.write_bytes(data)
        sha256, size = store.blobs.add_file(path)
        with store.write(ada) as session:
            return session.sources.add(Source("", sha256, size, "text/html", name))

    return add


def document_parts(sentences, *, lang="zh-Hans", per_block=2):
    """Blocks of *per_block* sentences each, with the segments that cover them."""
    blocks, segments = [], []
    for first in range(0, len(sentences), per_block):
        n = len(blocks) + 1
        part = sentences[first : first + per_block]
        at = 0
        for sentence in part:
            segments.append(Segment("", "", f"x{n}", 0, at, at + len(sentence), sentence, lang, "script"))
            at += len(sentence) + 1
        place = Place("page", page=1, box=(1.5, 2.0, 30.0, 40.25))
        text = "\n".join(part)
        blocks.append(Block(f"x{n}", "", n, BlockKind.PARAGRAPH, text, (Locator(0, len(text), place),)))
    return blocks, segments


@pytest.fixture
def add_document(store, ada, add_source):
    def add(
        sentences=("福州公安发布公告。", "电话：(0591) 8765-4321。", "請聯絡網際網路中心。"),
        *,
        lang="zh-Hans",
        data=None,
    ):
        source = add_source(data or "\n".join(sentences).encode())
        blocks, segments = document_parts(list(sentences), lang=lang)
        document = Document("", source.id, "SAMPLE", "utf-8", "valid", {lang: 1.0}, None, "test", "1", "")
        with store.write(ada) as session:
            return session.documents.add(document, blocks, segments)

    return add


def translation(key, source="源", text="source", *, package="tiny", sha="p" * 64, **more):
    return Translation(key, source, text, "ctranslate2", "4.5", package, "1.0", sha, {"beam": 4}, "avx2", **more)
