"""Figures in Chinese and English text, with exact values and spans.

:func:`parse_zh` and :func:`parse_en` return :class:`~reader.text.quantity.Quantity`
records in reading order. They never raise, whatever the text.
"""

from __future__ import annotations

from reader.text.numerals.chinese import parse_zh as parse_zh
from reader.text.numerals.english import parse_en as parse_en
from reader.text.quantity import Bound as Bound
from reader.text.quantity import Kind as Kind
from reader.text.quantity import Quantity as Quantity
