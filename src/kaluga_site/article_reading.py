"""Read article files, in batches that can be read anywhere.

Reading imports `articles` only when something is read: that takes longer than all else that most builds import.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site import index, load, state
from kaluga_site.model.ahead import ReadArticle
from kaluga_site.model.article import Article, Body, Figure
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.basis import Attested
from kaluga_site.model.checks import FigureCheck, FigureVerdict
from kaluga_site.model.problems import Problems
from kaluga_site.model.settings import Settings
from kaluga_site.patterns import keep_patterns
from kaluga_site.state import Reading, Reliance
from kaluga_site.workers import SMALL, Workers

_TOGETHER = 1 << 20
"""So many bytes of articles are read together: what is found in them takes fifteen times as much."""

_OF_MANY_KINDS = "Ông Lê Văn A, Giám đốc Sở Y tế Hà Nội, nói: “Có 1 ha đất ở đây” ngày 1/1."
"""To read it most patterns are wanted."""

_WORTH_SPLITTING = 8
"""So many files this process shares with a child of it."""

_AT_ONCE = 4
"""So many of them are read together."""


def read_articles(
    archive: Path, files: Sequence[str], settings: Settings, authorities: Authorities, workers: Workers
) -> Iterator[ReadArticle]:
    """Yield what the files hold, in their order."""
    read = partial(_read_batch, archive=archive, settings=settings, authorities=authorities)
    few = len(files) <= SMALL
    is_shared = few and workers.can_split and len(files) >= _WORTH_SPLITTING
    if is_shared or not few:
        prepare()  # once for all processes
    if is_shared:
        yield from workers.share(read, files, ReadArticle, "read", together=_AT_ONCE)
    else:
        yield from workers.spread(read, files, "read", alone=few)


def prepare() -> None:
    """Import what reading takes, and have its patterns compiled, which is done otherwise when something is read."""
    from kaluga_site import articles, extract  # noqa: F401, PLC0415 - see above

    extract.find_facts([extract.Text(_OF_MANY_KINDS)])


def digest_of(record: bytes) -> bytes:
    """Return the digest of an encoded record, by which its article's head knows it."""
    return blake2b(record, digest_size=16).digest()


def text_of(record: bytes) -> str:
    """Return the title and the plain text of an encoded record."""
    if not record:
        return ""
    words = msgspec.msgpack.decode(record, type=_Words)
    return f"{words.title.value}\n{words.body.text}"


def verdicts_of(path: str, record: bytes) -> list[FigureVerdict]:
    """Return what calculating with the figures of an encoded record gave."""
    if not record:
        return []
    article = msgspec.msgpack.decode(record, type=_Calculated)
    quotes = {figure.id: figure.quote for figure in article.figures}
    return [
        FigureVerdict(
            path=path, quote=quotes[check.figures[0]], sum=check.sum, verdict=check.verdict, doubt=check.doubt
        )
        for check in article.checks
    ]


def read_record(archive: Path, path: str, settings: Settings, authorities: Authorities) -> bytes:
    """Return the encoded record of one article file; empty where it holds no article."""
    (read,) = _read_batch([path], archive, settings, authorities)
    return read.record


def read_words(archive: Path, path: str, settings: Settings, authorities: Authorities) -> bytes:
    """Return the encoded words of one article file; empty where it holds no article."""
    (read,) = _read_batch([path], archive, settings, authorities)
    return read.words


class _Calculated(Struct, frozen=True):
    """Of a record, the figures and the checks alone."""

    figures: tuple[Figure, ...]
    checks: tuple[FigureCheck, ...]


class _Words(Struct, frozen=True):
    """Of a record, the words alone."""

    title: Attested[str]
    body: Body


def _read_batch(files: Sequence[str], archive: Path, settings: Settings, authorities: Authorities) -> list[ReadArticle]:
    read = [one for some in _portions(files, archive) for one in _read_together(some, settings, authorities)]
    keep_patterns()
    return read


def _portions(files: Iterable[str], archive: Path) -> Iterator[list[tuple[bytes | None, Problems]]]:
    """Yield what stands in files: as many together as are not too large for the memory once they are read."""
    some: list[tuple[bytes | None, Problems]] = []
    held = 0
    for path in files:
        problems = Problems(path)
        content = load.read_content(archive / path, problems)
        some.append((content, problems))
        held += len(content or b"")
        if held >= _TOGETHER:
            yield some
            some, held = [], 0
    if some:
        yield some


def _read_together(
    contents: Sequence[tuple[bytes | None, Problems]], settings: Settings, authorities: Authorities
) -> list[ReadArticle]:
    """Read files step by step, all of them at each, as `articles.read_article_contents` does."""
    from kaluga_site import articles  # noqa: PLC0415 - see above

    read = articles.read_article_contents(contents, settings, authorities)
    words = [index.NO_WORDS if article is None else index.words_of(article) for article in read]
    return [
        _encoded(content, article, found, problems)
        for (content, problems), article, found in zip(contents, read, words, strict=True)
    ]


def _encoded(content: bytes | None, article: Article | None, words: index.Words, problems: Problems) -> ReadArticle:
    found = problems.found
    record = b"" if article is None else msgspec.msgpack.encode(article)
    digests = digest_of(record), digest_of(words.postings)
    reading = Reading(
        head=None if article is None else index.head_of(article, *digests, words.length), problems=tuple(found)
    )
    reliance = Reliance.of(
        () if article is None else load.references_of(article),
        has_problems=bool(found),
        is_parted=article is not None and article.body.is_parted,
    )
    return ReadArticle(
        path=problems.path,
        reading=msgspec.msgpack.encode(reading),
        reliance=msgspec.msgpack.encode(reliance),
        record=record,
        words=words.postings,
        content=b"" if content is None else state.digest_of_content(content),
    )
