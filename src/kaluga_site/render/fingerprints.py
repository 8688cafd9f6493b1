"""Fingerprints: a digest of all that a page shows. While it stays the same, so does the page."""

from hashlib import blake2b

import msgspec

from kaluga_site.model.archive import Archive
from kaluga_site.render.shelves import CutPage
from kaluga_site.render.views import Link

_SIZE = 16
_encode = msgspec.msgpack.Encoder().encode


def digest(*parts: object) -> bytes:
    """Return the digest of some records, texts, numbers or bytes."""
    return blake2b(_encode(parts), digest_size=_SIZE).digest()


class CardDigests:
    """The digests of what lists show of the articles of one archive, each made once."""

    def __init__(self, archive: Archive, sources: dict[str, Link | None]) -> None:
        """Digest every card; `sources` maps its address to what leads to its newspaper."""
        self._digests = {address: digest(card, sources[address]) for address, card in archive.cards.items()}

    def of_cut(self, cut: CutPage) -> bytes:
        """Return the digest of what a page of a list shows: its articles in their groups, its shelves."""
        groups = [(label, b"".join([self._digests[card.address] for card in cards])) for label, cards in cut.groups]
        return digest(cut.address, cut.period, cut.count, cut.shelves, groups)
