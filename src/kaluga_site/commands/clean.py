"""`kaluga-site clean`. What is slow to import is imported where it is used."""

import sys
from pathlib import Path

import click

from kaluga_site.commands.options import HELP, archive_argument, output_option, quiet_option
from kaluga_site.telling import FOUND_PROBLEMS, counted


@click.command(context_settings=HELP)
@archive_argument
@click.option("--site", is_flag=True, help="Remove the site as well: every file of it that a build has made.")
@output_option
@click.option("--dry-run", "-n", is_flag=True, help="Say what would be removed, and remove nothing.")
@quiet_option
def clean(archive: Path, site: bool, output: Path | None, dry_run: bool, quiet: bool) -> None:
    """Remove what builds keep beside the articles of ARCHIVE (default: the current folder): the folder .kaluga-site/.

    With --site the site goes too, but only what its own list of files (du-lieu/manifest.json) names; what somebody else
    has put there stays, and is told. Articles, authority files and settings are never touched. The next build makes
    everything again.

    \b
    Exit codes: 0 removed, 1 something could not be, 2 wrong use.

    \b
    Examples:
      kaluga-site clean
      kaluga-site clean --site --dry-run
    """
    from kaluga_site import cleaning
    from kaluga_site.model.problems import Problem, printable

    output = output or archive / "_site"
    try:
        done = cleaning.clean(archive, output if site else None, dry_run=dry_run)
    except OSError as error:
        message = f"{printable(str(error.filename or archive))} cannot be removed: {error.strerror or error}."
        raise click.ClickException(message) from None
    if isinstance(done, Problem):
        click.echo(str(done), err=True)
        sys.exit(FOUND_PROBLEMS)
    if quiet:
        return
    verb = "would be removed" if dry_run else "removed"
    if done.state is not None:
        click.echo(f"{printable(str(done.state))}: {verb}.")
    if done.files:
        click.echo(f"{printable(str(output))}: {counted(done.files, 'file')} {verb}.")
    for address in done.foreign:
        click.echo(f"{printable(str(output / address))}: stays, for no build has made it.")
    if done.state is None and not done.files:
        click.echo("There is nothing to remove.")
