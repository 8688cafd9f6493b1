"""Where the time of a build goes."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")


class Stage:
    """The time spent in one stage, in seconds."""

    def __init__(self) -> None:
        """Begin with none."""
        self.wall = 0.0
        self.cpu = 0.0
        """Of this process."""

        self.workers = 0.0
        """The processor time of other processes."""


class Stopwatch:
    """Adds up the time of stages; while one runs inside another, the outer one stands still."""

    def __init__(self) -> None:
        """Begin without stages."""
        self.stages: dict[str, Stage] = {}
        self._running: list[Stage] = []
        self._since = (0.0, 0.0)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside to a stage."""
        self._lap()
        self._running.append(self.stages.setdefault(name, Stage()))
        try:
            yield
        finally:
            self._lap()
            self._running.pop()

    def over(self, name: str, items: Iterable[Item]) -> Iterator[Item]:
        """Yield items; count to a stage what it takes to make them."""
        iterator = iter(items)
        while True:
            with self.stage(name):
                try:
                    item = next(iterator)
                except StopIteration:
                    return
            yield item

    def add_workers(self, name: str, seconds: float) -> None:
        """Count processor time that other processes have spent on a stage."""
        self.stages.setdefault(name, Stage()).workers += seconds

    def _lap(self) -> None:
        now = time.perf_counter(), time.process_time()
        if self._running:
            stage = self._running[-1]
            stage.wall += now[0] - self._since[0]
            stage.cpu += now[1] - self._since[1]
        self._since = now
