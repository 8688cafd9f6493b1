"""One segment of the index: which files it has, and what they hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec import Struct

from kaluga_site.model.archive import Archive
from kaluga_site.model.entities import Listing
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
_FACETS = (Vocabulary.PEOPLE, Vocabulary.TOPICS)


class _Row(Struct, frozen=True, array_like=True):
    """What results show of an article, and by what they are narrowed."""

    address: str
    title: str
    language: str
    date: str
    is_sure: bool
    length: int
    source: tuple[str, str]
    """(id, name), as of the people and topics."""

    people: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]


_encode_rows = msgspec.msgpack.Encoder().encode
_decode_rows = msgspec.msgpack.Decoder(tuple[_Row, ...]).decode


class PlannedSegment(Struct, frozen=True, kw_only=True):
    """A segment of the index as it is to be made: its articles, the oldest first, and the names of its files."""

    key: str
    shards: int
    heads: Sequence[Head]
    rows: Sequence[bytes]
    """The encoded rows of each block."""

    words: str
    """A digest of what the shards hold."""

    columns: str

    @classmethod
    def of(cls, segment: Segment, heads: Iterable[Head], archive: Archive) -> "PlannedSegment":
        """Plan a segment of some articles; those whose text was taken back cannot be found."""
        found = sorted((head for head in heads if not head.card.withdrawn), key=lambda head: head.card.age_key)
        rows = [_encode_rows([_row(head, archive) for head in part]) for part in _blocks(found)]
        return cls(
            key=segment.key,
            shards=_count_shards(sum(head.length for head in found), is_newest=segment.is_newest),
            heads=found,
            rows=rows,
            words=name_digest(FORMAT, *(head.words for head in found)),
            columns=name_digest(FORMAT, *rows),
        )

    @property
    def directory_address(self) -> str:
        """The address of the file that leads to all others."""
        return f"{FOLDER}{self.key}/muc-{name_digest(f'{self.words}{self.columns}{self.shards}'.encode())}.js"

    @property
    def column_address(self) -> str:
        """The address of the file by which results are weighed and narrowed."""
        return f"{FOLDER}{self.key}/cot-{self.columns}.js"

    @property
    def shard_addresses(self) -> list[str]:
        """The addresses of the files that tell which words stand where."""
        return [f"{FOLDER}{self.key}/tu-{self.words}-{number}.js" for number in range(self.shards)]

    @property
    def block_addresses(self) -> list[str]:
        """The addresses of the files that hold titles and addresses."""
        return [f"{FOLDER}{self.key}/bai-{name_digest(FORMAT, rows)}.js" for rows in self.rows]

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
    blocks: Sequence[str]
    rows: Sequence[bytes]

    @classmethod
    def of(cls, segment: PlannedSegment, wanted: Collection[str]) -> "SegmentPart":
        """Return the files of a segment at these addresses."""
        return cls(
            key=segment.key,
            wanted=wanted,
            directory=segment.directory_address,
            column=segment.column_address,
            shards=segment.shard_addresses,
            blocks=segment.block_addresses,
            rows=segment.rows,
        )


def segment_files(part: SegmentPart, words: Iterable[bytes]) -> Iterator[Page]:
    """Yield files of a segment; `words` are the encoded words of its articles, in their order."""
    rows = [row for block in part.rows for row in _decode_rows(block)]
    shards = shards_of(words, len(part.shards))
    first_terms = [shard.first for shard in shards]
    directory = {
        "columns": _name(part.column),
        "count": len(rows),
        "words": sum(row.length for row in rows),
        "shards": [_name(shard) for shard in part.shards],
        "first": first_terms,
    }
    files = [(part.directory, encode_json(directory)), (part.column, encode_json(_columns(rows, part.blocks)))]
    files += [(address, shard.content) for address, shard in zip(part.shards, shards, strict=True)]
    files += [(address, encode_json(_shown(rows))) for address, rows in zip(part.blocks, part.rows, strict=True)]
    for address, content in files:
        if address in part.wanted:
            yield Page(address=address, content=packed(address, content))


def _name(address: str) -> str:
    return address.removeprefix(FOLDER)


def _count_shards(words: int, *, is_newest: bool) -> int:
    if is_newest:
        return max(1, min(words // _NEWEST_WORDS, _MOST_OF_NEWEST), words // _BUSY_WORDS)
    return max(1, min(words // _SETTLED_WORDS, _MOST))


def _row(head: Head, archive: Archive) -> _Row:
    card, listings = head.card, archive.listings
    facets: dict[Vocabulary, list[tuple[str, str]]] = {vocabulary: [] for vocabulary in _FACETS}
    for use in head.uses:
        vocabulary = use.reference.vocabulary
        listing = listings[vocabulary].get(use.key) if vocabulary in facets else None
        if listing is not None:
            facets[vocabulary].append((listing.id, listing.name))
    source = archive.listing(Group(Vocabulary.SOURCES, card.source.key)) if card.source else None
    return _Row(
        card.address,
        card.title,
        card.language,
        card.date.iso if card.date else "",
        card.date is not None and not card.date.uncertain,
        head.length,
        ("", "") if source is None else _link(source),
        tuple(facets[Vocabulary.PEOPLE]),
        tuple(facets[Vocabulary.TOPICS]),
    )


def _link(listing: Listing) -> tuple[str, str]:
    return listing.id, listing.name


def _blocks(heads: Sequence[Head]) -> Iterator[Sequence[Head]]:
    for start in range(0, len(heads), BLOCK):
        yield heads[start : start + BLOCK]


def _shown(rows: bytes) -> list[tuple[str, str, str, str, int]]:
    return [(row.address, row.title, row.language, row.date, int(row.is_sure)) for row in _decode_rows(rows)]


def _columns(rows: Sequence[_Row], blocks: Sequence[str]) -> dict[str, object]:
    """Return what weighs and narrows results: of each value the articles that have it, told by their distances.

    A date is written as a number, 20251125, and told by its distance from the one before.
    """
    dates = [int(row.date[:10].replace("-", "").ljust(8, "0")) if row.date else 0 for row in rows]
    return {
        "blocks": [_name(block) for block in blocks],
        "size": BLOCK,
        "date": _distances(dates),
        "length": [row.length // LENGTH_STEP for row in rows],
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
