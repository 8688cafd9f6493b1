"""Whether a folder is one in which a site can be published."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kaluga_site.model.problems import Problem
from kaluga_site.publish.foreign import foreign_files
from kaluga_site.publish.manifest import MANIFEST

PREVIEW = "site"
"""The folder of a preview, below that of its state."""


def check_output(
    archive: Path, output: Path, addresses: Iterable[str], *, clean: bool = False, own: Path | None = None
) -> Iterator[Problem]:
    """Yield a problem where the output folder is one that publishing must not change.

    Among hidden folders only `site` of the state's own folder may be one: the preview of `serve`.
    `addresses` are those of the pages to publish: without a manifest, a file at one of them is somebody else's. To
    `clean` it would remove, without a manifest, all that is there.
    """
    try:
        is_preview = own is not None and output.resolve() == (own / PREVIEW).resolve()
        reason = None if is_preview else _unsafe(archive.resolve(), output.resolve())
        if reason is None and output.is_dir() and not (output / MANIFEST).exists():
            there = foreign_files(output, ()) if clean else (one for one in addresses if (output / one).exists())
            foreign = next(iter(there), None)
            if foreign is not None and not (output / MANIFEST).exists():  # that of a build that began just now
                reason = f"no build has made the file {foreign} that is there"
    except OSError as error:
        reason = error.strerror
    if reason is not None:
        yield Problem.of("unsafe-output", str(output), folder=output, reason=reason)


def _unsafe(archive: Path, output: Path) -> str | None:
    if archive.is_relative_to(output):
        return "it holds the archive itself"
    if output == Path.home().resolve():
        return "it is the home folder"
    sources = ("articles", "authorities", "templates", "static")
    if any(output.is_relative_to((archive / name).resolve()) for name in sources):
        return "it lies among the archive's sources"
    if output.is_relative_to(archive) and any(part.startswith(".") for part in output.relative_to(archive).parts):
        return "it is a hidden folder"
    return "it is a file" if output.exists() and not output.is_dir() else None
