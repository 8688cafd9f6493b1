"""The home page, the lists of articles by year and the timeline by month."""

from collections import Counter
from heapq import nsmallest
from itertools import islice

from msgspec import structs

from kaluga_site.model.archive import Archive, Card, Listing, Month, Period
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses, shelves
from kaluga_site.render.figure_pages import notable_figures
from kaluga_site.render.shelves import CutPage, Labelled
from kaluga_site.render.showing import Showing, shown_shelves
from kaluga_site.render.site import ARTICLES_NAME, TIMELINE_NAME
from kaluga_site.render.views import (
    ArticlesView,
    HomeView,
    Link,
    NotFoundView,
    RedirectView,
    Shelf,
    ShownEntity,
    TimelineView,
    TimelineYear,
)

HOME_LATEST = 10
HOME_ENTITIES = 12

_ARTICLES_LINK = Link(ARTICLES_NAME, f"{addresses.ARTICLES}/index.html")
_TIMELINE_LINK = Link(TIMELINE_NAME, f"{addresses.TIMELINE}/index.html")


Months = dict[Period, list[Month]]
"""When articles are dated → the months of the calendar, one for each year that such articles are filed under."""


def home_view(showing: Showing) -> HomeView:
    """Return what the home page shows: the span of the archive, the latest articles, ways in."""
    archive = showing.archive
    years = [month.year for month in archive.months if month.year]
    return HomeView(
        page=showing.site.frame(addresses.HOME, archive.settings.title, description=archive.settings.description),
        article_count=sum(archive.months.values()),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        latest=tuple(showing.card(card) for card in islice(archive.newest(), HOME_LATEST)),
        figures=tuple(notable_figures(islice(archive.newest_heads(), shelves.LATEST))),
        people=_most_named(Vocabulary.PEOPLE, showing),
        topics=_most_named(Vocabulary.TOPICS, showing),
        sources=_most_named(Vocabulary.SOURCES, showing),
    )


def latest_cut(archive: Archive) -> CutPage:
    """Return the first page of all articles, which leads to every year."""
    counts: Counter[str] = Counter()
    for month, count in archive.months.items():
        counts[month.filed] += count
    years = tuple(
        (shelves.year_label(year), addresses.year_address(year), count)
        for year, count in sorted(counts.items(), reverse=True)
    )
    newest = list(islice(archive.newest(), shelves.LATEST))
    return CutPage(
        address=f"{addresses.ARTICLES}/index.html",
        period=None,
        cards=tuple(newest),
        groups=lambda: shelves.by_newest(newest),
        shelves=years,
        count=counts.total(),
    )


def year_cut(year: str, archive: Archive) -> CutPage:
    """Return the page of the articles filed under a year; a full one leads to the timeline's months.

    It lists itself what those do not hold.
    """
    months = sorted((month for month in archive.months if month.filed == year), reverse=True)
    dated = [month for month in months if f"{month.year:04}" == year]
    others = [month for month in months if month not in dated]
    is_full = sum(archive.months[month] for month in dated) > shelves.LIST_LIMIT
    own, rest = archive.cards([] if is_full else dated), archive.cards(others)

    def groups() -> tuple[Labelled, ...]:
        unplaced = (("Không rõ ngày hoặc ghi năm khác", tuple(rest)),) if rest else ()
        return (*shelves.by_month(own), *unplaced)

    return CutPage(
        address=addresses.year_address(year),
        period=shelves.year_label(year),
        cards=(*own, *rest),
        groups=groups,
        shelves=tuple(_month_shelf(month.period, archive.months[month]) for month in dated if is_full),
        count=sum(archive.months[month] for month in months),
    )


def articles_view(cut: CutPage, showing: Showing) -> ArticlesView:
    """Return what a list of articles shows."""
    breadcrumb = () if cut.period is None else (_ARTICLES_LINK,)
    return _articles_view(cut, cut.period or ARTICLES_NAME, breadcrumb, showing)


def by_months(archive: Archive) -> Months:
    """Return the months that have dated articles, newest first."""
    months: Months = {}
    for month in sorted(archive.months, key=lambda month: month.period, reverse=True):
        if month.year:
            months.setdefault(month.period, []).append(month)
    return months


def month_cut(period: Period, cards: list[Card]) -> CutPage:
    """Return the timeline's page of a month, or of a year's articles without month."""
    return shelves.month_page(_month_address(period), *shelves.words_of(period), cards)


def month_view(cut: CutPage, showing: Showing) -> ArticlesView:
    """Return what a month of the timeline shows."""
    year = cut.address.split("/")[1]
    year_link = Link(shelves.year_label(year), f"{addresses.TIMELINE}/{year}/index.html")
    return _articles_view(cut, cut.period or "", (_TIMELINE_LINK, year_link), showing)


def timeline_address(year: int | None) -> str:
    """Return the address of the timeline, or of one year of it."""
    return f"{addresses.TIMELINE}/{f'{year:04}/' if year else ''}index.html"


def timeline_view(year: int | None, months: Months, showing: Showing) -> TimelineView:
    """Return what the timeline, or one year of it, shows."""
    shown: dict[int, list[Shelf]] = {}
    for period, alike in months.items():
        if year not in {None, period.year}:
            continue
        label, address, count = _month_shelf(period, sum(showing.archive.months[one] for one in alike))
        shown.setdefault(period.year, []).append(Shelf(label=label, address=address, count=count))
    title = shelves.year_label(f"{year:04}") if year else TIMELINE_NAME
    return TimelineView(
        page=showing.site.frame(timeline_address(year), title, breadcrumb=(_TIMELINE_LINK,) if year else ()),
        years=tuple(_timeline_year(one, found) for one, found in shown.items()),
    )


def not_found_view(showing: Showing) -> NotFoundView:
    """Return what is shown at an address that the site does not have."""
    return NotFoundView(page=showing.site.frame(addresses.NOT_FOUND, "Không tìm thấy trang"))


def redirect_view(address: str, card: Card, showing: Showing) -> RedirectView:
    """Return what leads from an old address to an article's present one."""
    target = Link(card.title, f"{card.address}.html")
    frame, base_url = showing.site.frame(address, card.title), showing.site.base_url
    canonical = addresses.on_server(target.address, base_url) if base_url else None
    return RedirectView(page=structs.replace(frame, canonical=canonical), target=target)


def _most_named(vocabulary: Vocabulary, showing: Showing) -> tuple[ShownEntity, ...]:
    def rank(entity: Listing) -> tuple[object, ...]:
        return -entity.count, entity.is_unknown, entity.name_key, entity.id

    entities = nsmallest(HOME_ENTITIES, showing.archive.listings[vocabulary].values(), key=rank)
    return tuple(showing.entity(entity) for entity in entities)


def _articles_view(cut: CutPage, title: str, breadcrumb: tuple[Link, ...], showing: Showing) -> ArticlesView:
    return ArticlesView(
        page=showing.site.frame(cut.address, title, breadcrumb=breadcrumb),
        count=cut.count,
        shelves=shown_shelves(cut),
        groups=showing.groups(cut),
    )


def _month_shelf(period: Period, count: int) -> shelves.Shelf:
    return shelves.month_label(*shelves.words_of(period)), _month_address(period), count


def _month_address(period: Period) -> str:
    return addresses.month_address(*shelves.words_of(period))


def _timeline_year(year: int, months: list[Shelf]) -> TimelineYear:
    count = sum(month.count for month in months)
    shelf = Shelf(label=shelves.year_label(f"{year:04}"), address=timeline_address(year), count=count)
    return TimelineYear(year=shelf, months=tuple(months))
