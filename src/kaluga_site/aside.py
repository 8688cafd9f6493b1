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

_SOON = 0.01
"""So many seconds are enough to write what a pipe holds."""


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
                self._child.told_one()
            with contextlib.suppress(msgspec.DecodeError):  # it has ended before it had told all
                return msgspec.json.decode(found, type=self._kind)
        return self._question()

    def drop(self) -> None:
        """End the child; the answer is looked for when it is wanted, or by another one."""
        if self._told is not None and self._child:
            os.kill(self._child.number, signal.SIGKILL)
            os.close(self._told)
            self._told = None
            self._child.told_one()


class _Child:
    """A child of this process: it is waited for when it has told all, and ends with this process if it has not."""

    def __init__(self, number: int, alive: int, questions: int) -> None:
        self.number, self._alive, self._left = number, alive, questions

    def told_one(self) -> None:
        self._left -= 1
        if not self._left:
            os.waitpid(self.number, 0)
            os.close(self._alive)


def look_in_turn(*asides: Aside[Any]) -> None:
    """Have one child look into questions one after the other, where there can be one."""
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
    looking = _Child(child, alive, len(asides))
    for aside, (told, _) in zip(asides, pipes, strict=True):
        aside._told, aside._child = told, looking  # noqa: SLF001 - of this module


def _look(questions: Sequence[tuple[Callable[[], object], int]], dead: int) -> NoReturn:
    """Write the answers into pipes, and leave whatever is the parent's as it is."""
    telling: list[threading.Thread] = []
    try:
        threading.Thread(target=_end_with_parent, args=(dead,), daemon=True).start()
        for question, pipe in questions:
            one = threading.Thread(target=_tell, args=(msgspec.json.encode(question()), pipe))
            telling.append(one)
            one.start()
            one.join(_SOON)  # what nobody reads, and no pipe holds, keeps no other answer waiting
    finally:
        for one in telling:
            one.join()
        os._exit(1)


def _tell(answer: bytes, told: int) -> None:
    with contextlib.suppress(OSError), open(told, "wb") as pipe:  # the parent may have ended
        pipe.write(answer)


def _end_with_parent(dead: int) -> None:
    os.read(dead, 1)
    os._exit(1)
