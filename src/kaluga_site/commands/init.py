"""`kaluga-site init`. What is slow to import is imported where it is used."""

from pathlib import Path

import click

from kaluga_site.commands.options import HELP, quiet_option

_NEXT = """\
Next:
  cd {folder}
  kaluga-site import bai-bao.txt    take in the first article, a raw text; or: kaluga-site new "Tít bài"
  kaluga-site build                 make the site, and open _site/index.html"""


@click.command(context_settings=HELP)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--title", help="The archive's name, on every page; later it stands in site.yaml.")
@quiet_option
def init(folder: Path, title: str | None, quiet: bool) -> None:
    """Lay out a new archive in DIR, ready to build: no article, no name, and what can be said in comments.

    DIR must be empty or not yet there (a .git may be in it): nothing is ever overwritten.

    \b
    Exit codes: 0 laid out, 1 a file could not be written, 2 wrong use, or DIR is not empty.

    \b
    Examples:
      kaluga-site init my-archive
      kaluga-site init my-archive --title "Kho báo Hà Nội"
      cd my-archive && kaluga-site build
    """
    from kaluga_site.model.problems import printable
    from kaluga_site.starting import NotEmptyError, start_archive

    shown = printable(str(folder))
    try:
        names = start_archive(folder, " ".join(title.split()) if title else None)
    except NotEmptyError as error:
        message = (
            f"{shown} is not empty: {printable(error.args[0])} is there. Nothing was written; name another folder."
        )
        raise click.UsageError(message) from None
    except OSError as error:
        message = f"{printable(str(error.filename or folder))} cannot be written: {error.strerror or error}."
        raise click.ClickException(message) from None
    if quiet:
        return
    for name in names:
        click.echo(str(folder / name))
    click.echo(f"\n{_NEXT.format(folder=shown)}")
