"""``reader models``: the translation packages of this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reader import config
from reader.cli.options import Json
from reader.cli.output import emit, say, table
from reader.errors import EXIT_DONE, EXIT_VERIFICATION
from reader.services.packages import PackageService, open_packages

app = typer.Typer(help="List, install, import and verify translation packages.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    """Add the command group."""
    root.add_typer(app, name="models")


def _service() -> PackageService:
    return PackageService(open_packages(config.load()))


@app.command("list")
def list_(json: Json = False) -> int:
    """Packages that are here, and those that could be installed.

    Example: reader models list
    """
    view = _service().overview()
    if json:
        emit(view)
        return 0
    columns = ["package", "version", "from", "to", "status", "MB", "quality", "SHA-256"]
    keys = ("name", "version", "from", "to", "status")
    table(
        columns,
        [
            [*(p[key] for key in keys), f"{p['size'] / 1e6:.1f}", p["quality"], p["sha256"][:12]]
            for p in view["packages"]
        ],
    )
    for package in view["packages"]:
        if package["problem"]:
            say(f"{package['name']}: {package['problem']}")
    if view["available"]:
        say("\nNot here, can be installed (`reader models install NAME` downloads; or copy the file and import it):")
        for entry in view["available"]:
            say(f"  {entry['label']}  {entry['size'] / 1e6:.1f} MB  {entry['licence']}  {entry['file']}")
    return 0


@app.command()
def install(
    name: Annotated[str, typer.Argument(help="Package name from `reader models list`, such as zh_en.")],
    json: Json = False,
) -> int:
    """Download and install an official package. The only command that ever opens a network connection.

    Example: reader models install zh_en
    """
    return _added(_service().install(name), json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An .argosmodel file, from a USB stick for instance.")],
    json: Json = False,
) -> int:
    """Install a package from a file.

    Example: reader models import /media/usb/translate-zh_en-1_9.argosmodel
    """
    return _added(_service().import_file(file), json)


@app.command()
def verify(json: Json = False) -> int:
    """Re-hash every package. Exit code 4 when one is damaged.

    Example: reader models verify
    """
    checks = _service().verify()
    if json:
        emit({"ok": all(c["ok"] for c in checks), "packages": checks})
    else:
        for check in checks:
            say(f"{'ok' if check['ok'] else 'DAMAGED'}  {check['label']}  {'; '.join(check['failures'])}".rstrip())
    return EXIT_DONE if all(c["ok"] for c in checks) else EXIT_VERIFICATION


def _added(view: dict[str, object], json: bool) -> int:
    if json:
        emit(view)
    else:
        say(f"Installed {view['name']} {view['version']} ({view['status']}), SHA-256 {view['sha256']}.")
    return 0
