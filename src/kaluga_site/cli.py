"""What a person types: the commands, each imported only when it is wanted."""

import atexit
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import NamedTuple

import click

from kaluga_site import __version__
from kaluga_site.commands.options import HELP

_INTERRUPTED = 128 + signal.SIGINT
"""The exit code of what Ctrl-C has ended, as shells count: 1 would say that something is wrong with the content."""


class _Command(NamedTuple):
    """Where a command is defined, below `commands`, and what the list of all says of it."""

    module: str
    name: str
    short: str


_GROUPS = {
    "Articles": {
        "init": _Command("init", "init", "Lay out a new archive."),
        "new": _Command("new", "new", "Begin the file of an article."),
        "import": _Command("import_articles", "import_articles", "Make article files of raw text."),
        "extract": _Command("extract", "extract", "Show what is read in a text, and write nothing."),
    },
    "Names": {
        "people": _Command("names", "people", "See, merge and rename people."),
        "topics": _Command("names", "topics", "See, merge and rename topics."),
    },
    "The site": {
        "build": _Command("build", "build", "Build the site."),
        "serve": _Command("serve", "serve", "Show the archive while you work on it, and review it."),
        "check": _Command("check", "check", "Say what is wrong or doubtful, and write nothing."),
        "explain": _Command("explain", "explain", "Explain the codes of problems."),
        "verify": _Command("verify", "verify", "Compare a published site with its own list of files."),
    },
    "The archive": {
        "stats": _Command("stats", "stats", "Count what it holds."),
        "export": _Command("export", "export", "Write it into an SQLite database."),
        "schemas": _Command("schemas", "schemas", "Write the schemas by which an editor completes keys."),
        "clean": _Command("clean", "clean", "Remove what builds have made."),
        "completion": _Command("completion", "completion", "Let a shell complete commands and ids."),
    },
}

_COMMANDS = {name: command for commands in _GROUPS.values() for name, command in commands.items()}


class _Commands(click.Group):
    """Commands that are imported when they are typed, listed in the order in which a newcomer wants them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Return the names of all."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own
        """Import a command."""
        if cmd_name not in _COMMANDS:
            return None
        place = _COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(f"kaluga_site.commands.{place.module}"), place.name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and say which one a name that there is not may be a slip of."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - for slips alone

            near = get_close_matches(args[0], _COMMANDS, n=1)
            raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) if near else error from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's own
        """Write a paragraph for each group of commands."""
        width = max(map(len, _COMMANDS))
        for heading, commands in _GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), command.short) for name, command in commands.items()])


@click.group(cls=_Commands, context_settings=HELP)
@click.version_option(__version__, prog_name="kaluga-site")
def main() -> None:
    """Build a static archive from Vietnamese newspaper articles.

    An archive is a folder with articles/ (raw .txt as copied from a newspaper, or .md with front matter) and,
    if you like, site.yaml, authorities/, templates/ and static/.

    \b
    Examples:
      kaluga-site init my-archive       begin an archive; the rest is said in its folder
      kaluga-site import tin.txt        make an article file of a raw text
      kaluga-site build                 build the archive in this folder into _site/
      kaluga-site check --strict        say what is wrong or doubtful, write nothing
      kaluga-site verify _site          compare a published site with its own list of files
      kaluga-site explain quote-not-in-text
      kaluga-site COMMAND --help        how to use a command, with examples
    """


def run(
    command: click.Command = main, *, prog_name: str | None = None, default_map: Mapping[str, str] | None = None
) -> None:
    """Do what was typed as a process of its own, and end it: at once where all went well, with 130 where Ctrl-C did.

    Python would take apart what is in memory, bit by bit: of a large archive that takes a twentieth of a build.
    """
    try:
        status = command.main(prog_name=prog_name, standalone_mode=False, default_map=default_map) or 0
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except click.Abort as error:
        click.echo("Aborted!", err=True)
        status = _INTERRUPTED if isinstance(error.__cause__, KeyboardInterrupt) else 1
    if status == 0:
        atexit._run_exitfuncs()  # noqa: SLF001 - nothing public does, and what others have asked for is to be done
        with suppress(OSError):  # what cannot be written Python tells as always
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)
    sys.exit(status)
