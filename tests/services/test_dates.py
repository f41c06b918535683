import pytest

from reader.errors import UsageError
from reader.services.dates import capture_time


@pytest.mark.parametrize(
    ("stated", "stored"),
    [
        ("2024-03-02", "2024-03-02"),
        ("2024-03-02T09:14Z", "2024-03-02T09:14:00Z"),
        ("2024-03-02T17:14+08:00", "2024-03-02T09:14:00Z"),
        ("2024-03-02 09:14", "2024-03-02T09:14:00Z"),
    ],
)
def test_times_are_stored_in_utc(stated, stored):
    assert capture_time(stated) == stored


@pytest.mark.parametrize("stated", ["yesterday", "02/03/2024", "", "2024-13-01"])
def test_anything_else_is_refused(stated):
    with pytest.raises(UsageError):
        capture_time(stated)
