"""The files in a site's folder that no build has made."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from kaluga_site.publish.manifest import MANIFEST


def find_files(folder: str, below: str = "") -> Iterator[str]:
    """Yield the addresses of all files of a site's folder, but for hidden ones at its top: those are no part of a site.

    Links are files, wherever they lead. Raises OSError.
    """
    with os.scandir(f"{folder}/{below}") as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if below or not entry.name.startswith("."):
                yield from find_files(folder, f"{below}{entry.name}/")
        elif below or not entry.name.startswith("."):
            yield f"{below}{entry.name}"


def foreign_files(output: Path, ours: Collection[str]) -> Iterator[str]:
    """Yield the addresses of the files in the output folder that are none of ours, nor hidden at its top."""
    return (address for address in find_files(str(output)) if address not in ours and address != MANIFEST)


def clean(output: Path, ours: Collection[str]) -> tuple[str, ...]:
    """Remove the files that are none of ours, with the folders left empty; return what went. Raises OSError."""
    gone = tuple(foreign_files(output, ours))
    for address in gone:
        remove_file(output / address, output)
    return gone


def remove_file(file: Path, output: Path) -> None:
    """Remove a file of the output folder, and the folders that it leaves empty. Raises OSError."""
    file.unlink()
    for folder in file.parents:
        if folder == output or os.listdir(folder):  # noqa: PTH208 - iterdir would be left open
            break
        folder.rmdir()
