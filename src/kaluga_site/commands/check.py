"""`kaluga-site check`. What is slow to import is imported where it is used."""

import datetime
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from kaluga_site.commands.options import (
    HELP,
    archive_argument,
    base_url_option,
    output_option,
    quiet_option,
    strict_option,
)
from kaluga_site.commands.progress import Progress
from kaluga_site.commands.published import published_manifest
from kaluga_site.model.build import Options
from kaluga_site.model.checks import FigureVerdict
from kaluga_site.model.pages import Manifest
from kaluga_site.model.problems import Format, has_errors
from kaluga_site.telling import FOUND_PROBLEMS, counted, format_option, print_problems, say, tally


@click.command(context_settings=HELP)
@archive_argument
@output_option
@base_url_option
@strict_option
@format_option
@click.option("--figures", is_flag=True, help="Print every calculation with the articles' figures, and its verdict.")
@click.option("--duplicates", is_flag=True, help="Tell which articles have nearly the same words.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True),
    metavar="SITE|MANIFEST",
    callback=published_manifest,
    help="Compare with a site that was published, or with its manifest.json.",
)
@quiet_option
def check(
    archive: Path,
    output: Path | None,
    base_url: str | None,
    strict: bool,
    form: str,
    figures: bool,
    duplicates: bool,
    against: Manifest | None,
    quiet: bool,
) -> None:
    """Say what is wrong or doubtful in ARCHIVE (default: the current folder), and write nothing.

    With --figures each line names the file, the figure's words, the sum and the verdict: consistent, inconsistent
    (a warning too), or cannot be checked, and why. Nothing is corrected.

    With --duplicates it is a warning if an article has 60% or more of the words of a shorter one.

    With --against it is an error if an article that was published has no address any more and none that leads to it
    ('redirects'), or another text and no new entry in 'corrections'.

    \b
    Exit codes: 0 fine (warnings aside, unless --strict), 1 problems in the content, 2 wrong use.

    \b
    Examples:
      kaluga-site check --strict
      kaluga-site check --against _site
      curl -sO https://example.org/kho/du-lieu/manifest.json && kaluga-site check --against manifest.json
    """
    from kaluga_site import pipeline
    from kaluga_site.workers import Workers

    options = Options(base_url=base_url, against=against, figures=figures)
    now = datetime.datetime.now(datetime.UTC)
    workers = Workers(watch=Progress(quiet=quiet))
    result = pipeline.check(archive, output or archive / "_site", now, options, workers)
    problems = result.problems
    if duplicates and archive.is_dir():
        from kaluga_site import importing

        problems = tuple(sorted((*problems, *(pair.problem() for pair in importing.find_pairs(archive)))))
    print_problems(problems, Format(form), archive)
    _print_verdicts(result.verdicts, Format(form))
    if figures:
        say(f"Calculations: {_counts(result.verdicts)}.", quiet=quiet, form=form)
    say(f"{counted(result.articles, 'article')}: {tally(problems)}.", quiet=quiet, form=form)
    if has_errors(problems, strict=strict):
        sys.exit(FOUND_PROBLEMS)


def _counts(verdicts: Iterable[FigureVerdict]) -> str:
    """Return how many calculations came out how, "2 consistent, 1 cannot be checked"."""
    counts = Counter(str(one.verdict) for one in verdicts)
    return ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())) or "none"


def _print_verdicts(verdicts: Iterable[FigureVerdict], form: Format) -> None:
    """Print verdicts to standard output: JSON, one a line, for programs; a line of text otherwise."""
    if form is Format.JSON:
        import msgspec

        for verdict in verdicts:
            click.echo(msgspec.json.encode(verdict))
    else:
        for verdict in verdicts:
            click.echo(str(verdict).encode())
