"""A question that a child of this process looks into while it goes on itself."""

import contextlib
import os
import select
import threading
from collections.abc import Callable
from functools import cached_property
from typing import Generic, NoReturn, TypeVar

import msgspec

Answer = TypeVar("Answer")


class Aside(Generic[Answer]):
    """A question of much looking and a short answer."""

    def __init__(self, question: Callable[[], Answer], kind: type[Answer], *, at_once: bool) -> None:
        """Ask it, where the system can split a process; it is for a process of one thread.

        The answer is of a kind that msgspec tells in JSON. Without `at_once`, or where the child fails, the question is
        asked when the answer is wanted. A child whose parent has been killed ends, too.
        """
        self._question, self._kind = question, kind
        self._child: tuple[int, int, int] | None = None
        if at_once and hasattr(os, "fork"):
            with contextlib.suppress(OSError):  # there may be no more processes
                self._child = _split(question)

    @property
    def is_being_looked_into(self) -> bool:
        """Whether a child has not found the answer yet."""
        return (
            self._child is not None and "answer" not in vars(self) and not select.select([self._child[1]], [], [], 0)[0]
        )

    @cached_property
    def answer(self) -> Answer:
        """The answer; it is waited for."""
        if self._child is not None:
            child, told, alive = self._child
            with open(told, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
                found = pipe.read()
            _, status = os.waitpid(child, 0)
            os.close(alive)
            if status == 0:
                return msgspec.json.decode(found, type=self._kind)
        return self._question()


def _split(question: Callable[[], Answer]) -> tuple[int, int, int]:
    """Return the number of a child that looks into a question, where its answer comes out, and what it ends with."""
    told, telling = os.pipe()
    dead, alive = os.pipe()  # nothing is written: it ends with whoever could
    try:
        child = os.fork()
        if child == 0:
            os.close(alive)
            _look(question, telling, dead)  # which does not come back
    except OSError:
        os.close(told)
        os.close(alive)
        raise
    finally:
        os.close(telling)
        os.close(dead)
    return child, told, alive


def _look(question: Callable[[], Answer], telling: int, dead: int) -> NoReturn:
    """Write the answer into a pipe, and leave whatever is the parent's as it is."""
    status = 1
    try:
        threading.Thread(target=_end_with_parent, args=(dead,), daemon=True).start()
        with open(telling, "wb") as pipe:
            pipe.write(msgspec.json.encode(question()))
        status = 0
    finally:
        os._exit(status)


def _end_with_parent(dead: int) -> None:
    os.read(dead, 1)
    os._exit(1)
