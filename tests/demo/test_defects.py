"""Each defect fixture really has the defect it is named for."""

import gzip
import io
import os
import zipfile

import pypdfium2
import pytest
from defects import build
from pypdf import PdfReader
from warcio.archiveiterator import ArchiveIterator

from reader import demo


def page_count(path, password=None):
    with pypdfium2.PdfDocument(path, password=password) as pdf:
        return len(pdf)


@pytest.mark.parametrize("defect", build.DEFECTS, ids=lambda defect: defect.name)
def test_every_single_file_is_made_where_it_was_asked_for(tmp_path, defect):
    path = defect.build(tmp_path)
    assert path.parent == tmp_path
    assert path.is_file()


def test_the_compressed_archive_breaks_off_inside_a_member_after_a_whole_page(tmp_path):
    data = build.truncated_gzip_warc(tmp_path).read_bytes()
    with pytest.raises(EOFError):
        gzip.decompress(data)
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(data))]
    assert kinds[:3] == ["warcinfo", "response", "request"]
    assert kinds[-1] == "response"


def test_the_plain_archive_ends_before_its_last_record_does(tmp_path):
    stated = present = 0
    for record in ArchiveIterator(io.BytesIO(build.truncated_warc(tmp_path).read_bytes())):
        stated = int(record.rec_headers.get_header("Content-Length"))
        present = len(record.raw_stream.read())
    assert record.rec_headers.get_header("WARC-Target-URI").endswith("1187.html")
    assert present < stated


def test_the_cut_pdf_has_no_end(tmp_path):
    assert b"%%EOF" not in build.truncated_pdf(tmp_path).read_bytes()


def test_the_locked_pdf_needs_its_password(tmp_path):
    path = build.encrypted_pdf(tmp_path)
    with pytest.raises(pypdfium2.PdfiumError):
        page_count(path)
    assert page_count(path, build.PASSWORD) == 6


def test_the_pdf_with_an_owner_password_opens(tmp_path):
    path = build.owner_locked_pdf(tmp_path)
    assert PdfReader(path).is_encrypted
    assert page_count(path) == 6


def test_three_lines_hold_a_byte_that_is_not_utf8(tmp_path):
    data = build.undecodable_bytes(tmp_path).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert data.decode("utf-8", "replace").count("\ufffd") == 3


def test_names_and_contents_disagree(tmp_path):
    assert build.pdf_named_html(tmp_path).read_bytes().startswith(b"%PDF-")
    assert build.html_named_pdf(tmp_path).read_bytes() == (demo.documents_dir() / "02-tonggao.html").read_bytes()


def test_the_large_file_takes_no_room(tmp_path):
    found = build.sparse_file(tmp_path).stat()
    assert found.st_size == build.SPARSE_BYTES
    assert found.st_blocks * 512 < 1024**2


def test_unsupported_kinds_are_well_formed(tmp_path):
    assert zipfile.ZipFile(build.zip_archive(tmp_path)).testzip() is None
    assert "word/document.xml" in zipfile.ZipFile(build.word_document(tmp_path)).namelist()
    assert build.photograph(tmp_path).read_bytes().startswith(b"\xff\xd8\xff")
    assert b'charset="gb18030"' in build.mail_message(tmp_path).read_bytes()


def test_the_locked_text_has_a_readable_neighbour(tmp_path):
    place = build.unreadable_file(tmp_path)
    assert (place / "a-locked.txt").stat().st_mode & 0o777 == 0
    assert (place / "b-open.txt").read_text("utf-8") == build.SENTENCE


def test_ten_thousand_files_are_all_different(tmp_path):
    files = [os.path.join(folder, name) for folder, _, names in os.walk(build.many_files(tmp_path)) for name in names]
    contents = set()
    for name in files:
        with open(name, "rb") as stream:
            contents.add(stream.read())
    assert len(files) == len(contents) == build.FOLDER_FILES


def test_links_lead_in_circles(tmp_path):
    place = build.symlink_loop(tmp_path)
    assert (place / "again" / "again" / "notice.txt").is_file()
    with pytest.raises(OSError, match="symbolic links"):
        (place / "self.txt").read_bytes()
