"""The snapshot of a state file, as it is found before a build begins: one written whole, and what changed later."""

import sqlite3
from collections.abc import Mapping
from functools import cached_property
from itertools import chain, compress, islice
from operator import is_not
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct, structs

from kaluga_site.state.database import looking_into
from kaluga_site.state.seals import SEAL, Damaged, decoded, opened, sealed_whole
from kaluga_site.state.snapshot import Pages, Sketch, Snapshot

_LARGE = 250_000
"""So many bytes are the state of a site that takes longer to look at than to split a process: some 1,000 articles."""

_FEW = 100
"""Where more files and pages than these have changed, and more than a tenth, all of a snapshot is written."""

_TENTH = 10

WHOLE, LATER = 1, 2
"""The rows of a snapshot: the one written whole, and what changed later."""

Value = TypeVar("Value")


class _Maps(Struct, frozen=True, kw_only=True):
    """Of a snapshot written whole, what those of later builds tell only as far as it differs."""

    contents: Mapping[str, bytes] = {}
    pages: Pages = {}


class _Rest(Snapshot, frozen=True, kw_only=True):
    """A snapshot but for what its sketch tells as well, which is large."""

    sources: msgspec.Raw = msgspec.Raw(b"")  # type: ignore[assignment]


class _Later(Struct, frozen=True, kw_only=True):
    """The snapshot of a later build, as it differs from the one before it that was written whole."""

    snapshot: msgspec.Raw
    """It has of `sources`, `contents` and `pages` only what differs."""

    gone_sources: tuple[str, ...] = ()
    gone_contents: tuple[str, ...] = ()
    gone_pages: tuple[str, ...] = ()


_decode_sketch = msgspec.msgpack.Decoder(Sketch).decode
_decode_rest = msgspec.msgpack.Decoder(_Rest).decode
_decode_maps = msgspec.msgpack.Decoder(_Maps).decode
_decode_later = msgspec.msgpack.Decoder(_Later).decode


class Seen:
    """The snapshot of a state file as it was found there, decoded as far as it is asked for."""

    def __init__(self, whole: bytes = b"", later: bytes = b"") -> None:
        """Keep the bytes of both with the seals before them, by which to know them again."""
        self.seal = whole[:SEAL] + later[:SEAL]
        self.is_large = len(whole) > _LARGE
        self._whole, self._changes = whole, later

    @cached_property
    def sketch(self) -> Sketch:
        """What a build without changes wants of it; an empty one where it cannot be read."""
        try:
            whole, later = self._sketch, self._later
            if later is None:
                return whole
            sketch = decoded(memoryview(later.snapshot), _decode_sketch)
        except Damaged:
            return Sketch()
        sources = _joined(whole.sources, sketch.sources, later.gone_sources)
        return structs.replace(
            sketch, sources=sources, pages=whole.pages, later_pages=sketch.pages, gone_pages=later.gone_pages
        )

    @cached_property
    def snapshot(self) -> Snapshot:
        """All of it. Raises Damaged."""
        later = self._later
        if later is None:
            found = decoded(self._plain, _decode_rest) if self._whole else Snapshot()
            return structs.replace(found, sources=self.sketch.sources)
        found = decoded(memoryview(later.snapshot), _decode_rest)
        return structs.replace(
            found,
            sources=self.sketch.sources,
            contents=_joined(self._maps.contents, found.contents, later.gone_contents),
            pages=_joined(self._maps.pages, found.pages, later.gone_pages),
        )

    def changed(self, snapshot: Snapshot) -> bytearray | None:
        """Return a later snapshot, sealed, as it differs from the one written whole; None where much does."""
        if not self._whole:
            return None
        sources, gone_sources = _differing(self._sketch.sources, snapshot.sources)
        contents, gone_contents = _differing(self._maps.contents, snapshot.contents)
        pages, gone_pages = _differing(self._maps.pages, snapshot.pages)
        different = len(sources) + len(contents) + len(pages)
        different += len(gone_sources) + len(gone_contents) + len(gone_pages)
        if different > max(_FEW, len(snapshot.sources) // _TENTH):
            return None
        changed = structs.replace(snapshot, sources=sources, contents=contents, pages=pages)
        later = _Later(
            snapshot=msgspec.Raw(msgspec.msgpack.encode(changed)),
            gone_sources=gone_sources,
            gone_contents=gone_contents,
            gone_pages=gone_pages,
        )
        return sealed_whole(later)

    @cached_property
    def _plain(self) -> memoryview:
        return opened(self._whole)

    @cached_property
    def _sketch(self) -> Sketch:
        """That of the snapshot written whole. Raises Damaged."""
        return decoded(self._plain, _decode_sketch)

    @cached_property
    def _maps(self) -> _Maps | Snapshot:
        """Those of the snapshot written whole. Raises Damaged."""
        return self.snapshot if self._later is None else decoded(self._plain, _decode_maps)

    @cached_property
    def _later(self) -> _Later | None:
        """What a later build has changed. Raises Damaged."""
        return decoded(opened(self._changes), _decode_later) if self._changes else None


def _joined(whole: Mapping[str, Value], changed: Mapping[str, Value], gone: tuple[str, ...]) -> dict[str, Value]:
    joined = {**whole, **changed}
    for key in gone:
        del joined[key]
    return joined


def _differing(whole: Mapping[str, Value], now: Mapping[str, Value]) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Return what is new or another, most being the same object, and what is gone."""
    if [*islice(now, len(whole))] == [*whole]:  # then nothing is gone, and none need be looked up
        others = compress(whole, map(is_not, whole.values(), now.values()))
        added = islice(now, len(whole), None)
        changed = {key: now[key] for key in chain(others, added)}
    else:
        changed = {key: value for key, value in now.items() if key not in whole or whole[key] is not value}
    changed = {key: value for key, value in changed.items() if key not in whole or whole[key] != value}
    is_less = len(whole) + sum(key not in whole for key in changed) > len(now)
    return changed, tuple(key for key in whole if key not in now) if is_less else ()


def see(folder: Path) -> Seen:
    """Return what the state below a folder holds, without writing or waiting; nothing where there is none."""
    try:
        with looking_into(folder) as database:
            return seen_in(database)
    except Damaged:
        return Seen()


def seen_in(database: sqlite3.Connection) -> Seen:
    """Return what an open state holds. Raises sqlite3.Error."""
    found: dict[int, bytes] = dict(database.execute("SELECT part, content FROM snapshot"))
    return Seen(found.get(WHOLE, b""), found.get(LATER, b"") if WHOLE in found else b"")
