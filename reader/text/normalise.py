"""Normal forms of a text as mapped views: every character of the result knows where in the original it came from.

The original is never rewritten. Offsets found in a normal form (an alignment, a finding) go back through
:meth:`MappedText.source_span`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from reader.model import Span
from reader.text import scripts
from reader.text.hanzi import converter, to_simplified_table
from reader.text.lines import line_breaks
from reader.text.radicals import RADICALS
from reader.text.scripts import HAN_CLASS


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text made from another. ``origins[i]`` is the half-open span of the other text that character ``i`` came from.

    Origins never go backwards: their starts and their ends are each in order. A character put in between has an
    empty span.
    """

    text: str
    origins: tuple[Span, ...]

    @staticmethod
    def identity(text: str) -> MappedText:
        """*text* unchanged."""
        return MappedText(text, tuple((i, i + 1) for i in range(len(text))))

    def source_span(self, start: int, end: int) -> Span:
        """The span of the original behind ``[start, end)`` of this text (clipped to it).

        An empty span lies at the start of the next character's origin, at the text's end after the last one's.
        """
        start, end = max(start, 0), min(end, len(self.text))
        if start < end:
            return self.origins[start][0], self.origins[end - 1][1]
        if start < len(self.origins):
            return self.origins[start][0], self.origins[start][0]
        edge = self.origins[-1][1] if self.origins else 0
        return edge, edge

    def after(self, inner: MappedText) -> MappedText:
        """Compose: this text was made from ``inner.text``; the result maps straight to what *inner* was made from."""
        return MappedText(self.text, tuple(inner.source_span(start, end) for start, end in self.origins))


def for_engine(text: str, *, to_simplified: bool) -> MappedText:
    """*text* as the translation engine should see it, on one line, trimmed.

    Wrapped lines are joined; invisible and control characters go; full-width digits and Latin letters, radicals
    and compatibility characters become the ordinary ones; runs of white space become one space; letter-spaced
    words (姓　名) close up. With *to_simplified*, Traditional becomes Simplified (OpenCC ``t2s``, see
    :func:`simplify`). What cannot be encoded (lone surrogates) becomes U+FFFD.
    """
    mapped = MappedText.identity(text)
    if _BLANKS.search(text):
        mapped = repair_wraps(text, one_sentence=True)
    if _TO_FOLD.search(mapped.text):
        mapped = _fold(mapped.text).after(mapped)
    if _BLANKS.search(mapped.text):
        mapped = _squeeze(mapped.text).after(mapped)
    if to_simplified:
        mapped = simplify(mapped.text).after(mapped)
    return mapped


def repair_wraps(text: str, *, one_sentence: bool = False) -> MappedText:
    """*text* with the line breaks of mere layout taken out: nothing between Han characters, one space between words.

    Hard breaks stay as they are. A hyphen at a line's end goes when the word goes on in lower case. For the text
    of one segment (*one_sentence*), a break is hard only before a list mark and after a full stop or colon.
    """
    pieces: list[tuple[str, Span]] = []
    at = 0
    for gap in line_breaks(text, one_sentence=one_sentence):
        if gap.hard:
            continue
        before, after = text[gap.start - 1], text[gap.end]
        start = gap.start
        figure = before in ".," and after.isdecimal() and text[gap.start - 2 : gap.start - 1].isdecimal()
        joint = "" if figure or (_is_east_asian(before) and _is_east_asian(after)) else " "
        if before in "-\u2010\xad" and gap.start > 1 and text[gap.start - 2].isalpha() and after.islower():
            start, joint = gap.start - 1, ""
        pieces.extend((text[i], (i, i + 1)) for i in range(at, start))
        if joint:
            pieces.append((joint, (start, gap.end)))
        at = gap.end
    pieces.extend((text[i], (i, i + 1)) for i in range(at, len(text)))
    return _from_pieces(pieces)


_HAN_RUN = re.compile(rf"[{HAN_CLASS}]{{1,400}}|[^{HAN_CLASS}]+")
_SPACED = re.compile(rf"(?<!\w)[{HAN_CLASS}](?:\s+[{HAN_CLASS}](?!\w))+")  # a letter-spaced word: 通　知
_BLANKS = re.compile(r"\s+")


def simplify(text: str, config: str = "t2s") -> MappedText:
    """Traditional to Simplified with OpenCC, character map kept even where lengths change.

    The default ``t2s`` changes characters, not words. ``tw2sp`` also replaces Taiwan's words by the mainland's
    (網際網路 → 互联网), but it turns 數位學者 (several scholars) into 数字学者: it is not used on evidence.
    """
    safe = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    converted: str = converter(config).convert(safe)
    if converted == safe.translate(to_simplified_table()):
        return MappedText(converted, tuple((i, i + 1) for i in range(len(converted))))
    pieces: list[tuple[str, Span]] = []
    for run in _HAN_RUN.finditer(safe):  # words do not reach over punctuation, so short runs convert alike
        changed: str = converter(config).convert(run.group())
        for i1, i2, j1, j2 in _aligned_runs(run.group().translate(to_simplified_table()), changed):
            if i2 - i1 == j2 - j1:
                pieces.extend(
                    (changed[j1 + k], (run.start() + i1 + k, run.start() + i1 + k + 1)) for k in range(i2 - i1)
                )
            else:
                pieces.extend((c, (run.start() + i1, run.start() + i2)) for c in changed[j1:j2])
    return _from_pieces(pieces)


def _aligned_runs(before: str, after: str) -> list[tuple[int, int, int, int]]:
    """Corresponding runs of both texts. A single equal character between differences is chance (the 网 that
    网际网路 and 互联网 share), so it joins them."""
    runs: list[tuple[int, int, int, int]] = []
    joined = False
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        certain = tag == "equal" and (i2 - i1 > 1 or not runs or i2 == len(before))
        if runs and joined and not certain:
            runs[-1] = (runs[-1][0], i2, runs[-1][2], j2)
        else:
            runs.append((i1, i2, j1, j2))
        joined = not certain
    return runs


# Anything but plain ASCII, common Han characters and their punctuation: needs a look at each character.
_TO_FOLD = re.compile(r"[^\s\x20-\x7e\u4e00-\u9fff，。、：；！？“”‘’（）《》…—·]|\d[：，]\d")
_FOLDED_SYMBOLS = frozenset("％＋－／＝＆＠＃＊＿\u3000")
_BETWEEN_DIGITS = {"．": ".", "：": ":"}
_THOUSANDS = re.compile(r"，(?=\d{3}(?!\d))")


def _fold(text: str) -> MappedText:
    """A safe part of NFKC, character by character, and what cannot be seen or encoded taken out."""
    pieces: list[tuple[str, Span]] = []
    for i, char in enumerate(text):
        if "\x20" <= char < "\x7f" or "\u4e00" <= char <= "\u9fff":
            pieces.append((char, (i, i + 1)))
            continue
        if scripts.is_ignorable(char) or (not char.isspace() and unicodedata.category(char) == "Cc"):
            continue
        pieces.extend((c, (i, i + 1)) for c in _fold_character(text, i))
    return _from_pieces(pieces)


def _fold_character(text: str, i: int) -> str:
    char = text[i]
    if text[i - 1 : i].isdecimal() and text[i + 1 : i + 2].isdecimal():
        if char in _BETWEEN_DIGITS:
            return _BETWEEN_DIGITS[char]
        if _THOUSANDS.match(text, i):
            return ","
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    if char in RADICALS:
        return RADICALS[char]
    if char in _FOLDED_SYMBOLS or "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ":
        return unicodedata.normalize("NFKC", char)
    compatibility = "\uf900" <= char <= "\ufaff" or "\u2f00" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06"
    if compatibility or "\U0002f800" <= char <= "\U0002fa1f":
        return unicodedata.normalize("NFKC", char)
    return char


def _squeeze(text: str) -> MappedText:
    """Trim, turn each run of white space into one space, and close up letter-spaced words (通　知)."""
    closed = {word.start() + gap.start() for word in _SPACED.finditer(text) for gap in _BLANKS.finditer(word.group())}
    pieces: list[tuple[str, Span]] = []
    at = 0
    for gap in _BLANKS.finditer(text):
        pieces.extend((text[i], (i, i + 1)) for i in range(at, gap.start()))
        if pieces and gap.end() < len(text) and gap.start() not in closed:
            pieces.append((" ", gap.span()))
        at = gap.end()
    pieces.extend((text[i], (i, i + 1)) for i in range(at, len(text)))
    return _from_pieces(pieces)


def _is_east_asian(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—·"


def _from_pieces(pieces: list[tuple[str, Span]]) -> MappedText:
    return MappedText("".join(c for c, _ in pieces), tuple(span for _, span in pieces))
