"""Single files of a site: compared, written, moved into place and removed."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from stat import S_ISREG

from kaluga_site.publish.foreign import remove_file
from kaluga_site.publish.lines import Buffer


def is_unchanged(target: str, *content: Buffer) -> bool:
    """Return whether a file holds these pieces."""
    try:
        found = os.stat(target)  # noqa: PTH116 - of every page: a Path costs more than asking the system
    except OSError:
        return False
    is_as_long = S_ISREG(found.st_mode) and found.st_size == sum(map(len, content))
    return is_as_long and Path(target).read_bytes() == b"".join(content)


def write(file: str, *content: Buffer) -> None:
    """Write a file; its folder is made when it turns out to be missing, as it is for few of many files."""
    try:
        _fill(file, content)
    except FileNotFoundError:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        _fill(file, content)


def _fill(file: str, content: Iterable[Buffer]) -> None:
    with open(file, "wb") as opened:  # noqa: PTH123 - of every page, as above
        opened.writelines(content)


def put(staged: str, address: str, output: Path, ours: Collection[str]) -> None:
    """Move a staged file into place; what keeps it out is looked for only where it cannot be moved."""
    target = f"{output}/{address}"
    try:
        os.replace(staged, target)  # noqa: PTH105 - of every page, as above
    except OSError:  # if it was anything else, the second try says so
        _make_way(Path(target), output, ours)
        Path(staged).replace(target)


def _make_way(target: Path, output: Path, ours: Collection[str]) -> None:
    """Make the folder of a file; files of ours that stand where it wants a folder, or the reverse, go first."""
    for folder in target.relative_to(output).parents:
        if folder.as_posix() in ours and (output / folder).is_file():
            (output / folder).unlink()
    if target.is_dir():
        for address in ours:
            if (output / address).is_relative_to(target):
                remove(output, address)
    target.parent.mkdir(parents=True, exist_ok=True)


def remove(output: Path, address: str) -> bool:
    """Remove a file that an earlier build published, and the folders that it leaves empty."""
    file = output / address
    inside = file.resolve().is_relative_to(output.resolve()) and ".." not in Path(address).parts
    if not inside or not file.is_file():
        return False
    remove_file(file, output)
    return True
