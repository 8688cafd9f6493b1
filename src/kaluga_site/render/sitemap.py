"""The sitemap (sitemaps.org 0.9): an index, a part for each month of articles, and parts for all other pages."""

from collections.abc import Iterable, Iterator, Sequence

from kaluga_site.model.archive import Archive
from kaluga_site.model.cards import Card
from kaluga_site.model.groups import Period
from kaluga_site.render import addresses
from kaluga_site.render.shelves import words_of
from kaluga_site.render.site import prefix_of
from kaluga_site.render.views import SitemapIndexView, SitemapPage, SitemapView

_LIMIT = 50_000
"""So many addresses a part may hold, says the protocol."""


def month_address(period: Period) -> str:
    """Return the address of the part that holds the articles of a month."""
    words = "/".join(words_of(period)) if period.year else addresses.UNKNOWN_YEAR
    return f"{addresses.SITEMAPS}/{words}.xml"


def month_view(cards: Iterable[Card], archive: Archive) -> SitemapView:
    """Return the part of some articles; `lastmod` is the date of an article or of its last correction."""
    base, languages = archive.settings.base_url or "", archive.settings.languages
    prefixes = [prefix_of(language, languages) for language in languages]
    return SitemapView(
        pages=tuple(
            SitemapPage(location=f"{base}{prefix}{card.address}.html", lastmod=_last_modified(card))
            for card in cards
            for prefix in prefixes
        )
    )


def list_views(pages: Iterable[str], archive: Archive) -> Iterator[tuple[str, SitemapView]]:
    """Yield the address and the view of each part that holds pages which are no articles, by their addresses."""
    base = archive.settings.base_url or ""
    shown = sorted(page for page in pages if page.endswith(".html") and page != addresses.NOT_FOUND)
    for number, part in enumerate(_batches(shown), 1):
        locations = (SitemapPage(location=addresses.on_server(page, base), lastmod=None) for page in part)
        yield f"{addresses.SITEMAPS}/trang-{number}.xml", SitemapView(pages=tuple(locations))


def index_view(parts: Iterable[str], archive: Archive) -> SitemapIndexView:
    """Return the index of all parts."""
    base = archive.settings.base_url or ""
    return SitemapIndexView(sitemaps=tuple(f"{base}{part}" for part in sorted(parts)))


def _batches(pages: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(pages), _LIMIT):
        yield pages[start : start + _LIMIT]


def _last_modified(card: Card) -> str | None:
    dates = [date for date in (card.date, card.corrected) if date is not None]
    return max(dates, key=lambda date: date.sort_key).iso if dates else None
