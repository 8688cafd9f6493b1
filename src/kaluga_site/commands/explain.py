"""`kaluga-site explain`."""

import click
from click.shell_completion import CompletionItem

from kaluga_site.commands.options import HELP
from kaluga_site.model.catalogue import CATALOGUE, ProblemKind


def _codes_like(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(code, help=kind.message) for code, kind in CATALOGUE.items() if code.startswith(incomplete)]


@click.command(context_settings=HELP)
@click.argument("codes", nargs=-1, metavar="[CODE]...", shell_complete=_codes_like)
def explain(codes: tuple[str, ...]) -> None:
    """Explain problem codes: what each means, why it matters and how to mend it. Without CODE, list them all.

    \b
    Exit codes: 0 explained, 2 there is no such code.

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
