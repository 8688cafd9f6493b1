"""The files that are imported and those that are written."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_SUFFIXES = {"", ".txt"}


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files as they are named, and of each folder, in its order, the .txt files and those without suffix.

    Hidden files and folders are passed over, and links to folders not followed.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def passed_over(paths: Iterable[Path]) -> list[Path]:
    """Return the Markdown files of the folders among some paths: they are articles, not raw text."""
    found = (file for path in paths if path.is_dir() for file in path.rglob("*.md") if not _is_hidden(file, path))
    return sorted(found)


def _is_hidden(file: Path, folder: Path) -> bool:
    """Tell whether a file of a folder, or a folder in which it lies, has a name that begins with a full stop."""
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def write_new(file: Path, content: bytes) -> bool:
    """Write a file whole or not at all; return False where there is one of that name. Raises OSError."""
    ready = _lay_ready(file, content)
    try:
        os.link(ready, file)  # unlike a renaming, it never replaces
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if file.exists():
            return False
        ready.replace(file)
    finally:
        ready.unlink(missing_ok=True)
    return True


def _lay_ready(file: Path, content: bytes) -> Path:
    """Write content beside its place, under a hidden name that no build reads."""
    file.parent.mkdir(parents=True, exist_ok=True)
    ready = file.with_name(f".{file.name}.part")
    ready.write_bytes(content)
    return ready


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder  # whoever reads it will say why it cannot be read
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry)
        elif entry.suffix.lower() in _SUFFIXES and (entry.is_file() or entry.is_symlink()):
            yield entry
