"""SentencePiece with exact code-point offsets in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.errors import PackageCorrupt
from reader.model import Span

_WORD_START = "\u2581"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pieces and, for each, the half-open code-point range of the text it covers.

    Ranges are sorted; byte pieces of one character have empty ranges but the last.
    """

    pieces: tuple[str, ...]
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text made from pieces; ``spans[i]`` is where piece ``i`` stands in it."""

    text: str
    spans: tuple[Span, ...]


class Tokenizer:
    """One package's ``sentencepiece.model``.

    Raises :class:`PackageCorrupt` when the file cannot be loaded.
    """

    def __init__(self, model_file: Path) -> None:
        import sentencepiece

        try:
            self._processor = sentencepiece.SentencePieceProcessor(model_file=str(model_file))
        except (RuntimeError, OSError, ValueError) as error:
            raise PackageCorrupt(
                "The package's sentencepiece.model cannot be loaded.",
                hint="Run: reader models verify; then install or import the package again.",
            ) from error

    def encode(self, text: str) -> Tokens:
        """Pieces of *text* as the engine wants them; any string, see :func:`encodable`."""
        mapping = self._processor.encode_as_offset_mapping(encodable(text))
        return Tokens(tuple(mapping["pieces"]), tuple((int(a), int(b)) for a, b in mapping["offsets"]))

    def decode(self, pieces: list[str]) -> Decoded:
        """Text of output *pieces*. A word mark SentencePiece does not know as such becomes a space."""
        mapping = self._processor.decode(pieces, out_type="offset_mapping")
        text = str(mapping["text"]).replace(_WORD_START, " ")
        return _trimmed(text, [(int(a), int(b)) for a, b in mapping["offsets"]])


def encodable(text: str) -> str:
    """*text* with every lone surrogate replaced by U+FFFD: same length, valid Unicode."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text) if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _trimmed(text: str, spans: list[Span]) -> Decoded:
    left = len(text) - len(text.lstrip())
    stripped = text.strip()
    size = len(stripped)
    moved = tuple((min(max(a - left, 0), size), min(max(b - left, 0), size)) for a, b in spans)
    return Decoded(stripped, moved)
