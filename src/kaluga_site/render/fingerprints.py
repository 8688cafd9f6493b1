"""Fingerprints: a digest of all that a page shows. While it stays the same, so does the page."""

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from kaluga_site.model.archive import Card, Head
from kaluga_site.render.shelves import CutPage
from kaluga_site.render.showing import Showing

_SIZE = 16
_encode = msgspec.msgpack.Encoder().encode


def digest(*parts: object) -> bytes:
    """Return the digest of some records, texts, numbers or bytes."""
    return blake2b(_encode(parts), digest_size=_SIZE).digest()


class Fingerprints:
    """Makes the fingerprints of one archive's pages, what they share made once."""

    def __init__(self, showing: Showing) -> None:
        """Begin with what every page shows."""
        self.site = digest(showing.site)
        self._showing = showing
        self._cards: dict[str, bytes] = {}

    def of_cut(self, cut: CutPage, about: object = None) -> bytes:
        """Return the fingerprint of a page of a list; how its articles are grouped follows from them."""
        cards = b"".join([self._cards.get(card.address) or self._of_card(card) for card in cut.cards])
        return digest(self.site, cut.address, cut.period, cut.count, cut.shelves, cards, about)

    def of_article(self, head: Head) -> bytes:
        """Return the fingerprint of an article's own page."""
        listings = self._showing.archive.listings
        found = (listings[use.reference.vocabulary].get(use.key) for use in head.uses)
        links = [one and (one.id, one.name) for one in found]
        return digest(self.site, head.record, links, self._showing.rights(head))

    def of_figures(self, page: object, heads: Iterable[Head]) -> bytes:
        """Return the fingerprint of a page of figures; `page` is what it shows besides those of the articles."""
        shown = [(head.record, self._showing.source(head.card)) for head in heads]
        return digest(self.site, page, shown)

    def _of_card(self, card: Card) -> bytes:
        found = self._cards[card.address] = digest(card, self._showing.source(card))
        return found
