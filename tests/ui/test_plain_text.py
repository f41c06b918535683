"""Evidence text never reaches a Streamlit call that understands Markdown or HTML.

Walks the syntax tree of every module of the interface: such calls may take
literals, and f-strings whose values went through ``plain.label`` or are counted
(``len``, ``int``). Data goes to ``st.text``, ``st.dataframe`` and components.
"""

import ast
from pathlib import Path

import pytest

from reader.ui import plain

ROOM = Path(__file__).resolve().parents[2] / "reader" / "ui"
MODULES = sorted(ROOM.rglob("*.py"))

MARKUP = {
    "markdown", "write", "html", "caption", "title", "header", "subheader", "latex", "write_stream", "divider",
    "error", "warning", "info", "success", "exception", "toast", "expander", "status", "popover", "dialog", "spinner",
    "button", "download_button", "link_button", "form_submit_button", "page_link", "checkbox", "toggle", "radio",
    "selectbox", "multiselect", "text_input", "text_area", "number_input", "slider", "select_slider", "date_input",
    "time_input", "file_uploader", "metric", "progress", "tabs", "segmented_control", "pills", "chat_message", "form",
    "feedback", "badge", "data_editor_label", "Page",
}  # fmt: skip
TEXT_ARGUMENTS = {"label", "body", "help", "text", "caption", "captions", "title", "delta", "icon"}
NUMBER_FIRST = {"progress"}
WRAPPERS = {"heading"}
"""Functions of ours that pass their arguments on to such a call; their callers are held to the same rule."""
NUMBER_FORMATS = {",", "d", ".0f", ".1f", ".2f"}
NEVER = {"unsafe_allow_html", "unsafe_allow_javascript"}


def complaints(source: str) -> list[str]:
    tree = ast.parse(source)
    rooted = {"st"} | {name for node in ast.walk(tree) for name in _bound(node)}
    ours = _wrapper_parameters(tree)
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if any(keyword.arg in NEVER for keyword in node.keywords):
            found.append(f"line {node.lineno}: raw HTML")
        values = [value for value in _texts(node, rooted) if value not in ours and not _harmless(value)]
        found += [f"line {v.lineno}: {ast.unparse(node.func)}({ast.unparse(v)})" for v in values]
    return found


def _texts(node: ast.Call, rooted: set[str]) -> list[ast.AST]:
    """The arguments of a call that would be read as Markdown or HTML."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in WRAPPERS:
        return [*node.args, *(keyword.value for keyword in node.keywords)]
    if not (isinstance(node.func, ast.Attribute) and name in MARKUP and _root(node.func) in rooted):
        return []
    first = [] if name in NUMBER_FIRST else node.args[:1]
    return first + [keyword.value for keyword in node.keywords if keyword.arg in TEXT_ARGUMENTS]


def _wrapper_parameters(tree: ast.AST) -> set[ast.AST]:
    """The places inside our wrappers where their own parameters are used."""
    wrappers = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in WRAPPERS]
    return {
        name
        for wrapper in wrappers
        for name in ast.walk(wrapper)
        if isinstance(name, ast.Name) and name.id in {argument.arg for argument in wrapper.args.args}
    }


def _root(node: ast.AST) -> str:
    while isinstance(node, (ast.Attribute, ast.Call, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _bound(node: ast.AST) -> list[str]:
    """Names bound to something made by ``st``: columns, containers, placeholders."""
    pairs = []
    if isinstance(node, ast.Assign):
        pairs = [(target, node.value) for target in node.targets]
    elif isinstance(node, ast.withitem) and node.optional_vars:
        pairs = [(node.optional_vars, node.context_expr)]
    return [
        name.id
        for target, value in pairs
        if _root(value) == "st"
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    ]


def _harmless(value: ast.AST) -> bool:
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.JoinedStr):
        return all(_harmless(part) for part in value.values)
    if isinstance(value, ast.FormattedValue):
        return _harmless(value.value) or _formats_a_number(value)
    if isinstance(value, ast.BinOp):
        return _harmless(value.left) and _harmless(value.right)
    if isinstance(value, (ast.List, ast.Tuple)):
        return all(_harmless(element) for element in value.elts)
    if isinstance(value, ast.IfExp):
        return _harmless(value.body) and _harmless(value.orelse)
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) in {"plain.label", "len", "int", "partial"}
    return ast.unparse(value) == "page.title"  # of a PageSpec, a literal in pages/__init__.py


def _formats_a_number(value: ast.FormattedValue) -> bool:
    """``{n:,}`` and ``{x:.0f}`` raise for anything but a number."""
    return value.format_spec is not None and ast.literal_eval(value.format_spec.values[0]) in NUMBER_FORMATS


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOM)))
def test_no_evidence_in_markup(path):
    assert complaints(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "st.markdown(document.title)",
        "st.title(f'Reading {document.title}')",
        "st.button(label=row['source'])",
        "st.sidebar.caption(name)",
        "left, right = st.columns(2)\nleft.write(text)",
        "with st.container() as box:\n    box.info(text)",
        "st.text_input('Name', help=text)",
        "st.html('<b>x</b>', unsafe_allow_javascript=True)",
        "st.error(str(error))",
        "st.info(f'{name:>10}')",
        "heading('Read', document.title)",
        "st.caption('about ' + name)",
    ],
)
def test_the_walk_finds_offences(line):
    assert complaints(line)


@pytest.mark.parametrize(
    "line",
    [
        "st.text(document.title)",
        "st.markdown('plain words')",
        "st.button(f'Open {plain.label(name)} ({len(rows)})')",
        "st.dataframe(rows)",
        "logfile.write(text)",
        "st.warning(f'{missing:,} sentences, {rate:.1f} a second')",
        "def heading(title):\n    st.header(title)",
    ],
)
def test_the_walk_lets_plain_text_pass(line):
    assert complaints(line) == []


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("**bold**", r"\*\*bold\*\*"),
        ("[x](http://canary.invalid)", r"\[x\]\(http\:\/\/canary\.invalid\)"),
        ("a\nb\t c", "a b c"),
        ("$x$ :red[y] :smile:", r"\$x\$ \:red\[y\] \:smile\:"),
        ("ab\u202egpj.exe", r"ab�gpj\.exe"),
        ("2024年预算", "2024年预算"),
    ],
)
def test_labels_are_escaped(text, escaped):
    assert plain.label(text) == escaped


def test_labels_are_short():
    assert len(plain.label("长" * 5000)) <= 300
