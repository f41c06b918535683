"""Downloads: https only, no more than announced, and help for machines without a network."""

import io
import urllib.error
import urllib.request

import pytest

from reader.errors import DownloadFailed, PackageCorrupt
from reader.translate import download

URL = "https://example.invalid/v1/translate-zh_en-1_9.argosmodel"


class Response(io.BytesIO):
    def __init__(self, data, url=URL):
        super().__init__(data)
        self.url = url


def answering(monkeypatch, response):
    asked = []

    def urlopen(request, timeout):
        asked.append(request.full_url)
        if isinstance(response, Exception):
            raise response
        return response

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    return asked


def test_bytes_are_written(monkeypatch, tmp_path):
    asked = answering(monkeypatch, Response(b"12345"))
    download.fetch(URL, tmp_path / "part", 5)
    assert (tmp_path / "part").read_bytes() == b"12345"
    assert asked == [URL]


def test_an_endless_answer_is_stopped(monkeypatch, tmp_path):
    answering(monkeypatch, Response(bytes(2_000_000)))
    with pytest.raises(PackageCorrupt, match="more than the 5 bytes"):
        download.fetch(URL, tmp_path / "part", 5)
    assert (tmp_path / "part").stat().st_size <= 5


@pytest.mark.parametrize(
    "failure",
    [
        urllib.error.URLError(OSError(101, "Network is unreachable")),
        urllib.error.HTTPError(URL, 404, "Not Found", {}, None),
        TimeoutError("timed out"),
        ConnectionResetError(104, "Connection reset by peer"),
    ],
)
def test_without_network_the_hint_says_what_to_copy_where(monkeypatch, tmp_path, failure):
    answering(monkeypatch, failure)
    with pytest.raises(DownloadFailed) as caught:
        download.fetch(URL, tmp_path / "part", 5)
    assert URL in caught.value.hint
    assert "USB" in caught.value.hint
    assert "reader models import translate-zh_en-1_9.argosmodel" in caught.value.hint


@pytest.mark.parametrize("url", ["http://example.invalid/x", "file:///etc/passwd", "ftp://example.invalid/x"])
def test_only_https_is_asked(monkeypatch, tmp_path, url):
    asked = answering(monkeypatch, Response(b"x"))
    with pytest.raises(DownloadFailed):
        download.fetch(url, tmp_path / "part", 5)
    assert asked == []


def test_a_redirection_away_from_https_is_refused(monkeypatch, tmp_path):
    answering(monkeypatch, Response(b"x", url="http://example.invalid/x"))
    with pytest.raises(DownloadFailed, match="away from https"):
        download.fetch(URL, tmp_path / "part", 5)


def test_the_part_file_goes_away_after_success_and_failure(tmp_path):
    folder = tmp_path / "installed"
    with download.part_file(folder, "ab" * 32) as part:
        part.write_bytes(b"x")
    with pytest.raises(RuntimeError), download.part_file(folder, "ab" * 32) as part:
        raise RuntimeError
    assert list(folder.iterdir()) == []
