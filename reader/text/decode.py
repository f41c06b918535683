"""Bytes → text, with the charset found out from the bytes and the finding stated in plain words.

What a page declares is a witness, not a judge: order of trust is a byte order mark, then what the bytes
themselves prove (valid UTF-8 with Chinese in it is UTF-8 whatever the page says), then plausibility of each
charset's reading, with the declaration tipping the scales. charset-normalizer is asked when that leaves it close.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import UnreadableInput
from reader.text import plausibility
from reader.text.charsets import display, resolve, to_text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_GENUINE_REPLACEMENT = {"utf-8": b"\xef\xbf\xbd", "gb18030": b"\x84\x31\xa4\x37"}
_EAST_ASIAN = ("gb18030", "big5", "utf-8", "cp932", "euc_jp", "cp949")
_CHINESE = frozenset({"gb18030", "big5", "utf-8", "utf-16-le", "utf-16-be"})
_SAMPLE_BYTES = 64 * 1024
_LINE_BYTES = 4096
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_LONG_IN_UTF8 = re.compile(rb"[\xe0-\xf4]")
_DECLARED_BONUS = 0.3
_EXPECTED_BONUS = 0.4
_VALID_BONUS = 0.7  # a few pairs of GBK can be valid UTF-8 by chance; much cannot
_CLOSE = 0.15
_VOICE = 0.05  # what charset-normalizer's word weighs: it is often wrong on short Chinese
_LEAST = 0.1  # below this no reading of the bytes looks like text
_MOST_REPLACED = 0.2  # of the characters beyond ASCII


@dataclass(frozen=True, slots=True)
class Declared:
    """A charset somebody claims: the label as written, and where (``HTTP header``, ``meta element`` …)."""

    charset: str
    where: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how its charset became known.

    ``charset`` is a name for people and for ``bytes.decode`` alike; ``how`` says in plain words what the bytes
    prove, what was declared, and what could not be read. ``replaced`` counts U+FFFD put in by us. ``bom_bytes``
    are the bytes of a byte order mark, which is not part of ``text``.
    """

    text: str
    charset: str
    how: str
    declared: tuple[Declared, ...]
    replaced: int
    bom_bytes: int = 0


@dataclass(frozen=True, slots=True)
class _Reading:
    codec: str
    how: str


def decode(data: bytes, declared: Sequence[Declared] = ()) -> Decoded:
    """The text in *data*, whatever *declared* says about its charset.

    Never fails for text: single unreadable bytes become U+FFFD, are counted in ``replaced`` and said in ``how``.
    Raises :class:`reader.errors.UnreadableInput` for bytes that are no text (pictures, programs, noise).
    """
    claims = tuple(declared)
    for bom, codec in _BOMS:
        if data.startswith(bom) and _holds(data[len(bom) :], codec):
            return _finish(data[len(bom) :], _Reading(codec, "a byte order mark says so"), claims, len(bom))
    if data.startswith(codecs.BOM_UTF8):  # no other charset begins so
        rest = data[len(codecs.BOM_UTF8) :]
        found = _decide(rest, claims)
        reading = _Reading(found.codec, f"{found.how}; a byte order mark says UTF-8, which is wrong")
        return _finish(rest, reading, claims, len(codecs.BOM_UTF8))
    return _finish(data, _decide(data, claims), claims, 0)


def _decide(data: bytes, claims: tuple[Declared, ...]) -> _Reading:
    if plausibility.control_share(data[:_SAMPLE_BYTES]) > 0.01:
        return _wide_or_binary(data)
    if data.isascii():
        return _seven_bit(data[: 4 * _SAMPLE_BYTES], claims)
    valid = _is_utf8(data)
    if valid and _LONG_IN_UTF8.search(data):  # other charsets do not hit upon three-byte sequences by chance
        return _Reading("utf-8", "the bytes are valid UTF-8")
    return _contest(data, _sample(data), claims, valid)


def _contest(data: bytes, sample: bytes, claims: tuple[Declared, ...], valid_utf8: bool) -> _Reading:
    """Read the sample with every charset that could be meant; the most plausible reading wins."""
    wanted = [codec for claim in claims if (codec := resolve(claim.charset))]
    candidates = [*_EAST_ASIAN, *(codec for codec in wanted if not codec.startswith("utf-"))]
    if _mostly_ascii(sample):
        candidates.append("cp1252")
    scores = {codec: plausibility.score(to_text(sample, codec), codec) for codec in dict.fromkeys(candidates)}
    if len(data) % 2 == 0:
        head = data[:_SAMPLE_BYTES]
        scores |= {c: plausibility.score(to_text(head, c), c) for c in ("utf-16-le", "utf-16-be")}
    high = len(_BEYOND_ASCII.findall(sample))  # markup around a few words proves nothing about them
    bonus = _DECLARED_BONUS * (0.2 + 10 / (10 + high))  # the more bytes, the less a claim weighs
    for codec in ("gb18030", "big5"):  # a few characters can be read in any way: then Chinese is what is to be expected
        scores[codec] += _EXPECTED_BONUS * 10 / (10 + high)
    for codec in set(wanted) & set(scores):
        scores[codec] += bonus if not plausibility.is_single_byte(codec) else 0.0
    if valid_utf8:
        scores["utf-8"] += _VALID_BONUS if len(_BEYOND_ASCII.findall(sample)) < 6 else 1.0
    ranked = sorted(scores, key=lambda codec: -scores[codec])
    best, second = ranked[0], ranked[1]
    how = "no other charset gives text as plausible"
    if scores[best] - scores[second] < _CLOSE + 3 / len(sample) and scores[best] > _LEAST:
        voice = _ask_charset_normalizer(sample, [best, second])
        how = f"{display(second)} would be possible too"
        foreign = best in _CHINESE and second not in _CHINESE  # the voice guesses; Chinese is what is to be expected
        if voice == second and scores[best] - scores[second] < _VOICE and best not in wanted and not foreign:
            best, second = second, best
            how = f"chosen by charset-normalizer, {display(second)} would be possible too"
    if scores[best] < _LEAST:
        best, how = _last_resort(sample, wanted, valid_utf8)
    return _Reading(best, how)


def _last_resort(sample: bytes, wanted: list[str], valid_utf8: bool) -> tuple[str, str]:
    """Text of rare characters only: believed when the bytes are faultless in UTF-8 or in what is declared."""
    if valid_utf8:
        return "utf-8", "the bytes are valid UTF-8"
    for codec in wanted:
        if not plausibility.is_single_byte(codec) and "\ufffd" not in to_text(sample, codec).rstrip("\ufffd"):
            return codec, "the text is unusual, but the bytes are faultless in the declared charset"
    raise _unreadable()


def _ask_charset_normalizer(sample: bytes, codecs_in_question: list[str]) -> str | None:
    from charset_normalizer import from_bytes

    names = {codec.replace("-", "_"): codec for codec in codecs_in_question}
    names |= {"big5hkscs": "big5"} if "big5" in codecs_in_question else {}
    match = from_bytes(sample[:8192], cp_isolation=list(names), enable_fallback=False).best()
    return names.get(match.encoding) if match else None


def _seven_bit(data: bytes, claims: tuple[Declared, ...]) -> _Reading:
    """ASCII may hide the old seven-bit charsets of mail: they shift with escapes or ``~{``."""
    if b"\x1b" in data or b"~{" in data:
        for codec, mark in (("iso2022_jp_2", b"\x1b$"), ("iso2022_kr", b"\x1b$)C"), ("hz", b"~{")):
            if mark not in data:
                continue
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if not text.isascii() and plausibility.score(text, codec) > 0.3:
                return _Reading(codec, f"the bytes are seven-bit with the shift marks of {display(codec)}")
    return _Reading("utf-8", "the bytes are plain ASCII, which is valid UTF-8")


def _wide_or_binary(data: bytes) -> _Reading:
    """Control bytes belong in text only as halves of UTF-16 or UTF-32 units."""
    head = data[:_SAMPLE_BYTES]
    for codec, unit in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        text = to_text(head[: len(head) // unit * unit], codec)
        rubbish = sum(text.count(c) for c in ("\0", "\ufffd"))
        readable = sum(c.isascii() and c.isprintable() for c in text[:4096])
        fair = plausibility.score(text, codec) > 0.2 or readable > 0.9 * len(text[:4096])
        if text and rubbish <= len(text) * 0.001 and fair:
            return _Reading(codec, f"the bytes come in units of {unit} and read as {display(codec)}")
    if plausibility.control_share(head) < 0.1 and b"\0" not in head and _is_utf8(data):
        return _Reading("utf-8", "the bytes are valid UTF-8, with unusual control characters")
    raise _unreadable()


def _holds(data: bytes, codec: str) -> bool:
    """Whether a byte order mark keeps its promise: what follows reads without much damage."""
    head = to_text(data[:_SAMPLE_BYTES], codec)
    return head.count("\ufffd") + head.count("\0") <= 1 + len(head) * 0.02


def _is_utf8(data: bytes) -> bool:
    """Strictly valid UTF-8, but for a last character that is cut off."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """Up to 64 KiB of those lines (or, in very long lines, pieces) of *data* that go beyond ASCII."""
    if len(data) <= _SAMPLE_BYTES:
        return data
    pieces, size, at = [], 0, 0
    while size < _SAMPLE_BYTES and (high := _BEYOND_ASCII.search(data, at)):
        start = data.rfind(b"\n", max(at, high.start() - _LINE_BYTES), high.start()) + 1 or high.start()
        end = data.find(b"\n", high.start(), high.start() + _LINE_BYTES) + 1 or high.start() + _LINE_BYTES
        pieces.append(data[start:end])
        size, at = size + end - start, end
    return b"".join(pieces)


def _mostly_ascii(sample: bytes) -> bool:
    return len(re.findall(rb"[\x80-\xff]", sample)) < 0.3 * len(sample)


def _finish(data: bytes, reading: _Reading, claims: tuple[Declared, ...], bom_bytes: int) -> Decoded:
    text = to_text(data, reading.codec)
    genuine = data.count(_GENUINE_REPLACEMENT[reading.codec]) if reading.codec in _GENUINE_REPLACEMENT else 0
    replaced = max(text.count("\ufffd") - genuine, 0)
    beyond_ascii = len(text) - sum(map(text.count, map(chr, range(128)))) if replaced else 0
    if replaced > 2 and replaced > beyond_ascii * _MOST_REPLACED:
        raise _unreadable()
    parts = [f"{display(reading.codec)}: {reading.how}", *_compare(reading.codec, claims, text.isascii())]
    if replaced == 1 and text.endswith("\ufffd"):
        parts.append("the last character is cut off (shown as U+FFFD)")
    elif replaced:
        places = "1 unreadable place is" if replaced == 1 else f"{replaced} unreadable places are"
        parts.append(f"{places} shown as U+FFFD")
    if genuine:
        parts.append(f"the original itself holds {genuine} U+FFFD, characters lost before it was saved")
    return Decoded(text, display(reading.codec), "; ".join(parts), claims, replaced, bom_bytes)


def _compare(codec: str, claims: tuple[Declared, ...], only_ascii: bool) -> list[str]:
    if not claims:
        return ["no charset is declared"]
    said = []
    for claim in claims:
        resolved = resolve(claim.charset)
        label = claim.charset if len(claim.charset) <= 40 and claim.charset.isprintable() else "something else"
        verdict = (
            "" if resolved == codec or only_ascii else ", an unknown name" if resolved is None else ", which is wrong"
        )
        said.append(f"the {claim.where} says {label}{verdict}")
    return said


def _unreadable() -> UnreadableInput:
    return UnreadableInput(
        "The bytes are not text in any charset we know.",
        hint="If it should be text, ask for the file as it was saved originally; pictures and programs hold no text.",
    )
