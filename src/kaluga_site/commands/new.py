"""`kaluga-site new`. What is slow to import is imported where it is used."""

from pathlib import Path

import click

from kaluga_site.commands.completing import ids_of
from kaluga_site.commands.options import HELP, archive_option, refuse_elsewhere


@click.command(context_settings=HELP)
@click.argument("title")
@click.option("--date", metavar="DATE", help="Day it appeared: 25/11/2025, 2025-11-25, 2025-11, 2025; '?' if unsure.")
@click.option(
    "--source",
    metavar="ID|NAME",
    shell_complete=ids_of("sources"),
    help="The newspaper.",
)
@archive_option
def new(title: str, date: str | None, source: str | None, archive: Path) -> None:
    """Begin the file of an article called TITLE, a draft, in the folder of its year, and print its path.

    The file is named after the title; it is never one that is there already. What is not told stays out. Paste the
    text below the front matter and delete the line 'draft: true'. (A whole text is taken in by 'import'.)

    \b
    Exit codes: 0 written, 1 it could not be written, 2 wrong use.

    \b
    Examples:
      kaluga-site new "Tít của bài"
      kaluga-site new "Tít của bài" --date 25/11/2025 --source "Tên báo"
      $EDITOR "$(kaluga-site new 'Tít của bài')"
    """
    from kaluga_site import importing
    from kaluga_site.model.problems import printable

    if not title.split():
        message = "The title is empty."
        raise click.UsageError(message)
    refuse_elsewhere(archive)
    try:
        written = importing.write_blank(archive, title, date, source)
    except OSError as error:
        message = f"{printable(str(error.filename or archive))} cannot be written: {error.strerror or error}."
        raise click.ClickException(message) from None
    if written.path is None:
        raise click.UsageError(" ".join(f"{problem.message} {problem.hint}" for problem in written.problems))
    if written.numbered:
        click.echo("An article of this name is there already; this one has a number.", err=True)
    click.echo(str(archive / written.path))
