"""A question that a child of this process looks into while it goes on itself."""

import os
from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

import msgspec

Answer = TypeVar("Answer")


class Aside(Generic[Answer]):
    """A question of much looking and a short answer."""

    def __init__(self, question: Callable[[], Answer], kind: type[Answer], *, at_once: bool) -> None:
        """Ask it, where the system can split a process; it is for a process of one thread that has written nothing.

        The answer is of a kind that msgspec encodes. Without `at_once`, or where the child fails, the question is asked
        when the answer is wanted.
        """
        self._question, self._kind = question, kind
        self._child: tuple[int, int] | None = None
        if at_once and hasattr(os, "fork"):
            end, beginning = os.pipe()
            child = os.fork()
            if child == 0:
                _look(question, beginning)
            os.close(beginning)
            self._child = child, end

    @cached_property
    def answer(self) -> Answer:
        """The answer; it is waited for."""
        if self._child is not None:
            child, end = self._child
            with open(end, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
                found = pipe.read()
            _, status = os.waitpid(child, 0)
            if status == 0:
                return msgspec.msgpack.decode(found, type=self._kind)
        return self._question()


def _look(question: Callable[[], Answer], beginning: int) -> None:
    """Write the answer into a pipe, and leave whatever is the parent's as it is."""
    status = 1
    try:
        with open(beginning, "wb") as pipe:
            pipe.write(msgspec.msgpack.encode(question()))
        status = 0
    finally:
        os._exit(status)
