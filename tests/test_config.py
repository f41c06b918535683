from pathlib import Path

import pytest

from reader.config import load
from reader.errors import UsageError


def test_defaults_and_overrides():
    assert load({}).workers >= 1
    settings = load({"READER_WORKERS": "3", "READER_PACKAGES_DIR": "/p", "READER_PARSE_SECONDS": "12.5"})
    assert (settings.workers, settings.packages_dir, settings.limits.seconds) == (3, Path("/p"), 12.5)


def test_the_bundled_models_are_found():
    assert (load({}).bundled_models_dir / "manifest.toml").is_file()


@pytest.mark.parametrize("value", ["abc", "0", "-1", "nan", "inf", "1e9"])
def test_nonsense_is_refused_by_name(value):
    with pytest.raises(UsageError, match="READER_WORKERS"):
        load({"READER_WORKERS": value})
