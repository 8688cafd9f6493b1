"""The home page, the lists of articles by year and the timeline by month."""

from collections.abc import Iterator

from msgspec import structs

from kaluga_site.model.archive import Archive, Card, Entity
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses, shelves
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


Months = dict[tuple[str, str], list[Card]]
"""(year, month), as address words → the articles dated so."""


def home_view(showing: Showing) -> HomeView:
    """Return what the home page shows: the span of the archive, the latest articles, ways in."""
    archive = showing.archive
    cards = list(archive.cards.values())
    years = [card.date.year for card in cards if card.date]
    return HomeView(
        page=showing.site.frame(addresses.HOME, archive.settings.title, description=archive.settings.description),
        article_count=len(cards),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        latest=tuple(showing.card(card) for card in cards[:HOME_LATEST]),
        people=_most_named(Vocabulary.PEOPLE, showing),
        topics=_most_named(Vocabulary.TOPICS, showing),
        sources=_most_named(Vocabulary.SOURCES, showing),
    )


def article_cuts(archive: Archive) -> Iterator[CutPage]:
    """Yield the list of all articles and each year of them; a full year leads to the timeline's months."""
    cards = list(archive.cards.values())
    years = shelves.split(cards, address_year)
    found_years = tuple(
        (shelves.year_label(year), addresses.year_address(year), len(found))
        for year, found in sorted(years.items(), reverse=True)
    )
    yield shelves.latest_page(f"{addresses.ARTICLES}/index.html", cards, found_years)
    for year, found in years.items():
        yield _year_cut(year, found)


def articles_view(cut: CutPage, showing: Showing) -> ArticlesView:
    """Return what a list of articles shows."""
    breadcrumb = () if cut.period is None else (_ARTICLES_LINK,)
    return _articles_view(cut, cut.period or ARTICLES_NAME, breadcrumb, showing)


def by_months(archive: Archive) -> Months:
    """Return the dated articles by year and month, newest first."""
    months: Months = {}
    for card in archive.cards.values():
        if card.date is not None:
            months.setdefault((shelves.year_word(card), shelves.month_word(card)), []).append(card)
    return months


def month_cuts(months: Months) -> Iterator[CutPage]:
    """Yield each month of the timeline, and each year's articles without month."""
    for (year, month), found in months.items():
        yield shelves.month_page(addresses.month_address(year, month), year, month, found)


def month_view(cut: CutPage, showing: Showing) -> ArticlesView:
    """Return what a month of the timeline shows."""
    year = cut.address.split("/")[1]
    year_link = Link(shelves.year_label(year), f"{addresses.TIMELINE}/{year}/index.html")
    return _articles_view(cut, cut.period or "", (_TIMELINE_LINK, year_link), showing)


def timeline_years(months: Months) -> list[str]:
    """Return the years that have articles, newest first."""
    return list(dict.fromkeys(year for year, _ in months))


def timeline_view(year: str | None, months: Months, showing: Showing) -> TimelineView:
    """Return what the timeline, or one year of it, shows."""
    shown: dict[str, list[Shelf]] = {}
    for (found_year, month), cards in months.items():
        shelf = Shelf(
            label=shelves.month_label(found_year, month),
            address=addresses.month_address(found_year, month),
            count=len(cards),
        )
        shown.setdefault(found_year, []).append(shelf)
    address = f"{addresses.TIMELINE}/{f'{year}/' if year else ''}index.html"
    title = TIMELINE_NAME if year is None else shelves.year_label(year)
    return TimelineView(
        page=showing.site.frame(address, title, breadcrumb=(_TIMELINE_LINK,) if year else ()),
        years=tuple(_timeline_year(one, found) for one, found in shown.items() if year in {None, one}),
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


def address_year(card: Card) -> str:
    """Return the year under which an article's page lies."""
    return card.address.split("/")[1]


def _most_named(vocabulary: Vocabulary, showing: Showing) -> tuple[ShownEntity, ...]:
    def rank(entity: Entity) -> int:
        return -len(entity.articles)

    entities = sorted(showing.archive.entities[vocabulary].values(), key=rank)
    return tuple(showing.entity(entity) for entity in entities[:HOME_ENTITIES])


def _articles_view(cut: CutPage, title: str, breadcrumb: tuple[Link, ...], showing: Showing) -> ArticlesView:
    return ArticlesView(
        page=showing.site.frame(cut.address, title, breadcrumb=breadcrumb),
        count=cut.count,
        shelves=shown_shelves(cut),
        groups=showing.groups(cut),
    )


def _year_cut(year: str, cards: list[Card]) -> CutPage:
    """Return a year's page; a full one leads to the timeline's months, and lists what those do not hold itself."""
    address, label = addresses.year_address(year), shelves.year_label(year)
    dated = [card for card in cards if shelves.year_word(card) == year != addresses.UNKNOWN_YEAR]
    cut = shelves.cut_year(address, year, dated, f"{addresses.TIMELINE}/{year}/")[0]
    rest = [card for card in cards if shelves.year_word(card) != year or year == addresses.UNKNOWN_YEAR]

    def groups() -> tuple[Labelled, ...]:
        return (*cut.groups(), *((("Không rõ ngày hoặc ghi năm khác", tuple(rest)),) if rest else ()))

    return CutPage(
        address=address,
        period=label,
        cards=(*cut.cards, *rest),
        groups=groups,
        shelves=cut.shelves,
        count=len(cards),
    )


def _timeline_year(year: str, months: list[Shelf]) -> TimelineYear:
    count = sum(month.count for month in months)
    shelf = Shelf(label=shelves.year_label(year), address=f"{addresses.TIMELINE}/{year}/index.html", count=count)
    return TimelineYear(year=shelf, months=tuple(months))
