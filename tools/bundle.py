"""Make a folder that installs Evidence Reader on an air-gapped machine of this platform.

    python tools/bundle.py [FOLDER]

The folder holds every wheel at the locked version (source-only packages are
built here), the project itself with its demo case and starter package, install
scripts, and SHA-256 sums. It fits machines with the same operating system,
processor family and Python minor version as this one; the README inside says which.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "lock.txt"

INSTALL_SH = """#!/bin/sh
# Installs Evidence Reader from this folder. Never uses a network.
#   sh install.sh [--check] [TARGET]      TARGET defaults to ./evidence-reader
set -eu
here=$(cd "$(dirname "$0")" && pwd)
check=no
if [ "${1:-}" = "--check" ]; then check=yes; shift; fi
target=${1:-"$PWD/evidence-reader"}
[ "$check" = yes ] && [ $# -eq 0 ] && target=$(mktemp -d)/evidence-reader
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(0 if sys.version_info[:2] == (@MAJOR@, @MINOR@) else 1)' || {
  echo "This bundle needs Python @MAJOR@.@MINOR@; set PYTHON to one." >&2; exit 1; }
(cd "$here" && sha256sum --quiet -c SHA256SUMS) || { echo "A file of this bundle is damaged." >&2; exit 1; }
"$python" -m venv "$target"
"$target/bin/python" -m pip install --quiet --no-index --find-links "$here/wheels" evidence-reader
"$target/bin/reader" --version
if [ "$check" = yes ]; then
  cd "$(dirname "$target")"
  READER_PACKAGES_DIR="$target/packages" "$target/bin/reader" doctor
  READER_PACKAGES_DIR="$target/packages" "$target/bin/reader" demo "$target/demo" --no-open
  "$target/bin/reader" verify "$target/demo"
else
  echo "Installed. Start with: $target/bin/reader demo"
fi
"""

INSTALL_PS1 = """# Installs Evidence Reader from this folder. Never uses a network.
#   powershell -ExecutionPolicy Bypass -File install.ps1 [TARGET]
param([string]$Target = "$PWD\\evidence-reader")
$ErrorActionPreference = "Stop"
py -@MAJOR@.@MINOR@ -m venv $Target
& "$Target\\Scripts\\python.exe" -m pip install --quiet --no-index --find-links "$PSScriptRoot\\wheels" evidence-reader
& "$Target\\Scripts\\reader.exe" --version
Write-Output "Installed. Start with: $Target\\Scripts\\reader.exe demo"
"""

README = """Evidence Reader for machines without a network
===============================================

Made on {system} ({machine}), Python {major}.{minor}. It fits machines of the same kind.

  Linux, macOS   sh install.sh
  Windows        powershell -ExecutionPolicy Bypass -File install.ps1

install.sh compares every file with SHA256SUMS first; `sh install.sh --check` installs into a temporary folder,
builds the demo case and verifies it. A better translation package than the bundled starter can be copied over
as a file and added with: reader models import FILE.argosmodel
"""


def main() -> int:
    """Build the bundle; exit code 0 when it is complete."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "bundle")
    folder = parser.parse_args().folder.resolve()
    wheels = folder / "wheels"
    if wheels.exists():
        shutil.rmtree(wheels)
    wheels.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--quiet", "-c", str(LOCK), "-w", str(wheels), str(ROOT)], check=True)
    fill = {"@MAJOR@": str(sys.version_info.major), "@MINOR@": str(sys.version_info.minor)}
    for name, text in (("install.sh", INSTALL_SH), ("install.ps1", INSTALL_PS1)):
        for mark, value in fill.items():
            text = text.replace(mark, value)
        (folder / name).write_text(text, "utf-8")
    (folder / "README.txt").write_text(
        README.format(
            system=platform.system(),
            machine=platform.machine(),
            major=sys.version_info.major,
            minor=sys.version_info.minor,
        ),
        "utf-8",
    )
    write_sums(folder)
    total = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    sys.stdout.write(f"{folder}: {len(list(wheels.iterdir()))} wheels, {total / 1e6:.0f} MB\n")
    return 0


def write_sums(folder: Path) -> None:
    """``SHA256SUMS`` over every other file, in ``sha256sum`` form."""
    lines = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS"):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        lines.append(f"{digest}  {path.relative_to(folder).as_posix()}\n")
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
