"""Fingerprints: a digest of all that a page shows. While it stays the same, so does the page."""

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from kaluga_site.model.cards import Card
from kaluga_site.model.heads import Head
from kaluga_site.model.relations import Relations
from kaluga_site.render.shelves import CutPage
from kaluga_site.render.showing import Showing
from kaluga_site.render.timeline import TimelinePage

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
        shown = self._of_cards(cut.cards)
        return digest(self.site, cut.address, cut.period, cut.count, cut.shelves, shown, about)

    def of_cards(self, cards: Iterable[Card], *others: object) -> bytes:
        """Return the fingerprint of whatever shows some articles, and something besides."""
        return digest(self.site, self._of_cards(cards), *others)

    def of_timeline(self, page: TimelinePage) -> bytes:
        """Return the fingerprint of a month or a day of the timeline."""
        days = [
            (day.day, day.event_count, self._of_cards(day.cards), [event for _, event in day.events])
            for day in page.days
        ]
        tellers = self._of_cards(card for day in page.days for card, _ in day.events)
        return digest(self.site, page.address, page.title, page.counts, page.shelves, days, tellers)

    def of_article(self, head: Head, relations: Relations) -> bytes:
        """Return the fingerprint of an article's own page, on which relations name nothing but what it refers to."""
        related = [(one.card.told, one.shared, one.is_same_event) for one in relations.related]
        threads = [
            (one.group, one.before and one.before.told, one.after and one.after.told) for one in relations.threads
        ]
        is_ahead = head.card.path in self._showing.archive.ahead
        return digest(self.site, self._record(head), related, threads, is_ahead)

    def of_data(self, head: Head) -> bytes:
        """Return the fingerprint of what is given away of an article as data."""
        site = self._showing.site
        return digest(site.base_url, site.language, *self._record(head))

    def _record(self, head: Head) -> tuple[object, ...]:
        """Return what tells all of an article, where its references lead and whose rights it is under."""
        listings = self._showing.archive.listings
        found = (listings[use.reference.vocabulary].get(use.key) for use in head.uses)
        return head.record, [one and one.link for one in found], self._showing.rights(head)

    def _of_cards(self, cards: Iterable[Card]) -> bytes:
        return b"".join([self._cards.get(card.address) or self._of_card(card) for card in cards])

    def of_figures(self, page: object, heads: Iterable[Head]) -> bytes:
        """Return the fingerprint of a page of figures; `page` is what it shows besides those of the articles."""
        shown = [(head.record, self._showing.source(head.card)) for head in heads]
        return digest(self.site, page, shown)

    def _of_card(self, card: Card) -> bytes:
        found = self._cards[card.address] = digest(card, self._showing.source(card))
        return found
