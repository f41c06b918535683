"""Makes this folder's builders importable (tests are no package)."""

import sys
from pathlib import Path

import pytest

from reader.config import Limits
from reader.formats import dispatch
from reader.formats.contract import BlockDraft, Child, Head, Payload, Trouble

sys.path.insert(0, str(Path(__file__).parent))


class Reading:
    """The events of one reading, sorted by kind."""

    def __init__(self, events):
        self.events = list(events)
        self.head = next((e for e in self.events if isinstance(e, Head)), None)
        self.blocks = [e for e in self.events if isinstance(e, BlockDraft)]
        self.children = [e for e in self.events if isinstance(e, Child)]
        self.troubles = [e for e in self.events if isinstance(e, Trouble)]

    @property
    def codes(self):
        return [trouble.code for trouble in self.troubles]

    def block(self, text):
        """The one block with exactly this text."""
        (found,) = [b for b in self.blocks if b.text == text]
        return found

    def containing(self, text):
        return [b for b in self.blocks if text in b.text]


@pytest.fixture
def read(tmp_path):
    """Reads bytes in this process, as the worker would."""

    def reading(data, name="page.html", *, charset=None, media_type=None, limits=None):
        path = tmp_path / "evidence"
        path.write_bytes(data)
        staging = tmp_path / "staging"
        staging.mkdir(exist_ok=True)
        payload = Payload(path, name, charset=charset, media_type=media_type, limits=limits or Limits())
        return Reading(dispatch.read(payload, staging))

    return reading
