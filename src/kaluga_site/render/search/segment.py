"""One segment of the index: a file by which its articles are narrowed, and one for its words with others beside it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec
from msgspec import Struct

from kaluga_site.keeping import kept
from kaluga_site.model.found import FoundArticle, Narrowing
from kaluga_site.model.pages import Page, PublishedFile, form_address
from kaluga_site.render.search.letters import as_letters
from kaluga_site.render.search.postings import (
    Cut,
    RewrittenWords,
    StandingShards,
    decode_terms,
    encode_terms,
    rewritten_shards,
    shards_of,
)
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

_SHOWN = "bai-"
"""So the names begin, behind that of the segment's file, of those of what results show; of shards it is a number."""

_SCRIPT = ".js"


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
    return _words_page(planned, shards_of(words, planned.shards), ())


class PublishedWords(Struct, frozen=True, kw_only=True):
    """A segment's file for words as it was published."""

    address: str
    forms: Mapping[str, PublishedFile]
    """The files beside it, by what is called its other forms (see Page)."""

    terms: bytes
    """How its words are cut (see Page)."""


def rewritten_page(
    planned: SegmentWords,
    before: PublishedWords,
    read: Callable[[str], bytes],
    rewritten: Iterable[RewrittenWords],
) -> Page:
    """Return what `words_page` does, from what is published and the words that differ from that.

    `read` returns what one of the files beside it holds, by what stands in the place of the suffix. Of these some stay
    as they are.
    """
    texts = [suffix for suffix in before.forms if not suffix.startswith(f"-{_SHOWN}")]

    def text(number: int) -> bytes:
        file = form_address(before.address, texts[number])
        return text_of_script(file, read(texts[number]))[1:-1]

    standing = StandingShards(decode_terms(before.terms), len(texts), text)
    files = [(suffix, before.forms[suffix]) for suffix in texts]
    return _words_page(planned, rewritten_shards(standing, rewritten, planned.shards), files)


def _words_page(planned: SegmentWords, cut: Cut, standing: Sequence[tuple[str, PublishedFile]]) -> Page:
    """Return the file for the words of a segment, with its shards and what results show beside it.

    `standing` are the shards that may stay, each by what stands in the place of the suffix.
    """
    forms: dict[str, bytes | PublishedFile] = {}
    digests = []
    for number, shard in enumerate(cut.shards):
        if shard.text is None:
            suffix, file = standing[number]
            forms[suffix] = file
            digests.append(suffix.removesuffix(_SCRIPT)[-DIGEST:])
        else:
            made = _Beside.of(str(number), b'"%s"' % shard.text)
            forms.update([made.put(planned.address)])
            digests.append(made.digest)
    shown = [_Beside.of(f"{_SHOWN}{number}", block) for number, block in enumerate(planned.blocks)]
    forms.update(file.put(planned.address) for file in shown)
    directory = {
        "dates": planned.dates,
        "date": planned.first_date,
        "lengths": planned.lengths,
        "shards": "".join(digests),
        "first": " ".join(shard.first for shard in cut.shards),
        "blocks": "".join(file.digest for file in shown),
    }
    content = text_script(planned.address, directory)
    return Page(address=planned.address, content=content, forms=forms, terms=encode_terms(cut.terms))


class _Beside(Struct, frozen=True):
    """A file beside another one, named by its number and what it holds."""

    name: str
    digest: str
    content: bytes

    @classmethod
    def of(cls, name: str, content: bytes) -> "_Beside":
        """Return the file that holds something."""
        return cls(name, name_digest(FORMAT, content)[:DIGEST], content)

    def put(self, beside: str) -> tuple[str, bytes]:
        """Return what stands in the place of the suffix of the file beside which it stands, and the script."""
        suffix = f"-{self.name}-{self.digest}{_SCRIPT}"
        return suffix, script(form_address(beside, suffix), self.content)


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
