"""Have a question answered by another process, while this one goes on."""

import os
from collections.abc import Callable
from functools import cache

Answer = Callable[[], bool]


def ask_aside(question: Answer) -> Answer:
    """Return what tells the answer, for which another process looks meanwhile.

    Where none can be forked safely, and wherever the other one does not say yes, this process asks for itself.
    """
    if not _may_fork():
        return cache(question)
    child = os.fork()
    if not child:
        _answer(question)
    return cache(lambda: _said_yes(child) or question())


def _may_fork() -> bool:
    """Return whether the system tells that this process has but one thread: a lock of another would stay locked."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - a count is all that is wanted
    except OSError:
        return False


def _said_yes(child: int) -> bool:
    try:
        return os.waitpid(child, 0)[1] == 0
    except ChildProcessError:  # where nobody is told how children end
        return False


def _answer(question: Answer) -> None:
    """End this process with the answer, and without all that ends another one: files, locks, tests."""
    said = False
    try:
        said = question()
    finally:
        os._exit(0 if said else 1)
