"""Builds the preview again and again, in one process that keeps what is slow to begin with."""

import datetime
import gc
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

from kaluga_site import pipeline, publish, state
from kaluga_site.model.build import Build, Options
from kaluga_site.model.work import Watch
from kaluga_site.standing import Left, Place
from kaluga_site.workers import Executors, Workers, begin_worker

_FOLDER = "preview"
_OPTIONS = Options(drafts=True, future=True)


class Builder:
    """The preview of an archive, with drafts and what is dated later; apart from the site that `build` publishes."""

    def __init__(self, archive: Path, jobs: int, watch: Watch | None = None) -> None:
        """Preview an archive; large work is shared by so many processes, which end with each build.

        `watch` is told how far the work has come.
        """
        self.archive = archive
        self.folder = archive / state.FOLDER / _FOLDER
        """Where the state of the preview lies."""

        self.site = self.folder / publish.PREVIEW
        self.lock = threading.Lock()
        """Held while the state is written."""

        self._jobs = jobs
        self._watch = watch
        self._left: Left | None = None
        gc.disable()

    def build(self) -> Build:
        """Build what has changed. With errors the preview stays as it was."""
        with self.lock, ExitStack() as stack:
            place = Place.of(self.archive, self.site, _OPTIONS, self._left or Left.of(self.site, self.folder))
            self._left = None
            executors = Executors(lambda: self._start(stack), self._jobs, stack.close) if self._jobs > 1 else None
            workers = Workers(executors, watch=self._watch)
            return pipeline.build_at(place, datetime.datetime.now(datetime.UTC), workers)

    def rest(self) -> None:
        """Clear up while nobody waits, and look at what the next build begins with.

        What somebody else removes from the preview after that comes back with the build after the next one.
        """
        gc.collect()
        with self.lock, suppress(state.Damaged):
            left = Left.of(self.site, self.folder)
            _ = left.seen.snapshot, left.stands.answer  # from now on they are known
            self._left = left

    def _start(self, stack: ExitStack) -> ProcessPoolExecutor:
        """Start processes anew, for those that are forked from a server with threads may never end."""
        context = multiprocessing.get_context("spawn")
        return stack.enter_context(ProcessPoolExecutor(self._jobs, context, begin_worker))
