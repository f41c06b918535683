"""WACZ, MHTML, and pages that saving programs wrote into."""

import gzip
import json

import pytest
from archives import TEXT, mhtml, wacz, zip_of
from builders import gzipped, response

from reader.formats import page_companions, saved_page
from reader.formats.contract import Child

PAGE = "<title>渡口</title><p>东渡口停航，恢复时间另行通知。</p>".encode()
WARC = gzipped(response(PAGE, digest_of=PAGE), response(PAGE, digest_of=PAGE, uri="http://a.example/2"))
ROW = {
    "id": "1",
    "url": "http://a.example/1",
    "title": "渡口通告",
    "ts": "2031-05-06T07:08:09Z",
    "text": "停航。\n绕行。",
}


def line(offset, name="data.warc.gz"):
    place = {"url": "http://a.example/1", "filename": name, "offset": str(offset), "length": "20"}
    return f"example,a)/1 20310506070809 {json.dumps(place)}\n".encode()


def key():
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def test_wacz_gives_its_archives_titles_and_verified_hashes(read):
    archive = read(wacz(WARC, pages=[ROW], index=line(0)), "a.wacz")
    (child,) = archive.children
    assert child.path.read_bytes() == WARC
    assert (child.name, child.place.path) == ("archive/data.warc.gz", "archive/data.warc.gz")
    assert not archive.troubles
    stated = archive.head.metadata
    assert archive.head.title == "渡口 captures"
    assert (stated["wacz_version"], stated["wacz_created"]) == ("1.1.1", "2031-05-06T07:08:09Z")
    assert stated["wacz_hashes"] == "3 of 3 listed files verified"
    assert stated["wacz_index"] == "1 of 1 index lines lead to a record"
    assert stated["wacz_signature"].startswith("none: the description's hash is right")
    title = archive.block("渡口通告")
    assert title.context == ("http://a.example/1", "2031-05-06T07:08:09Z")
    assert title.locators[0].place.line == 2
    assert [b.boilerplate for b in archive.blocks] == [False, True, True]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"archive/data.warc.gz": WARC[:-1] + b"x"}, ["digest-mismatch"]),
        ({"pages/pages.jsonl": b"{}"}, ["digest-mismatch"]),
        ({"datapackage.json": b'{"resources": []}'}, ["digest-mismatch", "digest-mismatch"]),
        ({"datapackage.json": b"no json"}, ["unreadable-input", "digest-mismatch", "digest-mismatch"]),
        ({"indexes/index.cdx": line(7)}, ["digest-mismatch", "digest-mismatch"]),
        ({"indexes/index.cdx": line(0, "../../etc/passwd")}, ["digest-mismatch", "digest-mismatch"]),
    ],
)
def test_what_was_changed_after_the_wacz_was_made_is_said(read, change, codes):
    archive = read(wacz(WARC, index=line(0), change=change), "a.wacz")
    assert archive.codes == codes
    assert len(archive.children) == 1


def test_a_compressed_index_is_read_too(read):
    change = {"indexes/index.cdx.gz": gzip.compress(line(0)) + gzip.compress(line(1))}
    stated = read(wacz(WARC, change=change), "a.wacz").head.metadata
    assert stated["wacz_index"] == "1 of 2 index lines lead to a record"


def test_signatures(read):
    good = read(wacz(WARC, sign=key()), "a.wacz")
    assert good.head.metadata["wacz_signature"].startswith("holds: made with the key inside the archive")
    assert not good.troubles
    other = json.loads(_member(wacz(WARC, sign=key()), "datapackage-digest.json"))
    mine = json.loads(_member(wacz(WARC, sign=key()), "datapackage-digest.json"))
    mine["signedData"]["signature"] = other["signedData"]["signature"]
    bad = read(wacz(WARC, change={"datapackage-digest.json": json.dumps(mine).encode()}), "a.wacz")
    assert bad.head.metadata["wacz_signature"].startswith("wrong")
    assert bad.codes == ["digest-mismatch"]


def test_a_signature_as_browsers_write_it(read):
    import base64

    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    digest = json.loads(_member(wacz(WARC, sign=key()), "datapackage-digest.json"))
    r, s = decode_dss_signature(base64.b64decode(digest["signedData"]["signature"]))
    raw = base64.b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()
    digest["signedData"]["signature"] = raw
    archive = read(wacz(WARC, change={"datapackage-digest.json": json.dumps(digest).encode()}), "a.wacz")
    assert archive.head.metadata["wacz_signature"].startswith("holds")


@pytest.mark.parametrize(
    "signed", [{"signature": "!"}, {"signature": "AA==", "publicKey": "AA=="}, {"domainCert": "x"}]
)
def test_signatures_of_unknown_kinds_are_not_called_wrong(read, signed):
    digest = json.loads(_member(wacz(WARC), "datapackage-digest.json"))
    digest["signedData"] = {"hash": digest["hash"], **signed}
    archive = read(wacz(WARC, change={"datapackage-digest.json": json.dumps(digest).encode()}), "a.wacz")
    assert "cannot be checked" in archive.head.metadata["wacz_signature"]
    assert not archive.troubles


def test_absolute_paths_in_a_wacz_lead_nowhere(read, tmp_path):
    archive = read(wacz(WARC, extra=[("/etc/cron.d/x", b"x"), ("../../y", b"y")]), "a.wacz")
    assert len(archive.children) == 1
    assert "not listed in its description" in archive.troubles[0].message
    assert sorted(p.name for p in tmp_path.iterdir()) == ["evidence", "staging"]


def test_a_wacz_whose_order_hides_it_is_found_out(read):
    filler = ("pages/extra.bin", bytes(range(256)) * 400)
    data = zip_of(filler, ("archive/a.warc.gz", WARC), ("datapackage.json", b"{}"), compression=0)
    assert read(data, "a.zip").head.extractor == "wacz"


def _member(data, name):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


HTML = ["Content-Type: text/html; charset=gbk", "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: https://a.example/通告"]  # fmt: skip
FRAME = ["Content-Type: text/html", "Content-ID: <frame-1@mhtml.blink>", "Content-Transfer-Encoding: base64",
         "Content-Location: https://b.example/frame"]  # fmt: skip
PICTURE = ["Content-Type: image/png", "Content-Transfer-Encoding: binary", "Content-Location: https://a.example/i.png"]


def quoted(text, charset):
    import quopri

    return quopri.encodestring(text.encode(charset))


def test_mhtml_gives_the_page_first_then_its_frames(read):
    import base64

    data = mhtml(
        (FRAME, base64.encodebytes(PAGE)),
        (PICTURE, b"\x89PNG\r\n\x1a\n" + bytes(50)),
        (HTML, quoted("<html><body><p>因清江水位上涨，东渡口停航。</p></body></html>", "gbk")),
    )
    archive = read(data, "a.mhtml")
    page, frame = archive.children
    assert page.url == "https://a.example/通告"
    assert page.path.read_bytes().decode("gbk").startswith("<html><body><p>因清江")
    assert (page.charset, page.media_type) == ("gbk", "text/html")
    assert (page.captured, page.captured_how) == ("2031-05-06T07:08:09Z", "Date header of the MHTML file")
    assert page.metadata["mhtml_subject"] == "渡口通告"
    assert (frame.url, frame.path.read_bytes()) == ("https://b.example/frame", PAGE)
    place = frame.place
    assert base64.decodebytes(data[place.offset : place.offset + place.length]) == PAGE
    assert archive.head.metadata["not_text"] == "image/png: 1"
    assert not archive.troubles


def test_mhtml_cut_short_keeps_what_was_there(read):
    data = mhtml((HTML, quoted("<html><body>" + "<p>东渡口停航。</p>" * 50 + "</body></html>", "gbk")))
    archive = read(data[: len(data) // 2], "a.mhtml")
    assert archive.codes == ["truncated-input"]
    assert archive.children


def test_mhtml_inside_another_multipart(read):
    inner = mhtml((HTML, quoted("<html><body><p>东渡口停航。</p></body></html>", "gbk")), boundary="inner")
    at = inner.find(b"Content-Type: multipart")
    nested = inner[at : inner.find(b"\r\n\r\n", at)].decode().split("\r\n")
    body = inner[inner.find(b"--inner\r\n") :]
    archive = read(mhtml((["\r\n".join(nested)], body)), "a.mhtml")
    assert len(archive.children) == 1


@pytest.mark.parametrize("broken", [b"", b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n--x\r\n--x--"])
def test_mhtml_without_parts_is_a_trouble(read, broken):
    head = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a.example\r\nMIME-Version: 1.0\r\n"
    assert read(head + broken + b"\r\n\r\n", "a.mhtml").codes == ["unreadable-input"]


def test_a_letter_with_pictures_is_no_saved_page(read):
    letter = mhtml((HTML, b"<html><p>x</p></html>")).replace(
        b"Snapshot-Content-Location: ", b"To: x@a.example\r\nX-A: "
    )
    archive = read(letter, "a.eml")
    assert not any(isinstance(e, Child) and "mhtml_from" in e.metadata for e in archive.events)


SINGLEFILE = """<!DOCTYPE html> <html><!--
 Page saved with SingleFile{space}
 url: https://a.example/notice?id=7{space}
 saved date: Tue May 06 2031 15:08:09 GMT+0800 (中国标准时间)
--><meta charset=utf-8><title>渡口</title><p>东渡口停航。</p><img src="data:image/png;base64,AAAA"></html>""".format(
    space=" "
)
WAYBACK = """<!DOCTYPE html><html><head><script>__wm.init("https://web.archive.org/web");
__wm.wombat("http://a.example/notice","20310506070809","https://web.archive.org/","web","/_static/");</script>
<link rel="canonical" href="https://web.archive.org/web/20310506070809/http://a.example/notice">
<meta charset="utf-8"><title>渡口</title></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp-base" lang="en"><div id="wm-ipp"><p>{bar}</p></div></div><!-- END WAYBACK TOOLBAR INSERT -->
<div id="page"><p>因清江水位上涨，东渡口停止一切摆渡船只，恢复时间另行通知，请相互转告，谢谢配合。</p></div>
</body></html><!--
     FILE ARCHIVED ON 07:08:09 May 06, 2031 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 02:41:25 Mar 03, 2032.
-->"""
REWRITTEN = """<html><head><link href="https://web.archive.org/web/20310506070809/http://a.example/notice" rel="x">
<link rel="canonical" href="https://web.archive.org/web/20310506070809/http://a.example/notice"></head><body>
<a href="https://web.archive.org/web/20310506070809/http://a.example/1">一</a>
<img src="//web.archive.org/web/20310506070809im_/http://a.example/i.png"></body></html>"""
URL, AT = "http://a.example/notice", "2031-05-06T07:08:09Z"


@pytest.mark.parametrize(
    ("page", "tool", "url", "captured"),
    [
        (SINGLEFILE, "SingleFile", "https://a.example/notice?id=7", AT),
        (WAYBACK, "the Wayback Machine", URL, AT),
        (REWRITTEN, "the Wayback Machine", URL, AT),
        ('<!-- saved from url=(0023)http://a.example/notice --><p>x</p>', "the browser", URL, None),
        (f'<script>wbinfo.url = "{URL}";\nwbinfo.timestamp = "20310506070809";</script>', "pywb", URL, AT),
        (f'<link rel="bookmark" href="http://archive.today/20310506070809/{URL}"/>', "archive.today", URL, AT),
    ],
)  # fmt: skip
def test_what_saving_programs_write_into_pages(page, tool, url, captured):
    data = page.encode()
    found = saved_page.saved(data, data[-saved_page.TAIL_BYTES :])
    assert (found.tool, found.url, found.captured) == (tool, url, captured)


@pytest.mark.parametrize(
    "page",
    [
        "<p>页面</p>",
        '<a href="https://web.archive.org/web/20310506070809/http://b.example/">one link to an archive</a>',
        SINGLEFILE.replace("saved date", "date"),
        "<!-- saved from url=(23)x -->",
    ],
)
def test_other_pages_state_nothing(page):
    assert saved_page.saved(page.encode()) is None


def test_impossible_dates_are_no_dates():
    found = saved_page.saved(WAYBACK.replace("20310506070809", "20319906070809").encode())
    assert (found.url, found.captured) == (URL, None)


def test_the_toolbar_of_the_wayback_machine_is_furniture(read):
    page = read(WAYBACK.format(bar="Captures of this page. " * 40).encode())
    bar, text = page.blocks[-2:]
    assert (bar.boilerplate, text.boilerplate) == (True, False)
    stated = page.head.metadata
    assert (stated["saved_by"], stated["saved_url"], stated["saved_at"]) == ("the Wayback Machine", URL, AT)
    assert stated["url"] == URL


def test_parts_of_saved_pages_are_found_by_their_folder():
    paths = [
        "a/通告.html", "a/通告_files/style.css", "a/通告_files/sub/i.png", "a/通告_files/saved_resource.html",
        "a/other_files/x.css", "b.htm", "b.files/y.js", "b-Dateien/z.js", "notes_files/n.txt", "a/通告_files.zip",
    ]  # fmt: skip
    assert page_companions.companions(paths) == {
        "a/通告_files/style.css": "a/通告.html",
        "a/通告_files/sub/i.png": "a/通告.html",
        "b.files/y.js": "b.htm",
        "b-Dateien/z.js": "b.htm",
    }


def test_pages_too_deep_for_the_parser_keep_their_text(read):
    page = read(b"<p>" + TEXT + b"</p>" + b"<div>" * 60_000 + TEXT + b"</div>" * 60_000 + b"<p>" + TEXT + b"</p>")
    assert [b.text.encode() for b in page.blocks] == [TEXT] * 3
    assert page.codes == ["limit-exceeded"]


def test_a_million_attributes_cost_no_time(read):
    crowd = b" ".join(b'a%d="x"' % n for n in range(1_000_000))
    page = read(b"<p>" + TEXT + b"</p><p " + crowd + b">" + TEXT + b"</p><p class=a>" + TEXT + b"</p>")
    assert [b.text.encode() for b in page.blocks] == [TEXT] * 3
    assert page.codes == ["limit-exceeded"]


def test_meta_elements_and_structured_data_are_kept(read):
    head = '<meta name="ContentId" content="7"><meta name="viewport" content="x"><script type="application/ld+json">'
    ld = json.dumps({"@type": "NewsArticle", "headline": "渡口", "author": {"name": "李青"}}, ensure_ascii=False)
    stated = read(f"<html><head>{head}{ld}</script></head><body><p>渡口停航。</p></body></html>".encode()).head.metadata
    assert stated["meta:contentid"] == "7"
    assert "meta:viewport" not in stated
    assert json.loads(stated["json_ld"])[0]["headline"] == "渡口"
    assert stated["author"] == "李青"
