"""What search tells of an article that it has found: kept by itself, for it is much less than a head."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from msgspec import Struct

from kaluga_site.model.cards import Age

Named = tuple[str, str]
"""An entity's id and its name."""

MOST_REWRITTEN = 16
"""Of so many articles the words that they had are known beside those that they have now."""


class Narrowing(Struct, frozen=True, array_like=True, gc=False):
    """By what results are narrowed."""

    source: Named
    people: tuple[Named, ...]
    topics: tuple[Named, ...]


class FoundWords(NamedTuple):
    """By what the words of an article are had."""

    path: str
    digest: bytes


class FoundArticle(Struct, frozen=True, array_like=True, gc=False):
    """An article that can be found."""

    path: str
    age: Age
    """As `Card.age_key`."""

    words: bytes
    """The digest of its words (see `Head`)."""

    length: int
    """How many words it has."""

    title: str
    language: str
    date: str
    is_sure: bool
    narrowing: Narrowing

    @property
    def shown(self) -> tuple[str, str, str, str, bool, str]:
        """What a result shows, but for its words: address, title, language, date, whether that is sure, source."""
        return self.age[1], self.title, self.language, self.date, self.is_sure, self.narrowing.source[1]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[FoundArticle]).decode


def encode_found(articles: Iterable[FoundArticle]) -> bytes:
    """Return some articles encoded; nothing of none."""
    found = list(articles)
    return _encode(found) if found else b""


def decode_found(encoded: bytes) -> list[FoundArticle]:
    """Return the articles that were encoded."""
    found: list[FoundArticle] = _decode(encoded) if encoded else []
    return found
