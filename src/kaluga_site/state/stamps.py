"""Tell by what the file system says whether a file may have changed."""

import math
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from kaluga_site.model.sources import SourceStamp

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
