"""The option that names a site which was published, to be compared with."""

from pathlib import Path

import click
import msgspec

from kaluga_site import publish
from kaluga_site.model.pages import Manifest


def published_manifest(_context: click.Context, parameter: click.Parameter, value: Path | None) -> Manifest | None:
    """Return the manifest of a site that was published. Raises UsageError where it tells of no articles."""
    if value is None:
        return None
    file, given = value / publish.MANIFEST if value.is_dir() else value, f"{parameter.opts[0]} {value}"
    try:
        found = publish.decode_manifest(file.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{given}: {file} is no manifest of a site: {error}."
        raise click.UsageError(message) from None
    if not found.articles:
        message = f"{given}: {file} names no articles to compare with."
        raise click.UsageError(message)
    return found
