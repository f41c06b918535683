"""Escaping for the labels Streamlit always renders as Markdown (buttons, select boxes, headings).

Long evidence text belongs in ``st.text``, ``st.dataframe`` or a component;
this is for short names that must stand in a label.
"""

from __future__ import annotations

import re
import unicodedata

# Everything Streamlit's Markdown gives a meaning: CommonMark, $math$, :icon: and :color[…] directives, bare links.
_MEANING = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:@&=^\"'/])")
_MAX_CHARACTERS = 300


def label(text: str) -> str:
    """*text* on one line, at most 300 characters, with every Markdown character escaped.

    Control and direction-override characters become visible replacement
    characters, so that a title cannot reorder the words around it.
    """
    line = " ".join(text.split())
    if len(line) > _MAX_CHARACTERS:
        line = line[: _MAX_CHARACTERS - 1] + "…"
    clean = "".join("�" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in line)
    return _MEANING.sub(r"\\\1", clean)
