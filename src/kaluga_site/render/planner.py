"""Plan the pages of one archive in one language: each group's that changed, and those of the whole archive."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from kaluga_site.model.archive import Archive
from kaluga_site.model.entities import Entity, Series
from kaluga_site.model.groups import ALL_FIGURES, FIGURES, Portion
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses, entity_pages, list_pages, search, sitemap, timeline
from kaluga_site.render.data_files import DataFile, cut_data, people_csv, people_of
from kaluga_site.render.data_pages import data_package, data_view
from kaluga_site.render.entity_pages import EntityPage
from kaluga_site.render.feed import Feeds, fed_cards, json_feed
from kaluga_site.render.figure_cuts import FiguresCut, cut_figures
from kaluga_site.render.figure_pages import FiguresPage, figures_list_view
from kaluga_site.render.fingerprints import Fingerprints, digest
from kaluga_site.render.harvest import harvest_records, harvest_view
from kaluga_site.render.letter_pages import entities_views
from kaluga_site.render.planned import PlannedPage, page_of_view
from kaluga_site.render.program_views import FeedView
from kaluga_site.render.series_pages import SeriesPage
from kaluga_site.render.shelves import Cut, CutPage, cut_by_calendar
from kaluga_site.render.showing import Showing
from kaluga_site.render.view import View
from kaluga_site.render.views import Link


class Planner:
    """Plans the pages of one archive in one language; what is the same in all of them belongs to the root's."""

    def __init__(self, showing: Showing) -> None:
        """Plan what is shown in this language."""
        self.showing = showing
        self.archive: Archive = showing.archive
        self.fingerprints = Fingerprints(showing)
        self.feeds = Feeds(self.archive)
        self.is_root = not showing.site.prefix

    def article(self, head: Head, folder: Path) -> Iterator[PlannedPage]:
        """Plan an article's own page, its photos and its redirects."""
        relations = self.archive.relations(head)
        photos = tuple(folder / file for file, _ in head.photos)
        yield PlannedPage(
            address=f"{head.card.address}.html",
            fingerprint=self.fingerprints.of_article(head, relations),
            templates=("article/single.html",),
            head=head,
            relations=relations,
            photos=photos,
        )
        itself = Link(head.card.title, f"{head.card.address}.html")
        for address in head.redirects:
            yield self._redirect(address, itself)
        for (file, _), photo in zip(head.photos, photos, strict=True) if self.is_root else ():
            address = addresses.photo_address(file, head.card.address)
            yield PlannedPage(address=address, fingerprint=digest(file), copied=photo)

    def entity(self, entity: Entity, standing: Collection[str]) -> tuple[list[PlannedPage], list[str]]:
        """Plan those pages of an entity that may have changed; return them, and the addresses of those that stay."""
        planned: list[PlannedPage] = []
        staying: list[str] = []
        for cut in cut_by_calendar(addresses.entity_stem(entity.listing), entity.counts):
            if cut.address in standing and not _may_differ(cut, entity):
                staying.append(cut.address)
            else:
                planned += self._entity_pages(EntityPage.of(entity, cut, self.archive))
        return planned, staying

    def _entity_pages(self, page: EntityPage) -> Iterator[PlannedPage]:
        """Plan a page of an entity; its first one with its feed."""
        listing, cut, about = page.entity.listing, page.cut, None
        if cut.period is None:
            fed = fed_cards(cut.cards)
            stem = addresses.entity_stem(listing)
            about = entity_pages.about(page.entity, f"{stem}.xml" if fed else None, self.showing)
            if fed and self.is_root:
                make_feed = partial(self.feeds.of_entity, listing, about.summary, fed)
                time_zone = self.archive.settings.time_zone
                fingerprint = self.fingerprints.of_cards(fed, stem, listing.name, about.summary, time_zone)
                yield from self._feed(stem, fingerprint, make_feed)
        make_view = partial(entity_pages.entity_view, page, about, self.showing)
        shown = (listing.name, page.said, about)
        yield self._cut(cut, _templates(listing.vocabulary, "single"), make_view, shown)

    def series(self, series: Series, standing: Collection[str]) -> tuple[list[PlannedPage], list[str]]:
        """Plan those pages of a measure that may have changed; return them, and the addresses of those that stay."""
        planned: list[PlannedPage] = []
        staying: list[str] = []
        for cut in cut_by_calendar(addresses.measure_stem(series.listing.id), series.counts):
            page = SeriesPage.of(cut, series)
            forms = (page.address, *page.data) if self.is_root else (page.address,)
            if set(forms) <= set(standing) and not _may_differ(cut, series):
                staying += forms
                continue
            heads = self.archive.heads(Portion(series.group, period) for period in cut.months)[: cut.most]
            planned += (self._table(page, address, heads, ("figures/series.html",)) for address in forms)
        return planned, staying

    def figures(self) -> Iterator[tuple[str, Sequence[PlannedPage]]]:
        """Plan the tables of the months whose figures changed."""
        for period in sorted(self.archive.changed_figures):
            cuts: list[FiguresCut] = []
            if period in self.archive.figures:
                cuts = cut_figures(period, self.archive.heads([Portion(ALL_FIGURES, period)]))
            pages = [FiguresPage.of(cut) for cut in cuts]
            yield (
                f"{FIGURES} {period.year} {period.month}",
                [
                    self._table(page, page.address, cut.heads, ("figures/month.html",))
                    for page, cut in zip(pages, cuts, strict=True)
                ],
            )

    def _table(
        self, page: FiguresPage | SeriesPage, address: str, heads: Sequence[Head], templates: tuple[str, ...]
    ) -> PlannedPage:
        return PlannedPage(
            address=address,
            fingerprint=self.fingerprints.of_figures(page, heads),
            templates=templates if address == page.address else (),
            table=page,
            heads=tuple(heads),
        )

    def calendar(self) -> Iterator[tuple[str, Sequence[PlannedPage]]]:
        """Plan the pages of the years whose articles changed, and of the months whose articles or events did."""
        changed, templates = self.archive.changed_months, ("article/list.html",)
        years = {month.filed for month in self.archive.months}
        for filed in sorted({month.filed for month in changed}):
            cut = list_pages.year_cut(filed, self.archive)
            make_view = partial(list_pages.articles_view, cut, self.showing)
            yield f"year {filed}", [self._cut(cut, templates, make_view)] if filed in years else ()
        for period in sorted({month.period for month in changed} | self.archive.changed_events.keys()):
            cards = self.archive.cards(month for month in self.archive.months if month.period == period)
            if period.year:
                months = timeline.month_pages(period, cards, self.archive)
                yield f"month {period.year} {period.month}", [self._month(page) for page in months]
            if self.archive.settings.base_url and self.is_root:
                parts = sitemap.month_views(period, cards, self.archive)
                pages = [page_of_view(address, "sitemap.xml", view) for address, view in parts]
                yield f"sitemap {period.year} {period.month}", pages

    def harvests(self) -> Iterator[tuple[str, Sequence[PlannedPage]]]:
        """Plan the files for harvesters of the years whose articles changed, if anybody is named who keeps them."""
        settings = self.archive.settings
        if not (settings.oai_admin and settings.base_url and self.is_root):
            return
        years = {month.year for month in self.archive.changed_months}
        changed = (head.card.date for head in self.archive.changed_articles.values() if head)
        years |= {date.year for date in changed if date}
        for year in sorted(years - {0}):
            shown = b"".join(map(digest, harvest_records(year, self.showing)))
            page = PlannedPage(
                address=addresses.harvest_address(year),
                fingerprint=digest(self.fingerprints.site, settings.oai_admin, settings.oai_gateway, shown),
                templates=("harvest.xml",),
                make_view=partial(harvest_view, year, self.showing),
            )
            yield f"harvest {year}", [page] if shown else ()

    def data(self) -> Iterator[tuple[str, Sequence[PlannedPage]]]:
        """Plan the data of the months whose articles changed."""
        for period in sorted(self.archive.changed_data if self.is_root else ()):
            months = [month for month in self.archive.months if month.period == period]
            heads = self.archive.heads(map(Portion.of_month, months)) if period in self.archive.amounts else ()
            files = cut_data(period, heads) if heads else []
            yield f"data {period.year} {period.month}", [self._data(file) for file in files]

    def _data(self, file: DataFile) -> PlannedPage:
        pieces = tuple(map(self.fingerprints.of_data, file.heads))
        return PlannedPage(address=file.address, fingerprint=digest(*pieces), heads=file.heads, pieces=pieces)

    def _month(self, page: timeline.TimelinePage) -> PlannedPage:
        return PlannedPage(
            address=page.address,
            fingerprint=self.fingerprints.of_timeline(page),
            templates=("timeline/month.html",),
            make_view=partial(timeline.month_view, page, self.showing),
        )

    def lists(self) -> Iterator[PlannedPage]:
        """Plan the pages that show something of the whole archive."""
        showing = self.showing
        yield page_of_view(addresses.HOME, "home.html", list_pages.home_view(showing))
        if self.is_root:
            yield page_of_view(addresses.NOT_FOUND, "404.html", list_pages.not_found_view(showing))
            yield page_of_view(addresses.ROBOTS, "robots.txt", list_pages.robots_view(showing))
            yield page_of_view(addresses.HEADERS, "headers.txt", list_pages.headers_view(showing))
        if self.archive.figures:
            yield page_of_view(addresses.FIGURES_LIST, "figures/list.html", figures_list_view(showing))
        cut = list_pages.latest_cut(self.archive)
        yield self._cut(cut, ("article/list.html",), partial(list_pages.articles_view, cut, showing))
        yield page_of_view(addresses.SEARCH, "search.html", search.search_view(showing))
        yield page_of_view(addresses.DATA_LIST, "data/list.html", data_view(showing))
        if self.is_root:
            yield self._file(addresses.DATA_PACKAGE, data_package(showing))
            people = [(one.id, one.name, one.note, one.count) for one in people_of(showing)]
            fingerprint = digest(showing.site.base_url, people)
            make = partial(people_csv, showing)
            yield PlannedPage(address=addresses.PEOPLE_DATA, fingerprint=fingerprint, make_data=make)
        years = timeline.count_years(self.archive)
        yield page_of_view(timeline.year_address(None), "timeline/list.html", timeline.timeline_view(years, showing))
        for year, months in years.items():
            view = timeline.year_view(year, months, showing)
            yield page_of_view(timeline.year_address(year), "timeline/list.html", view)
        for vocabulary, listings in self.archive.listings.items():
            for entities in entities_views(vocabulary, showing) if listings else ():
                yield page_of_view(entities.page.address, _templates(vocabulary, "list"), entities)
        for homonyms in self.archive.homonyms:
            address = f"{addresses.FOLDERS[homonyms.vocabulary]}/{homonyms.slug}.html"
            yield page_of_view(address, "entity/homonyms.html", entity_pages.homonyms_view(homonyms, showing))
        feed = self.feeds.of_archive() if self.is_root else None
        if feed is not None:
            yield from self._feed(addresses.FEED, digest(feed), lambda: feed)

    def moved(self, moved: Mapping[str, Link]) -> Iterator[PlannedPage]:
        """Plan what leads from the addresses that entities and measures had to those that they have."""
        for address, target in moved.items():
            if address.endswith(".html"):
                yield self._redirect(address, target)

    def _redirect(self, address: str, target: Link) -> PlannedPage:
        return page_of_view(address, "redirect.html", list_pages.redirect_view(address, target, self.showing))

    def _feed(self, stem: str, fingerprint: bytes, make_feed: Callable[[], FeedView]) -> Iterator[PlannedPage]:
        """Plan both forms of a feed."""
        atom = f"{stem}.xml"
        yield PlannedPage(address=atom, fingerprint=fingerprint, templates=("feed/atom.xml",), make_view=make_feed)
        yield PlannedPage(address=f"{stem}.json", fingerprint=fingerprint, make_data=lambda: json_feed(make_feed()))

    def _file(self, address: str, content: bytes) -> PlannedPage:
        return PlannedPage(address=address, fingerprint=digest(content), make_data=lambda: content)

    def _cut(
        self, cut: CutPage, templates: tuple[str, ...], make_view: Callable[[], View], about: object = None
    ) -> PlannedPage:
        fingerprint = self.fingerprints.of_cut(cut, about)
        return PlannedPage(address=cut.address, fingerprint=fingerprint, templates=templates, make_view=make_view)


def _may_differ(cut: Cut, shown: Entity | Series) -> bool:
    """Return whether a page of an entity or a measure may not be as it was; the first shows what is known of it."""
    return cut.year is None or shown.changed is None or any(map(cut.stands_for, shown.changed))


def _templates(vocabulary: Vocabulary, kind: str) -> tuple[str, ...]:
    """Return the vocabulary's own template, and the one that serves all."""
    return f"{vocabulary.value}/{kind}.html", f"entity/{kind}.html"
