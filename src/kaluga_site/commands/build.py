"""`kaluga-site build`. What is slow to import is imported where it is used."""

import datetime
import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kaluga_site.commands.options import (
    HELP,
    archive_argument,
    base_url_option,
    in_a_folder,
    jobs_option,
    output_option,
    quiet_option,
    strict_option,
)
from kaluga_site.commands.progress import Progress
from kaluga_site.commands.published import published_manifest
from kaluga_site.model.build import Build, Options
from kaluga_site.model.changes import Changes
from kaluga_site.model.heads import Release
from kaluga_site.model.pages import Manifest
from kaluga_site.model.problems import Format, has_errors, printable
from kaluga_site.stopwatch import Stopwatch
from kaluga_site.telling import (
    FOUND_PROBLEMS,
    counted,
    few_of,
    format_option,
    print_problems,
    processes,
    say,
    tally,
)

if TYPE_CHECKING:
    from kaluga_site.ahead import EarlyReader
    from kaluga_site.aside import Aside
    from kaluga_site.model.ahead import Ahead, ConcernedAhead
    from kaluga_site.standing import Left, Place

_HOW_TO_GET_CHARTS = "{pages} of figures would have a chart with: pip install 'kaluga-site[charts]'"


@click.command(context_settings=HELP)
@archive_argument
@output_option
@base_url_option
@strict_option
@format_option
@jobs_option
@click.option("--drafts", is_flag=True, help="Show drafts too, marked as such: for a preview.")
@click.option("--future", is_flag=True, help="Show articles dated later than today too, marked as such.")
@click.option("--no-cache", is_flag=True, help="Read and render everything anew, whatever an earlier build has left.")
@click.option("--clean", is_flag=True, help="Remove from the site's folder what no build has made (nothing hidden).")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=in_a_folder,
    help="Write what changed into a file, in Markdown.",
)
@click.option(
    "--report-against",
    type=click.Path(path_type=Path, exists=True),
    metavar="SITE|MANIFEST",
    callback=published_manifest,
    help="Tell what changed against a published site, or its manifest.json, instead of the last build.",
)
@click.option("--profile", is_flag=True, help="Say where the time and the memory went.")
@quiet_option
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
    report: Path | None,
    report_against: Manifest | None,
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
      kaluga-site build --drafts --future --output preview
      kaluga-site build --report report.md --report-against _site
    """
    from kaluga_site import state
    from kaluga_site.standing import Left, OnChange, Place, standing_build

    gc.disable()  # a build is short, and the records of a large archive are no garbage
    output, clock = output or archive / "_site", Stopwatch()
    options = Options(
        base_url=base_url,
        strict=strict,
        cache=not no_cache,
        clean=clean,
        drafts=drafts,
        future=future,
        against=report_against,
    )
    now = datetime.datetime.now(datetime.UTC)
    with clock.stage("look"):
        shared = jobs > 1 and options.cache
        left = Left.of(output, archive / state.FOLDER, shared=shared)
        early, on_change = _Early(archive, left), None
        if shared and left.seen.seal:
            early.begin()
            on_change = OnChange(early.find_concerned, early.read)
        place = Place.of(archive, output, options, left, on_change)
        early.tell(place)
        result = standing_build(place, now)
    if result is None:
        with clock.stage("start"):
            from kaluga_site.ahead import look_ahead
            from kaluga_site.model.ahead import NOTHING_AHEAD

            ahead = early.ahead or (look_ahead(place, None, early.concerned) if shared else NOTHING_AHEAD)
            from kaluga_site import pipeline
            from kaluga_site.workers import Workers

        with ExitStack() as stack:
            workers = Workers(processes(jobs, stack), clock, Progress(quiet=quiet), can_split=jobs > 1)
            result = pipeline.build_at(place, now, workers, partial(_say_waiting, quiet=quiet), ahead)
    if profile:
        from kaluga_site.profile import profile_of

        click.echo(profile_of(result, clock), err=True)
    print_problems(result.problems, Format(form), archive)
    _tell(result, output, report, _outcome(result, output, strict=strict), partial(say, quiet=quiet, form=form))
    gc.freeze()  # so that Python does not look for garbage when it ends
    if result.published is None:
        sys.exit(FOUND_PROBLEMS)


class _Early:
    """What children begin with while the archive is still looked at."""

    def __init__(self, archive: Path, left: "Left") -> None:
        self._archive, self._left = archive, left
        self._reader: EarlyReader | None = None
        self.concerned: Aside[ConcernedAhead] | None = None
        self.ahead: Ahead | None = None
        """What is found out by them and others, once they have been told which files changed."""

    def begin(self) -> None:
        """Begin to read where a folder tells that an article came or went; else to look at a large site."""
        from kaluga_site.aside import look_in_turn
        from kaluga_site.state import names_changed

        if names_changed(self._archive, self._left.ended_ns):
            self.read()
        elif self._left.is_shared:
            look_in_turn(self._left.stands)

    def read(self) -> None:
        """Begin to read the article files that changed, if that has not begun."""
        from kaluga_site.ahead import EarlyReader

        self._reader = self._reader or EarlyReader(self._archive, self._left, self.concerned)

    def tell(self, place: "Place") -> None:
        """Tell the reader which files changed, perhaps none: it answers nothing before, nor whether the site stands."""
        if self._reader:
            from kaluga_site.ahead import look_ahead

            self.ahead = look_ahead(place, self._reader, self.concerned)

    def find_concerned(self) -> None:
        """Begin to find the articles that edits of the authority files concern, in an archive where that takes long."""
        if self._left.seen.is_large:
            from kaluga_site.ahead import find_concerned_early

            self.concerned = find_concerned_early(self._archive, self._left, self._reader)


def _tell(result: Build, output: Path, report: Path | None, outcome: str, tell: Callable[[str], None]) -> None:
    """Say how a build went and what it changed, and write the report. Raises UsageError."""
    tell(outcome)
    if report or (result.changes and result.changes != Changes()):
        from kaluga_site.commands.report import as_markdown, change_lines

        for line in change_lines(result.changes or Changes()):
            tell(line)
        if report:
            _write(report, as_markdown(result, outcome))
    if result.left_out:
        tell(_left_out(result.left_out))
    for address in result.cleaned:
        tell(f"{output / address}: removed, for no build has made it.")
    if result.chartless:
        tell(_HOW_TO_GET_CHARTS.format(pages=counted(result.chartless, "page")))


def _say_waiting(holder: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(f"Waiting until another build has ended: {holder}.", err=True)


def _write(file: Path, text: str) -> None:
    """Write a file. Raises UsageError where that cannot be."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"--report {file}: {error.strerror}."
        raise click.UsageError(message) from None


def _outcome(result: Build, output: Path, *, strict: bool) -> str:
    """Return in a sentence what a build has done."""
    done = result.published
    if done is None:
        because = " (--strict counts warnings)" if strict and not has_errors(result.problems) else ""
        return f"Nothing was published: {tally(result.problems)}{because}."
    return (
        f"{counted(result.articles, 'article')} in {done.written + done.unchanged} files in {printable(str(output))}: "
        f"{done.written} written, {done.unchanged} unchanged, {done.removed} removed."
    )


def _left_out(articles: Mapping[Release, Sequence[str]]) -> str:
    """Return in a sentence how many articles a site leaves out, and why; a year written wrong is seen by the name."""
    count = {release: len(articles.get(release, ())) for release in Release}
    future = few_of(sorted(articles.get(Release.FUTURE, ())))
    words = {
        Release.DRAFT: f"{counted(count[Release.DRAFT], 'draft')} (shown by --drafts)",
        Release.FUTURE: f"{count[Release.FUTURE]} dated later than today (shown by --future): {future}",
        Release.EXPIRED: f"{count[Release.EXPIRED]} expired",
    }
    return f"Left out: {'; '.join(words[release] for release in words if count[release])}."
