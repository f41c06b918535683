"""Termbases: concepts with Chinese and English terms, where they stand in a text, and how they come in and go out.

Pure functions on texts and records. The bundled glossary is data of this package (``glossary/``); termbases of a
case live in its store; ``reader.checks.terms`` judges renderings, ``reader.translate.enforce`` places them.
"""
