"""Evidence Reader: offline, verifiable reading of archived Chinese-language material.

Importing this package loads no heavy library (a test enforces it); each
capability lives in its own sub-package, see ``docs/architecture.md``.
"""

__version__ = "0.1.0"
