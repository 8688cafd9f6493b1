"""The same input gives the same bytes, whatever the machine's clock, locale, hash seed or folder."""

import os
import subprocess
import sys

import pytest

from conftest import ROOT, copy_of_own_archive, tree

SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
]


def built(archive, surroundings):
    command = [sys.executable, "-m", "kaluga_site", "build", archive, "--base-url", "https://example.org/", "--quiet"]
    subprocess.run(command, check=True, env=os.environ | surroundings)
    return tree(archive / "_site")


@pytest.mark.parametrize("which", ["own", "golden"])
def test_the_same_bytes_everywhere(tmp_path, which):
    trees = []
    for place, surroundings in zip(("một nơi", "a/much/deeper/folder"), SURROUNDINGS, strict=True):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        if which == "own":
            archive = copy_of_own_archive(folder)
        else:
            archive = folder / "archive"
            # The files arrive in another order on the disk.
            files = [file for file in (ROOT / "tests/golden/archive").rglob("*") if file.is_file()]
            for file in sorted(files, reverse=place == "một nơi"):
                target = archive / file.relative_to(ROOT / "tests/golden/archive")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
        trees.append(built(archive, surroundings))
    assert trees[0] == trees[1]


def test_building_again_changes_nothing(tmp_path):
    archive = copy_of_own_archive(tmp_path)
    first = built(archive, {})
    stamps = {file: file.stat().st_mtime_ns for file in (archive / "_site").rglob("*")}
    assert built(archive, {}) == first
    assert {file: file.stat().st_mtime_ns for file in (archive / "_site").rglob("*")} == stamps


def test_no_file_of_the_site_names_the_machine(tmp_path):
    archive = copy_of_own_archive(tmp_path)
    assert not [name for name, content in built(archive, {}).items() if str(tmp_path).encode() in content]
