"""What programs may use: to build and to check an archive as the command line does.

>>> from kaluga_site import api
>>> result = api.build("my-archive")
>>> for problem in result.problems:
...     print(problem)
>>> result.published is not None
True

Everything else in the package may change from version to version without a word.
"""

import datetime
import os
from contextlib import ExitStack
from pathlib import Path

from kaluga_site import pipeline
from kaluga_site.model.build import Build, Options, Published
from kaluga_site.model.problems import Problem, Severity
from kaluga_site.telling import processes
from kaluga_site.workers import Workers

__all__ = ["Build", "Options", "Problem", "Published", "Severity", "build", "check"]

_DEFAULT = Options()
_SITE = "_site"


def build(
    archive: str | os.PathLike[str],
    output: str | os.PathLike[str] | None = None,
    options: Options = _DEFAULT,
    *,
    now: datetime.datetime | None = None,
    jobs: int = 1,
) -> Build:
    """Build the site of an archive into a folder (ARCHIVE/_site), unless there are errors; return how it went.

    `now` (with its zone, by default the present) decides which articles are shown: nothing else knows the date. With
    `jobs`, so many processes share large work; a program that asks for more than one guards its own start with
    `if __name__ == "__main__"`. What is wrong in the archive is told in the result, never raised.
    """
    folder = Path(archive)
    with ExitStack() as stack:
        workers = Workers(processes(jobs, stack))
        return pipeline.build(folder, Path(output or folder / _SITE), _moment(now), options, workers)


def check(
    archive: str | os.PathLike[str], options: Options = _DEFAULT, *, now: datetime.datetime | None = None
) -> Build:
    """Return what `build` would say of an archive, without writing anything; `published` is always None."""
    folder = Path(archive)
    return pipeline.check(folder, folder / _SITE, _moment(now), options)


def _moment(now: datetime.datetime | None) -> datetime.datetime:
    return now or datetime.datetime.now(datetime.UTC)
