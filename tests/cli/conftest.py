"""The command line, run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import run


@dataclass(frozen=True)
class Result:
    """Exit code and what was printed."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Reader = Callable[..., Result]


@pytest.fixture
def reader(capsys: pytest.CaptureFixture[str]) -> Reader:
    """Run ``reader ARGUMENTS``; every argument is turned into a string."""

    def call(*arguments: object) -> Result:
        capsys.readouterr()
        code = run([str(a) for a in arguments])
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "news.html").write_bytes(
        """<html><head><meta charset="gb2312"><title>警侨服务站揭牌</title></head><body><nav><a href="/">首页</a></nav>
        <article><h1>警侨服务站揭牌</h1><p>2024年支出预算总额为1.63亿元。</p><p>联系电话：07700 900118</p></article>
        </body></html>""".encode("gb18030")
    )
    (folder / "chat.txt").write_text("阿林：电话是+44 7700-900118，不要告诉别人。\n", "utf-8")
    return folder


@pytest.fixture
def case(reader: Reader, tmp_path: Path, saved: Path) -> Path:
    """A case with two documents, translated and checked."""
    folder = tmp_path / "case"
    assert reader("init", folder, "--title", "T", "--actor", "A. Tester").code == 0
    assert reader("ingest", folder, saved).code == 0
    assert reader("translate", folder).code == 0
    assert reader("check", folder).code == 0
    return folder
