"""One segment of the index: a file for its articles and one for its words, each with others beside it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec import Struct

from kaluga_site.model.archive import Archive
from kaluga_site.model.groups import Group
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.pages import Page, form_address
from kaluga_site.render.search.postings import shards_of
from kaluga_site.render.search.script import FOLDER, encode_json, name_digest, name_in_index, packed
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


class SegmentArticles(Struct, frozen=True, kw_only=True):
    """The file by which the articles of a segment are weighed and narrowed; beside it their titles and addresses."""

    address: str
    rows: bytes
    """The encoded rows of all articles."""

    blocks: Sequence[bytes]
    """What results show, some articles of it together, as JSON."""

    @classmethod
    def of(cls, key: str, heads: Sequence[Head], archive: Archive) -> "SegmentArticles":
        """Plan it for the articles of a segment, the oldest first."""
        rows = _encode_rows([_row(head, archive) for head in heads])
        blocks = [encode_json(list(map(_shown, part))) for part in _parts(heads)]
        return cls(address=f"{FOLDER}{key}/bai.{name_digest(FORMAT, rows, *blocks)}.js", rows=rows, blocks=blocks)


class SegmentWords(Struct, frozen=True, kw_only=True):
    """The file that leads to the words of a segment; beside it these, in shards."""

    address: str
    count: int
    length: int
    """How many words the texts have, as far as their rows tell it."""

    shards: int

    @classmethod
    def of(cls, segment: Segment, heads: Sequence[Head]) -> "SegmentWords":
        """Plan it for the articles of a segment, the oldest first."""
        shards = _count_shards(sum(head.length for head in heads), is_newest=segment.is_newest)
        length = sum(head.length // LENGTH_STEP * LENGTH_STEP + LENGTH_STEP // 2 for head in heads)
        words = name_digest(FORMAT, *(head.words for head in heads))
        return cls(address=f"{FOLDER}{segment.key}/tu.{words}.js", count=len(heads), length=length, shards=shards)


def found_articles(heads: Iterable[Head]) -> tuple[Head, ...]:
    """Return those of some articles that can be found, the oldest first: not those whose text was taken back."""
    return tuple(sorted((head for head in heads if not head.card.withdrawn), key=lambda head: head.card.age_key))


def articles_page(articles: SegmentArticles) -> Page:
    """Return the file for the articles of a segment."""
    blocks = [_Beside.of(articles.address, block) for block in articles.blocks]
    columns = _columns(_decode_rows(articles.rows), [block.address for block in blocks])
    return _page(articles.address, columns, blocks)


def words_page(planned: SegmentWords, words: Iterable[bytes]) -> Page:
    """Return the file for the words of a segment; `words` are the encoded ones of its articles, in their order."""
    shards = shards_of(words, planned.shards)
    files = [_Beside.of(planned.address, shard.content) for shard in shards]
    directory = {
        "count": planned.count,
        "words": planned.length,
        "shards": [name_in_index(file.address) for file in files],
        "first": [shard.first for shard in shards],
    }
    return _page(planned.address, directory, files)


class _Beside(Struct, frozen=True):
    """A file beside another one, named by what it holds."""

    suffix: str
    address: str
    content: bytes

    @classmethod
    def of(cls, beside: str, content: bytes) -> "_Beside":
        suffix = f"-{name_digest(FORMAT, content)}.js"
        return cls(suffix, form_address(beside, suffix), content)


def _page(address: str, leading: object, files: Iterable[_Beside]) -> Page:
    forms = {file.suffix: packed(file.address, file.content) for file in files}
    return Page(address=address, content=packed(address, encode_json(leading)), forms=forms)


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


def _columns(rows: Sequence[_Row], blocks: Iterable[str]) -> dict[str, object]:
    """Return what weighs and narrows results: of each value the articles that have it, told by their distances.

    A date, too, is told by its distance from the one before.
    """
    return {
        "blocks": [name_in_index(address) for address in blocks],
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
