"""Tell by what the file system says whether a file may have changed."""

import os
import time
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

_RACY_NS = 2_000_000_000
"""A file changed so shortly before it was looked at may change again without another time stamp."""


class SourceStamp(Struct, frozen=True, array_like=True, gc=False):
    """What the file system says of a file; while it stays the same, so do the contents."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


def stamp_of(status: os.stat_result, now_ns: int | None = None) -> SourceStamp | None:
    """Return the stamp of a file; None where it changed so shortly before `now_ns` that it cannot be trusted."""
    if now_ns is not None and max(status.st_mtime_ns, status.st_ctime_ns) > now_ns - _RACY_NS:
        return None
    return SourceStamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def digest_of(file: str) -> bytes:
    """Return the digest of a file's bytes; empty where it cannot be read."""
    try:
        return blake2b(Path(file).read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def look_around(archive: Path) -> dict[str, SourceStamp | None]:
    """Return the stamp of every file in articles/, from the archive's folder: None for what cannot be told by it.

    That is a file which changed too shortly ago, one whose name is not UTF-8, a folder that cannot be read.
    """
    now_ns, start, folders = time.time_ns(), len(str(archive)) + 1, [f"{archive}/articles"]
    stamps: dict[str, SourceStamp | None] = {}
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            stamps[_in_utf_8(folder[start:])] = None
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                path = _in_utf_8(entry.path[start:])
                stamps[path] = _stamp(entry, now_ns) if path == entry.path[start:] else None
    return stamps


def _stamp(entry: os.DirEntry[str], now_ns: int) -> SourceStamp | None:
    try:
        return stamp_of(entry.stat(), now_ns)
    except OSError:
        return None


def _in_utf_8(path: str) -> str:
    """Return a path that can be kept: a name that is not UTF-8 cannot."""
    return path.encode(errors="replace").decode()


def size_of(file: str) -> int | None:
    """Return the size of a file in bytes; None where there is none."""
    try:
        return os.stat(file).st_size  # noqa: PTH116 - tens of thousands of Paths would cost more
    except OSError:
        return None
