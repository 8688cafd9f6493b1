"""The sitemap (sitemaps.org 0.9): an index, parts for each month of articles, and parts for all other pages."""

import os.path
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from kaluga_site.model.archive import Archive
from kaluga_site.model.cards import Card
from kaluga_site.model.groups import Period
from kaluga_site.render import addresses
from kaluga_site.render.program_views import Alternate, SitemapIndexView, SitemapPage, SitemapView
from kaluga_site.render.shelves import words_of
from kaluga_site.render.site import prefix_of

LIMIT = 50_000
"""So many addresses a part may hold, says the protocol."""

LIST_LIMIT = 5_000
"""So many pages which are no articles a part holds: a new one makes its part anew."""

Item = TypeVar("Item")


def month_views(period: Period, cards: Sequence[Card], archive: Archive) -> Iterator[tuple[str, SitemapView]]:
    """Yield the address and the view of each part that holds the articles of a month.

    `lastmod` is the date of an article or of its last correction, where its day is known and certain.
    """
    languages = archive.settings.languages
    for number, part in enumerate(_batches(cards, LIMIT // len(languages)), 1):
        pages = (
            _page(f"{card.address}.html", language, archive, _last_modified(card))
            for card in part
            for language in languages
        )
        yield _month_address(period, number), SitemapView(pages=tuple(pages))


def month_addresses(archive: Archive) -> Iterator[str]:
    """Yield the addresses of all parts that hold articles."""
    counts: dict[Period, int] = {}
    for month, count in archive.months.items():
        counts[month.period] = counts.get(month.period, 0) + count
    for period, count in counts.items():
        parts = range(0, count, LIMIT // len(archive.settings.languages))
        yield from (_month_address(period, number) for number in range(1, len(parts) + 1))


def list_parts(pages: Iterable[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the address of each part that holds pages which are no articles, and their addresses.

    Where they are too many, a part holds those whose addresses begin alike, so that no page ever moves a later one on
    into another part.
    """
    shown = sorted(page for page in pages if page.endswith(".html") and page != addresses.NOT_FOUND)
    for beginning, part in _alike(shown, ""):
        words = f"trang-{beginning}" if beginning else "trang"
        yield f"{addresses.SITEMAPS}/{words.replace('/', '_')}.xml", part


def list_view(part: Iterable[str], archive: Archive) -> SitemapView:
    """Return the part of some pages which are no articles; when such a page last changed is not in the data."""
    root, *others = archive.settings.languages
    folders = {prefix_of(language, archive.settings.languages): language for language in others}
    found = []
    for page in part:
        folder = page[: page.find("/") + 1]
        language = folders.get(folder, root)
        found.append(_page(page.removeprefix(folder) if folder in folders else page, language, archive, None))
    return SitemapView(pages=tuple(found))


def index_view(parts: Iterable[str], archive: Archive) -> SitemapIndexView:
    """Return the index of all parts."""
    base = archive.settings.base_url or ""
    return SitemapIndexView(sitemaps=tuple(f"{base}{part}" for part in sorted(parts)))


def _month_address(period: Period, number: int) -> str:
    """Return the address of a month's part: "sitemap/2025/11.xml", of a second one "sitemap/2025/11-2.xml"."""
    words = "/".join(words_of(period)) if period.year else addresses.UNKNOWN_YEAR
    return f"{addresses.SITEMAPS}/{words}{f'-{number}' if number > 1 else ''}.xml"


def _page(address: str, language: str, archive: Archive, lastmod: str | None) -> SitemapPage:
    """Return a page, whose address is counted from its language's root, with itself in all languages."""
    base, languages = archive.settings.base_url or "", archive.settings.languages
    forms = {tag: addresses.on_server(f"{prefix_of(tag, languages)}{address}", base) for tag in languages}
    alternates = [Alternate(tag, whole) for tag, whole in forms.items()] if len(forms) > 1 else []
    return SitemapPage(location=forms[language], lastmod=lastmod, alternates=tuple(alternates))


def _alike(pages: Sequence[str], beginning: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield groups of pages, which are in order, by the shortest beginnings that leave few enough in each."""
    if len(pages) <= LIST_LIMIT:
        yield beginning, pages
        return
    length = len(os.path.commonprefix((pages[0], pages[-1]))) + 1  # noqa: RUF071 - letter by letter
    start = 0
    while start < len(pages):  # there are many pages in few groups
        longer = pages[start][:length]
        end = bisect_right(pages, longer, start, key=lambda page: page[:length])
        yield from _alike(pages[start:end], longer)
        start = end


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _last_modified(card: Card) -> str | None:
    dates = [date for date in (card.date, card.corrected) if date is not None]
    last = max(dates, key=lambda date: date.sort_key, default=None)
    return last.iso if last and last.is_sure_day else None
