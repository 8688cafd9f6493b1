"""The files of an archive as they stand on the disk."""

from collections.abc import Mapping, Sequence

from msgspec import Struct


class SourceStamp(Struct, frozen=True, array_like=True, gc=False):
    """What the file system says of a file; while it stays the same, so do the contents."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Sources(Struct, frozen=True, kw_only=True):
    """Every file in articles/, by its path from the archive's folder."""

    stamps: Mapping[str, SourceStamp | None]
    """None for what changed too shortly ago to be told by it, and for what cannot be read."""

    unreadable: Mapping[str, str]
    """What cannot be read, or is not to be → why; folders too."""

    differing: Sequence[str]
    """Those that may be others than the last build knew; of what is gone nothing is told."""
