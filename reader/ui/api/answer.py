"""Views as JSON answers, whatever characters the evidence is made of."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import JSONResponse


class JSONAnswer(JSONResponse):
    """A JSON answer that never fails: evidence may hold lone surrogates (damaged files, odd file names),
    which UTF-8 cannot say; they become the escapes JSON has for them."""

    def render(self, content: Any) -> bytes:
        """The body: *content* in UTF-8, without white space."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace")
