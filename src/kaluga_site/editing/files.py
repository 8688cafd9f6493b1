"""The files that are rewritten: opened inside the archive alone, written whole or not at all."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from kaluga_site.model.problems import printable
from kaluga_site.model.resources import leads_out

_REWRITABLE = re.compile(r"articles(?:/[^/.][^/]*)*/[^/.][^/]*\.(?:md|txt)|authorities/[^/.][^/]*\.yaml", re.IGNORECASE)
_LARGEST = {"articles": 2_000_000, "authorities": 50_000_000}
"""As large as the files may be that are read."""


class Refused(Exception):  # noqa: N818 - nothing went wrong, it is not done
    """A file is not rewritten; the message says which, and why."""


class Opened(Struct, frozen=True, kw_only=True):
    """A file of an archive as it stood when it was read."""

    path: str
    """From the archive's folder."""

    file: Path
    """Where it lies, links resolved."""

    content: bytes
    mode: int


def open_file(archive: Path, path: str) -> Opened:
    """Read an article or an authority file. Raises Refused for whatever else, and what lies outside the archive."""
    if not _REWRITABLE.fullmatch(path) or ".." in Path(path).parts or not path.isprintable():
        message = f"{printable(path)} is no article and no authority file."
        raise Refused(message)
    try:
        if leads_out(archive / path, archive):
            message = f"{path} is a link out of the archive."
            raise Refused(message)
        file = (archive / path).resolve(strict=True)
        status = file.stat()
        if not file.is_file() or status.st_size > _LARGEST[path.partition("/")[0]]:
            message = f"{path} is no file of a size that could be one."
            raise Refused(message)
        return Opened(path=path, file=file, content=file.read_bytes(), mode=status.st_mode & 0o7777)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        raise Refused(message) from None


def write_all(changes: Mapping[str, bytes], opened: Mapping[str, Opened]) -> None:
    """Write new contents of opened files: all are laid ready before the first is put in its place.

    Raises Refused, with nothing written, where one has changed since it was opened or cannot be written. A process that
    ends halfway leaves each file as it was or as it is to be.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, content in changes.items():
            one = opened[path]
            ready.append((_beside(one.file), one.file))
            _lay_ready(ready[-1][0], content, one.mode)
        for one in map(opened.__getitem__, changes):
            if _content(one.file) != one.content:
                message = f"{one.path} has changed since it was read: nothing was written."
                raise Refused(message)
        for laid, file in ready:
            laid.replace(file)
    except OSError as error:
        message = f"{error.filename}: {error.strerror or error}: not written."
        raise Refused(message) from None
    finally:
        for laid, _ in ready:
            laid.unlink(missing_ok=True)


def write_atomically(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, in place of what stands there, whose mode it keeps. Raises OSError."""
    mode = file.stat().st_mode & 0o7777 if file.exists() else None
    file = file.resolve() if file.is_symlink() else file
    file.parent.mkdir(parents=True, exist_ok=True)
    _lay_ready(_beside(file), content, mode)
    _beside(file).replace(file)


def _beside(file: Path) -> Path:
    """Return the hidden name beside a file under which it is made, and which no build reads."""
    return file.with_name(f".{file.name}.part")


def _lay_ready(file: Path, content: bytes, mode: int | None) -> None:
    with file.open("wb") as out:
        if mode is not None:
            file.chmod(mode)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
