"""How commands tell what they found: problems, counts, and the processes that help them."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from kaluga_site.model.problems import Format, Problem, Severity, printable
from kaluga_site.model.work import Executor
from kaluga_site.workers import Executors, begin_worker

FOUND_PROBLEMS = 1
"""The exit code for problems in the content; 2 means wrong use, 0 that all is well."""

_FEW = 5
"""So many files are named where more could be."""

format_option = click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="How problems are written: for people, for programs (JSON, one a line), or as GitHub annotations.",
)


def print_problems(problems: Iterable[Problem], form: Format, archive: Path | None = None) -> None:
    """Print problems: to standard error for people, to standard output, in UTF-8, for programs.

    GitHub is told where the files of an archive stand from the current folder, which is the repository's.
    """
    if form is Format.JSON:
        import msgspec  # noqa: PLC0415 - as in the commands

        for problem in problems:
            click.echo(msgspec.json.encode(problem))
    elif form is Format.GITHUB:
        from msgspec import structs  # noqa: PLC0415 - as in the commands

        for problem in problems:
            file = archive / problem.path if archive else None
            found = structs.replace(problem, path=os.path.relpath(file)) if file and file.exists() else problem
            click.echo(found.github().encode())
    else:
        for problem in problems:
            click.echo(str(problem), err=True)


def say(text: str, *, quiet: bool, form: str) -> None:
    """Print a sentence for people, out of the way of what programs read."""
    if not quiet:
        click.echo(text, err=form != Format.TEXT)


def counted(count: int, noun: str) -> str:
    """Return "1 article", "2 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def few_of(paths: Sequence[str]) -> str:
    """Return "a.md, b.md", of many the first few and how many others there are, fit for a terminal."""
    others = len(paths) - _FEW
    named = ", ".join(map(printable, paths[:_FEW]))
    return f"{named} and {counted(others, 'other')}" if others > 0 else named


def tally(problems: Sequence[Problem]) -> str:
    """Return "1 error, 2 warnings"."""
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{counts[severity]} {severity}{'s' * (counts[severity] != 1)}" for severity in Severity]
    return ", ".join(parts)


def processes(jobs: int, stack: ExitStack) -> Executors | None:
    """Return what starts so many processes, which end with the stack: what has not begun by then is not done.

    One is this process itself.
    """

    def start() -> Executor:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few runs want it

        executor = ProcessPoolExecutor(jobs, initializer=begin_worker)
        stack.callback(executor.shutdown, cancel_futures=True)
        return executor

    return Executors(start, jobs, stack.close) if jobs > 1 else None
