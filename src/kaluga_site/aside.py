"""Questions that a child of this process looks into while it goes on itself."""

import contextlib
import os
import select
import signal
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, NoReturn, TypeVar

import msgspec

Answer = TypeVar("Answer")


class Aside(Generic[Answer]):
    """A question of much looking and a short answer."""

    def __init__(self, question: Callable[[], Answer], kind: type[Answer], *, at_once: bool) -> None:
        """Ask it `at_once`, where the system can split a process; it is for a process of one thread.

        The answer is of a kind that msgspec tells in JSON. Without `at_once`, or where the child fails, the question is
        asked when the answer is wanted. A child whose parent has been killed ends, too.
        """
        self._question, self._kind = question, kind
        self._told: int | None = None
        self._child: _Child | None = None
        if at_once:
            look_in_turn(self)

    @property
    def is_being_looked_into(self) -> bool:
        """Whether a child has not found the answer yet."""
        return self._told is not None and not select.select([self._told], [], [], 0)[0]

    @cached_property
    def answer(self) -> Answer:
        """The answer; it is waited for."""
        if self._told is not None:
            with open(self._told, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
                self._told = None
                found = pipe.read()
            if self._child:
                self._child.wait()
            with contextlib.suppress(msgspec.DecodeError):  # it has ended before it had told all
                return msgspec.json.decode(found, type=self._kind)
        return self._question()

    def drop(self) -> None:
        """End the child; the answer is looked for when it is wanted, or by another one."""
        if self._told is not None and self._child:
            os.kill(self._child.number, signal.SIGKILL)
            os.close(self._told)
            self._told = None
            self._child.wait()


class _Child:
    """A child of this process."""

    def __init__(self, number: int, alive: int) -> None:
        self.number, self._alive = number, alive

    def wait(self) -> None:
        os.waitpid(self.number, 0)
        os.close(self._alive)


def look_in_turn(*asides: Aside[Any]) -> None:
    """Have one child look into questions one after the other, where there can be one; the last ends it."""
    if not hasattr(os, "fork"):
        return
    pipes = [os.pipe() for _ in asides]
    dead, alive = os.pipe()  # nothing is written: the child ends with whoever could
    try:
        child = os.fork()
        if child == 0:
            for told in (alive, *(told for told, _ in pipes)):
                os.close(told)
            _look([(aside._question, telling) for aside, (_, telling) in zip(asides, pipes, strict=True)], dead)  # noqa: SLF001
    except OSError:  # there may be no more processes
        for one in (alive, *(told for told, _ in pipes)):
            os.close(one)
        return
    finally:
        for one in (dead, *(telling for _, telling in pipes)):
            os.close(one)
    for aside, (told, _) in zip(asides, pipes, strict=True):
        aside._told = told  # noqa: SLF001 - of this module
    asides[-1]._child = _Child(child, alive)  # noqa: SLF001


def _look(questions: Sequence[tuple[Callable[[], object], int]], dead: int) -> NoReturn:
    """Write the answers into pipes, and leave whatever is the parent's as it is."""
    try:
        threading.Thread(target=_end_with_parent, args=(dead,), daemon=True).start()
        for question, telling in questions:
            content = msgspec.json.encode(question())
            with open(telling, "wb") as pipe:  # noqa: PTH123 - as above
                pipe.write(content)
    finally:
        os._exit(1)


def _end_with_parent(dead: int) -> None:
    os.read(dead, 1)
    os._exit(1)
