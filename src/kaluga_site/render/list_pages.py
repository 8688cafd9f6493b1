"""The home page, and the lists of articles by year."""

from collections import Counter
from decimal import Decimal
from itertools import islice

from msgspec import structs

from kaluga_site.model.archive import Archive
from kaluga_site.model.cards import UNKNOWN_SOURCE
from kaluga_site.model.groups import Period
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses, shelves
from kaluga_site.render.figure_pages import notable_figures
from kaluga_site.render.language import N_, say
from kaluga_site.render.letter_pages import most_named
from kaluga_site.render.linked_data import Told, website
from kaluga_site.render.program_views import HeadersView, RobotsView
from kaluga_site.render.shelves import CutPage, Labelled
from kaluga_site.render.showing import Showing, shown_shelves
from kaluga_site.render.site import articles_link
from kaluga_site.render.views import ArticlesView, HomeView, Link, NotFoundView, RedirectView, ShownEntity, WayIn
from kaluga_site.render.words import number_in_words

HOME_LATEST = 10
HOME_ENTITIES = 12

_PURPOSES = {
    addresses.ARTICLES: N_("Mọi bài trong kho, xếp theo năm đăng."),
    addresses.FOLDERS[Vocabulary.PEOPLE]: N_("Những người được nhắc tên và các bài nói đến họ."),
    addresses.FOLDERS[Vocabulary.TOPICS]: N_("Những bài cùng viết về một vấn đề."),
    addresses.FOLDERS[Vocabulary.ORGANISATIONS]: N_("Cơ quan, doanh nghiệp và đoàn thể được nhắc tên."),
    addresses.FOLDERS[Vocabulary.PLACES]: N_("Các nước, các tỉnh thành và những nơi khác được nhắc tên."),
    addresses.FOLDERS[Vocabulary.SOURCES]: N_("Những tờ báo đã đăng bài."),
    addresses.FOLDERS[Vocabulary.AUTHORS]: N_("Những người ký tên dưới bài."),
    addresses.FIGURES: N_("Mọi con số mà các bài nêu ra, mỗi số có câu văn của nó."),
    addresses.TIMELINE: N_("Mỗi ngày có những bài nào đăng, và có việc gì được các bài nhắc đến."),
}
"""The folder of a section → what it is for, in a line."""


def home_view(showing: Showing) -> HomeView:
    """Return what the home page shows: the span of the archive, the latest articles, ways in."""
    archive = showing.archive
    years = [month.year for month in archive.months if month.year]
    site = showing.site
    home, search = site.locate(addresses.HOME)(addresses.HOME), site.canonical(addresses.SEARCH)
    itself = website(site.title, site.description, site.language, home, search)
    return HomeView(
        page=site.frame(addresses.HOME, site.title, description=site.description, told=Told(things=[itself])),
        article_count=sum(archive.months.values()),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        latest=tuple(showing.card(card) for card in islice(archive.newest(), HOME_LATEST)),
        figures=tuple(notable_figures(islice(archive.newest_heads(), shelves.LATEST))),
        people=_most_named(Vocabulary.PEOPLE, showing),
        topics=_most_named(Vocabulary.TOPICS, showing),
        sources=_most_named(Vocabulary.SOURCES, showing),
        ways=tuple(_way_in(section, archive) for section in showing.site.sections),
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
        unplaced = ((say("Không rõ ngày hoặc ghi năm khác"), tuple(rest)),) if rest else ()
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
    breadcrumb = () if cut.period is None else (articles_link(),)
    return _articles_view(cut, cut.period or articles_link().label, breadcrumb, showing)


def not_found_view(showing: Showing) -> NotFoundView:
    """Return what is shown at an address that the site does not have."""
    return NotFoundView(page=showing.site.frame(addresses.NOT_FOUND, say("Không tìm thấy trang")))


def robots_view(showing: Showing) -> RobotsView:
    """Return what tells robots that they may read everything, and where the sitemap is."""
    base_url = showing.site.base_url
    return RobotsView(sitemap=f"{base_url}{addresses.SITEMAP}" if base_url else None)


def headers_view(showing: Showing) -> HeadersView:
    """Return what tells servers that read such a file (Netlify, Cloudflare Pages) which headers to send."""
    return HeadersView(root=addresses.root_on_server(showing.site.base_url) or "/")


def redirect_view(address: str, target: Link, showing: Showing) -> RedirectView:
    """Return what leads from an old address to the present one."""
    frame, canonical = showing.site.frame(address, target.label), showing.site.canonical(target.address)
    return RedirectView(page=structs.replace(frame, canonical=canonical), target=target)


def _way_in(section: Link, archive: Archive) -> WayIn:
    """Return what the home page says of a section of the site."""
    folder = section.address.partition("/")[0]
    counts = {name: len(archive.listings[vocabulary]) for vocabulary, name in addresses.FOLDERS.items()}
    counts[addresses.FOLDERS[Vocabulary.SOURCES]] -= UNKNOWN_SOURCE.key in archive.listings[Vocabulary.SOURCES]
    counts[addresses.ARTICLES] = sum(archive.months.values())
    return WayIn(
        label=section.label,
        address=section.address,
        count=number_in_words(Decimal(counts[folder])) if folder in counts else None,
        purpose=say(_PURPOSES[folder]) if folder in _PURPOSES else None,
    )


def _most_named(vocabulary: Vocabulary, showing: Showing) -> tuple[ShownEntity, ...]:
    return tuple(showing.entity(entity) for entity in most_named(vocabulary, HOME_ENTITIES, showing))


def _articles_view(cut: CutPage, title: str, breadcrumb: tuple[Link, ...], showing: Showing) -> ArticlesView:
    return ArticlesView(
        page=showing.site.frame(cut.address, title, breadcrumb=breadcrumb),
        count=cut.count,
        shelves=shown_shelves(cut),
        groups=showing.groups(cut),
    )


def _month_shelf(period: Period, count: int) -> shelves.Shelf:
    words = shelves.words_of(period)
    return shelves.month_label(*words), addresses.month_address(*words), count
