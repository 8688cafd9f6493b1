"""One file of state: a small snapshot that is loaded whole, and the records, each read when it is wanted.

Deleting it costs time only. It is an SQLite database because that is one file, written whole or not at all, of which a
part can be read; what is in it is MessagePack.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from kaluga_site.model.archive import Head
from kaluga_site.model.problems import Problem

FOLDER = ".kaluga-site"
"""Where an archive keeps its state, and nothing else."""

_NAME = "state.sqlite"
_TABLES = """
    CREATE TABLE IF NOT EXISTS snapshot (only INTEGER PRIMARY KEY CHECK (only = 1), content BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS records (path TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"""
_LOCK_SECONDS = 60
_RACY_NS = 2_000_000_000
"""A file changed so shortly before the state was written may change again without another time stamp."""


class SourceStamp(Struct, frozen=True, array_like=True):
    """What the file system says of a file; while it stays the same, so do the contents."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class ArticleState(Struct, frozen=True, array_like=True, kw_only=True):
    """What is known of one article file since it was last read."""

    stamp: SourceStamp | None
    """None where the file was too new to tell a later change by its times."""

    content: bytes
    """The digest of the file's bytes."""

    reading: msgspec.Raw
    """An encoded Reading, which is decoded only when it is wanted."""


class Reading(Struct, frozen=True, array_like=True):
    """What reading an article file gave: no head where it holds no article."""

    head: Head | None
    problems: tuple[Problem, ...]


UNREAD = ArticleState(stamp=None, content=b"", reading=msgspec.Raw(b"\x92\xc0\x90"))
"""Stands for a file until it is read."""


class PageState(Struct, frozen=True, array_like=True, kw_only=True):
    """A published file: the fingerprint of what it shows, the digest of its bytes (hexadecimal), its size."""

    fingerprint: bytes
    sha256: str
    size: int


class Snapshot(Struct, frozen=True, kw_only=True):
    """All that a build knows of the one before."""

    context: bytes = b""
    """A digest of what every record depends on: the generator's code, the settings, the authority files."""

    articles: Mapping[str, ArticleState] = {}
    """The file's path from the archive's folder → its state."""

    output: str = ""
    """The folder that `pages` were published in."""

    pages: Mapping[str, PageState] = {}
    """The address of each published file → its state; that of a static file has an empty fingerprint."""

    surroundings: bytes = b""
    """A digest of all that the build depended on but the files in articles/."""

    manifest: bytes = b""
    """A digest of the manifest that stood in `output` after the build."""

    sources: Mapping[str, SourceStamp] | None = None
    """Every file in articles/ → its stamp; None where those do not tell whether a build would come to the same."""

    problems: tuple[Problem, ...] = ()
    shown: int = 0
    """How many articles are published."""


class Locked(Exception):  # noqa: N818 - it is a state of the archive
    """Another build of the archive is running."""


class Store:
    """The state file of one archive, open for one build."""

    def __init__(self, folder: Path | None, *, alone: bool = False) -> None:
        """Open the state below `folder`; without a folder, or where it cannot be written, keep it in memory.

        `alone` keeps other builds waiting until this store is closed. Raises Locked where one runs for too long.
        """
        self._database = _open(folder, alone=alone)
        loaded = self._load()
        if loaded is None and folder is not None:
            self._database.close()
            (folder / _NAME).unlink(missing_ok=True)
            self._database = _open(folder, alone=alone)
        self.snapshot = loaded or Snapshot()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close the file; what was not saved is forgotten."""
        self._database.close()

    def put_records(self, records: Iterable[tuple[str, bytes]]) -> None:
        """Keep the encoded records of these article files; where that fails, they are read again when wanted."""
        with suppress(sqlite3.Error):
            self._database.executemany("INSERT OR REPLACE INTO records VALUES (?, ?)", records)

    def record(self, path: str) -> bytes | None:
        """Return the encoded record of an article file; None where it is not known."""
        try:
            row = self._database.execute("SELECT content FROM records WHERE path = ?", (path,)).fetchone()
        except (sqlite3.Error, UnicodeDecodeError):
            return None
        return None if row is None else bytes(row[0])

    def save(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, and the records of its articles only; where that fails, the next build takes longer."""
        gone = self.snapshot.articles.keys() - snapshot.articles.keys()
        content = msgspec.msgpack.encode(snapshot)
        with suppress(sqlite3.Error):
            self._database.executemany("DELETE FROM records WHERE path = ?", [(path,) for path in gone])
            self._database.execute("INSERT OR REPLACE INTO snapshot VALUES (1, ?)", (content,))
            self._database.commit()

    def _load(self) -> Snapshot | None:
        """Return the snapshot, a new one where there is none yet, None where it is broken."""
        try:
            row = self._database.execute("SELECT content FROM snapshot").fetchone()
            return Snapshot() if row is None else msgspec.msgpack.decode(row[0], type=Snapshot)
        except (sqlite3.DatabaseError, msgspec.DecodeError, UnicodeDecodeError):
            return None


def stamp_of(status: os.stat_result, now_ns: int | None = None) -> SourceStamp | None:
    """Return the stamp of a file; None where it changed so shortly before `now_ns` that it cannot be trusted."""
    if now_ns is not None and max(status.st_mtime_ns, status.st_ctime_ns) > now_ns - _RACY_NS:
        return None
    return SourceStamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def look_at(file: str, known: ArticleState | None, now_ns: int) -> tuple[SourceStamp | None, bytes]:
    """Return a file's stamp and the digest of its bytes, which are read only where the known stamp is another.

    A file that cannot be read has an empty digest, which is never known.
    """
    try:
        stamp = stamp_of(os.stat(file), now_ns)  # noqa: PTH116 - tens of thousands of Paths would cost more
        if known is not None and stamp is not None and stamp == known.stamp:
            return stamp, known.content
        return stamp, blake2b(Path(file).read_bytes(), digest_size=16).digest()
    except OSError:
        return None, b""


def look_around(archive: Path) -> dict[str, SourceStamp] | None:
    """Return the stamp of every file in articles/; None where one changed too shortly ago to be told by its stamp."""
    now_ns, stamps, folders = time.time_ns(), {}, [f"{archive}/articles"]
    try:
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    entry.path.encode()  # a name that is not UTF-8 cannot be kept
                    if entry.is_dir():
                        folders.append(entry.path)
                        continue
                    stamp = stamp_of(entry.stat(), now_ns)
                    if stamp is None:
                        return None
                    stamps[entry.path[len(str(archive)) + 1 :]] = stamp
    except (OSError, UnicodeEncodeError):
        return None
    return stamps


def size_of(file: str) -> int | None:
    """Return the size of a file in bytes; None where there is none."""
    try:
        return os.stat(file).st_size  # noqa: PTH116 - see look_at
    except OSError:
        return None


def _open(folder: Path | None, *, alone: bool) -> sqlite3.Connection:
    """Return the database; a broken one is made anew, and one that cannot be written stands in memory."""
    if folder is None:
        return _connect(":memory:", alone=False)
    file = folder / _NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _connect(str(file), alone=alone)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_BUSY":
            raise Locked from None
        return _connect(":memory:", alone=False)
    except sqlite3.DatabaseError:
        file.unlink()
        return _connect(str(file), alone=alone)
    except OSError:
        return _connect(":memory:", alone=False)


def _connect(name: str, *, alone: bool) -> sqlite3.Connection:
    database = sqlite3.connect(name, timeout=_LOCK_SECONDS)
    database.execute("PRAGMA synchronous = OFF")
    database.executescript(_TABLES)
    if alone:
        database.execute("BEGIN IMMEDIATE")
    return database
