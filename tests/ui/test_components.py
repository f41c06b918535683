"""The components' sources: text only through textContent, nothing from elsewhere, one string for Streamlit."""

import re
from pathlib import Path

import pytest

from reader.ui.components import assets

FOLDER = Path(__file__).resolve().parents[2] / "reader" / "ui" / "components"
SCRIPTS = sorted(FOLDER.rglob("*.js"))
STYLES = sorted(FOLDER.rglob("*.css"))
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcdoc|setHTML"
    r"|\beval\b|new Function|setTimeout\(\s*[\"'`]|javascript:"
)
ELSEWHERE = re.compile(r"https?://(?!www\.w3\.org/2000/svg)|//cdn|@import|url\(\s*[\"']?(?!data:)")
TOP_LEVEL = re.compile(
    r"^(?:export )?(?:default )?(?:async )?(?:function|class|const|let|var) ([A-Za-z_$][\w$]*)", re.MULTILINE
)


def without_comments(source: str) -> str:
    return re.sub(r"/\*.*?\*/|^\s*//.*$", "", source, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: str(p.relative_to(FOLDER)))
def test_no_markup_from_data(path):
    assert not MARKUP.search(without_comments(path.read_text("utf-8")))


def test_the_search_for_markup_finds_it():
    assert MARKUP.search("node.innerHTML = row.source")
    assert ELSEWHERE.search('fetch("https://example.org")')


@pytest.mark.parametrize("path", SCRIPTS + STYLES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_nothing_comes_from_elsewhere(path):
    source = path.read_text("utf-8").replace("/^https?:\\/\\//", "")
    assert not ELSEWHERE.search(without_comments(source))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: str(p.relative_to(FOLDER)))
def test_files_stay_small(path):
    assert len(path.read_text("utf-8").splitlines()) < 300


@pytest.mark.parametrize("folder", ["reading", "sidebar", "listing"])
def test_joined_script_is_one_module(folder):
    joined = assets.script(FOLDER / folder)
    assert not re.search(r"^import ", joined, re.MULTILINE)
    assert joined.count("export default") == 1
    assert len(re.findall(r"^export ", joined, re.MULTILINE)) == 1
    names = TOP_LEVEL.findall(joined)
    assert sorted(names) == sorted(set(names)), "joining puts every file into one scope"


def test_joined_script_holds_every_file():
    joined = assets.script(FOLDER / "reading")
    for path in (FOLDER / "reading").glob("*.js"):
        assert f"// {path.name}\n" in joined


def test_dependencies_come_first():
    joined = assets.script(FOLDER / "reading")
    assert (
        joined.index("// dom.js") < joined.index("// marks.js") < joined.index("// row.js") < joined.index("// main.js")
    )
