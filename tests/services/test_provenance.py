"""Whose word decides an original's address and time, and what is kept of the others."""

import contextlib
import hashlib
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))
from archives import aes_zip, mhtml, tar_of, zip_of

from reader.formats import contract as formats
from reader.services.ingest import IngestOptions
from reader.services.provenance import FILE_TIME

TEXT = "因清江水位上涨，东渡口停航，恢复时间另行通知。"
AT = "2031-05-06T07:08:09Z"
PAGE = f"<html><meta charset=utf-8><title>渡口</title><body><p>{TEXT}</p></body></html>"
SINGLEFILE = PAGE.replace(
    "<html>",
    "<html><!--\n Page saved with SingleFile\n url: http://a.example/1\n"
    " saved date: Tue May 06 2031 15:08:09 GMT+0800 (x)\n-->",
)


def run(services, folder, **options):
    report = services.ingest.run([folder], IngestOptions(**options))
    with services.store.read() as session:
        return report, {s.path: s for s in session.sources.all()}, session.problems.all(), session.documents.all()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "saved"
    made.mkdir()
    return made


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def test_a_page_states_its_own_address_and_time(services, folder):
    put(folder, "a.html", SINGLEFILE)
    put(folder, "b.html", PAGE)
    _, sources, _, _ = run(services, folder)
    page, other = sources["saved/a.html"], sources["saved/b.html"]
    assert (page.url, page.captured, page.captured_how) == (
        "http://a.example/1",
        AT,
        "stated in the page by SingleFile",
    )
    assert page.metadata["file_modified"] == "2023-11-14T22:13:20Z"
    assert (other.url, other.captured, other.captured_how) == (None, "2023-11-14T22:13:20Z", FILE_TIME)


def test_the_person_outranks_the_page_and_both_are_kept(services, folder):
    put(folder, "a.html", SINGLEFILE)
    _, sources, _, _ = run(services, folder, url="http://b.example/2", captured="2032-01-01")
    page = sources["saved/a.html"]
    assert (page.url, page.captured) == ("http://b.example/2", "2032-01-01")
    assert page.captured_how == "stated by the person who added it"
    assert page.metadata["other_statements"] == (
        f"{AT} (stated in the page by SingleFile); http://a.example/1 (stated in the page by SingleFile)"
    )


def test_what_an_archive_says_of_a_member_outranks_what_is_said_of_the_archive(services, folder):
    part = ["Content-Type: text/html", "Content-Location: https://a.example/通告"]
    put(folder, "a.mhtml", mhtml((part, PAGE.encode())))
    _, sources, _, _ = run(services, folder, captured="2032-01-01", collector="Unit 4")
    (page,) = [s for s in sources.values() if s.container_id]
    assert (page.captured, page.captured_how) == (AT, "Date header of the MHTML file")
    assert page.url == "https://a.example/通告"
    assert page.collector == "Unit 4"
    assert "2032-01-01 (stated by the person who added it)" in page.metadata["other_statements"]


def test_the_time_of_a_member_counts_no_more_than_that_of_a_file(services, folder):
    put(folder, "a.tar", tar_of(("a.html", SINGLEFILE.encode()), ("b.txt", TEXT.encode())))
    _, sources, _, _ = run(services, folder)
    assert sources["saved/a.tar!a.html"].captured_how == "stated in the page by SingleFile"
    assert sources["saved/a.tar!b.txt"].captured_how == "time of the file, as its archive states it"
    put(folder, "b.tar", tar_of(("c.txt", TEXT.encode())))
    _, sources, _, _ = run(services, folder, captured="2032-01-01")
    member = sources["saved/b.tar!c.txt"]
    assert (member.captured, member.captured_how) == ("2032-01-01", "stated by the person who added it")


def test_a_saved_page_keeps_its_companions_without_making_documents_of_them(services, folder):
    put(folder, "通告.html", PAGE)
    for name in ("style.css", "script.js", "sub/data.json"):
        put(folder, f"通告_files/{name}", "x{}" + name)
    put(folder, "通告_files/frame.html", PAGE.replace("渡口停航", "渡口复航"))
    report, sources, problems, documents = run(services, folder)
    page = sources["saved/通告.html"]
    companions = [s for s in sources.values() if s.container_id == page.id]
    assert sorted(s.name for s in companions) == ["data.json", "script.js", "style.css"]
    assert {s.container_place.kind for s in companions} == {"member"}
    assert {s.metadata["belongs_to"] for s in companions} == {"saved/通告.html"}
    assert report.documents == len(documents) == 2
    assert not problems
    again, _, _, documents = run(services, folder)
    assert again.documents == 0
    assert len(documents) == 2


def test_a_saved_page_inside_a_zip_too(services, folder):
    members = [("p/通告.html", PAGE.encode()), ("p/通告_files/a.css", b"body{}"), ("p/other.txt", TEXT.encode())]
    put(folder, "a.zip", zip_of(*members))
    report, sources, problems, _ = run(services, folder)
    css = sources["saved/a.zip!p/通告_files/a.css"]
    assert css.metadata["belongs_to"] == "p/通告.html"
    assert css.container_id == sources["saved/a.zip"].id
    assert report.documents == 2
    assert not problems


def test_an_interrupted_saved_page_is_read_by_the_next_run(services, folder):
    put(folder, "a.html", PAGE)
    put(folder, "a_files/a.css", "body{}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services.ingest, "_prepare", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(services, folder)
    report, _, _, _ = run(services, folder)
    assert report.documents == 1


def test_a_sha256sum_list_beside_the_files_is_compared_with_them(services, folder):
    good, bad = put(folder, "a.html", PAGE), put(folder, "in/b.txt", TEXT)
    sums = f"{hashlib.sha256(good.read_bytes()).hexdigest()}  a.html\n{'0' * 64} *in/b.txt\n"
    put(folder, "SHA256SUMS", sums)
    _, sources, problems, documents = run(services, folder)
    assert bad.exists()
    assert sources["saved/a.html"].metadata["sidecar_sha256"] == "fits"
    assert sources["saved/in/b.txt"].metadata["sidecar_sha256"] == "differs"
    assert [(p.code, p.path) for p in problems] == [("manifest-mismatch", "saved/in/b.txt")]
    assert sources["saved/SHA256SUMS"].metadata["role"].startswith("list made by")
    assert len(documents) == 2


SHEET = """Link,Archive status,Archive location,Archive date,Upload title,Hash,WACZ
http://a.example/1,wayback: success,https://cdn.example/k/a.html,2031-05-06T07:08:09+00:00,渡口通告,{hash},
http://a.example/2,success,https://cdn.example/k/unknown.html,2031-05-06,,,
"""


def test_the_table_of_the_auto_archiver(services, folder):
    page = put(folder, "a.html", PAGE)
    put(folder, "sheet.csv", SHEET.format(hash="SHA-256:" + hashlib.sha256(page.read_bytes()).hexdigest()))
    _, sources, problems, documents = run(services, folder)
    source = sources["saved/a.html"]
    assert (source.url, source.captured) == ("http://a.example/1", AT)
    assert source.captured_how == "stated by auto-archiver"
    assert source.metadata["sidecar"] == "saved/sheet.csv (auto-archiver)"
    assert source.metadata["sidecar_upload_title"] == "渡口通告"
    assert source.metadata["sidecar_archive_status"] == "wayback: success"
    assert len(documents) == 1
    assert not problems


def test_the_record_of_the_auto_archiver_never_overrides_the_bytes(services, folder):
    put(folder, "k/page.html", SINGLEFILE)
    record = {
        "status": "success",
        "metadata": {"url": "http://other.example/", "_processed_at": 1_950_000_000.5, "title": "标题"},
        "media": [
            {"filename": "/tmp/tmp1/page.html", "urls": [], "properties": {"hash": "0" * 64}},
            7,
            {"filename": 3},
        ],
    }
    put(folder, "metadata.json", json.dumps(record))
    _, sources, problems, _ = run(services, folder)
    source = sources["saved/k/page.html"]
    assert (source.url, source.captured) == ("http://a.example/1", AT)
    assert "http://other.example/ (stated by auto-archiver)" in source.metadata["other_statements"]
    assert [p.code for p in problems] == ["manifest-mismatch"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sums.sha256", "not a list\n"), ("a.csv", "Link,x\n1,2\n"), ("b.csv", 'a,"b\nunclosed'),
        ("a.json", "{" * 100_000), ("b.json", '{"status": 1, "metadata": [], "media": {}}'), ("c.json", "[1]"),
    ],
)  # fmt: skip
def test_other_lists_are_files_like_any_other(services, folder, name, content):
    put(folder, name, content)
    _, sources, _, _ = run(services, folder)
    assert "role" not in sources[f"saved/{name}"].metadata


def test_fifty_archives_inside_each_other_end_at_the_limit(services, folder):
    data = TEXT.encode()
    for n in range(50):
        data = zip_of((f"{n}.zip" if n else "a.txt", data))
    put(folder, "nested.zip", data)
    report, sources, problems, _ = run(services, folder)
    assert [p.code for p in problems] == ["limit-exceeded"]
    assert "depth of 8" in problems[0].message
    assert len(sources) == 9
    assert report.documents == 0


def test_archives_inside_archives_share_one_budget(services, folder, monkeypatch):
    monkeypatch.setattr("reader.services.unpacking.LEAST_BYTES", 3_000)
    inner = [zip_of(("a.bin", bytes([n]) * 1000 + os.urandom(8))) for n in range(20)]
    put(folder, "many.zip", zip_of(*((f"{n}.zip", data) for n, data in enumerate(inner))))
    limits = services.ingest._settings.limits
    object.__setattr__(limits, "expansion_ratio", 1)
    try:
        _, sources, problems, _ = run(services, folder)
    finally:
        object.__setattr__(limits, "expansion_ratio", 200)
    assert "limit-exceeded" in {p.code for p in problems}
    assert sum(s.size for s in sources.values() if s.name == "a.bin") <= 3_000


def test_passwords_open_members_and_stay_out_of_jobs_and_problems(services, folder, case_folder):
    put(folder, "a.zip", aes_zip(TEXT.encode(), "清江2031"))
    report, _, problems, _ = run(services, folder)
    assert [p.code for p in problems] == ["encrypted-input"]
    services.ingest.remember_passwords(["清江2031"])
    put(folder, "b.zip", aes_zip(TEXT.encode() * 2, "清江2031"))
    report, sources, _, _ = run(services, folder)
    assert report.documents == 2  # the first archive is tried again
    assert sources["saved/b.zip!a.txt"].metadata["member_encrypted"] == "yes"
    with services.store.read() as session:
        shown = str([*session.problems.all(), *session.jobs.all(), *session.log.entries(), *sources.values()])
    assert "清江2031" not in shown
    verified = services.verify.verify(re_extract=True)
    assert not verified.failures
    assert not verified.differences


def test_a_protected_archive_is_read_again_once_a_password_is_known(services, folder):
    put(folder, "a.zip", aes_zip(TEXT.encode(), "清江2031"))
    run(services, folder)
    report, _, _, _ = run(services, folder, passwords=("wrong", "清江2031"))
    assert report.documents == 1


def test_what_no_format_could_read_is_tried_again_and_said_once(services, folder, monkeypatch):
    put(folder, "a.txt", TEXT.encode())
    put(folder, "b.caj", b"CAJ" + bytes(300))

    class Extractor(contextlib.nullcontext):
        def extract(self, payload, staging):
            yield formats.Trouble("unknown-format", "Reading it needs an extra package that is not installed.")

    with monkeypatch.context() as patched:
        patched.setattr(services.ingest, "_extractor", lambda: Extractor(Extractor()))
        report, _, _, _ = run(services, folder)
        assert (report.documents, report.problems) == (0, 2)
        report, _, problems, _ = run(services, folder)
        assert (report.problems, len(problems)) == (0, 2)
    report, _, problems, _ = run(services, folder)
    assert report.documents == 1
    assert [problem.path for problem in problems if "CAJ" in problem.message] == ["saved/b.caj"]


def test_two_archives_read_side_by_side_do_not_mix_their_members(services, folder):
    for n in range(12):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for m in range(20):
                archive.writestr(f"{m}.txt", f"第{n}号档案第{m}号文件。" + TEXT)
        put(folder, f"{n}.zip", out.getvalue())
    _, sources, problems, documents = run(services, folder)
    assert not problems
    assert len(documents) == 240
    for path, source in sources.items():
        if "!" in path:
            archive, member = path.removeprefix("saved/").split(".zip!")
            text = services.store.blobs.path(source.sha256).read_text("utf-8")
            assert text.startswith(f"第{archive}号档案第{member.removesuffix('.txt')}号文件")


def test_what_is_known_of_an_original_is_found_by_search(services, folder):
    put(folder, "a.html", SINGLEFILE.replace("<title>", '<meta name="author" content="李青"><title>'))
    run(services, folder, collector="Unit 4", note="from disk seven")
    for query in ("Unit 4", "disk seven", "李青", "a.example"):
        (hit,) = services.search.search(query)["hits"]
        assert (hit["field"], hit["segment"], hit["n"]) == ("about", "D1.s1", 1)
        assert query.split()[-1] in hit["snippet"]
    with services.store.write(services.actor) as session:
        session.search.index_document("D1")
    assert len(services.search.search("李青")["hits"]) == 1


def test_a_case_export_of_hunchly_zipped_and_unpacked(services, folder):
    page = mhtml((["Content-Type: text/html; charset=utf-8", "Content-Location: http://a.example/1"], PAGE.encode()))
    pages = [{"id": 12, "url": "http://a.example/1", "title": "渡口", "timestamp_created": "2031-05-06T07:08:00Z"}]
    notes = [{"PageId": 12, "Note": "The ferry is named here.", "NoteDate": "2031-05-07T00:00:00Z"}]
    lists = {"case_data/pages.json": json.dumps(pages).encode(), "case_data/notes.json": json.dumps(notes).encode()}
    put(folder, "case.zip", zip_of(*lists.items(), ("pages/12.mhtml", page), ("pages/12.code", b"var a;")))
    put(folder, "open/case_data/pages.json", lists["case_data/pages.json"])
    put(folder, "open/pages/12.mhtml", page)
    _, sources, problems, documents = run(services, folder)
    zipped, unpacked = sources["saved/case.zip!pages/12.mhtml"], sources["saved/open/pages/12.mhtml"]
    for source in (zipped, unpacked):
        assert (source.url, source.captured_how) == ("http://a.example/1", "stated by Hunchly")
        assert source.captured == "2031-05-06T07:08:00Z"
    assert sources["saved/open/case_data/pages.json"].metadata["role"] == "list made by the tool that saved the files"
    inner = next(s for path, s in sources.items() if "pages/12.mhtml!" in path)
    assert inner.captured_how != "stated by Hunchly"  # the page's own header counts more
    assert not problems
    titles = {document.title for document in documents}
    assert "渡口" in titles
    with services.store.read() as session:
        (hit, *_) = session.search.query("ferry is named")
        assert hit.field == "source"
