"""What a wheel and a bundle carry."""

import importlib.util
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_carries_every_bundled_package_and_nothing_of_the_training():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    carried = set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"])
    manifest = tomllib.loads((ROOT / "models" / "manifest.toml").read_text("utf-8"))
    bundled = {f"models/{row['file']}" for row in manifest["package"] if row.get("bundled")}
    assert carried == bundled | {"models/manifest.toml", "models/README.md"}
    assert all((ROOT / name).is_file() for name in carried)


def test_every_dependency_is_locked_and_justified():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements" / "lock.txt").read_text("utf-8").lower()
    reasons = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    for requirement in project["dependencies"]:
        name = requirement.split(">")[0].split("<")[0].split("=")[0].strip().lower()
        assert f"\n{name}==" in f"\n{locked}", f"{name}: run make lock"
        assert f"`{name}`" in reasons, f"{name}: say why in docs/dependencies.md"


def test_bundle_sums_cover_every_file(tmp_path):
    spec = importlib.util.spec_from_file_location("bundle", ROOT / "tools" / "bundle.py")
    bundle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bundle)
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a.whl").write_bytes(b"a")
    (tmp_path / "install.sh").write_text("x")
    bundle.write_sums(tmp_path)
    lines = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert [line.split("  ")[1] for line in lines] == ["install.sh", "wheels/a.whl"]
    assert lines[1].startswith("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")
