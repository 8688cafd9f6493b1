"""Those who do large work in batches: any `concurrent.futures.Executor`, or this process alone."""

import itertools
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Generic, NamedTuple, TypeVar

from kaluga_site.aside import Aside
from kaluga_site.model.work import Executor, Future, Unwatched, Watch
from kaluga_site.stopwatch import Stopwatch

SMALL = 128
"""So many articles are done sooner in one process than by starting others."""

BATCH = 64
"""So many articles are read together at most."""
_UNDER_WAY = 2 * BATCH
"""So much is handed out at once for each worker, to keep it busy and memory small; of heavy batches so few in all:"""

_FEWEST = 2

_GRANTS = 1 << 12
"""So many bytes a pipe holds in any case."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executors(NamedTuple):
    """Where executors come from, one at a time."""

    start: Callable[[], Executor]
    """Called when one is wanted."""

    jobs: int = 2
    """How many batches one does at once."""

    end: Callable[[], None] = lambda: None
    """Called when nothing large is left to do, so that what the executor takes can be given back."""


class Workers:
    """Those who do the work: any executor, or this process alone; a stopwatch counts what they spend."""

    def __init__(
        self,
        executors: Executors | None = None,
        clock: Stopwatch | None = None,
        watch: Watch | None = None,
        *,
        can_split: bool = False,
    ) -> None:
        """Do large work with an executor; without, in this process.

        `watch` is told how far the work has come by those who take its results. `can_split` tells that this process
        has one thread, so that a child of it can do part of what is not large (see Aside).
        """
        self.clock = clock or Stopwatch()
        self.watch = watch or Unwatched()
        self.can_split = can_split
        self._executors = executors
        self._executor: Executor | None = None

    def spread(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Iterable[Item],
        stage: str,
        *,
        alone: bool,
        weight: Callable[[Item], int] = lambda _: 1,
    ) -> Iterator[Result]:
        """Apply a function to batches of items, with only so many under way as keep the executor busy.

        A batch is full at so many items, or at fewer that weigh as much. `alone` leaves the executor out: starting
        processes costs more than it saves where there is little to do.
        """
        if self._executors is None or alone:
            done = (function(batch) for batch in _batches(items, weight))
            yield from itertools.chain.from_iterable(self.clock.over(stage, done))
            return
        self._executor = self._executor or self._executors.start()
        waiting: deque[tuple[Future[tuple[list[Result], float]], int]] = deque()
        held = 0
        for batch in _batches(items, weight):
            waiting.append((self._executor.submit(_timed, function, [batch]), sum(map(weight, batch))))
            held += waiting[-1][1]
            while held > _UNDER_WAY * self._executors.jobs and len(waiting) > _FEWEST:
                future, weighed = waiting.popleft()
                held -= weighed
                yield from self._result(future, stage)
        for future, _ in waiting:
            yield from self._result(future, stage)

    def dismiss(self) -> None:
        """Let the executor end; another is started where more is to be done after all."""
        if self._executors and self._executor:
            self._executor = None
            self._executors.end()

    def share(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Sequence[Item],
        kind: type[Result],
        stage: str,
        *,
        together: int = 1,
    ) -> Iterator[Result]:
        """Apply a function to items, so many together, in this process and in a child of it; yield what each gives.

        The child begins with the first ones, this process with the last, and who is done takes on the next.
        """
        own = deque[list[Result]]()
        with self.clock.stage(stage), closing(_Shares(items, together)) as shares:
            by_child = Aside(lambda: _timed(function, shares.from_first()), tuple[list[kind], float], at_once=True)  # type: ignore[valid-type]
            for some in shares.from_last():
                own.appendleft(function(some))
            results, seconds = by_child.answer
            missed = items[len(results) : len(items) - sum(map(len, own))]  # of a child that failed
            results += function(missed) if missed else []
        self.clock.add_workers(stage, seconds)
        yield from itertools.chain(results, *own)

    def _result(self, future: Future[tuple[list[Result], float]], stage: str) -> list[Result]:
        with self.clock.stage(stage):
            results, seconds = future.result()
        self.clock.add_workers(stage, seconds)
        return results


def begin_worker() -> None:
    """Let this worker end with the process that started it, and only with that one.

    A killed one ends nobody, and they would wait. Ctrl-C is for that process, which lets them end what they do.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import multiprocessing.connection  # noqa: PLC0415 - only workers want it
    import threading  # noqa: PLC0415

    def end(sentinel: int) -> None:
        multiprocessing.connection.wait([sentinel])
        os._exit(1)

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=end, args=(parent.sentinel,), daemon=True).start()


class _Shares(Generic[Item]):
    """Items for two processes: whoever has time takes the next ones at its end, until those in between are taken."""

    def __init__(self, items: Sequence[Item], together: int) -> None:
        """Share out so many at once, more where a pipe would hold no byte for each time."""
        step = max(together, -(-len(items) // _GRANTS))
        self._shares = [items[start : start + step] for start in range(0, len(items), step)]
        self._granted, granting = os.pipe()
        with open(granting, "wb") as pipe:  # noqa: PTH123 - a pipe has no path
            pipe.write(bytes(len(self._shares)))

    def from_first(self) -> Iterator[Sequence[Item]]:
        return self._taken(self._shares)

    def from_last(self) -> Iterator[Sequence[Item]]:
        return self._taken(reversed(self._shares))

    def close(self) -> None:
        os.close(self._granted)

    def _taken(self, shares: Iterable[Sequence[Item]]) -> Iterator[Sequence[Item]]:
        return (share for share in shares if os.read(self._granted, 1))


def _timed(
    function: Callable[[Sequence[Item]], list[Result]], batches: Iterable[Sequence[Item]]
) -> tuple[list[Result], float]:
    """Return what a function makes of batches, and the processor seconds it took."""
    start = time.process_time()
    return [result for batch in batches for result in function(batch)], time.process_time() - start


def _batches(items: Iterable[Item], weight: Callable[[Item], int]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    held = 0
    for item in items:
        batch.append(item)
        held += weight(item)
        if held >= BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
