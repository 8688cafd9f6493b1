"""What a person types; with `telling` and other commands, the only code that prints. What is slow is imported late."""

import datetime
import gc
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from kaluga_site import __version__
from kaluga_site.export_command import export
from kaluga_site.import_command import import_articles
from kaluga_site.model.build import Build, Options
from kaluga_site.model.catalogue import CATALOGUE, ProblemKind
from kaluga_site.model.checks import FigureVerdict
from kaluga_site.model.heads import Release
from kaluga_site.model.pages import Manifest
from kaluga_site.model.problems import Format, has_errors, printable
from kaluga_site.model.settings import parse_base_url
from kaluga_site.stopwatch import Stopwatch
from kaluga_site.telling import FOUND_PROBLEMS, counted, format_option, print_problems, say, start_processes, tally
from kaluga_site.verify_command import verify

_HOW_TO_GET_CHARTS = "{pages} of figures would have a chart with: pip install 'kaluga-site[charts]'"
_HELP = {"help_option_names": ["-h", "--help"]}

_archive = click.argument("archive", type=click.Path(path_type=Path), default=".", metavar="[ARCHIVE]")
_output = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The site's folder.  [default: ARCHIVE/_site]",
)
_base_url = click.option(
    "--base-url", metavar="URL", help="Where the site is published, instead of base_url in site.yaml."
)
_strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


@click.group(context_settings=_HELP)
@click.version_option(__version__, prog_name="kaluga-site")
def main() -> None:
    """Build a static archive from Vietnamese newspaper articles.

    An archive is a folder with articles/ (raw .txt as copied from a newspaper, or .md with front matter) and,
    if you like, site.yaml, authorities/, templates/ and static/.

    \b
    Examples:
      kaluga-site import tin.txt        make an article file of a raw text
      kaluga-site build                 build the archive in this folder into _site/
      kaluga-site check --strict        say what is wrong or doubtful, write nothing
      kaluga-site verify _site          compare a published site with its own list of files
      kaluga-site explain quote-not-in-text
    """


main.add_command(import_articles)
main.add_command(export)
main.add_command(verify)


@main.command(context_settings=_HELP)
@_archive
@_output
@_base_url
@_strict
@format_option
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help="How many processes share large work.  [default: the number of processors]",
)
@click.option("--drafts", is_flag=True, help="Show drafts too, marked as such: for a preview.")
@click.option("--future", is_flag=True, help="Show articles dated later than today too, marked as such.")
@click.option("--no-cache", is_flag=True, help="Read and render everything anew, whatever an earlier build has left.")
@click.option("--clean", is_flag=True, help="Remove from the site's folder what no build has made (nothing hidden).")
@click.option("--profile", is_flag=True, help="Say where the time and the memory went.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but problems.")
def build(
    archive: Path,
    output: Path | None,
    base_url: str | None,
    strict: bool,
    form: str,
    jobs: int,
    drafts: bool,
    future: bool,
    no_cache: bool,
    clean: bool,
    profile: bool,
    quiet: bool,
) -> None:
    """Build the site of ARCHIVE (default: the current folder; for build.py, its own).

    With an error nothing is published and the site that stood before stays as it was.

    \b
    Exit codes: 0 published, 1 problems in the content, 2 wrong use.

    \b
    Examples:
      kaluga-site build
      kaluga-site build my-archive --output public --base-url https://example.org/kho/
    """
    from kaluga_site.standing import Place, standing_build

    gc.disable()  # a build is short, and the records of a large archive are no garbage
    output, clock = output or archive / "_site", Stopwatch()
    options = Options(
        base_url=_checked(base_url), strict=strict, cache=not no_cache, clean=clean, drafts=drafts, future=future
    )
    now = datetime.datetime.now(datetime.UTC)
    with clock.stage("look"):
        place = Place.of(archive, output, options)
        result = standing_build(place, now)
    if result is None:
        with clock.stage("start"):
            from kaluga_site import pipeline
            from kaluga_site.workers import Workers

        with ExitStack() as stack:
            workers = Workers(partial(start_processes, jobs, stack) if jobs > 1 else None, clock)
            result = pipeline.build_at(place, now, workers, partial(_say_waiting, quiet=quiet))
    if profile:
        from kaluga_site.profile import profile_of

        click.echo(profile_of(result, clock), err=True)
    print_problems(result.problems, Format(form))
    say(_outcome(result, output, strict=strict), quiet=quiet, form=form)
    if result.left_out:
        say(_left_out(result.left_out), quiet=quiet, form=form)
    for address in result.cleaned:
        say(f"{output / address}: removed, for no build has made it.", quiet=quiet, form=form)
    if result.chartless:
        say(_HOW_TO_GET_CHARTS.format(pages=counted(result.chartless, "page")), quiet=quiet, form=form)
    if result.published is None:
        sys.exit(FOUND_PROBLEMS)


@main.command(context_settings=_HELP)
@_archive
@_output
@_base_url
@_strict
@format_option
@click.option("--figures", is_flag=True, help="Print every calculation with the articles' figures, and its verdict.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True),
    metavar="SITE|MANIFEST",
    help="Compare with a site that was published, or with its manifest.json.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but problems.")
def check(
    archive: Path,
    output: Path | None,
    base_url: str | None,
    strict: bool,
    form: str,
    figures: bool,
    against: Path | None,
    quiet: bool,
) -> None:
    """Say what is wrong or doubtful in ARCHIVE (default: the current folder), and write nothing.

    With --figures each line names the file, the figure's words, the sum and the verdict: consistent, inconsistent
    (a warning too), or cannot be checked, and why. Nothing is corrected.

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

    options = Options(base_url=_checked(base_url), against=_published(against))
    now = datetime.datetime.now(datetime.UTC)
    result = pipeline.check(archive, output or archive / "_site", now, options, figures=figures)
    print_problems(result.problems, Format(form))
    _print_verdicts(result.verdicts, Format(form))
    say(f"{_articles(result.articles)}: {tally(result.problems)}.", quiet=quiet, form=form)
    if has_errors(result.problems, strict=strict):
        sys.exit(FOUND_PROBLEMS)


@main.command(context_settings=_HELP)
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
            click.echo(extraction.as_text(found, _paint) if _has_colours() else extraction.as_text(found))
    if unread:
        sys.exit(FOUND_PROBLEMS)


_COLOURS = {
    "person": "green", "credit": "cyan", "organisation": "bright_green", "place": "bright_blue", "figure": "yellow",
    "date": "magenta", "tag": "blue",
}  # fmt: skip


def _paint(words: str, kind: str) -> str:
    return click.style(words, fg=_COLOURS[kind])


def _has_colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@main.command(context_settings=_HELP)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def explain(codes: tuple[str, ...]) -> None:
    """Explain problem codes: what each means, why it matters and how to mend it. Without CODE, list them all.

    \b
    Examples:
      kaluga-site explain
      kaluga-site explain quote-not-in-text address-conflict
    """
    unknown = [code for code in codes if code not in CATALOGUE]
    if unknown:
        message = f"There is no problem code {', '.join(unknown)}. 'kaluga-site explain' lists them."
        raise click.UsageError(message)
    if codes:
        click.echo("\n\n".join(_explanation(CATALOGUE[code]) for code in codes))
        return
    width = max(map(len, CATALOGUE))
    for kind in CATALOGUE.values():
        click.echo(f"{kind.code:{width}}  {kind.severity:7}  {kind.message}")


def _explanation(kind: ProblemKind) -> str:
    return f"{kind.code} ({kind.severity})\n{kind.message}\n{kind.hint}\n\n{kind.explanation}"


def _print_verdicts(verdicts: Iterable[FigureVerdict], form: Format) -> None:
    """Print verdicts to standard output: JSON, one a line, for programs; a line of text otherwise."""
    if form is Format.JSON:
        import msgspec

        for verdict in verdicts:
            click.echo(msgspec.json.encode(verdict))
    else:
        for verdict in verdicts:
            click.echo(str(verdict).encode())


def _say_waiting(holder: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(f"Waiting until the other build of this archive has ended: {holder}.", err=True)


def _outcome(result: Build, output: Path, *, strict: bool) -> str:
    """Return in a sentence what a build has done."""
    done = result.published
    if done is None:
        because = " (--strict counts warnings)" if strict and not has_errors(result.problems) else ""
        return f"Nothing was published: {tally(result.problems)}{because}."
    return (
        f"{_articles(result.articles)} in {done.written + done.unchanged} files in {printable(str(output))}: "
        f"{done.written} written, {done.unchanged} unchanged, {done.removed} removed."
    )


def _left_out(counts: Mapping[Release, int]) -> str:
    """Return in a sentence how many articles a site leaves out, and why."""
    words = {
        Release.DRAFT: f"{counted(counts.get(Release.DRAFT, 0), 'draft')} (shown by --drafts)",
        Release.FUTURE: f"{counts.get(Release.FUTURE)} dated later than today (shown by --future)",
        Release.EXPIRED: f"{counts.get(Release.EXPIRED)} expired",
    }
    return f"Left out: {', '.join(words[release] for release in words if counts.get(release))}."


def _articles(count: int) -> str:
    return counted(count, "article")


def _published(against: Path | None) -> Manifest | None:
    """Return the manifest of a site that was published. Raises UsageError where it tells of no articles."""
    import msgspec

    from kaluga_site import publish

    if against is None:
        return None
    file = against / publish.MANIFEST if against.is_dir() else against
    try:
        found = publish.decode_manifest(file.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"--against {against}: {file} is no manifest of a site: {error}."
        raise click.UsageError(message) from None
    if not found.articles:
        message = f"--against {against}: {file} names no articles to compare with."
        raise click.UsageError(message)
    return found


def _checked(base_url: str | None) -> str | None:
    """Return an address given on the command line, ending in a slash. Raises UsageError where it is none."""
    found = None if base_url is None else parse_base_url(base_url)
    if base_url is not None and found is None:
        message = (
            f"--base-url {base_url} is no web address without query and fragment, such as https://example.org/kho/."
        )
        raise click.UsageError(message)
    return found
