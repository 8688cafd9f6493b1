"""What reading article files gives, and what of it has been done before it was asked for."""

from collections.abc import Sequence

from msgspec import Struct

from kaluga_site.aside import Aside
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


class ReadAhead(Struct, frozen=True, kw_only=True):
    """Article files that a child of a build has read, with the settings and the authority entries that it found."""

    closed: tuple[Vocabulary, ...]
    entries: tuple[EntryTrace, ...]
    articles: tuple[ReadArticle, ...]


class ConcernedAhead(Struct, frozen=True, kw_only=True):
    """What a child of a build has found: the article files that an edit of the authority files concerns."""

    entries: tuple[EntryTrace, ...]
    """The authority entries as they are."""

    paths: tuple[str, ...]


class Ahead(Struct, frozen=True):
    """What is found out early of the article files that the last build did not know as they stand."""

    changed: Sequence[str] | None = None
    """All that may be others than the state of that build tells, and files that are no articles; None: unknown."""

    read: Aside[ReadAhead] | None = None
    """By a child: what they hold, where they are few; where they are many, what the new ones hold."""

    digests: Aside[dict[str, bytes]] | None = None
    """By a child, where they are many: the digests of those that were there before."""

    concerned: Aside[ConcernedAhead] | None = None
    """By a child, where something else than articles may have changed: whom of the others it concerns."""


NOTHING_AHEAD = Ahead()
