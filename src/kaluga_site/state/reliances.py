"""By what to tell which articles an edit of the authority files concerns, read from an open state."""

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from kaluga_site.state.database import rows_of
from kaluga_site.state.seals import unsealed


class Reliance(Struct, frozen=True, array_like=True, kw_only=True):
    """What the reading of an article file relies on."""

    has_problems: bool
    encoded: msgspec.Raw
    """The references: of most articles it is enough to look for a word in them as they are."""

    is_parted: bool
    """Whether markup stands inside a word, so that this word stands nowhere whole in the record."""

    @classmethod
    def of(cls, references: Sequence[tuple[str, str]], *, has_problems: bool, is_parted: bool) -> "Reliance":
        """Encode it; `references` are (vocabulary, key) of all that the record refers to, be it shown or not."""
        return cls(
            has_problems=has_problems, encoded=msgspec.Raw(msgspec.msgpack.encode(references)), is_parted=is_parted
        )

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """The references. Raises msgspec.DecodeError."""
        found: tuple[tuple[str, str], ...] = _decode_references(self.encoded)
        return found


_decode_references = msgspec.msgpack.Decoder(tuple[tuple[str, str], ...]).decode
_decode_reliance = msgspec.msgpack.Decoder(Reliance).decode


def reliances_in(database: sqlite3.Connection) -> Iterator[tuple[str, Reliance]]:
    """Yield what the reading of each article file relies on. Raises Damaged."""
    for path, content in rows_of(database, "SELECT path, reliance FROM readings"):
        yield path, unsealed(content, _decode_reliance)


def records_in(database: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Yield the encoded record of each article file. Raises Damaged."""
    yield from rows_of(database, "SELECT path, content FROM records")
