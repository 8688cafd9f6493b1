"""A question that a child of this process looks into while it goes on itself."""

import os
from collections.abc import Callable
from functools import cached_property

_YES, _NO, _UNKNOWN = range(3)


class Aside:
    """A question of much looking and a short answer."""

    def __init__(self, question: Callable[[], bool], *, at_once: bool) -> None:
        """Ask it, where the system can split a process; it is for a process of one thread that has written nothing.

        Without `at_once`, or where the child fails, the question is asked when the answer is wanted.
        """
        self._question = question
        self._child = os.fork() if at_once and hasattr(os, "fork") else None
        if self._child == 0:
            _look(question)

    @cached_property
    def answer(self) -> bool:
        """The answer; it is waited for."""
        if self._child is not None:
            _, status = os.waitpid(self._child, 0)
            found = os.waitstatus_to_exitcode(status)
            if found in {_YES, _NO}:
                return found == _YES
        return self._question()


def _look(question: Callable[[], bool]) -> None:
    """Answer by the exit code, and leave whatever is the parent's as it is."""
    code = _UNKNOWN
    try:
        code = _YES if question() else _NO
    finally:
        os._exit(code)
