"""From what a format emits to the rows of a document: blocks, segments, mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.entities import recognise
from reader.formats.contract import BlockDraft, Head
from reader.model import Block, Document, Mention, Segment, utc_now
from reader.text import language, segment


@dataclass(frozen=True, slots=True)
class Composed:
    """A document before it has ids: ``segments`` name their block by its number in
    ``block_id`` and carry their own number in ``n``."""

    document: Document
    blocks: list[Block]
    segments: list[Segment]


def compose(head: Head, drafts: Sequence[BlockDraft], *, source_id: str, fallback_title: str) -> Composed:
    """Number the blocks, cut them into segments and decide each segment's language."""
    shares = language.document_languages(draft.text for draft in drafts)
    context = language.LanguageContext(declared=head.metadata.get("language"), document=shares)
    blocks: list[Block] = []
    segments: list[Segment] = []
    for n, draft in enumerate(drafts, start=1):
        block = Block(
            id=str(n),
            document_id="",
            n=n,
            kind=draft.kind,
            text=draft.text,
            locators=tuple(draft.locators),
            boilerplate=draft.boilerplate,
            level=draft.level,
            context=tuple(draft.context),
        )
        blocks.append(block)
        for start, end in segment.segment(draft.text, draft.kind):
            segments.append(segment_of(block, len(segments) + 1, start, end, context))
    document = Document(
        id="",
        source_id=source_id,
        title=head.title or fallback_title,
        charset=head.charset,
        charset_how=head.charset_how,
        languages=shares,
        pages=head.pages,
        extractor=head.extractor,
        extractor_version=head.extractor_version,
        created_at=utc_now(),
        n_blocks=len(blocks),
        n_segments=len(segments),
        metadata=dict(head.metadata),
    )
    return Composed(document, blocks, segments)


def segment_of(block: Block, n: int, start: int, end: int, context: language.LanguageContext) -> Segment:
    """Sentence number *n*, ``[start, end)`` of a block's text, with its language."""
    text = block.text[start:end]
    guess = language.identify(text, context=context)
    return Segment(
        id=str(n),
        document_id="",
        block_id=block.id,
        n=n,
        start=start,
        end=end,
        text=text,
        lang=guess.lang,
        lang_how=guess.how,
        kind=block.kind,
        boilerplate=block.boilerplate,
    )


def mentions_of(segments: Sequence[Segment]) -> list[Mention]:
    """Identifiers in stored segments; offsets are relative to each segment's text."""
    found: list[Mention] = []
    for row in segments:
        found.extend(
            Mention(m.type, m.canonical, m.surface, m.start, m.end, row.document_id, row.id)
            for m in recognise(row.text)
        )
    return found


def described(metadata: Mapping[str, str], **more: str | None) -> dict[str, str]:
    """*metadata* with the given extra entries that have a value."""
    return {**metadata, **{key: value for key, value in more.items() if value}}
