"""The database of a state: opened, made anew where it is broken, and kept for one build at a time."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kaluga_site.state.seals import Damaged

NAME = "state.sqlite"

_TABLES = """
    CREATE TABLE IF NOT EXISTS snapshot (part INTEGER PRIMARY KEY, content BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS readings
        (path TEXT PRIMARY KEY, content BLOB NOT NULL, reliance BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS records (path TEXT PRIMARY KEY, content BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS words (path TEXT PRIMARY KEY, content BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS found
        (year INTEGER, month INTEGER, content BLOB NOT NULL, PRIMARY KEY (year, month)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS pages
        (owner TEXT PRIMARY KEY, folded TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS folded_pages ON pages (folded);
    CREATE TABLE IF NOT EXISTS pieces (address TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS tallies
        (kind TEXT, key TEXT, content BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS companions
        (kind TEXT, key TEXT, content BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS portions
        (kind TEXT, key TEXT, year INTEGER, month INTEGER, content BLOB NOT NULL, PRIMARY KEY (kind, key, year, month))
        WITHOUT ROWID;
"""
_HOLDER = "building"
"""Says which process builds the archive. The database is what is locked: what a killed one left here locks nothing."""

_LOCK_SECONDS = 60
_PATIENCE_SECONDS = 0.5
"""After so long it is told that a build waits for another."""

_PAGE_BYTES = 32 * 1024
"""Of a new file: a record is some ten kilobytes, and is written and read in half the time where it fits a page."""

_AT_ONCE = 250
"""SQLite everywhere takes a query of 999 values."""

_CACHE_KIB = 8 * 1024
"""What SQLite may keep in memory; with its own 2 MiB, the pages that lead to the rows are read again and again."""


class Locked(Exception):  # noqa: N818 - it is a state of the archive
    """Another build of the archive is running; the only argument says which."""


def open_database(folder: Path | None, *, alone: bool, waiting: Callable[[str], None]) -> sqlite3.Connection:
    """Return the database; a broken one is made anew, and one that cannot be written stands in memory."""
    if folder is None:
        return _connect(":memory:")
    file = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _take(_connect(str(file)), folder, waiting) if alone else _connect(str(file))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_BUSY":
            raise Locked(_holder(folder)) from None
        return _connect(":memory:")
    except sqlite3.DatabaseError:
        forget(folder)
        return _take(_connect(str(file)), folder, waiting) if alone else _connect(str(file))
    except OSError:
        return _connect(":memory:")


@contextmanager
def looking_into(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the state below a folder for reading alone: nothing is written, not even made anew. Raises Damaged."""
    try:
        with closing(sqlite3.connect(f"{(folder / NAME).absolute().as_uri()}?mode=ro", uri=True)) as database:
            yield database
    except sqlite3.Error as error:
        raise Damaged from error


def rows_of(database: sqlite3.Connection, query: str, *values: str) -> Iterator[tuple[str, bytes]]:
    """Yield the rows that a query finds. Raises Damaged."""
    try:
        yield from database.execute(query, values)
    except (sqlite3.Error, UnicodeError) as error:
        raise Damaged from error


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield values, so many together as a query may ask for; that takes half the time of asking for each."""
    ordered = [*values]
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def placeholders(values: Sized) -> str:
    """Return what stands for values in a query."""
    return ", ".join("?" * len(values))


def content_of(database: sqlite3.Connection, query: str, *values: str | int) -> bytes | None:
    """Return the only value that a query finds, if there is one. Raises Damaged."""
    try:
        row = database.execute(query, values).fetchone()
    except (sqlite3.Error, UnicodeError) as error:
        raise Damaged from error
    return None if row is None else bytes(row[0])


def _connect(name: str) -> sqlite3.Connection:
    database = sqlite3.connect(name, timeout=_LOCK_SECONDS)
    database.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    database.executescript(_TABLES)
    return database


def _take(database: sqlite3.Connection, folder: Path, waiting: Callable[[str], None]) -> sqlite3.Connection:
    """Keep all others out of a database until it is closed."""
    _be_patient(database, _PATIENCE_SECONDS)
    try:
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_BUSY":
            raise
        waiting(_holder(folder))
        _be_patient(database, _LOCK_SECONDS)
        database.execute("BEGIN IMMEDIATE")
    return database


def _be_patient(database: sqlite3.Connection, seconds: float) -> None:
    database.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


def _holder(folder: Path) -> str:
    """Say which process builds an archive."""
    try:
        return (folder / _HOLDER).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return "an unknown process"


def tell_who_builds(folder: Path) -> None:
    """Leave word for builds that have to wait which process builds the archive."""
    from platform import node  # noqa: PLC0415 - a build without changes tells nothing

    with suppress(OSError):
        (folder / _HOLDER).write_text(f"process {os.getpid()} on {node()}", encoding="utf-8")


def take_word_back(folder: Path) -> None:
    """Take that away again."""
    with suppress(OSError):
        (folder / _HOLDER).unlink(missing_ok=True)


def forget_pieces(folder: Path) -> None:
    """Remove from the state below a folder what is known of the pieces of published data."""
    with closing(_connect(str(folder / NAME))) as database, database:
        database.execute("DELETE FROM pieces")


def forget(folder: Path) -> None:
    """Remove the state below a folder."""
    (folder / NAME).unlink(missing_ok=True)
