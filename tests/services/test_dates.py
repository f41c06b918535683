import pytest

from reader.errors import UsageError
from reader.services.dates import capture_time, published_day


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


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024年3月5日 10:20", "2024-03-05"),
        ("2024-03-05T10:20:00+08:00", "2024-03-05"),
        ("来源：海瀛网 2024/3/5", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:20:00 +0800", "2024-03-05"),
        ("2024-13-41", None),
        ("", None),
        ("3月5日", None),
        ("120240305", None),
    ],
)
def test_the_day_of_publication(stated, day):
    assert published_day(stated) == day
