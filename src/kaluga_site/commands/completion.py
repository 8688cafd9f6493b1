"""`kaluga-site completion`."""

import click
from click.shell_completion import get_completion_class

from kaluga_site.commands.options import HELP

_NAME, _VARIABLE = "kaluga-site", "_KALUGA_SITE_COMPLETE"


@click.command(context_settings=HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes SHELL complete commands, options, the codes of problems, and the ids of people and topics.

    \b
    Exit codes: 0 printed, 2 there is no such shell.

    \b
    Examples:
      kaluga-site completion bash > ~/.local/share/bash-completion/completions/kaluga-site
      kaluga-site completion zsh > "${fpath[1]}/_kaluga-site"
      kaluga-site completion fish > ~/.config/fish/completions/kaluga-site.fish
    """
    found = get_completion_class(shell)
    if found is None:
        message = f"click knows no completion for {shell}."
        raise click.ClickException(message)
    click.echo(found(context.find_root().command, {}, _NAME, _VARIABLE).source())
