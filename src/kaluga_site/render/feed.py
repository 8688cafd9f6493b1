"""The Atom feed (RFC 4287). Everything in it comes from the data, nothing from the clock."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from itertools import islice

from kaluga_site.model.archive import Archive, Card, Listing
from kaluga_site.render import addresses
from kaluga_site.render.views import FeedEntry, FeedView
from kaluga_site.render.words import moment

FEED_LENGTH = 20


def feed_view(archive: Archive) -> FeedView | None:
    """Return the feed of the newest dated articles; None where there is none, since a feed must be dated."""
    cards = fed_cards(archive.newest())
    title, address = archive.settings.title, f"{addresses.ARTICLES}/index"
    return _feed(address, title, archive.settings.description, cards, archive) if cards else None


def fed_cards(cards: Iterable[Card]) -> list[Card]:
    """Return which of some articles, the newest first, stand in a feed of them."""
    return list(islice(filter(_is_fed, cards), FEED_LENGTH))


def entity_feed_view(entity: Listing, about: str, cards: Sequence[Card], archive: Archive) -> FeedView:
    """Return the feed of an entity's newest articles, which `fed_cards` chose: one at least."""
    title = f"{entity.name} – {archive.settings.title}"
    return _feed(addresses.entity_stem(entity), title, about, cards, archive)


def _is_fed(card: Card) -> bool:
    return card.date is not None and not card.withdrawn


def _feed(stem: str, title: str, about: str | None, cards: Sequence[Card], archive: Archive) -> FeedView:
    """Return the feed of some articles that is called as the page beside it, but for the suffix."""
    entries = tuple(_entry(card, archive) for card in cards)
    newest = max(entries, key=lambda entry: datetime.datetime.fromisoformat(entry.updated))
    address, base = f"{stem}.xml", archive.settings.base_url or ""
    root = base or addresses.root_from(address)
    return FeedView(
        id=_id(address, archive),
        title=title,
        description=about,
        link=f"{root}{stem}.html",
        self_link=f"{root}{address}",
        updated=newest.updated,
        entries=entries,
    )


def _entry(card: Card, archive: Archive) -> FeedEntry:
    base = archive.settings.base_url or addresses.root_from(f"{addresses.ARTICLES}/index.xml")
    zone = archive.settings.time_zone
    moments = [moment(date, zone) for date in (card.date, card.corrected) if date is not None]
    return FeedEntry(
        id=_id(f"{card.address}.html", archive),
        title=card.title,
        link=f"{base}{card.address}.html",
        language=card.language,
        published=moments[0].isoformat(),
        updated=max(moments).isoformat(),
        summary=card.summary,
        authors=card.authors,
    )


def _id(address: str, archive: Archive) -> str:
    """Return a permanent id: the address where the site has one, else a UUID made from the page's own."""
    if archive.settings.base_url:
        return f"{archive.settings.base_url}{address}"
    return uuid.uuid5(uuid.NAMESPACE_URL, address).urn
