"""One file of state: a small snapshot that is loaded whole, and what is read only where it is wanted.

Deleting it costs time only. It is an SQLite database because that is one file, written whole or not at all, of which a
part can be read; what is in it is MessagePack, with a digest before it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from kaluga_site.model.archive import Archive
from kaluga_site.model.found import MOST_REWRITTEN
from kaluga_site.model.pages import KnownPieces
from kaluga_site.state.database import (
    content_of,
    forget,
    in_parts,
    open_database,
    placeholders,
    rows_of,
    take_word_back,
    tell_who_builds,
)
from kaluga_site.state.joined import Joined, decode_bytes
from kaluga_site.state.lone import keep_lone_pages, lone_pages, lone_pages_at
from kaluga_site.state.reliances import Reliance, records_in, reliances_in
from kaluga_site.state.seals import SEAL, Damaged, sealed, sealed_whole, unsealed
from kaluga_site.state.seen import LATER, WHOLE, Seen, seen_in
from kaluga_site.state.snapshot import Pages, Reading, Snapshot

FOLDER = ".kaluga-site"
"""Where an archive keeps its state, and nothing else."""

_MOST_PAGES = 1_000_000
"""So many pages of a state are kept in memory until the end of a build upon it: more than there are."""

decode_reading = msgspec.msgpack.Decoder(Reading).decode
_decode_pieces = msgspec.msgpack.Decoder(KnownPieces).decode


class Store:
    """The state file of one archive, open for one build."""

    def __init__(
        self,
        folder: Path | None,
        *,
        alone: bool = False,
        seen: Seen | None = None,
        waiting: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Open the state below `folder`; without a folder, or where it cannot be written, keep it in memory.

        `alone` keeps other builds waiting until this store is closed; `waiting` is called with who builds, if this one
        has to wait itself. Raises Locked where it would have to for too long. What was seen of the state shortly
        before is not read again if it is the same.
        """
        self._is_whole = True
        self._seen = seen
        self.is_as_seen = False
        """Whether the state is still the one that was seen before."""
        self._held = folder if alone else None
        self._words_before: dict[str, bytes | None] = {}
        self._database = open_database(folder, alone=alone, waiting=waiting)
        try:
            self.snapshot = self._load()
        except Damaged:
            self._database.close()
            if folder is not None:
                forget(folder)
            self._database = open_database(folder, alone=alone, waiting=waiting)
            self._seen = None
            self.snapshot = Snapshot()
        self.joined = Joined(self._database)
        """What was joined of the archive as it was published."""
        if self.snapshot.lone:
            # What is written before the end would keep out whoever looks into the state. A number of pages counts at
            # once; to turn it off does not in a transaction.
            self._database.execute(f"PRAGMA cache_spill = {_MOST_PAGES}")
        if self._held:
            tell_who_builds(self._held)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close the file; what was not saved is forgotten."""
        if self._held:
            take_word_back(self._held)
        self._database.close()

    def begin_anew(self) -> None:
        """Write what is to be kept as it comes, for all of it is; nobody need look into the state that was."""
        self._database.execute("PRAGMA cache_spill = 1")

    def put(self, path: str, reading: bytes, reliance: bytes, record: bytes, words: bytes) -> None:
        """Keep what an article file holds: its reading, what that relies on, its record and its words, all encoded."""
        if len(self._words_before) < MOST_REWRITTEN:
            self._words_before[path] = self.words(path)
        with self._writing():
            row = (path, sealed(reading), sealed(reliance))
            self._database.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", row)
            self._database.execute("INSERT OR REPLACE INTO records VALUES (?, ?)", (path, record))
            self._database.execute("INSERT OR REPLACE INTO words VALUES (?, ?)", (path, words))

    def readings(self, paths: Iterable[str]) -> Iterator[tuple[str, Reading]]:
        """Yield the readings of these article files, in their order; each must be there. Raises Damaged."""
        for part in in_parts(paths):
            query = f"SELECT path, content FROM readings WHERE path IN ({placeholders(part)})"  # noqa: S608 - ours
            found = dict(rows_of(self._database, query, *part))
            for path in part:
                if path not in found:
                    raise Damaged
                yield path, unsealed(found[path], decode_reading)

    def reliances(self) -> Iterator[tuple[str, Reliance]]:
        """Yield what the reading of each article file relies on. Raises Damaged."""
        return reliances_in(self._database)

    def records(self) -> Iterator[tuple[str, bytes]]:
        """Yield the encoded record of each article file. Raises Damaged."""
        return records_in(self._database)

    def record(self, path: str) -> bytes | None:
        """Return the encoded record of an article file; None where it is not known."""
        return content_of(self._database, "SELECT content FROM records WHERE path = ?", path)

    def words(self, path: str) -> bytes | None:
        """Return the encoded words of an article file; None where they are not known."""
        return content_of(self._database, "SELECT content FROM words WHERE path = ?", path)

    def words_before(self, path: str) -> bytes | None:
        """Return the words that an article file had before it was read anew; None where they are not known.

        Of more than MOST_REWRITTEN files those of the first are.
        """
        return self._words_before.get(path)

    def pieces(self, address: str) -> KnownPieces:
        """Return the pieces of the data at an address as it was published; none where they are not known.

        Raises Damaged.
        """
        content = content_of(self._database, "SELECT content FROM pieces WHERE address = ?", address)
        return KnownPieces() if content is None else unsealed(content, _decode_pieces)

    def terms(self, address: str) -> bytes | None:
        """Return the terms of the words at an address as they were published; None where they are not known.

        Raises Damaged.
        """
        content = content_of(self._database, "SELECT content FROM pieces WHERE address = ?", address)
        return None if content is None else unsealed(content, decode_bytes)

    def keep_pieces(self, pieces: Mapping[str, KnownPieces | bytes], gone: Iterable[str], *, anew: bool) -> None:
        """Keep the pieces of the data, and the terms of the words, at some addresses.

        Those at others are forgotten; with `anew`, at all others.
        """
        with self._writing():
            if anew:
                self._database.execute("DELETE FROM pieces")
            self._database.executemany("DELETE FROM pieces WHERE address = ?", [(address,) for address in gone])
            kept = [(address, sealed(msgspec.msgpack.encode(found))) for address, found in sorted(pieces.items())]
            self._database.executemany("INSERT OR REPLACE INTO pieces VALUES (?, ?)", kept)

    def lone_pages(self, owners: Iterable[str]) -> Pages:
        """Return those of these that ask for a lone page, as it was published → that. Raises Damaged."""
        return lone_pages(self._database, owners)

    def lone_pages_at(self, folded: Iterable[str]) -> Pages:
        """Return what asks for a lone page at one of these addresses, upper and lower case alike. Raises Damaged."""
        return lone_pages_at(self._database, folded)

    def keep_lone_pages(self, pages: Pages, gone: Iterable[str], *, anew: bool) -> None:
        """Keep these lone pages, and forget those of what is gone; with `anew`, all others."""
        with self._writing():
            keep_lone_pages(self._database, pages, gone, anew=anew)

    def keep_joined(self, joined: Archive | None, *, anew: bool = False) -> None:
        """Keep what changed in the archive (with `anew`, that alone); without an archive nothing was published."""
        with self._writing():
            self.joined.keep(joined, anew=anew)

    def save(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, the readings of its articles, and what else was to be kept.

        Where that fails, the next build takes longer.
        """
        gone = [(path,) for path in self.snapshot.contents.keys() - snapshot.contents.keys()]
        with self._writing():
            for table in ("readings", "records", "words"):
                self._database.executemany(f"DELETE FROM {table} WHERE path = ?", gone)  # noqa: S608 - our own names
            self._keep(snapshot)
            if self._is_whole:
                self._database.commit()

    def _keep(self, snapshot: Snapshot) -> None:
        """Keep a snapshot: what has changed since one was written whole, where that is little."""
        later = self._seen.changed(snapshot) if self._seen else None
        if later is None:
            self._database.execute("DELETE FROM snapshot WHERE part = ?", (LATER,))
            later, part = sealed_whole(snapshot), WHOLE
        else:
            part = LATER
        self._database.execute("INSERT OR REPLACE INTO snapshot VALUES (?, ?)", (part, later))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write, if it can be; where something could not be written, nothing is kept."""
        try:
            yield
        except sqlite3.Error:
            self._is_whole = False

    def _load(self) -> Snapshot:
        """Return the snapshot, a new one where there is none yet. Raises Damaged."""
        self.is_as_seen = self._seen is not None and self._seen.seal == self._seal(WHOLE) + self._seal(LATER)
        if self._seen is None or not self.is_as_seen:
            try:
                self._seen = seen_in(self._database)
            except (sqlite3.Error, UnicodeError) as error:
                raise Damaged from error
        return self._seen.snapshot

    def _seal(self, part: int) -> bytes:
        """Return the first bytes of a part of the snapshot, without reading all of it; nothing where there is none."""
        try:
            with self._database.blobopen("snapshot", "content", part, readonly=True) as content:
                return content.read(SEAL)
        except sqlite3.Error:
            return b""


def templates_folder(archive: Path) -> Path | None:
    """Return the folder for the compiled templates of an archive; None where it cannot be made."""
    folder = archive / FOLDER / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder
