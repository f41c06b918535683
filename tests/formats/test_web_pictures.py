"""Pictures of saved pages: which are taken out, and that the others are counted."""

import os

import pytest
from archives import mhtml
from builders import response
from pictures import encoded
from PIL import Image

from reader.formats.web_pictures import MOST_PICTURES, ON_PAGE, Pictures, dimensions, may_hold_writing

PAGE = "<title>渡口</title><p>东渡口停航，恢复时间另行通知。</p>".encode()


def noise(width, height, seed=0):
    """A picture that no compression makes small."""
    return Image.frombytes("RGB", (width, height), bytes([seed]) + os.urandom(width * height * 3 - 1))


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("GIF", {}), ("JPEG", {}), ("JPEG", {"progressive": True}), ("WEBP", {}),
     ("WEBP", {"lossless": True}), ("WEBP", {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"})],
)  # fmt: skip
def test_the_size_is_read_from_the_first_bytes(kind, options):
    data = encoded(noise(300, 171), kind, **options)
    assert dimensions(data[:4096]) == (300, 171)
    assert may_hold_writing(data)


@pytest.mark.parametrize("size", [(119, 200), (200, 39)])
def test_icons_and_lines_are_left_alone(size):
    assert not may_hold_writing(encoded(noise(*size)))


def test_small_files_broken_ones_and_other_kinds_are_left_alone():
    assert not may_hold_writing(encoded(Image.new("RGB", (800, 600))))
    for head in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"RIFF\0\0\0\0WEBPVP8X"):
        assert dimensions(head) is None or dimensions(head) == (0, 0)
        assert not may_hold_writing(head)
        assert not may_hold_writing(head + bytes(7000))
    assert not may_hold_writing(b"BM" + bytes(9000))


def test_each_picture_once_and_not_without_end():
    pictures = Pictures(most=2)
    one, two, three = (encoded(noise(200, 60, seed)) for seed in range(3))
    assert [pictures.wanted(head) for head in (one, one, two, three)] == [True, False, True, False]
    assert MOST_PICTURES == 200


def test_a_web_archive_gives_its_pictures_beside_its_pages(read):
    large = encoded(noise(300, 100))
    archive = read(
        response(PAGE)
        + response(large, content_type="image/png", uri="http://a.example/notice.png")
        + response(large, content_type="image/png", uri="http://a.example/again.png")
        + response(encoded(noise(20, 20)), content_type="image/png", uri="http://a.example/icon.png"),
        "a.warc",
    )
    page, picture = archive.children
    assert (picture.url, picture.path.read_bytes()) == ("http://a.example/notice.png", large)
    assert ON_PAGE in picture.metadata
    assert ON_PAGE not in page.metadata
    assert archive.head.metadata["not_text"] == "image/png: 2"


def test_a_page_in_one_file_gives_its_pictures_too(read):
    large = encoded(noise(300, 100))
    part = ["Content-Type: image/png", "Content-Transfer-Encoding: binary", "Content-Location: https://a.example/i.png"]
    archive = read(mhtml((part, large), (["Content-Type: text/html"], PAGE)), "a.mhtml")
    page, picture = archive.children
    assert page.metadata["part_of_page"] == "the page itself"
    assert (picture.url, picture.path.read_bytes()) == ("https://a.example/i.png", large)
    assert ON_PAGE in picture.metadata
