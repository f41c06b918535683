"""Of the hypotheses of one beam, the first that keeps the most figures of the Chinese.

A package often ranks a wrong amount just above the right one; both are in the beam. Measured with the starter package
0.5, beam 4, against taking the first always: of generated field text 64 % of the sentences with figures came out right
instead of 59 % (400 sentences, BLEU +0.5), of hand-written text 79 % instead of 74 % (400, +0.1), of law 81 % instead
of 79 % (200, +0.2), of news 58 % instead of 57 % (200, +0.1).
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.text.numerals import parse_en, parse_zh


def missing(source: str, text: str) -> int:
    """How many figures of *source* have no equal value in *text*; each figure of *text* stands for one."""
    free = [{quantity.value, *quantity.readings} - {None} for quantity in parse_en(text)]
    lost = 0
    for quantity in parse_zh(source):
        if quantity.value is None:
            continue
        wanted = {quantity.value, *quantity.readings}
        found = next((at for at, values in enumerate(free) if not wanted.isdisjoint(values)), None)
        if found is None:
            lost += quantity.figure
        else:
            free.pop(found)
    return lost


def most_faithful(source: str, texts: Sequence[str]) -> int:
    """Index of the text that misses the fewest figures of *source*, the earliest of equals."""
    if len(texts) < 2 or not missing(source, texts[0]):
        return 0
    lost = [missing(source, text) for text in texts]
    return lost.index(min(lost))
