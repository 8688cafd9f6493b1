"""`kaluga-site import`. What is slow to import is imported where it is used."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import click

from kaluga_site.commands.options import HELP, archive_option, quiet_option, refuse_elsewhere
from kaluga_site.commands.progress import Progress
from kaluga_site.model.encodings import ENCODINGS
from kaluga_site.model.problems import Problem
from kaluga_site.telling import FOUND_PROBLEMS, few_of


@click.command("import", context_settings=HELP)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True), metavar="FILE|DIR|-..."
)
@archive_option
@click.option(
    "--encoding",
    type=click.Choice(ENCODINGS, case_sensitive=False),
    help="How the files are encoded, where they do not tell it themselves.",
)
@click.option("--skip-duplicates", is_flag=True, help="Do not write what is nearly the same as another article.")
@click.option("--add", is_flag=True, help="Add new people, organisations and sources to authorities/*.yaml.")
@click.option("--dry-run", "-n", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a file, for programs.")
@quiet_option
def import_articles(
    files: tuple[str, ...],
    archive: Path,
    encoding: str | None,
    skip_duplicates: bool,
    add: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Import raw text: each FILE becomes articles/YEAR/NAME.md, with whatever is read in it as front matter.

    Of a folder, every .txt file and every file without suffix is imported. What the archive has already is
    recognised by its words: interrupted, the same command goes on where it ended. No file is ever overwritten.

    \b
    Exit codes: 0 imported (whatever is left to review), 1 something could not be imported, 2 wrong use.

    \b
    Examples:
      kaluga-site import tinh-kaluga.txt
      kaluga-site import downloads/ --skip-duplicates --add
      xclip -o | kaluga-site import -             the clipboard; pbpaste on a Mac
      kaluga-site import old/ --encoding tcvn3
    """
    from kaluga_site import importing

    refuse_elsewhere(archive)
    options = importing.Options(encoding=encoding, skip_duplicates=skip_duplicates, dry_run=dry_run)
    progress = Progress(quiet=quiet)
    importer = importing.Importer(archive, options, progress)
    _tell(importer.problems)
    statuses, show = [], importing.as_json if as_json else importing.as_text
    try:
        sources = list(_sources(files))
        for source in progress.over(sources, "imported", len(sources)):
            outcome = importer.take(_clipboard(), "-") if source is None else importer.take_file(source)
            statuses.append(outcome.status)
            progress.clear()
            if as_json or not quiet:
                click.echo(show(outcome))
            _tell(() if as_json else outcome.problems)
    except importing.MissingExtraError as error:
        raise click.UsageError(f"{error.reason}. {error.suggestion}") from None
    say = _silence if quiet else partial(click.echo, err=as_json)
    is_whole = _tell_newcomers(importer.new_entries(), archive if add and not dry_run else None, say)
    if passed := importing.passed_over(Path(name) for name in files if name != "-"):
        say(f"Passed over, for Markdown is no raw text; copy it into articles/: {few_of(list(map(str, passed)))}.")
    say("") if importer.newcomers.found and not as_json else None
    say(f"{importing.tally(statuses)}{' (a dry run: nothing was written)' if dry_run else ''}.")
    if importing.Status.FAILED in statuses or not is_whole:
        sys.exit(FOUND_PROBLEMS)


def _sources(names: Iterable[str]) -> Iterator[Path | None]:
    """Yield the files to import, None for standard input."""
    from kaluga_site.importing import find_files

    for name in names:
        if name == "-":
            yield None
        else:
            yield from find_files([Path(name)])


def _clipboard() -> bytes:
    return sys.stdin.buffer.read()


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _tell_newcomers(
    new: Mapping[str, list[dict[str, object]]], archive: Path | None, say: Callable[[str], None]
) -> bool:
    """Show new entries for the authority files, or add them to those of an archive; return False where one failed."""
    from kaluga_site.importing import append, yaml_of

    is_whole = True
    for vocabulary, entries in new.items():
        path = f"authorities/{vocabulary}.yaml"
        problem = append(archive, vocabulary, entries) if archive else None
        if archive and problem is None:
            say(f"{path}: {len(entries)} added.")
            continue
        if problem is not None:
            _tell([problem])
            is_whole = False
        say(f"\n# New, for {path}:\n{yaml_of(entries).rstrip()}")
    return is_whole


def _silence(_text: str) -> None:
    pass
