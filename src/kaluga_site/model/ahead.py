"""What reading article files gives, and what of it has been done before it was asked for."""

from collections.abc import Mapping

from msgspec import Struct

from kaluga_site.model.authorities import EntryTrace
from kaluga_site.model.names import Vocabulary


class ReadArticle(Struct, frozen=True, kw_only=True):
    """What reading an article file gave: nothing but problems where it holds no article."""

    path: str
    reading: bytes
    """The encoded Reading: a process takes five times as long to hand over all that is in it one by one."""

    reliance: bytes
    """The encoded Reliance of it."""

    record: bytes
    """The encoded record; empty without one."""

    words: bytes
    """The encoded words by which search finds it; empty without any."""

    content: bytes
    """The digest of the bytes that were read; empty where the file could not be."""


class Ahead(Struct, frozen=True, kw_only=True):
    """What a child of a build has found out of the article files that the last build did not know as they stand."""

    closed: tuple[Vocabulary, ...] = ()
    entries: tuple[EntryTrace, ...] = ()
    """The settings and the authority entries with which they were read."""

    articles: tuple[ReadArticle, ...] = ()
    """What they hold, where they are few."""

    contents: Mapping[str, bytes] = {}
    """The digests of their bytes, where they are many."""
