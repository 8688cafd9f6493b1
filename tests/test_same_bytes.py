"""The same input gives the same bytes, whatever the clock, locale, hash seed, folder, its order, and the workers.

That what an earlier build has left changes nothing is seen in test_incremental.py.
"""

import datetime
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import pytest

from conftest import NOW, ROOT, copy_of_own_archive, tree
from kaluga_site import article_reading, pipeline, workers

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


def test_every_case_of_extraction_is_read_alike(tmp_path):
    cases = sorted((ROOT / "tests/cases/extract").glob("*.txt"))
    texts = [part.partition("\n")[2] for case in cases for part in re.split(r"(?m)^=== ", case.read_text("utf-8"))[1:]]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text.partition("\n---\n")[0], encoding="utf-8")
    command = [sys.executable, "-m", "kaluga_site", "extract", "--json", *sorted(tmp_path.iterdir())]
    surroundings = [*SURROUNDINGS, *({"PYTHONHASHSEED": str(seed)} for seed in range(2, 5))]
    found = [subprocess.run(command, check=True, env=os.environ | one, capture_output=True) for one in surroundings]
    assert len({one.stdout for one in found}) == 1
    assert found[0].stdout.count(b"\n") == len(texts)


def test_building_again_changes_nothing(tmp_path):
    archive = copy_of_own_archive(tmp_path)
    first = built(archive, {})
    stamps = {file: file.stat().st_mtime_ns for file in (archive / "_site").rglob("*")}
    assert built(archive, {}) == first
    assert {file: file.stat().st_mtime_ns for file in (archive / "_site").rglob("*")} == stamps


def test_no_file_of_the_site_names_the_machine(tmp_path):
    archive = copy_of_own_archive(tmp_path)
    assert not [name for name, content in built(archive, {}).items() if str(tmp_path).encode() in content]


class InAnotherOrder:
    """What a folder holds, in the reverse of the order in which the file system has it."""

    def __init__(self, entries):
        with entries:
            self.entries = iter(list(entries)[::-1])

    def __iter__(self):
        return self.entries

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass


def test_the_same_bytes_on_another_day_from_folders_in_another_order_by_other_processes(tmp_path, monkeypatch):
    archives = [shutil.copytree(ROOT / "tests/golden/archive", tmp_path / name / "archive") for name in ("a", "b")]
    pipeline.build(archives[0], archives[0] / "_site", NOW)
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda *path: InAnotherOrder(real(*path)))
    monkeypatch.setattr(article_reading, "SMALL", 1)
    monkeypatch.setattr(workers, "BATCH", 2)
    later = NOW.astimezone(datetime.timezone(datetime.timedelta(hours=-11))) + datetime.timedelta(days=40)
    with ProcessPoolExecutor(3) as executor:
        pipeline.build(
            archives[1], archives[1] / "_site", later, workers=workers.Workers(workers.Executors(lambda: executor))
        )
    assert tree(archives[0] / "_site") == tree(archives[1] / "_site")
