"""Whether the Chinese gives reason to say an English phrase twice: its words stand there twice too."""

from __future__ import annotations

from collections import Counter

from reader.checks.coverage import simplified_beginning, sound
from reader.text import lexicon
from reader.text.stems import content_stems, stems

_SHARE = 0.5  # of the content words of the phrase that the Chinese must say twice
_SHORTEST_SOUND = 4  # letters: shorter pinyin stands in English words by chance


def said_twice(source: str, phrase: str) -> bool:
    """Whether half of the content words of *phrase* render words that *source* has twice or more; ``False`` for a
    phrase without content words."""
    content = content_stems(phrase)
    if not content:
        return False
    simplified = simplified_beginning(source)
    table = lexicon.load()
    counts = Counter(simplified[start:end] for start, end in table.words(simplified))
    twice = [word for word, count in counts.items() if count > 1]
    rendered = {stem for word in twice for stem in table.renderings(word)}
    rendered.update(stem for stem, count in Counter(stem for stem, _ in stems(simplified)).items() if count > 1)
    missing = content - rendered
    sounds = "".join(sound(word) for word in twice)
    spoken = sum(len(stem) >= _SHORTEST_SOUND and stem in sounds for stem in missing)
    return len(content) - len(missing) + spoken >= _SHARE * len(content)
