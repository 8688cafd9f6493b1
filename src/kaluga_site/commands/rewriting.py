"""Look at an archive, plan to rewrite it, show what would change, ask, and write."""

import datetime
import sys
from pathlib import Path
from typing import NoReturn

import click

from kaluga_site import editing, renaming, surveying
from kaluga_site.commands.options import has_colours
from kaluga_site.commands.progress import Progress
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import Format, Problem
from kaluga_site.telling import FOUND_PROBLEMS, counted, few_of, print_problems
from kaluga_site.workers import Workers

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def look_at(archive: Path, *, quiet: bool = False) -> surveying.Survey:
    """Return what an archive holds; end the program where that cannot be told."""
    now = datetime.datetime.now(datetime.UTC)
    found = surveying.survey(archive, now, Workers(watch=Progress(quiet=quiet)))
    if isinstance(found, Problem):
        print_problems([found], Format.TEXT)
        sys.exit(FOUND_PROBLEMS)
    return found


def plan(
    archive: Path, vocabulary: Vocabulary, what: str, words: tuple[str, str, str | None], *, quiet: bool
) -> renaming.Plan:
    """Plan to merge or to rename; end the program where that cannot be done."""
    if not editing.is_installed():
        message = f"To rewrite files ruamel.yaml is needed: {editing.HOW_TO_GET}"
        raise click.UsageError(message)
    found, progress = look_at(archive, quiet=quiet), Progress(quiet=quiet)
    try:
        if what == "merge":
            return renaming.plan_merge(archive, found, vocabulary, words[:2], progress)
        return renaming.plan_rename(archive, found, vocabulary, words, progress)
    except renaming.Mistake as error:
        raise click.UsageError(str(error)) from None
    except editing.Refused as error:
        _end(str(error))


def carry_out(planned: renaming.Plan, *, yes: bool, quiet: bool) -> None:
    """Show what changes, and write it: at once, if somebody at a terminal says so, or not at all."""
    for line in () if quiet and yes else planned.diff():
        colour = None if line.startswith(("+++", "---")) else _COLOURS.get(line[:1])
        click.echo((click.style(line, fg=colour) if colour and has_colours() else line).encode())
    if planned.together and not (quiet and yes):
        named = counted(len(planned.together), "article")
        click.echo(f"Both stand in {named}, where they may be two: {few_of(planned.together)}.", err=True)
    files = counted(len(planned.contents), "file")
    if not yes and not _can_ask():
        _end(f"Nothing was written. Say --yes to change the {files}.")
    if not yes and not click.confirm(f"Change {'this' if len(planned.contents) == 1 else 'these'} {files}?", err=True):
        _end("Nothing was written.")
    try:
        planned.carry_out()
    except editing.Refused as error:
        _end(str(error))
    if not quiet:
        click.echo(f"{files} changed.", err=True)


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _end(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(FOUND_PROBLEMS)
