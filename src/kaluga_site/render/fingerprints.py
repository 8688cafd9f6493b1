"""Fingerprints: a digest of all that a page shows. While it stays the same, so does the page."""

from collections.abc import Mapping
from hashlib import blake2b

import msgspec

from kaluga_site.model.archive import Archive, Head
from kaluga_site.render.shelves import CutPage
from kaluga_site.render.views import Link

_SIZE = 16
_encode = msgspec.msgpack.Encoder().encode


def digest(*parts: object) -> bytes:
    """Return the digest of some records, texts, numbers or bytes."""
    return blake2b(_encode(parts), digest_size=_SIZE).digest()


class CardDigests:
    """The digests of what lists show of the articles of one archive, each made once."""

    def __init__(self, archive: Archive, sources: Mapping[str, Link | None]) -> None:
        """Digest every card; `sources` maps its address to what leads to its newspaper."""
        self._digests = {address: digest(card, sources[address]) for address, card in archive.cards.items()}

    def of_cut(self, cut: CutPage) -> bytes:
        """Return the digest of what a page of a list shows; how its articles are grouped follows from them."""
        cards = b"".join([self._digests[card.address] for card in cut.cards])
        return digest(cut.address, cut.period, cut.count, cut.shelves, cards)


class LinkDigests:
    """The digests of where references lead, each made once."""

    def __init__(self, archive: Archive) -> None:
        """Digest the names and addresses of all entities."""
        self._of_entity = {
            vocabulary: {key: digest(id_, archive.entities[vocabulary][id_].name) for key, id_ in ids.items()}
            for vocabulary, ids in archive.ids.items()
        }

    def of_article(self, head: Head) -> bytes:
        """Return the digest of where the references of an article lead."""
        return b"".join([self._of_entity[use.reference.vocabulary].get(use.key, b"-") for use in head.uses])
