"""Which words English text is made of, and which of them are names: a list learned from public text.

``data/english_words.txt.xz`` is made by ``models/training/english_words.py``. A word that is not in it may be a name
nobody wrote there, or misspelt; the list alone never decides.
"""

from __future__ import annotations

import lzma
import threading
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "data" / "english_words.txt.xz"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class EnglishWords:
    """The list. *text* has one word a line, names with a capital."""

    def __init__(self, text: str) -> None:
        listed = text.split()
        self._names = {word.lower() for word in listed if word[0].isupper()}
        self._all = self._names.union([word for word in listed if word[0].islower()])

    def __contains__(self, folded: str) -> bool:
        return folded in self._all

    def is_name(self, folded: str) -> bool:
        """Whether the word (lower-case letters) hardly ever stands in a sentence without a capital."""
        return folded in self._names

    def near(self, folded: str) -> set[str]:
        """The words of the list one slip of the pen away: a letter lost, put in, changed, or two exchanged."""
        cuts = [(folded[:i], folded[i:]) for i in range(len(folded) + 1)]
        slips = {a + b[1:] for a, b in cuts if b}
        slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        slips |= {a + c + rest for a, b in cuts for rest in (b, b[1:]) for c in _LETTERS}
        slips.discard(folded)
        return slips & self._all


_lock = threading.Lock()
_loaded: list[EnglishWords] = []


def load() -> EnglishWords:
    """The list, read once per process."""
    with _lock:
        if not _loaded:
            _loaded.append(EnglishWords(lzma.decompress(_FILE.read_bytes()).decode("ascii")))
        return _loaded[0]
