"""Case exports of Hunchly: what the tool recorded goes with each capture; lists that are missing, wrong or hostile."""

import json

import pytest
from archives import TEXT, mhtml, zip_of
from pictures import chat, encoded

from reader.formats import hunchly
from reader.model import BlockKind

PAGE = mhtml(
    (["Content-Type: text/html; charset=utf-8", "Content-Location: https://a.example/x"], "<p>停航。</p>".encode())
)
LISTS = {
    "cases": [{"case_name": "清江 case", "created_date": "2031-05-01T00:00:00Z"}],
    "pages": [
        {"id": 12, "url": "https://a.example/通告", "title": "停航通告", "content_hash": "ab" * 32,
         "timestamp_created": "2031-05-06T07:08:09.1206299Z"},
        {"id": 13, "url": "https://a.example/2", "title": "二", "timestamp_created": "2031-05-06 07:08:09"},
    ],
    "notes": [{"ID": 7, "PageId": 12, "Note": "李青 is named as editor.", "NoteDate": "2031-05-07T04:12:46.1Z"},
              {"ID": 8, "PageId": 99, "Note": "A page that is gone."}],
    "tags": [{"id": 1, "tag_name": "ferry"}], "tagged_pages": [{"TagID": 1, "PageID": 12}],
    "selectors": [{"ID": 3, "Selector": "渡口"}], "selector_hits": [{"SelectorID": 3, "PageID": 12}] * 3,
    "important": [{"PageID": 12}],
    "tagged_photos": [{"ID": 1, "Caption": "船", "PhotoUrl": "https://a.example/b.jpg", "LocalFile": "b.jpg",
                       "PageId": 12, "PhotoTimestamp": "2031-05-06T08:00:00Z"}],
    "case_attachments": [{"Filename": "通知.txt", "Source": "Added Manually", "Description": "from the archive"}],
}  # fmt: skip


def export(lists=LISTS, *, prefix="", extra=()):
    picture = encoded(chat(), "JPEG", quality=90)
    members = [
        *((f"{prefix}case_data/{name}.json", json.dumps(found).encode()) for name, found in lists.items()),
        (f"{prefix}pages/12.mhtml", PAGE), (f"{prefix}pages/12.jpeg", picture), (f"{prefix}pages/12.code", b"var a;"),
        (f"{prefix}pages/12.mhtml.sig", b"-----BEGIN PGP SIGNATURE-----"), (f"{prefix}pages/13.mhtml", PAGE),
        (f"{prefix}photos/aa", b"\x89PNG\r\n\x1a\ntiny"), (f"{prefix}photos/bb", picture),
        (f"{prefix}tagged_photos/b.jpg", picture), (f"{prefix}attachments/通知.txt", TEXT),
        (f"{prefix}deletion.log", b"none"),
    ]  # fmt: skip
    return zip_of(*members, *extra)


@pytest.mark.parametrize("prefix", ["", "清江 case/"])
def test_members_carry_what_the_tool_recorded(read, prefix):
    archive = read(export(prefix=prefix), "case.zip")
    found = {child.place.path.removeprefix(prefix): child for child in archive.children}
    page = found["pages/12.mhtml"]
    assert (page.url, page.captured, page.captured_how) == (
        "https://a.example/通告", "2031-05-06T07:08:09Z", "stated by Hunchly",
    )  # fmt: skip
    assert page.metadata["hunchly_tags"] == "ferry"
    assert page.metadata["hunchly_selectors"] == "渡口"
    assert page.metadata["hunchly_important"] == "yes"
    assert page.metadata["hunchly_content_hash"] == "ab" * 32
    other = found["pages/13.mhtml"]
    assert (other.captured, other.metadata["hunchly_time"]) == (None, "2031-05-06 07:08:09")
    kept = {name for name, child in found.items() if "role" in child.metadata}
    assert {"pages/12.jpeg", "pages/12.code", "pages/12.mhtml.sig", "photos/aa", "case_data/pages.json"} <= kept
    assert not kept & {"pages/12.mhtml", "photos/bb", "tagged_photos/b.jpg", "attachments/通知.txt", "deletion.log"}
    assert found["photos/bb"].metadata["picture"] == "on a saved web page"
    assert (found["tagged_photos/b.jpg"].url, found["tagged_photos/b.jpg"].metadata["hunchly_caption"]) == (
        "https://a.example/b.jpg", "船",
    )  # fmt: skip
    assert found["attachments/通知.txt"].metadata["hunchly_source"] == "Added Manually"
    assert not archive.troubles


def test_notes_become_the_text_of_the_export(read):
    archive = read(export(), "case.zip")
    assert archive.head.title == "清江 case"
    assert "pages: 2" in archive.head.metadata["hunchly_export"]
    heading = archive.block("停航通告")
    assert heading.kind is BlockKind.HEADING
    assert heading.context == ("https://a.example/通告", "2031-05-06T07:08:09Z")
    assert archive.block("李青 is named as editor.").context == ("note in Hunchly", "2031-05-07T04:12:46Z")
    assert archive.block("page 99")
    assert archive.block("A page that is gone.")


@pytest.mark.parametrize("pages", [
    None, 7, "x", [], [1, None, "a"], [{"id": [1], "url": {"a": 1}, "title": True}], {"id": 12, "url": "https://b.example/"},
    [{"id": 12, "timestamp_created": "not a time", "url": 5}],
])  # fmt: skip
def test_lists_that_are_none_harm_nothing(read, pages):
    odd = dict.fromkeys(LISTS, pages)
    archive = read(export(odd), "case.zip")
    assert not [t for t in archive.troubles if "failed (" in t.message]
    assert len([c for c in archive.children if c.name.endswith(".mhtml")]) == 2


def test_nested_without_end_and_too_long(read):
    deep = zip_of(
        ("case_data/pages.json", b"[" * 100_000), ("case_data/notes.json", b"\xff\xfe"), ("pages/1.mhtml", PAGE)
    )
    assert len(read(deep, "case.zip").children) == 3
    long = zip_of(("case_data/pages.json", b"[" + b" " * (65 * 1024**2) + b"]"), ("pages/1.mhtml", PAGE))
    assert not [t for t in read(long, "case.zip").troubles if "failed (" in t.message]


def test_other_archives_stay_what_they_are(read):
    archive = read(zip_of(("case_data/pages.json", b"[]"), ("a.txt", TEXT)), "a.zip")
    assert hunchly.prefix_of(["case_data/pages.json", "a.txt"]) is None
    assert "hunchly_export" not in archive.head.metadata
    assert not archive.blocks
