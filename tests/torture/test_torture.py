"""Builds that are killed, that run beside each other, or that find no room: the site that stands is always whole.

Every round is one build that goes wrong at a place chosen by a seed. TORTURE names how many rounds there are of the
main kinds (`make torture`: 300); without, there are a few.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import NOW, ROOT, tree
from kaluga_site import pipeline
from test_incremental import GOLDEN, Editor, built_anew

ROUNDS = int(os.environ.get("TORTURE", "0"))
KILLS = ROUNDS or 4
IN_A_ROW = 10
"""So many builds of one archive are killed, each after the one before has been healed."""

PAIRS = max(2, ROUNDS // 6)
LEVELS = 20 if ROUNDS else 2
PATIENCE = 600
"""Seconds after which a build hangs, be the machine as busy as it may."""

MANIFEST = "du-lieu/manifest.json"
MOST_LEFT = 600
"""Of so many kB that are left on a disk, pages that all change need less."""

VICTIM = str(Path(__file__).with_name("victim.py"))
COMMAND = [sys.executable, VICTIM]

is_root = os.name == "posix" and os.geteuid() == 0


@pytest.fixture
def archive(tmp_path):
    return shutil.copytree(GOLDEN, tmp_path / "archive")


def build(archive, *options, die_at=0, **streams):
    """Begin a build in a group of processes of its own."""
    words = [*COMMAND, str(die_at), "build", str(archive), "--quiet", *options]
    return subprocess.Popen(words, start_new_session=True, **streams)


def finished(running):
    """Wait for a build; return its exit code and what it said."""
    said, _ = running.communicate(timeout=PATIENCE)
    return running.returncode, said


@lru_cache(maxsize=2000)
def links_of(page, content):
    """Return the addresses that a page leads to."""
    links = re.findall(r'(?:href|src)="([^"#?:]+)["#?]', content.decode())
    return {os.path.normpath(os.path.join(os.path.dirname(page), unquote(link))) for link in links}  # noqa: PTH118, PTH120


def broken_links(files):
    """Return the links that lead to none of these files, from every page that can be reached from the first."""
    broken, waiting, seen = [], ["index.html"], {"index.html"}
    while waiting:
        page = waiting.pop()
        links = links_of(page, files[page])
        broken += [(page, link) for link in links - files.keys()]
        found = {link for link in links if link.endswith(".html")} & files.keys() - seen
        seen |= found
        waiting += found
    return broken


def check_between(site, before, after):
    """Check that the site of a build that went wrong is whole: every file is the old one or the new one."""
    now = tree(site)
    odd = [name for name, content in now.items() if content not in (before.get(name), after.get(name))]
    assert [name for name in odd if name != MANIFEST] == []
    lost = [name for name in before.keys() & after.keys() if name not in now]
    assert lost == []
    assert broken_links(now) == []


@pytest.mark.parametrize("first", range(0, KILLS, IN_A_ROW))
def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_heals_it(archive, tmp_path, first):
    """At a change of the output, or at a moment of the whole run; one process makes the pages, or several do."""
    choose, editor, site = random.Random(first), Editor(archive, first), archive / "_site"
    for _ in range(choose.randint(0, 6)):
        editor.edit()
    started = time.monotonic()
    assert finished(build(archive)) == (0, None)
    seconds = {(): time.monotonic() - started, ("--no-cache", "-j2"): time.monotonic() - started}
    left = min(IN_A_ROW, KILLS - first)
    while left:
        before = tree(site)
        for _ in range(choose.randint(1, 4)):
            editor.edit()
        lost = [name for name in before if not (site / name).exists()]  # an edit, too
        before = {name: content for name, content in before.items() if name not in lost}
        after = built_anew(archive, tmp_path / "anew")
        shutil.rmtree(tmp_path / "anew")
        if choose.random() < 0.6:
            changes = 2 + sum(before.get(name) != after.get(name) for name in before.keys() | after.keys())
            running = build(archive, die_at=choose.randint(1, changes))
        else:
            options = choose.choice([*seconds])
            running = build(archive, *options)
            time.sleep(choose.uniform(0, seconds[options]))
            os.killpg(running.pid, signal.SIGKILL)
        is_killed = running.wait(timeout=PATIENCE) == -signal.SIGKILL  # it may have ended before
        left -= is_killed
        if is_killed and not lost:
            check_between(site, before, after)
        started = time.monotonic()
        assert finished(build(archive)) == (0, None)
        if is_killed:
            seconds[()] = time.monotonic() - started
        assert tree(site) == after
    assert finished(build(archive, "--no-cache")) == (0, None)  # one that finds nothing to do clears nothing up
    assert tree(site) == after
    assert [file.name for file in (archive / ".kaluga-site").glob("stage-*")] == []


@pytest.mark.parametrize("seed", range(PAIRS))
def test_of_two_builds_at_once_one_waits_for_the_other(archive, tmp_path, seed):
    """Be it one archive, or two that are built into one folder: the later one has it."""
    other = archive if seed % 2 else shutil.copytree(archive, tmp_path / "other")
    for folder in (archive, other):
        editor = Editor(folder, seed)
        for _ in range(3):
            editor.edit()
    first = build(archive)
    time.sleep(random.Random(seed).uniform(0, 0.6))
    second = build(other, "--output", str(archive / "_site"))
    assert [finished(first), finished(second)] == [(0, None), (0, None)]
    assert not (archive / ".kaluga-site/building").exists()
    anew = [built_anew(folder, tmp_path / f"anew-{number}") for number, folder in enumerate({archive, other})]
    assert tree(archive / "_site") in anew


@contextmanager
def small_disk(folder, kilobytes):
    """Mount a file system of so many kB at a folder."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if not is_root or shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder, left):
    """Fill a file system but for so many kB."""
    room = os.statvfs(folder)
    with (folder / "filler").open("wb") as file:
        file.write(bytes(max(0, room.f_bavail * room.f_frsize - left * 1024)))


@pytest.mark.parametrize("part", range(1, LEVELS + 1))
def test_a_full_disk_leaves_the_site_that_stood(archive, tmp_path, part):
    with small_disk(tmp_path / "disk", 40_000) as disk:
        moved = shutil.copytree(archive, disk / "archive")
        assert finished(build(moved)) == (0, None)
        before = tree(moved / "_site")
        (moved / "site.yaml").write_text(f"title: Tên khác hẳn {part}\n", encoding="utf-8")  # every page changes
        after = built_anew(moved, tmp_path / "anew")
        fill(disk, MOST_LEFT * part // LEVELS)
        code, said = finished(build(moved, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
        check_between(moved / "_site", before, after)
        if code:
            assert code == 1
            assert "unwritable-output" in said
            assert {name: found for name, found in tree(moved / "_site").items() if name in before} == before
        else:
            assert tree(moved / "_site") == after
        (disk / "filler").unlink()
        assert finished(build(moved)) == (0, None)
        assert tree(moved / "_site") == after


def test_a_disk_that_cannot_be_written_is_told(archive, tmp_path):
    with small_disk(tmp_path / "disk", 40_000) as disk:
        moved = shutil.copytree(archive, disk / "archive")
        assert finished(build(moved)) == (0, None)
        before = tree(moved / "_site")
        (moved / "site.yaml").write_text("title: Tên khác\n", encoding="utf-8")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        code, said = finished(build(moved, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
        assert (code, "unwritable-output" in said) == (1, True)
        assert tree(moved / "_site") == before
        elsewhere = tmp_path / "elsewhere"
        assert finished(build(moved, "--output", str(elsewhere))) == (0, None)  # without a state
        assert tree(elsewhere) == built_anew(moved, tmp_path / "anew")


def as_nobody(work):
    """Do work in a process of a user without rights; return the lines that it returns."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            os.write(writing, "\n".join(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        lines = answer.read().splitlines()
    os.waitpid(child, 0)
    return lines


def is_open_to_all(folder):
    return all(one.stat().st_mode & 0o005 == 0o005 for one in (folder, *folder.parents))


@pytest.mark.skipif(not is_root, reason="needs the right to become another user")
@pytest.mark.skipif(
    not (is_open_to_all(ROOT) and is_open_to_all(Path(sys.prefix))), reason="needs code that every user may read"
)
def test_what_may_not_be_read_is_told_and_nothing_is_lost(archive):
    assert pipeline.build(archive, archive / "_site", NOW).published is not None  # after it, all is imported
    before = tree(archive / "_site")
    with tempfile.TemporaryDirectory() as folder:
        moved = shutil.copytree(archive, Path(folder, "archive"))
        for path in (Path(folder), moved, *moved.rglob("*")):
            os.chown(path, 65534, 65534)
        closed = [moved / "articles/2025/day-du.md", moved / "authorities/people.yaml"]
        for file in closed:
            file.chmod(0)
        found = as_nobody(
            lambda: [
                f"{problem.code} {problem.path}"
                for problem in pipeline.build(moved, moved / "_site", NOW).problems
                if problem.code.startswith("unreadable")
            ]
        )
        assert sorted(found) == [f"unreadable-file {file.relative_to(moved)}" for file in closed]
        assert tree(moved / "_site") == before
