"""The sitemap (sitemaps.org 0.9)."""

from collections.abc import Iterable

from kaluga_site.model.archive import Archive, Card
from kaluga_site.render import addresses
from kaluga_site.render.views import SitemapPage, SitemapView


def sitemap_view(archive: Archive, pages: Iterable[str]) -> SitemapView:
    """Return the sitemap of these addresses; an article's `lastmod` is its date or last correction."""
    base = archive.settings.base_url or ""
    return SitemapView(
        pages=tuple(
            SitemapPage(
                location=addresses.on_server(address, base),
                lastmod=_last_modified(archive.cards.get(address.removesuffix(".html"))),
            )
            for address in sorted(pages)
            if address.endswith(".html") and address != addresses.NOT_FOUND
        )
    )


def _last_modified(card: Card | None) -> str | None:
    if card is None:
        return None
    dates = [date for date in (card.date, card.corrected) if date is not None]
    return max(dates, key=lambda date: date.sort_key).iso if dates else None
