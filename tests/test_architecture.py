"""The layers of docs/architecture.md, enforced on the AST of every module."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "reader"
LEVEL = {
    "errors": 0, "model": 0, "places": 0, "vocabulary": 0, "config": 0,
    "text": 1, "registry": 1,
    "store": 2, "formats": 2, "translate": 2, "checks": 2, "entities": 2, "exporters": 2, "demo": 2, "interchange": 2,
    "services": 3,
    "cli": 4, "ui": 4,
}  # fmt: skip
ONLY_IN = {
    "streamlit": {"ui"},
    "sqlalchemy": {"store"},
    "ctranslate2": {"translate"},
    "argostranslate": {"translate"},
    "sentencepiece": {"translate"},
    "typer": {"cli"},
    "rich": {"cli"},
}
MODULES = sorted(p for p in PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path):
    here = room(path)
    if here in {"__init__", "__main__"}:
        return
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "reader" and rest:
            there = rest.split(".")[0]
            if there == here or there not in LEVEL:
                continue
            assert LEVEL[there] < LEVEL[here] or (LEVEL[here] == 0 and LEVEL[there] == 0), (
                f"{path}: {here} imports {there}"
            )
        elif top in ONLY_IN:
            assert here in ONLY_IN[top], f"{path}: {top} belongs in {ONLY_IN[top]}"


def test_every_room_has_a_level():
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and not p.name.startswith(("_", "."))}
    assert rooms <= set(LEVEL)


def test_importing_reader_is_light():
    code = (
        "import sys, reader, reader.model, reader.errors, reader.config, reader.registry;"
        "heavy = {'streamlit','sqlalchemy','ctranslate2','argostranslate','sentencepiece','lxml','opencc','docx'};"
        "sys.exit(','.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_files_stay_small():
    long = {str(p.relative_to(PACKAGE)): n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long
