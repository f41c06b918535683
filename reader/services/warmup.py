"""Loads, ahead of the first reader, the tables that showing a sentence needs (dictionary, glossary, lexicon)."""

from __future__ import annotations

import threading

from reader.checks.confidence import confidence
from reader.text import dictionary
from reader.text.figures import figures
from reader.text.pinyin import pinyin
from reader.text.terms.bundled import bundled
from reader.text.terms.matching import matcher

_SENTENCE = "福州市公安局于2024年3月5日劝返12人。"


def in_background() -> None:
    """Load everything in a thread of its own; what is asked for meanwhile waits no longer than it would."""
    threading.Thread(target=load, name="warm-up", daemon=True).start()


def load() -> None:
    """Load everything: about a second and a half of one core."""
    dictionary.load()
    matcher(bundled()).find(_SENTENCE)
    confidence(_SENTENCE, "The Fuzhou Public Security Bureau persuaded 12 people to return on 5 March 2024.", ())
    figures(_SENTENCE)
    pinyin(_SENTENCE)
