"""Makes this folder's builders importable (tests are no package) and builds the exhibits once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import exhibit_samples
import hostile_exhibit


@pytest.fixture(scope="session")
def realistic():
    return exhibit_samples.realistic()


@pytest.fixture(scope="session")
def hostile():
    return hostile_exhibit.hostile()


@pytest.fixture
def every_row(realistic):
    return [row for part in realistic.documents for row in part.rows]
