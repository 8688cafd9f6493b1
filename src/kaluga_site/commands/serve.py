"""`kaluga-site serve`. What is slow to import is imported where it is used."""

import signal
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from kaluga_site.commands.options import HELP, archive_argument, jobs_option, quiet_option
from kaluga_site.commands.progress import Progress
from kaluga_site.model.problems import Format
from kaluga_site.telling import counted, print_problems, tally

_WANTED = ("ruamel.yaml", "starlette", "uvicorn", "watchfiles")
_HOW_TO_GET = "serve needs more libraries: pip install 'kaluga-site[serve]'"
_PORT = 8000


@click.command(context_settings=HELP)
@archive_argument
@click.option(
    "--port", "-p", type=click.IntRange(0, 65_535), default=_PORT, show_default=True, help="0 for a free one."
)
@click.option(
    "--host",
    type=click.Choice(["127.0.0.1", "localhost", "::1"]),
    default="127.0.0.1",
    show_default=True,
    help="This machine, by which name; no other can be asked.",
)
@click.option("--open", "opens", is_flag=True, help="Open the site in a browser.")
@jobs_option
@quiet_option
def serve(archive: Path, port: int, host: str, opens: bool, jobs: int, quiet: bool) -> None:
    """Show ARCHIVE (default: the current folder) in a browser of this machine, and build anew whatever is saved.

    An open page takes on what has changed where it stands; what is wrong is shown over it, with file and line, until
    it is mended. Drafts and articles dated later than today are shown too. The published site (_site/) is not touched.
    At /__kaluga/review/ what was inferred waits to be accepted, corrected or rejected. Ctrl-C ends it.

    \b
    Exit codes: 0 ended by Ctrl-C or SIGTERM, 2 wrong use, or the port is taken.

    \b
    Examples:
      kaluga-site serve --open
      kaluga-site serve my-archive --port 8080
    """
    if not all(map(_is_installed, _WANTED)):
        raise click.UsageError(_HOW_TO_GET)
    if not archive.is_dir():
        message = f"There is no folder {archive}."
        raise click.UsageError(message)
    from kaluga_site.load import load_settings
    from kaluga_site.serving.app import application
    from kaluga_site.serving.builder import Builder
    from kaluga_site.serving.guard import Guard
    from kaluga_site.serving.pages import Pages
    from kaluga_site.serving.running import PortTakenError, bind, run
    from kaluga_site.serving.studio import Studio

    try:
        at = bind(host, port)
    except PortTakenError as error:
        message = f"Port {port} cannot be had: {error}. Choose another with --port, or --port 0 for a free one."
        raise click.UsageError(message) from None
    settings, _ = load_settings(archive)
    studio = Studio(Builder(archive, jobs, Progress(quiet=quiet)), settings.languages[0])
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        result = studio.build()
    except KeyboardInterrupt:
        return
    print_problems(studio.errors, Format.TEXT)
    port = at.getsockname()[1]
    address = f"http://{'[::1]' if host == '::1' else host}:{port}/"

    def tell() -> None:
        if not quiet:
            click.echo(f"{counted(result.articles, 'article')}: {tally(result.problems)}.")
            click.echo(f"{address} shows the site, {address}__kaluga/review/ what waits for review. Ctrl-C ends it.")
        sys.stdout.flush()
        if opens:
            click.launch(address)

    run(application(studio, Guard(port), Pages(studio.language, settings.title)), studio, at, tell)


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ModuleNotFoundError, ValueError):
        return False
