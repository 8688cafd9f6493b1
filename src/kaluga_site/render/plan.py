"""The page plan: which pages of the site may have changed, each with its address, its template and its view."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from kaluga_site.model.archive import Archive
from kaluga_site.model.entities import Entity, Series
from kaluga_site.model.groups import ALL_FIGURES, FIGURES, MEASURES, Portion
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.relations import Relations
from kaluga_site.model.settings import ARCHIVE_LANGUAGE, LANGUAGES
from kaluga_site.render import addresses, entity_pages, list_pages, sitemap, timeline
from kaluga_site.render.entity_pages import EntityPage
from kaluga_site.render.feed import Feeds, fed_cards
from kaluga_site.render.figure_cuts import FiguresCut, cut_figures
from kaluga_site.render.figure_pages import FiguresPage, figures_list_view
from kaluga_site.render.fingerprints import Fingerprints, digest
from kaluga_site.render.language import speaking
from kaluga_site.render.letter_pages import entities_views
from kaluga_site.render.series_pages import SeriesPage
from kaluga_site.render.shelves import Cut, CutPage, cut_by_calendar
from kaluga_site.render.showing import Showing
from kaluga_site.render.view import View


class PlannedPage(Struct, frozen=True, kw_only=True):
    """A file of the site: rendered from the first of `templates` that exists, copied from a file, or the typeface.

    The view comes from `make_view`; that of an article's own page from its record and its links (see `head`), and that
    of a page of figures from several records (see `table`).
    """

    address: str
    """Counted from the site's root."""

    language: str = ARCHIVE_LANGUAGE
    """That of the interface, in which it is to be made."""

    fingerprint: bytes
    """A digest of all that the page shows, templates aside."""

    templates: tuple[str, ...] = ()
    make_view: Callable[[], View] | None = None
    head: Head | None = None
    """Of an article's own page: the article."""

    relations: Relations | None = None
    """And what it has to do with others."""

    table: FiguresPage | SeriesPage | None = None
    """Of a page of figures: what it shows besides them; with the suffixes .csv and .json a series is data."""

    heads: tuple[Head, ...] = ()
    """The articles whose figures it shows."""

    photos: tuple[Path, ...] = ()
    """Image files whose size the page tells."""

    copied: Path | None = None
    is_typeface: bool = False
    """Whether it is the typeface with this fingerprint, which may have to be made first."""

    @property
    def is_of_records(self) -> bool:
        """Whether it is made from the records of articles."""
        return self.head is not None or self.table is not None


_ARTICLE = "article "
_LISTS = "lists"
"""The pages that show something of the whole archive, planned each time."""

_STATIC = "static"
_SITEMAP = "sitemap"

Pages = Mapping[str, Sequence[PlannedPage]]
"""What asks for pages ("article articles/2025/a.md", "people #thai-huong", "month 2025 11") → the pages it asks for.

Those of a language that does not stand at the root begin with its folder: "en/month 2025 11".
"""


class Plan(Struct, frozen=True, kw_only=True):
    """The pages of a site that may have changed. What asks for pages and is not named here keeps those that stand."""

    pages: Pages
    staying: Mapping[str, Collection[str]]
    """Of what asks for pages of which some stay as they are → the addresses of these."""

    def __iter__(self) -> Iterator[PlannedPage]:
        """Yield all planned pages."""
        return chain.from_iterable(self.pages.values())


def article_of(owner: str) -> str | None:
    """Return the article file that asks for pages; None where the archive makes them of itself."""
    kind = _without_language(owner)
    return kind.removeprefix(_ARTICLE) if kind.startswith(_ARTICLE) else None


def _without_language(owner: str) -> str:
    """Return what asks for pages as it is called at the root."""
    return _find_prefix.sub("", owner)


_find_prefix = re.compile(f"^(?:{'|'.join(LANGUAGES)})/")


def plan_site(
    showings: Sequence[Showing],
    folder: Path,
    static: Mapping[str, Path | bytes],
    standing: Mapping[str, Collection[str]],
) -> Plan:
    """Return the pages of all that changed, no page for what is gone, and the pages of the whole archive.

    `showings` are those of the site's languages, the one of its root first. `folder` is the archive's, in which photos
    lie; `static` maps addresses to static files, that of the typeface to its fingerprint. `standing` are the addresses
    of the last build, by what asked for them: those of which the plan does not speak stay as they are.
    """
    pages: dict[str, Sequence[PlannedPage]] = {}
    staying: dict[str, Collection[str]] = {}
    for showing in showings:
        prefix, tag = showing.site.prefix, showing.site.language
        with speaking(tag):
            found = _plan_language(showing, folder, _below(prefix, standing))
        pages |= {f"{prefix}{owner}": [_placed(page, prefix, tag) for page in of] for owner, of in found.pages.items()}
        staying |= {f"{prefix}{owner}": [f"{prefix}{address}" for address in of] for owner, of in found.staying.items()}
    archive = showings[0].archive
    if archive.settings.base_url:
        others = [address for owner, found in standing.items() if _is_shown(owner, pages) for address in found]
        others += [page.address for owner, of in pages.items() if _is_shown(owner, {}) for page in of]
        others += [page.address for owner, of in pages.items() if _without_language(owner) == _LISTS for page in of]
        others += chain.from_iterable(staying.values())
        pages[_SITEMAP] = list(_sitemap(others, archive))
    pages[_STATIC] = [_static(address, file) for address, file in static.items()]
    return Plan(pages=pages, staying=staying)


def _below(prefix: str, standing: Mapping[str, Collection[str]]) -> Mapping[str, Collection[str]]:
    """Return what stands below the root of a language, as it is called there."""
    if not prefix:
        return standing
    return {
        owner.removeprefix(prefix): [address.removeprefix(prefix) for address in found]
        for owner, found in standing.items()
        if owner.startswith(prefix)
    }


def _placed(page: PlannedPage, prefix: str, language: str) -> PlannedPage:
    """Return a page where it stands on the site."""
    is_placed = not prefix and page.language == language
    return page if is_placed else structs.replace(page, address=f"{prefix}{page.address}", language=language)


def _plan_language(showing: Showing, folder: Path, standing: Mapping[str, Collection[str]]) -> Plan:
    """Return the pages of one language, their addresses counted from its root."""
    planner = _Planner(showing)
    plan: dict[str, Sequence[PlannedPage]] = {}
    staying: dict[str, Collection[str]] = {}
    for path, head in showing.archive.changed_articles.items():
        plan[f"{_ARTICLE}{path}"] = list(planner.article(head, folder)) if head else ()
    for group, entity in showing.archive.changed_entities.items():
        owner = f"{group.kind} {group.key}"
        plan[owner], staying[owner] = planner.entity(entity, standing.get(owner, ())) if entity else ((), ())
    for id_, series in showing.archive.changed_series.items():
        owner = f"{MEASURES} {id_}"
        plan[owner], staying[owner] = planner.series(series, standing.get(owner, ())) if series else ((), ())
    plan.update(planner.calendar())
    plan.update(planner.figures())
    return Plan(pages={**plan, _LISTS: list(planner.lists())}, staying=staying)


def _sitemap(pages: Collection[str], archive: Archive) -> Iterator[PlannedPage]:
    """Plan the sitemap's index and its parts that hold these pages; those of articles belong to their months."""
    parts = {sitemap.month_address(month.period) for month in archive.months}
    for address, view in sitemap.list_views(pages, archive):
        parts.add(address)
        yield _page(address, "sitemap.xml", view)
    yield _page(addresses.SITEMAP, "sitemapindex.xml", sitemap.index_view(parts, archive))


def _page(address: str, templates: str | tuple[str, ...], view: View) -> PlannedPage:
    """Plan a page whose view costs little, so that it is its own fingerprint."""
    names = (templates,) if isinstance(templates, str) else templates
    return PlannedPage(address=address, fingerprint=digest(view), templates=names, make_view=lambda: view)


def _static(address: str, file: Path | bytes) -> PlannedPage:
    if isinstance(file, bytes):
        return PlannedPage(address=address, fingerprint=file, is_typeface=True)
    return PlannedPage(address=address, fingerprint=b"", copied=file)


def _is_shown(owner: str, plan: Mapping[str, object]) -> bool:
    """Return whether the pages that something asks for stand in the sitemap with the lists."""
    kind = _without_language(owner)
    return owner not in plan and kind not in {_LISTS, _STATIC, _SITEMAP} and not kind.startswith((_ARTICLE, "sitemap "))


class _Planner:
    """Plans the pages of one archive in one language; what is the same in all of them belongs to the root's."""

    def __init__(self, showing: Showing) -> None:
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
        if not self.is_root:
            return
        for (file, _), photo in zip(head.photos, photos, strict=True):
            address = addresses.photo_address(file, head.card.address)
            yield PlannedPage(address=address, fingerprint=digest(file), copied=photo)
        for address in head.redirects:
            yield _page(address, "redirect.html", list_pages.redirect_view(address, head.card, self.showing))

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
            address = addresses.feed_address(listing) if fed else None
            about = entity_pages.about(page.entity, address, self.showing)
            if address and self.is_root:
                make_feed = partial(self.feeds.of_entity, listing, about.summary, fed)
                time_zone = self.archive.settings.time_zone
                fingerprint = self.fingerprints.of_cards(fed, address, listing.name, about.summary, time_zone)
                templates = ("feed/atom.xml",)
                yield PlannedPage(address=address, fingerprint=fingerprint, templates=templates, make_view=make_feed)
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
                pages = timeline.month_pages(period, cards, self.archive)
                yield f"month {period.year} {period.month}", [self._month(page) for page in pages]
            if self.archive.settings.base_url and self.is_root:
                view = sitemap.month_view(cards, self.archive)
                page = _page(sitemap.month_address(period), "sitemap.xml", view)
                yield f"sitemap {period.year} {period.month}", [page] if cards else ()

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
        yield _page(addresses.HOME, "home.html", list_pages.home_view(showing))
        if self.is_root:
            yield _page(addresses.NOT_FOUND, "404.html", list_pages.not_found_view(showing))
        if self.archive.figures:
            yield _page(addresses.FIGURES_LIST, "figures/list.html", figures_list_view(showing))
        cut = list_pages.latest_cut(self.archive)
        yield self._cut(cut, ("article/list.html",), partial(list_pages.articles_view, cut, showing))
        years = timeline.count_years(self.archive)
        yield _page(timeline.year_address(None), "timeline/list.html", timeline.timeline_view(years, showing))
        for year, months in years.items():
            view = timeline.year_view(year, months, showing)
            yield _page(timeline.year_address(year), "timeline/list.html", view)
        for vocabulary, listings in self.archive.listings.items():
            for entities in entities_views(vocabulary, showing) if listings else ():
                yield _page(entities.page.address, _templates(vocabulary, "list"), entities)
        for homonyms in self.archive.homonyms:
            address = f"{addresses.FOLDERS[homonyms.vocabulary]}/{homonyms.slug}.html"
            yield _page(address, "entity/homonyms.html", entity_pages.homonyms_view(homonyms, showing))
        feed_view = self.feeds.of_archive() if self.is_root else None
        if feed_view is not None:
            yield _page(f"{addresses.ARTICLES}/index.xml", "feed/atom.xml", feed_view)

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
