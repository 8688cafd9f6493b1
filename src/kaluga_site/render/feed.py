"""The feeds: Atom (RFC 4287) and JSON Feed 1.1. Everything in them comes from the data, nothing from the clock."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec
from msgspec import Struct

from kaluga_site.keeping import Bounded
from kaluga_site.model.archive import Archive
from kaluga_site.model.cards import Card
from kaluga_site.model.entities import Listing
from kaluga_site.render import addresses
from kaluga_site.render.language import spoken
from kaluga_site.render.program_views import FeedEntry, FeedView
from kaluga_site.render.words import moment

FEED_LENGTH = 20

_MANY = 2_000
"""Entries of so many articles are kept: those that one feed asks for again are most often of the same time."""

_ROOT = "../"
"""What leads from a feed to the site's root: all of them lie in a folder of it."""

_JSON_FEED = "https://jsonfeed.org/version/1.1"


class Feeds:
    """Makes the feeds of one archive; an article's entry is made once for all of them."""

    def __init__(self, archive: Archive) -> None:
        """Begin with no entries."""
        self._archive = archive
        self._entries = Bounded[str, tuple[datetime.datetime, FeedEntry]](_MANY)

    def of_archive(self) -> FeedView | None:
        """Return the feed of the newest dated articles; None where there is none, since a feed must be dated."""
        settings, cards = self._archive.settings, fed_cards(self._archive.newest())
        return self._feed(addresses.FEED, settings.title, settings.description, cards) if cards else None

    def of_entity(self, entity: Listing, about: str, cards: Sequence[Card]) -> FeedView:
        """Return the feed of an entity's newest articles, which `fed_cards` chose: one at least."""
        title = f"{entity.name} – {self._archive.settings.title}"
        return self._feed(addresses.entity_stem(entity), title, about, cards)

    def _feed(self, stem: str, title: str, about: str | None, cards: Sequence[Card]) -> FeedView:
        """Return the feed of some articles that is called as the page beside it, but for the suffix."""
        found = [self._entries.get(card.address) or self._entry(card) for card in cards]
        base = self._archive.settings.base_url
        return FeedView(
            language=spoken().tag,
            id=_id(f"{stem}.xml", self._archive),
            title=title,
            description=about,
            link=f"{base or _ROOT}{stem}.html",
            atom=f"{base}{stem}.xml" if base else None,
            json=f"{base}{stem}.json" if base else None,
            updated=max(updated for updated, _ in found).isoformat(),
            entries=tuple(entry for _, entry in found),
        )

    def _entry(self, card: Card) -> tuple[datetime.datetime, FeedEntry]:
        """Return the entry of an article, and when it was last corrected or else published."""
        zone = self._archive.settings.time_zone
        moments = [moment(date, zone) for date in (card.date, card.corrected) if date is not None]
        published = moments[0].isoformat() if card.date is not None and card.date.is_sure_day else None
        entry = FeedEntry(
            id=_id(f"{card.address}.html", self._archive),
            title=card.title,
            link=f"{self._archive.settings.base_url or _ROOT}{card.address}.html",
            language=card.language,
            published=published,
            updated=max(moments).isoformat(),
            summary=card.summary,
            authors=card.authors,
        )
        return self._entries.keep(card.address, (max(moments), entry))


def fed_cards(cards: Iterable[Card]) -> list[Card]:
    """Return which of some articles, the newest first, stand in a feed of them."""
    fed = (card for card in cards if card.date is not None and not card.withdrawn)
    return list(islice(fed, FEED_LENGTH))


class _Author(Struct, frozen=True):
    name: str


class _Item(Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    url: str
    title: str
    content_text: str
    date_published: str | None = None
    date_modified: str
    authors: tuple[_Author, ...] = ()
    language: str


class _Feed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    version: str
    title: str
    home_page_url: str
    feed_url: str | None = None
    description: str | None = None
    language: str
    items: tuple[_Item, ...]


def json_feed(feed: FeedView) -> bytes:
    """Return a feed as JSON Feed 1.1; of an article without summary the title stands for the content it must have."""
    items = tuple(
        _Item(
            id=entry.id,
            url=entry.link,
            title=entry.title,
            content_text=entry.summary or entry.title,
            date_published=entry.published,
            date_modified=entry.updated,
            authors=tuple(map(_Author, entry.authors)),
            language=entry.language,
        )
        for entry in feed.entries
    )
    whole = _Feed(
        version=_JSON_FEED,
        title=feed.title,
        home_page_url=feed.link,
        feed_url=feed.json,
        description=feed.description,
        language=feed.language,
        items=items,
    )
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _id(address: str, archive: Archive) -> str:
    """Return a permanent id: the address where the site has one, else a UUID made from the page's own."""
    if archive.settings.base_url:
        return f"{archive.settings.base_url}{address}"
    return uuid.uuid5(uuid.NAMESPACE_URL, address).urn
