"""The formats, by name. Other packages add theirs to the group ``reader.formats``."""

from __future__ import annotations

from reader.formats.contract import Format
from reader.registry import Registry

FORMATS: Registry[Format] = Registry(
    "reader.formats",
    {
        "warc": "reader.formats.warc:Warc",
        "pdf": "reader.formats.pdf:Pdf",
        "image": "reader.formats.image:Image",
        "docx": "reader.formats.docx:Docx",
        "pptx": "reader.formats.pptx:Pptx",
        "odf": "reader.formats.odf:Odf",
        "legacy-office": "reader.formats.legacy_office:LegacyOffice",
        "subtitles": "reader.formats.subtitles:Subtitles",
        "chat": "reader.formats.chat:Chat",
        "csv": "reader.formats.csv_table:Csv",
        "media": "reader.formats.media:Media",
        "eml": "reader.formats.eml:Eml",
        "msg": "reader.formats.msg:Msg",
        "smime": "reader.formats.smime:Smime",
        "tnef": "reader.formats.tnef:Tnef",
        "mbox": "reader.formats.mbox:Mbox",
        "xls": "reader.formats.xls:Xls",
        "xlsx": "reader.formats.xlsx:Xlsx",
        "xlsb": "reader.formats.xlsb:Xlsb",
        "locked-office": "reader.formats.office_locked:LockedOffice",
        "html": "reader.formats.html:Html",
        "xml": "reader.formats.xml:Xml",
        "wacz": "reader.formats.wacz:Wacz",
        "mhtml": "reader.formats.mhtml:Mhtml",
        "zip": "reader.formats.zip:Zip",
        "tar": "reader.formats.tar:Tar",
        "compressed": "reader.formats.compressed:Compressed",
        "rar": "reader.formats.rar:Rar",
        "sevenzip": "reader.formats.sevenzip:SevenZip",
        "plain": "reader.formats.plain:Plain",
    },
)
