"""Write docs/cli.md: the help of every command, then the JSON contracts.

python tools/cli_reference.py          write it
python tools/cli_reference.py --check  exit 1 when it is out of date
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "cli.md"
CONTRACTS = ROOT / "docs" / "cli-contracts.md"
GROUPS = {"models": ("list", "install", "import", "verify"), "rates": ("CASE list", "CASE set", "CASE remove")}

HEAD = """# Command line

Written by `python tools/cli_reference.py`, compared with the program by a test. Results go to stdout, the rest to
stderr. `--json` gives machine output; the shapes are in [cli-contracts.md](cli-contracts.md).

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | usage: the request cannot be carried out as written |
| 2 | failed |
| 3 | partial: done, with Problems stored (`reader status CASE --problems`), or stopped on request |
| 4 | verification failed |
| 130 | interrupted with Ctrl-C; run the same command again to go on |

| environment variable | meaning |
|---|---|
| `READER_ACTOR` | who is acting, where `--actor` is not given |
| `READER_WORKERS` | translation workers, one thread each; all processors by default |
| `READER_PACKAGES_DIR` | where installed translation packages live |
| `READER_KEY_FILE` | the key that seals passwords of protected files; in the user's data folder, never in a case |
| `READER_MODELS_DIR` | where the bundled packages and `manifest.toml` are |
| `READER_PARSE_SECONDS` | how long one file may take to read (300) |
| `READER_TRACEBACK` | 1 shows the details of an internal error, which may quote documents |
"""


def reference() -> str:
    """The whole page."""
    os.environ["COLUMNS"] = "100"
    os.environ["NO_COLOR"] = "1"
    from reader.cli.main import COMMANDS

    parts = [HEAD]
    for name in COMMANDS:
        parts.append(f"## reader {name}\n\n```text\n{_help(name)}\n```\n")
        for sub in GROUPS.get(name, ()):
            parts.append(f"### reader {name} {sub}\n\n```text\n{_help(name, *sub.split())}\n```\n")
    return "\n".join(parts)


def _help(*command: str) -> str:
    from reader.cli.main import run

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        run([*command, "--help"])
    return "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines())


def main() -> int:
    """Write or compare; the exit code."""
    text = reference()
    if "--check" in sys.argv:
        return 0 if TARGET.is_file() and TARGET.read_text("utf-8") == text else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
