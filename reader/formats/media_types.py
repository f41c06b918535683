"""What people call a kind of file, and what they can do with one we do not read."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """``name`` with its article, ``hint`` for kinds no format reads."""

    name: str
    hint: str


_IMAGE = "Text in pictures is not read. Describe the picture in a note, or add a text version of it."
_OFFICE = "Save it as PDF or as a web page in an office program and add that; keep the original too."
_ARCHIVE = "Unpack it and add the folder."
_MAIL = "Save the message as HTML, PDF or text from a mail program and add that; keep the original too."
_MEDIA = "Add a transcript as a text file."
_OLD_OFFICE = "Install LibreOffice and add the file again, or save it as DOCX, PPTX or PDF; keep the original too."
_OTHER = "Nothing in this program reads it; the original is kept unchanged."

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
DOCX = _OOXML + "wordprocessingml.document"
XLSX = _OOXML + "spreadsheetml.sheet"
PPTX = _OOXML + "presentationml.presentation"
ODT, ODS, ODP = _ODF + "text", _ODF + "spreadsheet", _ODF + "presentation"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
RTF = "application/rtf"
EML, MBOX, MSG, TNEF = "message/rfc822", "application/mbox", "application/vnd.ms-outlook", "application/vnd.ms-tnef"
CSV = "text/csv"

NAMES: dict[str, Kind] = {
    "text/html": Kind("an HTML page", _OTHER),
    "application/xhtml+xml": Kind("an XHTML page", _OTHER),
    "application/rss+xml": Kind("a news feed (RSS or Atom)", _OTHER),
    "application/xml": Kind("an XML file", _OTHER),
    "text/plain": Kind("a plain text file", _OTHER),
    "text/vtt": Kind("a subtitle file (WebVTT)", _OTHER),
    "application/warc": Kind("a web archive (WARC)", _OTHER),
    "application/x-arc": Kind("a web archive (ARC)", _OTHER),
    "application/pdf": Kind("a PDF document", _OTHER),
    "application/wacz": Kind("a web archive (WACZ)", "Unpack it and add the WARC files in its folder archive/."),
    "multipart/related": Kind("a saved web page (MHTML)", "Open it in a browser and save it as HTML or PDF."),
    "application/msword": Kind("a Microsoft Word document (old format)", _OLD_OFFICE),
    "application/vnd.ms-excel": Kind("a Microsoft Excel workbook (old format)", _OFFICE),
    "application/vnd.ms-powerpoint": Kind("a Microsoft PowerPoint presentation (old format)", _OLD_OFFICE),
    _OOXML + "wordprocessingml.document": Kind("a Microsoft Word document", _OFFICE),
    _OOXML + "spreadsheetml.sheet": Kind("a Microsoft Excel workbook", _OFFICE),
    _OOXML + "presentationml.presentation": Kind("a Microsoft PowerPoint presentation", _OFFICE),
    XLSB: Kind("a Microsoft Excel binary workbook (XLSB)", _OFFICE),
    "application/x-encrypted-ooxml": Kind(
        "a Microsoft Office document protected by a password", "Add it again with the right --password."
    ),
    "application/x-ole-storage": Kind("a Microsoft compound file (old Office, WPS or Outlook)", _OFFICE),
    _ODF + "text": Kind("an OpenDocument text", _OFFICE),
    _ODF + "spreadsheet": Kind("an OpenDocument spreadsheet", _OFFICE),
    _ODF + "presentation": Kind("an OpenDocument presentation", _OFFICE),
    "application/epub+zip": Kind("an EPUB book", "Convert it to HTML and add that."),
    "application/rtf": Kind("a rich text document (RTF)", _OLD_OFFICE),
    "application/x-caj": Kind("a CAJ document (China National Knowledge Infrastructure)", "Convert it to PDF first."),
    "application/vnd.ms-outlook": Kind("an Outlook message", _MAIL),
    "message/rfc822": Kind("an e-mail message", _MAIL),
    "application/mbox": Kind("a mailbox file", _MAIL),
    "application/pkcs7-mime": Kind("a signed or encrypted message (S/MIME)", _MAIL),
    TNEF: Kind("an Outlook attachment container (winmail.dat)", "Ask the sender for the files by themselves."),
    "image/png": Kind("a PNG picture", _IMAGE),
    "image/jpeg": Kind("a JPEG picture", _IMAGE),
    "image/gif": Kind("a GIF picture", _IMAGE),
    "image/bmp": Kind("a BMP picture", _IMAGE),
    "image/tiff": Kind("a TIFF picture", _IMAGE),
    "image/webp": Kind("a WebP picture", _IMAGE),
    "image/heic": Kind("a HEIC picture", _IMAGE),
    "image/avif": Kind("an AVIF picture", _IMAGE),
    "image/svg+xml": Kind("an SVG drawing", _IMAGE),
    "image/vnd.microsoft.icon": Kind("an icon", _IMAGE),
    "audio/mpeg": Kind("an MP3 sound file", _MEDIA),
    "audio/wav": Kind("a WAV sound file", _MEDIA),
    "audio/ogg": Kind("an Ogg sound file", _MEDIA),
    "audio/flac": Kind("a FLAC sound file", _MEDIA),
    "audio/amr": Kind("an AMR voice recording", _MEDIA),
    "audio/silk": Kind("a WeChat or QQ voice message (SILK)", _MEDIA),
    "video/mp4": Kind("an MP4 video", _MEDIA),
    "video/x-matroska": Kind("a Matroska or WebM video", _MEDIA),
    "video/x-msvideo": Kind("an AVI video", _MEDIA),
    "video/x-flv": Kind("a Flash video", _MEDIA),
    "application/zip": Kind("a ZIP archive", _ARCHIVE),
    "application/gzip": Kind("a gzip-compressed file", _ARCHIVE),
    "application/x-7z-compressed": Kind("a 7-Zip archive", _ARCHIVE),
    "application/vnd.rar": Kind("a RAR archive", _ARCHIVE),
    "application/x-tar": Kind("a tar archive", _ARCHIVE),
    "application/x-bzip2": Kind("a bzip2-compressed file", _ARCHIVE),
    "application/x-xz": Kind("an xz-compressed file", _ARCHIVE),
    "application/zstd": Kind("a Zstandard-compressed file", _ARCHIVE),
    "application/vnd.sqlite3": Kind("a SQLite database", "Export the tables you need as text."),
    "application/x-plist": Kind("an Apple property list", _OTHER),
    "application/x-executable": Kind("a program", "It is not opened. The original is kept unchanged."),
    "font/woff": Kind("a web font", _OTHER),
    "font/woff2": Kind("a web font", _OTHER),
    "font/ttf": Kind("a TrueType font", _OTHER),
    "font/otf": Kind("an OpenType font", _OTHER),
    "application/octet-stream": Kind("a file of unknown kind", _OTHER),
}

SUFFIXES: dict[str, str] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".txt": "text/plain",
    ".csv": "text/plain",
    ".md": "text/plain",
    ".pdf": "application/pdf",
    ".warc": "application/warc",
    ".arc": "application/x-arc",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".eml": "message/rfc822",
    ".doc": "application/msword",
    ".rtf": RTF,
    ".ppt": PPT,
    ".odt": ODT,
    ".ods": ODS,
    ".odp": ODP,
    ".msg": MSG,
    ".mbox": MBOX,
    ".srt": "text/plain",
    ".vtt": "text/vtt",
    ".docx": _OOXML + "wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsb": XLSB,
    ".xlsx": _OOXML + "spreadsheetml.sheet",
    ".pptx": _OOXML + "presentationml.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".mp4": "video/mp4",
}
"""What a name's ending promises; a difference to the bytes is stated, never obeyed."""

_ALIKE = (
    {"text/html", "application/xhtml+xml"},
    {"application/xml", "application/rss+xml", "application/xhtml+xml", "image/svg+xml"},
    {"text/plain", "text/vtt", "application/xml"},
    {"application/gzip", "application/warc", "application/x-arc"},
    {"application/msword", "application/rtf", "application/x-ole-storage"},
    {"application/zip", "application/wacz"},
    {"message/rfc822", "multipart/related"},
    *({kind, "application/x-encrypted-ooxml"} for kind in (DOCX, XLSX, PPTX, XLSB)),
)


def contradicts(suffix: str, media_type: str) -> str | None:
    """The media type *suffix* (``.pdf``) promises when the bytes are another, else ``None``."""
    promised = SUFFIXES.get(suffix.lower())
    if promised is None or promised == media_type:
        return None
    if any({promised, media_type} <= group for group in _ALIKE):
        return None
    return promised
