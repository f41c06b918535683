"""One small honest file of every kind the program reads, made by code: what the fuzzer mutates and the tests damage."""

import base64
import gzip
import io
import json
import tarfile
from functools import cache

import msoffcrypto
import zstandard
from archives import TEXT, mhtml, tar_of, wacz, zip_of
from builders import ARTICLE, Pdf, arc, gzipped, response
from office_builders import docx, p, tbl
from ole_builder import compound
from pictures import chat, encoded
from rar_builder import new_rar, old_rar
from signers import Holder, domain_signed, signed_message
from test_mail import message, parts, word
from test_old_office import mail, recipient, workbook
from test_pdf_scans import scanned
from test_slides_odf import odf, presentation
from test_text_tables_chats import ASS, FORMS, LRC, SRT, VTT
from test_xlsx import budget, saved
from tnef_builder import file as attached
from tnef_builder import mail as mapi
from tnef_builder import tnef
from xlsb_builder import xlsb

from reader.errors import UnknownFormat
from reader.formats import rar

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>渡口通告</title><item>
<title>东渡口停航</title><link>https://a.example/1</link><pubDate>Tue, 06 May 2031 07:08:09 GMT</pubDate>
<description><![CDATA[<p>因清江水位上涨，<b>停止</b>摆渡。</p>]]></description></item></channel></rss>"""


@cache
def specimens():
    """Name of the kind → (file name, bytes)."""
    article = ARTICLE.encode()
    capture = response(article, digest_of=article)
    kinds = {
        "html": ("a.html", article),
        "html-gb": ("a.htm", ARTICLE.replace("utf-8", "gb2312").encode("gb18030")),
        "xml": ("a.xml", FEED.encode()),
        "text": ("a.txt", TEXT * 5),
        "csv": ("a.csv", "日期,事项,金额\n2031-05-06,停航,12.5\n2031-05-07,复航,3\n".encode("gb18030")),
        "chat": ("chat.txt", next(iter(FORMS.values())).encode()),
        "srt": ("a.srt", SRT.encode()),
        "vtt": ("a.vtt", VTT.encode()),
        "ass": ("a.ass", ASS.encode("utf-16")),
        "lrc": ("a.lrc", LRC.encode()),
        "warc": ("a.warc", capture + response(b"<p>two</p>", content_type="text/html")),
        "warc-gz": ("a.warc.gz", gzipped(capture, response(b"<p>two</p>"))),
        "arc": ("a.arc", arc(article, b"<p>two</p>")),
        "wacz": ("a.wacz", wacz(gzipped(capture), pages=[{"url": "http://a.example/1", "title": "渡口"}])),
        "mhtml": ("a.mhtml", _page_with_frame()),
        "zip": ("a.zip", zip_of(("文件/通告.txt", TEXT), ("名".encode("gbk"), b"two"))),
        "tar": ("a.tar", tar_of(("文件/通告.txt", TEXT), ("b.txt", b"two"))),
        "tar-gz": ("a.tar.gz", tar_of(("文件/通告.txt", TEXT), ("b.txt", b"two"), mode="w:gz")),
        "gzip": ("a.txt.gz", gzip.compress(TEXT, mtime=0)),
        "docx": ("a.docx", docx(p("停航通告") + tbl(("科目", "决算"), ("办公费", "12.5")) + p("请绕行。"))),
        "xlsx": ("a.xlsx", saved(budget()[0])),
        "pptx": ("a.pptx", presentation()),
        "odt": ("a.odt", odf("text", "<text:h>停航</text:h><text:p>东渡口停航。</text:p>")),
        "ods": ("a.ods", odf("spreadsheet", _sheet())),
        "odp": ("a.odp", odf("presentation", _slide())),
        "xls": ("a.xls", workbook()),
        "msg": ("a.msg", compound(mail() | recipient(0, "阿芳", "b@y.example", 1))),
        "eml": ("a.eml", _letter()),
        "mbox": ("a.mbox", b"From a@b Tue May  6 07:08:09 2031\n" + _letter().replace(b"\r\n", b"\n") + b"\n") ,
        "pdf": ("a.pdf", _leaflet()),
        "pdf-scan": ("scan.pdf", scanned()),
        "png": ("a.png", encoded(chat())),
        "jpeg": ("a.jpg", encoded(chat(), "JPEG", quality=60)),
        "tiff": ("a.tif", encoded(chat().resize((180, 200)), "TIFF", compression="tiff_deflate")),
    }  # fmt: skip
    kinds |= _signed_and_sealed()
    sevenzip = _sevenzip()
    kinds |= {"7z": ("a.7z", sevenzip)} if sevenzip else {}
    return kinds | _rar()


def _signed_and_sealed():
    root, authority = Holder("Root", ca=True), Holder("Clock", stamps=True)
    li = Holder("Li Qing", root, mail="a@x.example", host="a.example")
    part = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT
    sealed = base64.encodebytes(signed_message(part, li, [root]))
    head = b"From: a@x.example\r\nTo: b@y.example\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n"
    kind = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n"
    capture = gzipped(response(ARTICLE.encode()))
    locked = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(saved(budget()[0]))).encrypt("VelvetSweatshop", locked)
    pages = [{"id": 1, "url": "http://a.example/1", "title": "渡口", "timestamp_created": "2031-05-06T07:08:09Z"}]
    export = zip_of(
        ("case_data/pages.json", json.dumps(pages).encode()),
        ("case_data/notes.json", json.dumps([{"PageId": 1, "Note": "渡口"}]).encode()),
        ("pages/1.mhtml", _page_with_frame()),
    )
    return {
        "eml-signed": ("a.eml", head + kind + sealed),
        "p7m": ("smime.p7m", signed_message(part, li, [root])),
        "wacz-signed": ("a.wacz", wacz(capture, sign=lambda hash: domain_signed(hash, li, root, authority))),
        "xlsx-locked": ("a.xlsx", locked.getvalue()),
        "xlsb": ("a.xlsb", xlsb([["科目", "决算"], ["办公费", (12.5, 1)]], codes=["#,##0.00"], strings=["一"])),
        "tnef": ("winmail.dat", tnef(mapi((0x0037, 0x1F, "停航"), (0x1000, 0x1F, "停航。")), attached("A.TXT", TEXT))),
        "zst": ("a.txt.zst", zstandard.compress(TEXT * 20)),
        "warc-zst": ("a.warc.zst", zstandard.compress(response(ARTICLE.encode())) * 2),
        "hunchly": ("case.zip", export),
    }


def _rar():
    try:
        rar._binding()
    except UnknownFormat:  # optional extra
        return {}
    files = (("文件/通告.txt", TEXT), ("b.txt", b"two"))
    return {"rar": ("a.rar", old_rar(*files)), "rar5": ("a.rar", new_rar(*files))}


def _page_with_frame():
    head = ["Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable", "Content-Location: https://a/1"]
    frame = ["Content-Type: text/html", "Content-ID: <frame-1@mhtml.blink>", "Content-Location: cid:frame-1"]
    return mhtml((head, ARTICLE.encode()), (frame, "<p>框架里的通告。</p>".encode()))


def _letter():
    subject = b"Subject: " + word("停航通告", "gb2312") + b"\r\n"
    text = (b"Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit", "停航。".encode("gbk"))
    html = (b"Content-Type: text/html; charset=utf-8", "<p>停航。</p>".encode())
    file = (b'Content-Type: text/csv; name="a.csv"\r\nContent-Disposition: attachment; filename="a.csv"', b"a,b\n1,2\n")
    from_to = b"From: a@x.example\r\nTo: b@y.example\r\nDate: Tue, 6 May 2031 15:08:09 +0800\r\nMIME-Version: 1.0\r\n"
    assert message(b"x")
    return parts(text, html, file, head=from_to + subject)


def _sheet():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = (("科目", "预算"), ("办公费", "12.5"), ("差旅费", "3"))
    inside = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="支出">{inside}</table:table>'


def _slide():
    return (
        '<draw:page draw:name="1"><draw:frame presentation:class="title"><draw:text-box><text:p>停航情况</text:p>'
        "</draw:text-box></draw:frame></draw:page>"
    )


def _leaflet():
    page = Pdf().page().text(60, 90, "关于东渡口停航的通告", 18).text(60, 130, "因清江水位上涨，东渡口停航。")
    page.grid([60, 200, 340], [160, 190, 220])
    for row, values in enumerate((("科目", "决算"), ("办公费", "12.5"))):
        for column, value in enumerate(values):
            page.text(70 + 140 * column, 180 + 30 * row, value)
    return page.page(rotate=90).text(60, 90, "第二页的通告。").picture(100, 100, 40, 40).build(title="停航")


def _sevenzip():
    try:
        import py7zr
    except ImportError:  # optional extra
        return None
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writestr(TEXT, "文件/通告.txt")
    return out.getvalue()


def tar_with(kind, name, target):
    """A tar with one member of a special *kind* (link, device …)."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return tar_of((info, b""), ("after.txt", TEXT))
