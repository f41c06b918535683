"""Chinese names as Taiwan and older books spell them, in Wade–Giles; folded as in :mod:`reader.text.romanise`."""

from __future__ import annotations

from functools import lru_cache

from reader.text.romanise import Beginnings, readings

# Wade–Giles without its apostrophes, as Taiwan and older books write names: Zhang → Chang, Xiao → Hsiao.
_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("d", "t"), ("g", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"),
    ("z", "ts"), ("c", "ts"), ("r", "j"), ("", ""),
)  # fmt: skip
_WADE_FINALS = (
    ("ong", "ung"),
    ("iong", "iung"),
    ("ian", "ien"),
    ("ie", "ieh"),
    ("ue", "ueh"),
    ("uo", "o"),
    ("ui", "uei"),
)


@lru_cache(maxsize=4_000)
def wade_giles(syllable: str) -> tuple[str, ...]:
    """Folded Wade–Giles spellings of a folded pinyin syllable."""
    pinyin_initial, initial = next((p, w) for p, w in _WADE_INITIALS if syllable.startswith(p))
    final = syllable[len(pinyin_initial) :]
    finals = [w for p, w in _WADE_FINALS if final == p] or [final]
    if final == "i":
        finals += {"zh": ["ih"], "ch": ["ih"], "sh": ["ih"], "r": ["ih"], "z": ["u"], "c": ["u"], "": []}.get(
            pinyin_initial, []
        )
    if final == "e" and pinyin_initial in ("g", "k", "h"):
        finals.append("o")
    whole = {
        "yan": ["yen"],
        "ye": ["yeh"],
        "yi": ["i"],
        "you": ["yu"],
        "si": ["ssu", "szu"],
        "yong": ["yung"],
        "er": ["erh"],
    }
    return tuple(dict.fromkeys([*(initial + f for f in [*finals, final]), *whole.get(syllable, ())]))


@lru_cache(maxsize=8_000)
def _older(character: str) -> tuple[str, ...]:
    """Every folded spelling of one character in pinyin and Wade–Giles."""
    return tuple(dict.fromkeys(w for r in readings(character) for w in (r, *wade_giles(r))))


def older_spelling(letters: str, characters: str) -> bool:
    """Whether folded *letters* spell exactly these characters in Wade–Giles, mixed with pinyin as people do."""
    states = {0}
    for character in characters:
        states = {at + len(o) for at in states for o in _older(character) if letters.startswith(o, at)}
        if not states:
            return False
    return len(letters) in states


_BEGINNINGS = Beginnings(_older)


def older_spelled_in(letters: str, characters: str, most: int = 3) -> bool:
    """Whether one to *most* characters in a row are spelled so (see :func:`older_spelling`)."""
    return any(
        older_spelling(letters, characters[start:end])
        for start in _BEGINNINGS.places(letters, characters)
        for end in range(start + 1, min(len(characters), start + most) + 1)
    )
