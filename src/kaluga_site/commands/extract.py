"""`kaluga-site extract`. What is slow to import is imported where it is used."""

import gc
import sys
from pathlib import Path

import click

from kaluga_site.commands.options import HELP, has_colours
from kaluga_site.model.problems import Format
from kaluga_site.telling import FOUND_PROBLEMS, print_problems

_COLOURS = {
    "person": "green", "credit": "cyan", "organisation": "bright_green", "place": "bright_blue", "figure": "yellow",
    "date": "magenta", "tag": "blue",
}  # fmt: skip


@click.command(context_settings=HELP)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH...")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a line, for programs.")
@click.option(
    "--archive",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    help="The archive whose authority files are used, if it has some.  [default: the current folder]",
)
def extract(paths: tuple[Path, ...], as_lines: bool, archive: Path) -> None:
    """Show what the machine reads in articles: people, bodies, places, figures, quotations, dates, each in its place.

    PATH is a raw text or a Markdown file, or a folder of them. Nothing is written.

    \b
    Exit codes: 0 read, 1 a file is no text in UTF-8, 2 wrong use.

    \b
    Examples:
      kaluga-site extract articles/2025/tinh-kaluga.md
      kaluga-site extract --json articles > findings.jsonl
    """
    from kaluga_site import extraction, load
    from kaluga_site.patterns import keep_patterns

    gc.disable()
    authorities, problems = load.load_authorities(archive)
    print_problems(problems, Format.TEXT)
    unread = False
    for file in extraction.find_files(paths):
        found, problems = extraction.read_file(file, authorities)
        if found is None:
            unread = True
            print_problems(problems, Format.TEXT)
        elif as_lines:
            click.echo(extraction.as_json(found, authorities))
        else:
            click.echo(extraction.as_text(found, _paint) if has_colours() else extraction.as_text(found))
    keep_patterns()
    if unread:
        sys.exit(FOUND_PROBLEMS)


def _paint(words: str, kind: str) -> str:
    return click.style(words, fg=_COLOURS[kind])
