"""Tell by what the file system says whether a file may have changed."""

import math
import os
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from kaluga_site.model.sources import Sources, SourceStamp

RACY_NS = 2_000_000_000
"""A file changed so shortly before it was looked at may change again without another time stamp."""


def stamp_of(status: os.stat_result, racy_ns: float = math.inf) -> SourceStamp | None:
    """Return the stamp of a file; None where it changed after `racy_ns`, too shortly ago to be told by it."""
    changed_ns, renewed_ns = status.st_mtime_ns, status.st_ctime_ns
    if changed_ns > racy_ns or renewed_ns > racy_ns:
        return None
    return SourceStamp(status.st_size, changed_ns, renewed_ns, status.st_ino)


def stamp_of_file(file: Path) -> SourceStamp | None:
    """Return the stamp of a file that nobody else changes; None where there is none."""
    try:
        return stamp_of(file.stat())
    except OSError:
        return None


def digest_of_file(file: str) -> bytes:
    """Return the digest of a file's bytes; empty where it cannot be read."""
    try:
        return digest_of_content(Path(file).read_bytes())
    except OSError:
        return b""


def digest_of_content(content: bytes) -> bytes:
    """Return the SHA-256 digest of a file's bytes, by which it is known again, here and by readers of the manifest."""
    return sha256(content).digest()


def look_around(
    archive: Path,
    known: Mapping[str, SourceStamp | None] = {},
    since_ns: float = math.inf,
    begin: Callable[[], None] = lambda: None,
) -> Sources:
    """Return every file in articles/. Links that lead out of the archive, or to folders, are not followed.

    `known` are the stamps that the last build saw. At the first file that differs from them `begin` is called, and
    sooner where a folder tells that a name in it has changed since the last build ended.
    """
    racy_ns, start, folders = time.time_ns() - RACY_NS, len(str(archive)) + 1, [f"{archive}/articles"]
    stamps: dict[str, SourceStamp | None] = {}
    unreadable: dict[str, str] = {}
    differing: list[str] = []
    begin_once = cache(begin)
    if (changed_ns(folders[0]) or 0) > since_ns:
        begin_once()
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            stamps[folder[start:]] = None
            differing.append(folder[start:])
            unreadable[folder[start:]] = error.strerror or str(error)
            continue
        for entry in entries:
            path = entry.path[start:]
            # Nearly all are so, and there is nothing else to ask of them; a name that is not UTF-8 does not print.
            if entry.is_file(follow_symlinks=False) and entry.name.isprintable():
                try:  # a call of our own less for each
                    stamps[path] = stamp = stamp_of(entry.stat(follow_symlinks=False), racy_ns)
                except OSError:
                    stamps[path] = stamp = None
            else:
                path, reason = _in_utf_8(path), _why_not(entry, archive)
                if reason is not None:
                    unreadable[path] = reason
                elif entry.is_dir():
                    folders.append(entry.path)
                    if (changed_ns(entry.path) or 0) > since_ns:
                        begin_once()
                    continue
                stamps[path] = stamp = None if reason else _stamp(entry, racy_ns)
            before = known.get(path)
            if stamp is None or stamp != before:
                begin_once()
                differing.append(path)
            else:
                stamps[path] = before  # one object for both
    return Sources(stamps=stamps, unreadable=unreadable, differing=differing)


def _why_not(entry: os.DirEntry[str], archive: Path) -> str | None:
    """Return why a file or folder is not to be read: a link to elsewhere, a pipe, a name in an old encoding."""
    if _in_utf_8(entry.name) != entry.name:
        return "its name is not UTF-8"
    if entry.is_symlink():
        target = Path(entry.path).resolve()
        if not target.exists():
            return "it is a link that leads nowhere"
        if entry.is_dir() or not target.is_relative_to(archive.resolve()):
            return "it is a link to a folder or out of the archive"
    return None if entry.is_file() or entry.is_dir() else "it is no regular file"


def _stamp(entry: os.DirEntry[str], racy_ns: int) -> SourceStamp | None:
    try:
        return stamp_of(entry.stat(), racy_ns)
    except OSError:
        return None


def _in_utf_8(path: str) -> str:
    """Return a path that can be kept: a name that is not UTF-8 cannot."""
    return path if path.isascii() else path.encode(errors="replace").decode()


def names_in(folder: str) -> frozenset[str]:
    """Return the names of all that lies in a folder; none where there is no folder."""
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return frozenset()


def changed_ns(folder: str) -> int | None:
    """Return when a name in a folder changed last; None where there is no folder."""
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - as above
    except OSError:
        return None


def have_sizes(folder: str, sizes: Iterable[tuple[str, int]]) -> bool:
    """Return whether all these files of a folder are there with these sizes."""
    stat, start = os.stat, f"{folder}/"  # as above, and so would calls of our own
    try:
        return all(stat(start + path).st_size == size for path, size in sizes)
    except OSError:
        return False


def size_of(file: str) -> int | None:
    """Return the size of a file in bytes; None where there is none."""
    try:
        return os.stat(file).st_size  # noqa: PTH116 - tens of thousands of Paths would cost more
    except OSError:
        return None
