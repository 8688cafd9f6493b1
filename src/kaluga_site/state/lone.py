"""The pages of articles that have one each, as most have: a row for each, so that an edit reads and writes few."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from kaluga_site.state.database import in_parts, looking_into, placeholders, rows_of
from kaluga_site.state.seals import SEAL, decoded, sealed, unsealed
from kaluga_site.state.snapshot import Pages, PageSize, PageState

_decode_page = msgspec.msgpack.Decoder(tuple[str, PageState]).decode
_decode_size = msgspec.msgpack.Decoder(tuple[str, PageSize]).decode


def lone_sizes(folder: Path) -> dict[str, PageSize]:
    """Return by what to tell whether each of these pages stands. Raises Damaged.

    Their digests are not looked at: what is told wrongly here does not stand.
    """
    with looking_into(folder) as database:
        rows = database.execute("SELECT content FROM pages").fetchall()
    return dict(decoded(memoryview(content)[SEAL:], _decode_size) for (content,) in rows)


def lone_pages(database: sqlite3.Connection, owners: Iterable[str]) -> Pages:
    """Return those of these that ask for a lone page → that. Raises Damaged."""
    return _where(database, "owner", owners)


def lone_pages_at(database: sqlite3.Connection, folded: Iterable[str]) -> Pages:
    """Return what asks for a lone page at one of these addresses, upper and lower case alike → that. Raises Damaged."""
    return _where(database, "folded", folded)


def _where(database: sqlite3.Connection, column: str, values: Iterable[str]) -> Pages:
    found: dict[str, Mapping[str, PageState]] = {}
    for some in in_parts(sorted(values)):
        query = f"SELECT owner, content FROM pages WHERE {column} IN ({placeholders(some)})"  # noqa: S608 - ours
        for owner, content in rows_of(database, query, *some):
            address, page = unsealed(content, _decode_page)
            found[owner] = {address: page}
    return found


def keep_lone_pages(database: sqlite3.Connection, pages: Pages, gone: Iterable[str], *, anew: bool) -> None:
    """Keep these pages, and forget those of what is gone; with `anew`, all others."""
    if anew:
        database.execute("DELETE FROM pages")
    database.executemany("DELETE FROM pages WHERE owner = ?", [(owner,) for owner in gone])
    rows = ((owner, *page) for owner, found in sorted(pages.items()) for page in found.items())
    database.executemany(
        "INSERT OR REPLACE INTO pages VALUES (?, ?, ?)",
        [(owner, address.casefold(), sealed(msgspec.msgpack.encode((address, page)))) for owner, address, page in rows],
    )
