"""Escaping for the labels Streamlit always renders as Markdown (buttons, radio choices, headings).

Long evidence text belongs in ``st.text``, ``st.dataframe`` or a component;
this is for short names that must stand in a label.
"""

from __future__ import annotations

import re
import unicodedata

# Everything Streamlit's Markdown gives a meaning: CommonMark, $math$, :icon: and :color[…] directives, bare links.
_MEANING = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:@&=^\"'/])")
_MAX_CHARACTERS = 300


def option(text: str) -> str:
    """*text* on one line, at most 300 characters, for the choices of a list, which Streamlit shows as they are.

    Control and direction-override characters become visible replacement
    characters, so that a title cannot reorder the words around it.
    """
    line = " ".join(text.split())
    if len(line) > _MAX_CHARACTERS:
        line = line[: _MAX_CHARACTERS - 1] + "…"
    return "".join("�" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in line)


def label(text: str) -> str:
    """*text* as :func:`option` gives it, with every Markdown character escaped."""
    return _MEANING.sub(r"\\\1", option(text))
