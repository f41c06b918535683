"""Blocks → sentences, with exact offsets.

Chinese rules first: 。！？ end a sentence, closing marks stay with it, short quotations and brackets stay whole,
； ends one only in lists and long sentences; headings, labels and table cells are kept whole. Nothing is
dropped and nothing is changed: what lies between two spans is white space.
"""

from __future__ import annotations

import re

from reader.model import BlockKind, Span
from reader.text import clusters
from reader.text.brackets import INSIDE, protected
from reader.text.lengths import pieces, units
from reader.text.lines import line_breaks

_WHOLE = {
    BlockKind.TITLE,
    BlockKind.HEADING,
    BlockKind.TABLE_CELL,
    BlockKind.CAPTION,
    BlockKind.HEADER,
    BlockKind.LINK,
}
_LONGEST_WHOLE = 60  # units; a "cell" longer than this with full stops inside is running text
_LONG_SENTENCE = 90  # units; from here on ； ends a sentence
_SHORTEST_ITEM = 15  # units; from here on ； ends an item when the next one is numbered
_LOOK_AROUND = 40  # characters; keeps the work linear in the block's length
# The marks, then what closes with them; a closing mark may stand apart (。 ”), a straight quote may not.
_END = re.compile(r"(?P<marks>[。！？!?｡．.；;…⁇⁈⁉‼]+)(?P<closers>(?:\s*[”’」』》〉）)】〕\]｝}]|[\"'])*)")
_LIST_MARK_NEXT = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]|[0-9０-９]{1,2}[.．、)）](?!\d)|[一二三四五六七八九十]{1,3}[、是要]|[①-⑳]|第[一二三四五六七八九十]+)"
)
_OPENING_QUOTES = frozenset("“‘「『")
_SPEECH_TAG = re.compile(
    r"[^。！？!?，,“「]{0,8}(?:说|說|道|问|問|答|喊|叫|称|稱|表示|指出|强调|強調|写道|寫道|回应|回應)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z])(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Vol|vs|etc|e\.g|i\.e|cf|Inc|Ltd|Co|Corp|Jr|Sr|Gen|Col|Lt|Sgt|Capt|Gov|Sen|Rep"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Fig|Art|pp?|approx|dept|est|tel|[A-Z]|[A-Za-z](?:\.[A-Za-z])+)\.$",
)
_LIST_NUMBER = re.compile(r"\s*[（(]?(?:[0-9０-９]{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.．]$")


def segment(text: str, kind: BlockKind) -> list[Span]:
    """Sentences of a block's *text*: sorted, disjoint, not empty, without white space at their ends.

    What lies between and around the spans is white space only. No span begins or ends inside a surrogate pair,
    a combining or variation sequence, or a joined emoji (a blank that carries a mark counts as text).
    Sentences over about 180 Han characters are cut at ；, then at ，, then anywhere between characters.
    """
    if kind in _WHOLE and not _is_running_text(text):
        spans = [(0, len(text))]
    else:
        spans = [span for line in _lines(text) for span in _sentences(text, *line)]
    return [trimmed for span in spans for piece in pieces(text, *span) if (trimmed := _trim(text, *piece))]


def _is_running_text(text: str) -> bool:
    if units(text) <= _LONGEST_WHOLE:
        return False
    return re.search(r"[。！？!?；;]\s*\S", text) is not None or any(gap.hard for gap in line_breaks(text))


def _lines(text: str) -> list[Span]:
    """Stretches between hard breaks; wraps stay inside them."""
    edges = [0]
    for gap in line_breaks(text):
        if gap.hard:
            edges += [gap.start, gap.end]
    edges.append(len(text))
    return list(zip(edges[::2], edges[1::2], strict=True))


def _sentences(text: str, start: int, end: int) -> list[Span]:
    line = text[start:end]
    shield = protected(line)
    spans: list[Span] = []
    begin = 0
    for match in _END.finditer(line):
        stop = match.end()
        if stop <= begin or not _ends_here(line, begin, match, shield):
            continue
        stop = clusters.next_boundary(line, stop)
        spans.append((start + begin, start + stop))
        begin = stop
    if begin < len(line):
        spans.append((start + begin, end))
    return spans


def _ends_here(line: str, begin: int, match: re.Match[str], shield: bytearray) -> bool:
    """Whether the marks in *match* end the sentence that began at *begin*."""
    marks, closers, stop = match["marks"], match["closers"], match.end()
    # The marks may stand inside a quotation that their closers end: then what is outside decides.
    if shield[stop - 1] == INSIDE:
        return False
    rest = line[stop : stop + _LOOK_AROUND]
    if closers and _goes_on(rest):
        return False
    if any(mark in "。！？｡⁇⁈⁉‼" for mark in marks) or re.search(r"[!?]", marks):
        return bool(closers) or not rest or not _is_inside_token(line, match, marks)
    if set(marks) <= {"…"}:
        return bool(closers) and rest[:1] in _OPENING_QUOTES
    if marks[-1] in "；;":
        return _semicolon_ends(line[begin:stop], rest)
    stop = match.end("marks")
    return _full_stop_ends(line[max(begin, stop - _LOOK_AROUND) : stop], marks, rest)


def _goes_on(rest: str) -> bool:
    """After a closing quote: a comma, a particle, or who said it belong to the same sentence."""
    return bool(re.match(r"\s*[，、；：,;:。！？!?…—·的地得和与與及或]", rest) or _SPEECH_TAG.match(rest))


def _is_inside_token(line: str, match: re.Match[str], marks: str) -> bool:
    """ASCII ! and ? inside Latin text end a sentence only before white space or East Asian text."""
    before, after = line[match.start() - 1 : match.start()], line[match.end()]
    return marks[-1] in "!?" and before.isascii() and after.isascii() and not after.isspace()


def _semicolon_ends(sentence: str, rest: str) -> bool:
    least = _SHORTEST_ITEM if _LIST_MARK_NEXT.match(rest) else _LONG_SENTENCE
    return len(sentence) >= least and units(sentence) >= least


def _full_stop_ends(sentence: str, marks: str, rest: str) -> bool:
    if not rest.strip():
        return True
    if len(marks) == 1 and (_LIST_NUMBER.fullmatch(sentence) or _ABBREVIATION.search(sentence)):
        return False
    if rest[0].isspace():
        following = rest.lstrip()[0]
        return len(marks) == 1 and not following.islower()
    before = sentence[: -len(marks)][-1:]
    return before >= "\u2e80" and not before.isdigit() and not rest[0].isascii()


def _trim(text: str, start: int, end: int) -> Span | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace() and clusters.is_boundary(text, start + 1):
        start += 1
    return (start, end) if start < end else None
