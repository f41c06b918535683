"""Writes a file of sentence pairs and reads it back."""

from pathlib import Path

import pytest

from reader.interchange.contract import Columns
from reader.interchange.files import read_pairs


@pytest.fixture
def read(tmp_path: Path):
    """``read(name, content, source=None, target=None)``: the records; *content* is text or bytes."""

    def call(name, content, source=None, target=None):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_pairs(path, Columns(source, target)))

    return call
