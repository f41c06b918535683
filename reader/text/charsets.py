"""Names of charsets, and the codec that really reads each of them.

Pages call things ``gb2312`` that are GBK or GB 18030, ``big5`` that is Windows' or Hong Kong's extension of it,
``iso-8859-1`` that is Windows-1252. :func:`resolve` turns a label into the widest superset; :func:`to_text`
reads it, repairing the few code points where Python's tables lag behind what browsers and Windows agree on.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

_FAMILIES = {
    "utf-8": "utf8 unicode-1-1-utf-8 utf-8-sig",
    "gb18030": "gb2312 gb_2312-80 gb2312-80 gbk x-gbk cp936 ms936 windows-936 chinese csgb2312 gb18030-2000 "
    "gb18030-2022 euc-cn euccn x-euc-cn iso-ir-58",
    "big5": "big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 cp950 ms950 windows-950 big5-eten big5-tw",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis windows-31j ms932",
    "euc_jp": "euc-jp x-euc-jp eucjp cseucpkdfmtjapanese",
    "cp949": "euc-kr euckr ks_c_5601-1987 ksc5601 ks_c_5601 korean windows-949 uhc cseuckr ms949",
    "hz": "hz-gb-2312 hz-gb hzgb",
    "iso2022_jp_2": "iso-2022-jp csiso2022jp",
    "iso2022_kr": "iso-2022-kr csiso2022kr",
    "cp1252": "iso-8859-1 iso8859-1 latin1 latin-1 l1 ascii us-ascii windows-1252 ansi ansi_x3.4-1968",
    "utf-16-le": "utf-16 utf16 utf-16le utf16le unicode ucs-2 csunicode",
    "utf-16-be": "utf-16be utf16be unicodefffe",
    "utf-32-le": "utf-32 utf32 utf-32le",
    "utf-32-be": "utf-32be",
}
_LABELS = {label: codec for codec, labels in _FAMILIES.items() for label in (codec, *labels.split())}
_SINGLE_BYTE = re.compile(r"cp125\d|iso8859-\d+|koi8-[rut]|cp874|tis-620|mac-[a-z]+|cp866|cp437|cp85\d")
_SHOWN = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "utf-32-le": "UTF-32LE",
    "utf-32-be": "UTF-32BE",
}
_SHOWN |= {"big5": "Big5-HKSCS", "cp932": "Shift_JIS", "euc_jp": "EUC-JP", "cp949": "EUC-KR", "hz": "HZ-GB-2312"}
_SHOWN |= {"cp1252": "windows-1252", "iso2022_jp_2": "ISO-2022-JP", "iso2022_kr": "ISO-2022-KR", "gb18030": "GB18030"}

# Python maps these GB 18030 code points to private use; the standard has given them real characters since.
_GB_FIXES = {0xE78D + i: 0xFE10 + [0, 2, 1, 3, 4, 5, 6, 7, 8, 9][i] for i in range(10)}
_GB_FIXES |= {0xE7C7: 0x1E3F, 0xE7C8: 0x01F9}
_GB_FIXES |= dict(
    zip((0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864), range(0x9FB4, 0x9FBC), strict=True)
)
_GB_FIXES |= {0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE831: 0x215D7, 0xE83B: 0x2298F, 0xE855: 0x241FE}
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def resolve(label: str) -> str | None:
    """The codec for a charset *label* as found in evidence, or ``None`` when the name means nothing to us.

    Only codecs for text in files are ever returned: never ``rot13``, ``idna`` and the like.
    """
    name = label.strip().strip("\"'").lower()
    if name in _LABELS:
        return _LABELS[name]
    try:
        codec = codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError):
        return None
    codec = _LABELS.get(codec, codec)
    return codec if codec in _FAMILIES or _SINGLE_BYTE.fullmatch(codec) else None


def display(codec: str) -> str:
    """The name people know *codec* by."""
    return _SHOWN.get(codec, codec)


def to_text(data: bytes, codec: str) -> str:
    """*data* read with *codec*; every byte that cannot be read becomes U+FFFD, nothing is dropped."""
    if codec == "gb18030":
        text = data.decode(codec, "reader-gb18030")
        return text.translate(_GB_FIXES) if _PRIVATE_USE.search(text) else text
    if codec == "big5":
        return data.decode("big5hkscs", "reader-big5").translate(_big5_fixes())
    return data.decode(codec, "replace")


@cache
def _big5_fixes() -> dict[int, str]:
    """Symbols of Big5's first rows where Windows and browsers differ from Python's HKSCS table (‧ ﹑ …)."""
    pairs = [bytes((lead, trail)) for lead in (0xA1, 0xA2, 0xA3) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))]
    windows = {pair: pair.decode("cp950", "ignore") for pair in pairs}
    right = set(windows.values())  # a character that Windows has elsewhere must keep its place
    ours = {pair: pair.decode("big5hkscs", "ignore") for pair in pairs}
    return {ord(c): windows[pair] for pair, c in ours.items() if c and c not in right and windows[pair]}


def _gb18030_error(error: UnicodeError) -> tuple[str, int]:
    """A lone 0x80 is Windows-936's euro sign; anything else is unreadable."""
    assert isinstance(error, UnicodeDecodeError)
    if error.object[error.start] == 0x80:
        return "€", error.start + 1
    return "\ufffd", error.end


def _big5_error(error: UnicodeError) -> tuple[str, int]:
    """What HKSCS lacks, Windows-950 may have (€)."""
    assert isinstance(error, UnicodeDecodeError)
    pair = error.object[error.start : error.start + 2]
    known = pair.decode("cp950", "ignore")
    if len(known) == 1 and len(pair) == 2:
        return known, error.start + 2
    return "\ufffd", error.end


codecs.register_error("reader-gb18030", _gb18030_error)
codecs.register_error("reader-big5", _big5_error)
