"""One at a time writes into an output folder, whatever archive it builds."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":  # which locks no folders
    import fcntl

_LOCK_SECONDS = 60
_PATIENCE_SECONDS = 0.5
"""After so long it is told that a build waits for another."""

_PAUSE_SECONDS = 0.02

_held: set[int] = set()
"""The folders that this process has open to lock them. Workers forked meanwhile let go of them, so as to lock nothing
when this process is killed."""


class Held(Exception):  # noqa: N818 - it is a state of the folder
    """Another process is writing into the folder."""


class Overtaken(Exception):  # noqa: N818 - it is a state of the folder
    """Another build has published into the folder since this one has looked at it."""


@contextmanager
def holding(output: Path, waiting: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Keep all others from writing into an output folder that exists, until the end.

    The folder itself is locked, so nothing is left in it or beside it, and the system lets go of what a killed process
    held. Where a folder cannot be locked (some network drives, Windows) nobody is kept out. `waiting` is called with
    where it writes, if another has to end first. Raises Held where it would have to be waited for too long.
    """
    folder = _opened(output)
    try:
        if folder is not None and not _is_taken(folder, _PATIENCE_SECONDS):
            waiting(f"it writes into {output}")
            if not _is_taken(folder, _LOCK_SECONDS):
                raise Held
        yield
    finally:
        if folder in _held:
            _held.remove(folder)
            os.close(folder)


def _opened(folder: Path) -> int | None:
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        _held.add(opened)
        return opened
    return None


def _is_taken(folder: int, seconds: float) -> bool:
    """Try for so long to lock a folder; return whether nobody else has it locked."""
    end = time.monotonic() + seconds
    while _is_locked_elsewhere(folder):
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True


def _is_locked_elsewhere(folder: int) -> bool:
    try:
        if sys.platform != "win32":
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # such a drive locks nothing
        pass
    return False


def _let_go() -> None:
    while _held:
        os.close(_held.pop())


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_let_go)
