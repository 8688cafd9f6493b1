"""Run commands and measure them: seconds, and the memory of all their processes together."""

import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

LIMIT_SECONDS = 15 * 60
_SAMPLE_SECONDS = 0.05
_PROC = Path("/proc")


def interpreter():
    """Return which Python runs, who built it and when: one built without optimisations is a third slower."""
    return f"Python {platform.python_version()} ({', '.join(platform.python_build())}; {platform.python_compiler()})"


class FailedError(Exception):
    """A command ended with an error, or not in time; what it said last goes to standard error."""

    def __init__(self, message, said=""):
        super().__init__(message)
        if said:
            print(said.strip()[-2000:], file=sys.stderr)


def seconds(command, **options):
    """Run a command; return its wall seconds."""
    return _run(command, lambda _: None, options)


def mebibytes(command, **options):
    """Run a command; return the most memory (MiB) that it and all its descendants had at one time.

    It is the sum of their proportional set sizes: memory that processes share counts once.
    """
    peak = 0

    def watch(process):
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, sum(map(_kibibytes, _tree(process.pid))))
            time.sleep(_SAMPLE_SECONDS)

    _run(command, watch, options)
    return peak / 1024


def _run(command, watch, options):
    # Python tools keep their compiled modules from run to run, as they do for anyone.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=said, stderr=said, start_new_session=True, env=environment, **options
        )
        limit = threading.Timer(LIMIT_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        limit.start()
        try:
            watch(process)
            status = process.wait()
        finally:
            limit.cancel()
        took = time.perf_counter() - start
        if took > LIMIT_SECONDS:
            raise FailedError(f"not finished after {LIMIT_SECONDS // 60} minutes")
        if status:
            said.seek(0)
            raise FailedError(f"ended with {status}", said.read().decode(errors="replace"))
    return took


def _tree(root):
    """Return the ids of a process and all its descendants."""
    children = defaultdict(list)
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            parent = stat.read_bytes().rpartition(b")")[2].split()[1]
        except OSError:  # it has ended
            continue
        children[int(parent)].append(int(stat.parent.name))
    found = [root]
    for process in found:
        found += children[process]
    return found


def _kibibytes(process):
    """Return the proportional set size of a process; its resident set size where that is not told."""
    for name, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = (_PROC / str(process) / name).read_text(errors="replace").splitlines()
        except OSError:  # it has ended, or there is no such file
            continue
        found = [int(line.split()[1]) for line in lines if line.startswith(field)]
        if found:
            return found[0]
    return 0


def floor(sources, site, new):
    """Return the seconds of reading all source files and writing the bytes of a finished site to new files."""
    start = time.perf_counter()
    for folder, _, names in os.walk(sources):
        for name in names:
            Path(folder, name).read_bytes()
    took = time.perf_counter() - start
    for folder, _, names in os.walk(site):
        target = new / os.path.relpath(folder, site)
        contents = ((name, Path(folder, name).read_bytes()) for name in names)  # not counted: a build makes them
        start = time.perf_counter()
        target.mkdir(parents=True)
        took += time.perf_counter() - start
        for name, content in contents:
            start = time.perf_counter()
            (target / name).write_bytes(content)
            took += time.perf_counter() - start
    return took
