"""Arguments and options that several commands share."""

import os
import sys
from pathlib import Path

import click

HELP = {"help_option_names": ["-h", "--help"]}
"""How every command is asked for its help."""


def _base_url(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return an address given on the command line, ending in a slash. Raises BadParameter where it is none."""
    if value is None:
        return None
    from kaluga_site.model.settings import parse_base_url

    found = parse_base_url(value)
    if found is None:
        message = f"{value} is no web address without query and fragment, such as https://example.org/kho/."
        raise click.BadParameter(message)
    return found


def in_a_folder(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """Refuse a file to be written in a folder that is not there, before anything is done."""
    if value is not None and not value.resolve().parent.is_dir():
        message = f"The folder {value.parent} does not exist."
        raise click.BadParameter(message)
    return value


def refuse_elsewhere(archive: Path) -> None:
    """Raise UsageError where a folder is no archive: git keeps no empty articles/, so site.yaml is enough."""
    if not (archive / "articles").is_dir() and not (archive / "site.yaml").is_file():
        from kaluga_site.model.problems import printable

        where = printable(str(archive.resolve()))
        message = f"{where} is no archive: it has no articles/. 'kaluga-site init DIR' lays one out."
        raise click.UsageError(message)


def has_colours() -> bool:
    """Return whether what is printed may be coloured: on a terminal, unless NO_COLOR says otherwise."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


archive_argument = click.argument("archive", type=click.Path(path_type=Path), default=".", metavar="[ARCHIVE]")
archive_option = click.option(
    "--archive",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    is_eager=True,
    help="The archive's folder.  [default: the current one]",
)
output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The site's folder.  [default: ARCHIVE/_site]",
)
base_url_option = click.option(
    "--base-url",
    metavar="URL",
    callback=_base_url,
    help="Where the site is published, instead of base_url in site.yaml.",
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print nothing but problems.")
jobs_option = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help="How many processes share large work.  [default: the number of processors]",
)
