"""`kaluga-site schemas`. What is slow to import is imported where it is used."""

from pathlib import Path

import click

from kaluga_site.commands.options import HELP, quiet_option


@click.command(context_settings=HELP)
@click.argument(
    "archive", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", metavar="[ARCHIVE]"
)
@quiet_option
def schemas(archive: Path, quiet: bool) -> None:
    """Write the JSON Schemas of all that an archivist writes into ARCHIVE/schemas (default: the current folder's).

    By them an editor completes keys, explains them and marks what is wrong. A new archive has them; after a new
    version of the generator, write them again. What stands there under their names is replaced.

    \b
    A file names its schema in a comment, for example in authorities/people.yaml:
      # yaml-language-server: $schema=../schemas/people.schema.json

    \b
    Exit codes: 0 written, 1 a file could not be written, 2 wrong use.

    \b
    Examples:
      kaluga-site schemas
      kaluga-site schemas my-archive
    """
    from kaluga_site.model.problems import printable
    from kaluga_site.schemas import FOLDER, schema_files

    try:
        for name, content in schema_files().items():
            file = archive / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
            if not quiet:
                click.echo(printable(str(file)))
    except OSError as error:
        message = f"{printable(str(error.filename or archive / FOLDER))} cannot be written: {error.strerror or error}."
        raise click.ClickException(message) from None
