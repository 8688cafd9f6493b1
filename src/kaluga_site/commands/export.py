"""`kaluga-site export`. What is slow to import is imported where it is used."""

import datetime
import sys
from pathlib import Path

import click

from kaluga_site.commands.options import HELP, base_url_option, quiet_option
from kaluga_site.commands.progress import Progress
from kaluga_site.model.build import Options
from kaluga_site.model.problems import Format, has_errors
from kaluga_site.telling import FOUND_PROBLEMS, counted, format_option, print_problems, say


@click.command("export", context_settings=HELP)
@click.argument(
    "archive", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", metavar="[ARCHIVE]"
)
@click.option(
    "--sqlite",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The database to write. One that is there is replaced; any other file is not.",
)
@base_url_option
@format_option
@quiet_option
def export(archive: Path, file: Path, base_url: str | None, form: str, quiet: bool) -> None:
    """Write ARCHIVE (default: the current folder) into one SQLite database.

    It holds the tables of du-lieu/ (articles, people, mentions, figures, quotations) and the text of every article,
    with full-text search: words with accents are found as they are written, words without in any spelling. What
    every column holds is in the table "columns".

    \b
    Exit codes: 0 written, 1 problems in the content, 2 wrong use.

    \b
    Examples:
      kaluga-site export --sqlite kho.db
      sqlite3 kho.db "SELECT title FROM articles_fts WHERE articles_fts MATCH 'thong doc kaluga'"
      datasette kho.db
    """
    from kaluga_site import exporting
    from kaluga_site.workers import Workers

    if file.exists() and not _is_database(file, exporting.SIGNATURE):
        message = f"{file} is there already, and no SQLite database: it is not overwritten."
        raise click.UsageError(message)
    now, workers = datetime.datetime.now(datetime.UTC), Workers(watch=Progress(quiet=quiet))
    result = exporting.export_sqlite(archive, file, now, Options(base_url=base_url), workers)
    told = [problem for problem in result.problems if result.articles is None or has_errors([problem])]
    print_problems(told, Format(form))
    if result.articles is None:
        sys.exit(FOUND_PROBLEMS)
    say(f"{counted(result.articles, 'article')} in {file}.", quiet=quiet, form=form)


def _is_database(file: Path, signature: bytes) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(signature)) == signature
