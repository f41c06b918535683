"""Evidence made by code: pages, archives, PDF files; our own text only."""

import base64
import gzip
import hashlib
import io
import zlib

ARTICLE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>青禾县关于渡口停航的通告-青禾县交通局</title>
<meta name="PubDate" content="2031-05-06 09:00"><meta name="Author" content="李青">
<meta name="SiteName" content="青禾县交通局">
<script>var 秘密 = "脚本里的字";</script><style>.x{content:"样式里的字"}</style></head><body>
<div class="top-nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li>
<li><a href="/b">办事指南</a></li></ul></div>
<div id="wrapper"><div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/a">通告</a></div>
<h1>青禾县关于渡口停航的通告</h1><p class="info">发布日期：2031-05-06 来源：交通局</p>
<div class="content"><p>因清江水位上涨，自5月8日起，东渡口停止一切摆渡船只，恢复时间另行通知。</p>
<p>停航期间，两岸往返的群众请绕行<b>新桥</b>，沿途<span>设有指示牌</span>，请服从现场人员的指挥。<br>夜间禁止通行。</p>
<h2>一、停航范围</h2><ul><li>东渡口、南渡口；</li><li>沿江的游览船只。</li></ul>
<p>第一段写在这里，内容是停航的原因。<br><br>　　第二段写在这里，内容是恢复的条件。</p>
<table><caption>绕行路线</caption><tr><th>路线</th><th>里程</th></tr><tr><td>新桥线</td><td>12.5公里</td></tr>
<tr><td>老街线</td><td>8公里</td></tr></table>
<figure><img src="http://canary.invalid/map.png" alt="绕行示意图"><figcaption>图一：绕行路线</figcaption></figure>
<p style="display:none">此句在页面上看不见，但是确实写在里面。</p></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/1">清江防汛工作会议召开</a></li>
<li><a href="/2">新桥通车一周年回顾</a></li>
<li><a href="/3">渡口安全检查情况通报</a></li></ul></div></div>
<div class="footer"><p>版权所有：青禾县交通局　网站标识码：0000000000</p></div></body></html>"""


def warc_record(kind, body, *, uri="http://a.example/1", headers=(), version="1.0"):
    """One uncompressed WARC record."""
    lines = [
        f"WARC/{version}",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date: 2031-05-06T07:08:09Z",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    if uri:
        lines.insert(3, f"WARC-Target-URI: {uri}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def http(body, content_type="text/html; charset=utf-8", status="200 OK", headers=()):
    """An HTTP response message."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def response(
    body, *, digest_of=None, http_headers=(), content_type="text/html; charset=utf-8", status="200 OK", **more
):
    """A response record; *digest_of* are the bytes whose SHA-1 its header claims."""
    headers = ["Content-Type: application/http; msgtype=response"]
    if digest_of is not None:
        headers.append("WARC-Payload-Digest: sha1:" + base64.b32encode(hashlib.sha1(digest_of).digest()).decode())
    return warc_record("response", http(body, content_type, status, http_headers), headers=headers, **more)


def gzipped(*records):
    """Record-wise compressed archive, as WARC prescribes."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def chunked(body, size=7):
    """HTTP chunk framing."""
    pieces = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def arc(*bodies):
    """An ARC 1.0 file."""
    version = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    parts = [b"filedesc://test.arc 0.0.0.0 20310506070809 text/plain %d\n%b\n" % (len(version), version)]
    for number, body in enumerate(bodies):
        message = http(body)
        parts.append(
            b"http://a.example/%d 192.0.2.1 20310506070809 text/html %d\n%b\n" % (number, len(message), message)
        )
    return b"".join(parts)


class Pdf:
    """A small PDF writer: Chinese text in a font every reader substitutes, lines, pictures.

    Coordinates are points from the *top* left of an A4 page.
    """

    def __init__(self, width=595, height=842):
        self.size = (width, height)
        self.pages = []

    def page(self, *, rotate=0):
        self.pages.append(([], rotate))
        return self

    def text(self, x, y, text, size=12):
        """Text whose base line is *y* points below the top."""
        code = text.encode("utf-16-be").hex()
        self._draw(f"BT /F1 {size} Tf 1 0 0 1 {x} {self.size[1] - y} Tm <{code}> Tj ET")
        return self

    def unmapped(self, x, y, count, size=12):
        """Characters of the private use area, as fonts without a map give them."""
        return self.text(x, y, "".join(chr(0xE100 + i) for i in range(count)), size)

    def line(self, x0, y0, x1, y1):
        height = self.size[1]
        self._draw(f"0.5 w {x0} {height - y0} m {x1} {height - y1} l S")
        return self

    def grid(self, xs, ys):
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def picture(self, x, y, width, height):
        self._draw(f"q {width} 0 0 {height} {x} {self.size[1] - y - height} cm /I1 Do Q")
        return self

    def _draw(self, operators):
        self.pages[-1][0].append(operators)

    def build(self, *, encrypted=False, title=None):
        objects = [b"", b""]

        def add(data):
            objects.append(data)
            return len(objects)

        cid = add(
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
            b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 4 0 R /W [1 95 500 814 939 500] >>"
        )
        add(
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
            b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        )
        font = add(
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
            b"/DescendantFonts [%d 0 R] >>" % cid
        )
        image = add(
            _stream(
                b"\x7f" * 64,
                b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
            )
        )
        kids = []
        for operators, rotate in self.pages:
            content = add(_stream("\n".join(operators).encode()))
            kids.append(
                add(
                    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
                    b"/Resources << /Font << /F1 %d 0 R >> /XObject << /I1 %d 0 R >> >> >>"
                    % (*self.size, rotate, content, font, image)
                )
            )
        objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
        trailer = b""
        if title:
            info = add(b"<< /Title <feff%b> >>" % title.encode("utf-16-be").hex().encode())
            trailer += b" /Info %d 0 R" % info
        if encrypted:  # no password opens it: the check values fit none
            lock = add(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >>" % (b"11" * 32, b"22" * 32))
            trailer += b" /Encrypt %d 0 R /ID [<%b> <%b>]" % (lock, b"33" * 16, b"33" * 16)
        return _file(objects, trailer)


def _stream(data, entries=b""):
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode %b >>\nstream\n%b\nendstream" % (len(packed), entries, packed)


def _file(objects, trailer):
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, data in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, data))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R%b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()
