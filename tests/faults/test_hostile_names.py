"""Evidence whose names deceive, on disk and in archives: taken in, shown safely, nothing written outside the case."""

import io
import os
import zipfile

import pytest

from reader import config
from reader.cli.main import run
from reader.services.wiring import create_case, open_services

NAMES = ["a\nb.txt", "通告\u202efdp.txt", "\x1b[2Jx.txt", "-rf.txt", "长" * 70 + ".txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_on_disk_and_in_archives(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(f"第{number}号通告：东渡口停航，恢复时间另行通知。", "utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, name in enumerate([*NAMES, "../../../out.txt", "/abs.txt", "长" * 300 + ".txt"]):
            archive.writestr(name, f"第{number}份附件：南渡口照常，请按时到达。")
    (folder / "z.zip").write_bytes(packed.getvalue())
    create_case(tmp_path / "case", title="t", actor_name="a")
    before = {path for path in tmp_path.rglob("*") if tmp_path / "case" not in path.parents}

    assert run(["ingest", str(tmp_path / "case"), str(folder)]) in {0, 3}
    assert run(["status", str(tmp_path / "case"), "--problems"]) == 0

    assert {path for path in tmp_path.rglob("*") if tmp_path / "case" not in path.parents} == before
    said = "".join(capsys.readouterr())
    assert not set(said) & {"\u202e", "\x1b", "\0"}
    with open_services(tmp_path / "case", config.load()) as services:
        with services.store.read() as session:
            assert len(session.documents.all()) == 2 * len(NAMES) + 3
        assert services.verify.verify().ok
