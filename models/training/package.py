"""Step 8: a valid ``.argosmodel`` from a converted model.

``python -m models.training.package --name NAME --version 0.5`` puts ``WORK/built/NAME/``, the SentencePiece model, the
metadata and a README into ``WORK/built/zh_en-starter-0.5.argosmodel``. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from pathlib import Path

from models.training import folders

_EPOCH = (2024, 1, 1, 0, 0, 0)
ARGOS_VERSION = "1.5"
README = """# zh_en starter, version {version}

A small Chinese (Simplified) to English model trained for Evidence Reader. It shows what a text is about; it is not
translation quality to rely on. Use the official package for anything that matters. The model card (models/README.md in
the project) names the sources of its training text, their terms, the scores and the known failures.

The model and this file: CC BY 4.0, the Evidence Reader contributors.
"""


def metadata(version: str) -> dict[str, str]:
    """What ``argostranslate.package`` reads."""
    return {
        "package_version": version,
        "argos_version": ARGOS_VERSION,
        "from_code": "zh",
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
        "type": "translate",
    }


def build(model: Path, vocabulary: Path, version: str, target: Path) -> None:
    """Write the package. *model*: folder of the converted model; *vocabulary*: ``sentencepiece.model``."""
    root = f"translate-zh_en-{version.replace('.', '_')}"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _add(archive, f"{root}/metadata.json", json.dumps(metadata(version), indent=1).encode("utf-8"))
        _add(archive, f"{root}/README.md", README.format(version=version).encode("utf-8"))
        _add(archive, f"{root}/sentencepiece.model", vocabulary.read_bytes())
        for file in sorted(model.iterdir()):
            _add(archive, f"{root}/model/{file.name}", file.read_bytes())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line; prints the manifest's ``bytes`` and ``sha256``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folders.add_work_argument(parser)
    parser.add_argument("--name", required=True, help="name of the converted model below WORK/built")
    parser.add_argument("--version", required=True, help="package version, as 0.5")
    options = parser.parse_args(arguments)
    target = options.work.built / f"zh_en-starter-{options.version}.argosmodel"
    build(options.work.built / options.name, options.work.vocabulary, options.version, target)
    data = target.read_bytes()
    sys.stdout.write(f'file = "{target.name}"\nbytes = {len(data)}\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n')


if __name__ == "__main__":
    main()
