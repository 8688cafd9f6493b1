"""Read article files, in batches that can be read anywhere.

Reading imports `articles` only when something is read: that takes longer than all else that most builds import.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site import index, load, state
from kaluga_site.model.ahead import ReadArticle
from kaluga_site.model.article import Body
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.basis import Attested
from kaluga_site.model.problems import Problems
from kaluga_site.model.settings import Settings
from kaluga_site.state import Reading, Reliance
from kaluga_site.workers import SMALL, Workers


def read_articles(
    archive: Path, files: Sequence[str], settings: Settings, authorities: Authorities, workers: Workers
) -> Iterator[ReadArticle]:
    """Yield what the files hold, in their order."""
    from kaluga_site import articles  # noqa: F401, PLC0415 - once for all processes, and only where something is read

    read = partial(_read_batch, archive=archive, settings=settings, authorities=authorities)
    yield from workers.spread(read, files, "read", alone=len(files) <= SMALL)


def digest_of(record: bytes) -> bytes:
    """Return the digest of an encoded record, by which its article's head knows it."""
    return blake2b(record, digest_size=16).digest()


def text_of(record: bytes) -> str:
    """Return the title and the plain text of an encoded record."""
    if not record:
        return ""
    words = msgspec.msgpack.decode(record, type=_Words)
    return f"{words.title.value}\n{words.body.text}"


def read_record(archive: Path, path: str, settings: Settings, authorities: Authorities) -> bytes:
    """Return the encoded record of one article file; empty where it holds no article."""
    return _read(archive, path, settings, authorities).record


def read_words(archive: Path, path: str, settings: Settings, authorities: Authorities) -> bytes:
    """Return the encoded words of one article file; empty where it holds no article."""
    return _read(archive, path, settings, authorities).words


class _Words(Struct, frozen=True):
    """Of a record, the words alone."""

    title: Attested[str]
    body: Body


def _read_batch(files: Sequence[str], archive: Path, settings: Settings, authorities: Authorities) -> list[ReadArticle]:
    return [_read(archive, path, settings, authorities) for path in files]


def _read(archive: Path, path: str, settings: Settings, authorities: Authorities) -> ReadArticle:
    from kaluga_site import articles  # noqa: PLC0415 - see above

    problems = Problems(path)
    content = load.read_content(archive / path, problems)
    article = articles.read_article_content(content, problems, settings, authorities)
    record = b"" if article is None else msgspec.msgpack.encode(article)
    words = index.NO_WORDS if article is None else index.words_of(article)
    digests = digest_of(record), digest_of(words.postings)
    reading = Reading(
        head=None if article is None else index.head_of(article, *digests, words.length),
        problems=tuple(problems.found),
    )
    reliance = Reliance(
        has_problems=bool(problems.found),
        references=() if article is None else load.references_of(article),
        is_parted=article is not None and article.body.is_parted,
    )
    return ReadArticle(
        path=path,
        reading=msgspec.msgpack.encode(reading),
        reliance=msgspec.msgpack.encode(reliance),
        record=record,
        words=words.postings,
        content=b"" if content is None else state.digest_of_content(content),
    )
