"""The page plan: every page of the site, its address, its template and its view."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct, structs

from kaluga_site.model.archive import Head
from kaluga_site.model.problems import Problem
from kaluga_site.render import addresses, entity_pages, feed, list_pages
from kaluga_site.render.fingerprints import CardDigests, LinkDigests, digest
from kaluga_site.render.shelves import CutPage
from kaluga_site.render.showing import Showing
from kaluga_site.render.sitemap import sitemap_view
from kaluga_site.render.views import View


class PlannedPage(Struct, frozen=True, kw_only=True):
    """A file of the site: rendered from the first of `templates` that exists, or copied from a file.

    The view comes from `make_view`; that of an article's own page from its record and its links (see `head`).
    """

    address: str
    fingerprint: bytes
    """A digest of all that the page shows, templates aside."""

    templates: tuple[str, ...] = ()
    make_view: Callable[[], View] | None = None
    head: Head | None = None
    """Of an article's own page: the article."""

    copied: Path | None = None
    article: str | None = None
    """The article file that asks for this page; None for the pages that the archive makes of itself."""


def plan_site(showing: Showing, heads: Sequence[Head], folder: Path) -> list[PlannedPage]:
    """Return every page of the site but its static files.

    `heads` are those of the articles shown; `folder` is the archive's, in which photos lie.
    """
    return _Planner(showing).plan(heads, folder)


def check_plan(plan: Iterable[PlannedPage], static: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for every address that two inputs ask for, or that would have to be a folder as well.

    `static` are the addresses of the static files.
    """
    owners = {address.casefold(): PlannedPage(address=address, fingerprint=b"") for address in static}
    pages = list(plan)
    for page in pages:
        owner = owners.setdefault(page.address.casefold(), page)
        if owner is not page:
            yield _conflict(page, owner)
    for page in pages:
        if page.article is None or page.head is not None:
            continue  # a page of the archive's own making, whose address nobody chose
        folders = map(str, PurePosixPath(page.address.casefold()).parents)
        owner_of_folder = next((owners[folder] for folder in folders if folder in owners), None)
        if owner_of_folder is not None:
            yield _conflict(page, owner_of_folder)


def _conflict(page: PlannedPage, owner: PlannedPage) -> Problem:
    """Return the problem of two pages, told where an article is to blame."""
    asking, other = (page, owner) if page.article else (owner, page)
    blamed = other.article if other.article != asking.article else f"the page {other.address} of the same article"
    return Problem.of(
        "address-conflict",
        asking.article or "site.yaml",
        address=asking.address,
        other=blamed or f"{other.address}, a page that the archive makes itself",
    )


class _Planner:
    """Plans the pages of one archive."""

    def __init__(self, showing: Showing) -> None:
        self.showing = showing
        self.archive = showing.archive
        self.site = digest(showing.site)
        sources = {address: showing.source(card) for address, card in self.archive.cards.items()}
        self.cards = CardDigests(self.archive, sources)
        self.links = LinkDigests(self.archive)

    def plan(self, heads: Sequence[Head], folder: Path) -> list[PlannedPage]:
        plan = [
            self._page(addresses.HOME, "home.html", list_pages.home_view(self.showing)),
            self._page(addresses.NOT_FOUND, "404.html", list_pages.not_found_view(self.showing)),
            *self._article_lists(),
            *self._articles(heads, folder),
            *self._entities(),
        ]
        feed_view = feed.feed_view(self.archive)
        if feed_view is not None:
            plan.append(self._page(f"{addresses.ARTICLES}/index.xml", "feed/atom.xml", feed_view))
        if self.archive.settings.base_url:
            shown = [page.address for page in plan]
            plan.append(self._page(addresses.SITEMAP, "sitemap.xml", sitemap_view(self.archive, shown)))
        return [*plan, *self._redirects(heads)]

    def _page(self, address: str, template: str, view: View) -> PlannedPage:
        """Plan a page whose view costs little, so that it is its own fingerprint."""
        return PlannedPage(address=address, fingerprint=digest(view), templates=(template,), make_view=lambda: view)

    def _cut(
        self, cut: CutPage, templates: tuple[str, ...], make_view: Callable[[], View], about: object = None
    ) -> PlannedPage:
        fingerprint = digest(self.site, self.cards.of_cut(cut), about)
        return PlannedPage(address=cut.address, fingerprint=fingerprint, templates=templates, make_view=make_view)

    def _article_lists(self) -> Iterator[PlannedPage]:
        showing, templates = self.showing, ("article/list.html",)
        for cut in list_pages.article_cuts(self.archive):
            yield self._cut(cut, templates, partial(list_pages.articles_view, cut, showing))
        months = list_pages.by_months(self.archive)
        for year in (None, *list_pages.timeline_years(months)):
            address = f"{addresses.TIMELINE}/{f'{year}/' if year else ''}index.html"
            yield self._page(address, "timeline/list.html", list_pages.timeline_view(year, months, showing))
        for cut in list_pages.month_cuts(months):
            yield self._cut(cut, templates, partial(list_pages.month_view, cut, showing))

    def _articles(self, heads: Sequence[Head], folder: Path) -> Iterator[PlannedPage]:
        for head in heads:
            rights = self.showing.rights(head)
            yield PlannedPage(
                address=f"{head.card.address}.html",
                fingerprint=digest(self.site, head.record, self.links.of_article(head), rights),
                templates=("article/single.html",),
                head=head,
                article=head.card.path,
            )
            for file, _ in head.photos:
                yield PlannedPage(
                    address=addresses.photo_address(file, head.card.address),
                    fingerprint=digest(file),
                    copied=folder / file,
                    article=head.card.path,
                )

    def _entities(self) -> Iterator[PlannedPage]:
        showing = self.showing
        for vocabulary, entities in self.archive.entities.items():
            names = (vocabulary.value, "entity")
            if entities:
                view = entity_pages.entities_view(vocabulary, showing)
                yield PlannedPage(
                    address=addresses.list_address(vocabulary),
                    fingerprint=digest(view),
                    templates=tuple(f"{name}/list.html" for name in names),
                    make_view=partial(entity_pages.entities_view, vocabulary, showing),
                )
            singles = tuple(f"{name}/single.html" for name in names)
            for entity in entities.values():
                about = (entity.name, entity_pages.about(entity, showing))
                for cut in entity_pages.entity_cuts(entity, showing):
                    make_view = partial(entity_pages.entity_view, entity, cut, showing)
                    yield self._cut(cut, singles, make_view, about if cut.period is None else entity.name)
        for homonyms in self.archive.homonyms:
            address = f"{addresses.FOLDERS[homonyms.vocabulary]}/{homonyms.slug}.html"
            yield self._page(address, "entity/homonyms.html", entity_pages.homonyms_view(homonyms, showing))

    def _redirects(self, heads: Sequence[Head]) -> Iterator[PlannedPage]:
        for head in heads:
            for address in head.redirects:
                view = list_pages.redirect_view(address, head.card, self.showing)
                yield structs.replace(self._page(address, "redirect.html", view), article=head.card.path)
