"""One segment of the index: which files it has, and what they hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec import Struct

from kaluga_site.model.archive import Archive
from kaluga_site.model.groups import Group
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.pages import Page
from kaluga_site.render.search.postings import shards_of
from kaluga_site.render.search.script import FOLDER, encode_json, name_digest, packed
from kaluga_site.render.search.segments import Segment
from kaluga_site.vietnamese import fold, slug

FORMAT = b"1"
"""Another one gives other names to all files."""

BLOCK = 32
"""So many articles' titles and addresses stand in one file."""

_SETTLED_WORDS, _NEWEST_WORDS, _BUSY_WORDS = 2 << 10, 8 << 10, 32 << 10
"""For so many words there is one shard: of the newest month fewer, as each article added there changes them all."""

LENGTH_STEP = 8
"""Lengths are told as so many times this."""

_MOST, _MOST_OF_NEWEST = 1_024, 6


class _Row(Struct, frozen=True, array_like=True):
    """By what an article is weighed, and by what results are narrowed; sources, people and topics are (id, name)."""

    date: int
    """20251125; 20250000 for a year."""

    length: int
    """In steps of LENGTH_STEP words."""

    source: tuple[str, str]
    people: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]


_encode_rows = msgspec.msgpack.Encoder().encode
_decode_rows = msgspec.msgpack.Decoder(tuple[_Row, ...]).decode


class PlannedSegment(Struct, frozen=True, kw_only=True):
    """A segment of the index as it is to be made: its articles, the oldest first, and the names of its files."""

    key: str
    shards: int
    heads: Sequence[Head]
    blocks: Sequence[bytes]
    """What results show, some articles of it together, as JSON."""

    rows: bytes
    """The encoded rows of all articles."""

    words: str
    """A digest of what the shards hold."""

    @classmethod
    def of(cls, segment: Segment, heads: Iterable[Head], archive: Archive) -> "PlannedSegment":
        """Plan a segment of some articles; those whose text was taken back cannot be found."""
        found = sorted((head for head in heads if not head.card.withdrawn), key=lambda head: head.card.age_key)
        return cls(
            key=segment.key,
            shards=_count_shards(sum(head.length for head in found), is_newest=segment.is_newest),
            heads=found,
            blocks=[encode_json(list(map(_shown, part))) for part in _parts(found)],
            rows=_encode_rows([_row(head, archive) for head in found]),
            words=name_digest(FORMAT, *(head.words for head in found)),
        )

    @property
    def directory_address(self) -> str:
        """The address of the file that leads to all others."""
        of = f"{self.column_address} {self.words} {self.shards}"
        return f"{FOLDER}{self.key}/muc-{name_digest(of.encode())}.js"

    @property
    def column_address(self) -> str:
        """The address of the file by which results are weighed and narrowed."""
        return f"{FOLDER}{self.key}/cot-{name_digest(FORMAT, self.rows, *self.blocks)}.js"

    @property
    def shard_addresses(self) -> list[str]:
        """The addresses of the files that tell which words stand where."""
        return [f"{FOLDER}{self.key}/tu-{self.words}-{number}.js" for number in range(self.shards)]

    @property
    def block_addresses(self) -> list[str]:
        """The addresses of the files that hold titles and addresses."""
        return [f"{FOLDER}{self.key}/bai-{name_digest(FORMAT, block)}.js" for block in self.blocks]

    @property
    def addresses(self) -> list[str]:
        """The addresses of all its files; none where no article can be found."""
        if not self.heads:
            return []
        return [self.directory_address, self.column_address, *self.shard_addresses, *self.block_addresses]


def is_directory(address: str) -> bool:
    """Return whether a file of a segment is the one that leads to all others."""
    return address.rpartition("/")[2].startswith("muc-")


class SegmentPart(Struct, frozen=True, kw_only=True):
    """Those files of a segment that are to be made, without the words of its articles."""

    key: str
    wanted: Collection[str]
    """Their addresses."""

    directory: str
    column: str
    shards: Sequence[str]
    blocks: Sequence[tuple[str, bytes]]
    """The address of each, and what it holds."""

    rows: bytes

    @classmethod
    def of(cls, segment: PlannedSegment, wanted: Collection[str]) -> "SegmentPart":
        """Return the files of a segment at these addresses."""
        return cls(
            key=segment.key,
            wanted=wanted,
            directory=segment.directory_address,
            column=segment.column_address,
            shards=segment.shard_addresses,
            blocks=tuple(zip(segment.block_addresses, segment.blocks, strict=True)),
            rows=segment.rows,
        )


def segment_files(part: SegmentPart, words: Iterable[bytes]) -> Iterator[Page]:
    """Yield files of a segment; `words` are the encoded words of its articles, in their order."""
    rows = _decode_rows(part.rows)
    shards = shards_of(words, len(part.shards))
    first_terms = [shard.first for shard in shards]
    directory = {
        "columns": _name(part.column),
        "count": len(rows),
        "words": sum(LENGTH_STEP * row.length + LENGTH_STEP // 2 for row in rows),
        "shards": [_name(shard) for shard in part.shards],
        "first": first_terms,
    }
    files = [(part.directory, encode_json(directory)), (part.column, encode_json(_columns(rows, part)))]
    files += [(address, shard.content) for address, shard in zip(part.shards, shards, strict=True)]
    files += part.blocks
    for address, content in files:
        if address in part.wanted:
            yield Page(address=address, content=packed(address, content))


def _name(address: str) -> str:
    return address.removeprefix(FOLDER)


def _count_shards(words: int, *, is_newest: bool) -> int:
    if is_newest:
        return max(1, min(words // _NEWEST_WORDS, _MOST_OF_NEWEST), words // _BUSY_WORDS)
    return max(1, min(words // _SETTLED_WORDS, _MOST))


def _parts(heads: Sequence[Head]) -> Iterator[Sequence[Head]]:
    for start in range(0, len(heads), BLOCK):
        yield heads[start : start + BLOCK]


def _shown(head: Head) -> tuple[str, str, str, str, bool]:
    """Return what a result shows, but for its words: address, title, language, date, whether that is sure."""
    card, date = head.card, head.card.date
    return card.address, card.title, card.language, date.iso if date else "", date is not None and not date.uncertain


def _row(head: Head, archive: Archive) -> _Row:
    card, listings = head.card, archive.listings
    values: dict[Vocabulary, list[tuple[str, str]]] = {Vocabulary.PEOPLE: [], Vocabulary.TOPICS: []}
    for use in head.uses:
        vocabulary = use.reference.vocabulary
        listing = listings[vocabulary].get(use.key) if vocabulary in values else None
        if listing is not None:
            values[vocabulary].append((listing.id, listing.name))
    source = archive.listing(Group(Vocabulary.SOURCES, card.source.key)) if card.source else None
    year, month, day, _ = card.age_key[0]
    return _Row(
        date=(year * 100 + month) * 100 + day,
        length=head.length // LENGTH_STEP,
        source=(source.id, source.name) if source else ("", ""),
        people=tuple(values[Vocabulary.PEOPLE]),
        topics=tuple(values[Vocabulary.TOPICS]),
    )


def _columns(rows: Sequence[_Row], part: SegmentPart) -> dict[str, object]:
    """Return what weighs and narrows results: of each value the articles that have it, told by their distances.

    A date, too, is told by its distance from the one before.
    """
    return {
        "blocks": [_name(address) for address, _ in part.blocks],
        "size": BLOCK,
        "date": _distances(row.date for row in rows),
        "length": [row.length for row in rows],
        "person": _values(row.people for row in rows),
        "topic": _values(row.topics for row in rows),
        "source": _values((row.source,) for row in rows),
    }


def _values(rows: Iterable[Iterable[tuple[str, str]]]) -> list[list[object]]:
    """Return the values that articles have: the name, the id if it is not the name's slug, and the articles."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for one in row:
            found[one].append(number)
    return [
        [name, "" if fold(name).isascii() and slug(name, limit=len(fold(name))) == id_ else id_, *_distances(articles)]
        for (id_, name), articles in sorted(found.items())
        if id_
    ]


def _distances(numbers: Iterable[int]) -> list[int]:
    return [number - before for before, number in pairwise([0, *numbers])]
