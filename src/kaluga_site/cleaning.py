"""Remove what builds have made: what they keep for the next one and, if asked, the site; nothing else."""

import shutil
from pathlib import Path

from msgspec import Struct

from kaluga_site import publish, state
from kaluga_site.model.pages import every_file
from kaluga_site.model.problems import Problem


class Cleaned(Struct, frozen=True, kw_only=True):
    """What was removed, or would be."""

    state: Path | None
    """The folder that builds keep for each other, if it was there."""

    files: int = 0
    """How many files of the site."""

    foreign: tuple[str, ...] = ()
    """What stays in the site's folder, for no build has made it: addresses."""


def clean(archive: Path, output: Path | None, *, dry_run: bool) -> Cleaned | Problem:
    """Remove the state of an archive, and of the site in `output` all files that its manifest names.

    Returned is what was removed, or why nothing was. Raises OSError.
    """
    folder = archive / state.FOLDER
    unsafe = next(publish.check_output(archive, output, ()), None) if output else None
    if unsafe is not None:
        return unsafe
    try:
        if not folder.is_dir():
            return _clean_site(output, None, dry_run=dry_run)
        with state.Store(folder, alone=True):
            cleaned = _clean_site(output, folder, dry_run=dry_run)
    except state.Locked as error:
        return Problem.of("locked-archive", str(archive), holder=error.args[0])
    except publish.Held:
        return Problem.of("locked-output", str(output), folder=output)
    if not dry_run:
        shutil.rmtree(folder)
    return cleaned


def _clean_site(output: Path | None, folder: Path | None, *, dry_run: bool) -> Cleaned:
    if output is None or not output.is_dir():
        return Cleaned(state=folder)
    with publish.holding(output):
        ours = every_file(publish.read_manifest(output).files)
        foreign = tuple(publish.foreign_files(output, ours))
        if dry_run:
            files = len({*publish.find_files(str(output))} & {*ours, publish.MANIFEST})
        else:
            files = publish.remove_published(output, ours)
    return Cleaned(state=folder, files=files, foreign=foreign)
