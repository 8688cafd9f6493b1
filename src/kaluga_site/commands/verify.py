"""`kaluga-site verify`. What is slow to import is imported where it is used."""

import gc
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from kaluga_site.commands.options import HELP, jobs_option, quiet_option
from kaluga_site.commands.progress import Progress
from kaluga_site.model.problems import Format, has_errors
from kaluga_site.telling import FOUND_PROBLEMS, counted, format_option, print_problems, processes, say, tally


@click.command(context_settings=HELP)
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), default="_site")
@click.option("--strict", is_flag=True, help="Treat warnings (files that no build has made) as errors.")
@format_option
@jobs_option
@quiet_option
def verify(site: Path, strict: bool, form: str, jobs: int, quiet: bool) -> None:
    """Compare the files of SITE (default: _site) with its list of them, and follow every link within it.

    Each file that is missing, changed or not on the list (du-lieu/manifest.json) is named, and each link that leads
    nowhere. The archive that the site was built from is not needed.

    \b
    Exit codes: 0 as published (warnings aside, unless --strict), 1 problems in the site, 2 wrong use.

    \b
    Examples:
      kaluga-site verify
      kaluga-site verify /var/www/kho --strict --format json
      jq -r '.articles[] | select(.sha256) | "\\(.sha256)  \\(.source)"' _site/du-lieu/manifest.json | sha256sum -c
    """
    from kaluga_site.verifying import verify_site
    from kaluga_site.workers import Workers

    gc.disable()  # it is short, as a build is
    with ExitStack() as stack:
        result = verify_site(site, Workers(processes(jobs, stack), watch=Progress(quiet=quiet)))
    print_problems(result.problems, Format(form))
    what = f"{counted(result.files, 'file')}, {counted(result.links, 'link')}"
    say(f"{what}: {tally(result.problems)}.", quiet=quiet, form=form)
    if has_errors(result.problems, strict=strict):
        sys.exit(FOUND_PROBLEMS)
