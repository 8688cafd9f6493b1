"""The rules of the house: floors, types, style; one command each, in the same run as the tests."""

import subprocess
import sysconfig
from pathlib import Path

import pytest

from conftest import ROOT

SCRIPTS = Path(sysconfig.get_path("scripts"))


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=" ".join,
)
def test_the_checkers_find_nothing(command):
    done = subprocess.run([SCRIPTS / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_broken_floor_is_found(tmp_path):
    """The contract is one that can fail: a stage that imports its neighbour breaks it."""
    package = tmp_path / "src/kaluga_site"
    for file in (ROOT / "src/kaluga_site").rglob("*.py"):
        target = package / file.relative_to(ROOT / "src/kaluga_site")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (package / "extract/__init__.py").write_text("import kaluga_site.load\n")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    done = subprocess.run(
        [SCRIPTS / "lint-imports", "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "kaluga_site.extract is not allowed to import kaluga_site.load" in done.stdout
