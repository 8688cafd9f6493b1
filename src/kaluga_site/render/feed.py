"""The Atom feed (RFC 4287). Everything in it comes from the data, nothing from the clock."""

import datetime
import uuid
from itertools import islice

from kaluga_site.model.archive import Archive, Card
from kaluga_site.render import addresses
from kaluga_site.render.views import FeedEntry, FeedView
from kaluga_site.render.words import moment

FEED_LENGTH = 20


def feed_view(archive: Archive) -> FeedView | None:
    """Return the feed of the newest dated articles; None where there is none, since a feed must be dated."""
    dated = (card for card in archive.newest() if card.date is not None and not card.withdrawn)
    entries = tuple(_entry(card, archive) for card in islice(dated, FEED_LENGTH))
    if not entries:
        return None
    newest = max(entries, key=lambda entry: datetime.datetime.fromisoformat(entry.updated))
    address, base = f"{addresses.ARTICLES}/index.xml", archive.settings.base_url or ""
    root = base or addresses.root_from(address)
    return FeedView(
        id=_id(address, archive),
        title=archive.settings.title,
        description=archive.settings.description,
        link=f"{root}{addresses.ARTICLES}/index.html",
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
