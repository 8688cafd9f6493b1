"""One segment of the index: a file by which its articles are narrowed, and one for its words with others beside it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site.keeping import kept
from kaluga_site.model.found import FoundArticle, Narrowing
from kaluga_site.model.pages import Page, form_address
from kaluga_site.render.search.letters import as_letters
from kaluga_site.render.search.postings import RewrittenWords, Shard, rewritten_shards, shards_of
from kaluga_site.render.search.script import (
    FOLDER,
    encode_json,
    name_digest,
    packed,
    script,
    text_of_script,
    text_script,
)
from kaluga_site.render.search.segments import Segment
from kaluga_site.vietnamese import fold, slug

FORMAT = b"2"
"""Another one gives other names to all files."""

BLOCK = 32
"""So many articles' titles and addresses stand in one file."""

DIGEST = 8
"""So many letters tell what a file holds whose number is known."""

_SETTLED_WORDS, _NEWEST_WORDS, _BUSY_WORDS = 2 << 10, 8 << 10, 32 << 10
"""For so many words there is one shard: of the newest month fewer, as each article added there changes them all."""

LENGTH_STEP = 8
"""Lengths are told as so many times this."""

_MOST, _MOST_OF_NEWEST = 1_024, 6

_WORDS = "tu."
"""So the name of a segment's file for words begins."""


_encode_rows = msgspec.msgpack.Encoder().encode
_decode_rows = msgspec.msgpack.Decoder(tuple[Narrowing, ...]).decode


class StandingWords(Struct, frozen=True, kw_only=True):
    """The published file for the words of a segment that has the same articles, few of them with other words."""

    address: str
    rewritten: tuple[tuple[int, bytes], ...]
    """Of each of these its place in the segment, and the digest of the words that it had."""


class SegmentArticles(Struct, frozen=True, kw_only=True):
    """The file by which the articles of a segment are narrowed."""

    address: str
    rows: bytes
    """The encoded rows of all articles."""

    @classmethod
    def of(cls, key: str, found: Sequence[FoundArticle]) -> "SegmentArticles":
        """Plan it for the articles of a segment, the oldest first."""
        rows = _encode_rows([article.narrowing for article in found])
        return cls(address=f"{FOLDER}{key}/bai.{name_digest(FORMAT, rows)}.js", rows=rows)


class SegmentWords(Struct, frozen=True, kw_only=True):
    """The file that leads to the words of a segment; beside it these, in shards, and what results show."""

    address: str
    dates: str
    """Of each article its distance from the one before, as letters, where a date is 20251125; 20250000 for a year."""

    first_date: int
    lengths: str
    """Of each article in steps of LENGTH_STEP words, as letters."""

    shards: int
    blocks: Sequence[bytes]
    """What results show, some articles of it together, as JSON."""

    @classmethod
    def of(cls, segment: Segment, found: Sequence[FoundArticle]) -> "SegmentWords":
        """Plan it for the articles of a segment, the oldest first."""
        dates = [_date(article) for article in found]
        blocks = [encode_json([article.shown for article in part]) for part in _parts(found)]
        digest = name_digest(FORMAT, encode_json(dates), *(article.words for article in found), *blocks)
        return cls(
            address=f"{FOLDER}{segment.key}/{_WORDS}{digest}.js",
            dates=as_letters(date - before for before, date in pairwise((dates[0], *dates))),
            first_date=dates[0],
            lengths=as_letters(article.length // LENGTH_STEP for article in found),
            shards=_count_shards(sum(article.length for article in found), is_newest=segment.is_newest),
            blocks=blocks,
        )


def is_of_words(address: str) -> bool:
    """Return whether an address is that of a segment's file for words."""
    return address.rpartition("/")[2].startswith(_WORDS)


def articles_page(articles: SegmentArticles) -> Page:
    """Return the file by which the articles of a segment are narrowed."""
    values = encode_json(_columns(_decode_rows(articles.rows)))
    return Page(address=articles.address, content=packed(articles.address, values))


def words_page(planned: SegmentWords, words: Iterable[bytes]) -> Page:
    """Return the file for the words of a segment; `words` are those of its articles, in their order."""
    return _words_page(planned, shards_of(words, planned.shards))


def rewritten_page(planned: SegmentWords, shards: Iterable[bytes], rewritten: Iterable[RewrittenWords]) -> Page:
    """Return what `words_page` does, from the texts of the published shards and the words that differ from theirs."""
    return _words_page(planned, rewritten_shards(shards, rewritten, planned.shards))


def standing_shards(site: Path, address: str) -> list[bytes] | None:
    """Return the texts of the shards of the published file for a segment's words; None if one is not as it was made."""
    try:
        directory = text_of_script(address, (site / address).read_bytes())
        told = msgspec.json.decode(directory or b"", type=_Directory).shards
        digests = [told[start : start + DIGEST] for start in range(0, len(told), DIGEST)]
        files = [(digest, form_address(address, _suffix(str(number), digest))) for number, digest in enumerate(digests)]
        found = [(digest, text_of_script(file, (site / file).read_bytes())) for digest, file in files]
    except (OSError, msgspec.MsgspecError):
        return None
    texts = [text[1:-1] for digest, text in found if text and name_digest(FORMAT, text)[:DIGEST] == digest]
    return texts if len(texts) == len(found) else None


class _Directory(Struct):
    """Of what a segment's file for words hands over, what tells where the words are."""

    shards: str


def _words_page(planned: SegmentWords, shards: Sequence[Shard]) -> Page:
    """Return the file for the words of a segment, with its shards and what results show beside it."""
    texts = _Beside.list_of("", (b'"%s"' % shard.text for shard in shards))
    shown = _Beside.list_of("bai-", planned.blocks)
    directory = {
        "dates": planned.dates,
        "date": planned.first_date,
        "lengths": planned.lengths,
        "shards": "".join(file.digest for file in texts),
        "first": " ".join(shard.first for shard in shards),
        "blocks": "".join(file.digest for file in shown),
    }
    files = [file.put(planned.address) for file in (*texts, *shown)]
    return Page(address=planned.address, content=text_script(planned.address, directory), forms=dict(files))


class _Beside(Struct, frozen=True):
    """A file beside another one, named by its number and what it holds."""

    name: str
    digest: str
    content: bytes

    @classmethod
    def list_of(cls, kind: str, contents: Iterable[bytes]) -> "Sequence[_Beside]":
        """Return what stands in the files of one kind, in their order."""
        return [cls(f"{kind}{number}", name_digest(FORMAT, one)[:DIGEST], one) for number, one in enumerate(contents)]

    def put(self, beside: str) -> tuple[str, bytes]:
        """Return what stands in the place of the suffix of the file beside which it stands, and the script."""
        suffix = _suffix(self.name, self.digest)
        return suffix, script(form_address(beside, suffix), self.content)


def _suffix(name: str, digest: str) -> str:
    return f"-{name}-{digest}.js"


def _count_shards(words: int, *, is_newest: bool) -> int:
    if is_newest:
        return max(1, min(words // _NEWEST_WORDS, _MOST_OF_NEWEST), words // _BUSY_WORDS)
    return max(1, min(words // _SETTLED_WORDS, _MOST))


def _parts(found: Sequence[FoundArticle]) -> Iterator[Sequence[FoundArticle]]:
    for start in range(0, len(found), BLOCK):
        yield found[start : start + BLOCK]


def _date(article: FoundArticle) -> int:
    year, month, day, _ = article.age[0]
    return (year * 100 + month) * 100 + day


def _columns(rows: Sequence[Narrowing]) -> dict[str, object]:
    """Return what narrows results: of each value the articles that have it, told by their distances."""
    return {
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
        [name, "" if _whole_slug(name) == id_ else id_, *_distances(articles)]
        for (id_, name), articles in sorted(found.items())
        if id_
    ]


@kept(most=20_000)
def _whole_slug(name: str) -> str:
    """Return the slug of a name that a browser can make, too: not shortened, and of no other letters."""
    folded = fold(name)
    return slug(name, limit=len(folded)) if folded.isascii() else ""


def _distances(numbers: Iterable[int]) -> list[int]:
    return [number - before for before, number in pairwise([0, *numbers])]
