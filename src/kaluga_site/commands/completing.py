"""What a shell offers where the id of an entry is wanted: those of the archive's authority files."""

from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def ids_of(vocabulary: str) -> Completer:
    """Return what completes an id of a vocabulary in the archive of `--archive`, else of the current folder."""

    def complete(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from kaluga_site import load

        authorities, _ = load.load_authorities(Path(context.params.get("archive") or "."))
        entries = getattr(authorities, vocabulary).entries
        return [CompletionItem(entry.id, help=entry.name) for entry in entries if entry.id.startswith(incomplete)]

    return complete
