"""The page plan: every page of the site, its address, its template and its view."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct

from kaluga_site.model.archive import Archive, Head
from kaluga_site.model.problems import Problem
from kaluga_site.render import addresses, entity_pages, feed, list_pages
from kaluga_site.render.showing import ArticleLinks, Showing
from kaluga_site.render.sitemap import sitemap_view
from kaluga_site.render.views import View


class PlannedPage(Struct, frozen=True, kw_only=True):
    """A file of the site: rendered from the first of `templates` that exists, or copied from a file.

    The view comes from `make_view`; that of an article's own page from its record and `links`.
    """

    address: str
    templates: tuple[str, ...] = ()
    make_view: Callable[[], View] | None = None
    links: ArticleLinks | None = None
    copied: Path | None = None
    article: str | None = None
    """The article file that asks for this page; None for the pages that the archive makes of itself."""


def plan_site(showing: Showing, heads: Sequence[Head], folder: Path) -> list[PlannedPage]:
    """Return every page of the site but its static files.

    `heads` are those of the articles shown; `folder` is the archive's, in which photos lie.
    """
    archive = showing.archive
    plan = [
        _page(addresses.HOME, "home.html", partial(list_pages.home_view, showing)),
        _page(addresses.NOT_FOUND, "404.html", partial(list_pages.not_found_view, showing)),
        *_article_lists(archive, showing),
        *_articles(heads, showing, folder),
        *_entities(archive, showing),
    ]
    feed_view = feed.feed_view(archive)
    if feed_view is not None:
        plan.append(_page(f"{addresses.ARTICLES}/index.xml", "feed/atom.xml", lambda: feed_view))
    if archive.settings.base_url:
        shown = [page.address for page in plan]
        plan.append(_page(addresses.SITEMAP, "sitemap.xml", partial(sitemap_view, archive, shown)))
    return [*plan, *_redirects(heads, showing)]


def check_plan(plan: Iterable[PlannedPage], static: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for every address that two inputs ask for, or that would have to be a folder as well.

    `static` are the addresses of the static files.
    """
    owners = {address.casefold(): PlannedPage(address=address) for address in static}
    pages = list(plan)
    for page in pages:
        owner = owners.setdefault(page.address.casefold(), page)
        if owner is not page:
            yield _conflict(page, owner)
    for page in pages:
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


def _page(address: str, template: str, make_view: Callable[[], View]) -> PlannedPage:
    return PlannedPage(address=address, templates=(template,), make_view=make_view)


def _article_lists(archive: Archive, showing: Showing) -> Iterator[PlannedPage]:
    for cut in list_pages.article_cuts(archive):
        yield _page(cut.address, "article/list.html", partial(list_pages.articles_view, cut, showing))
    months = list_pages.by_months(archive)
    for year in (None, *list_pages.timeline_years(months)):
        address = f"{addresses.TIMELINE}/{f'{year}/' if year else ''}index.html"
        yield _page(address, "timeline/list.html", partial(list_pages.timeline_view, year, months, showing))
    for cut in list_pages.month_cuts(months):
        yield _page(cut.address, "article/list.html", partial(list_pages.month_view, cut, showing))


def _articles(heads: Sequence[Head], showing: Showing, folder: Path) -> Iterator[PlannedPage]:
    for head in heads:
        yield PlannedPage(
            address=f"{head.card.address}.html",
            templates=("article/single.html",),
            links=showing.links(head),
            article=head.card.path,
        )
        for file in head.photos:
            yield PlannedPage(
                address=addresses.photo_address(file, head.card.address),
                copied=folder / file,
                article=head.card.path,
            )


def _entities(archive: Archive, showing: Showing) -> Iterator[PlannedPage]:
    for vocabulary, entities in archive.entities.items():
        templates = tuple(f"{name}/{{}}.html" for name in (vocabulary.value, "entity"))
        lists = tuple(template.format("list") for template in templates)
        singles = tuple(template.format("single") for template in templates)
        if entities:
            yield PlannedPage(
                address=addresses.list_address(vocabulary),
                templates=lists,
                make_view=partial(entity_pages.entities_view, vocabulary, showing),
            )
        for entity in entities.values():
            for cut in entity_pages.entity_cuts(entity, showing):
                yield PlannedPage(
                    address=cut.address,
                    templates=singles,
                    make_view=partial(entity_pages.entity_view, entity, cut, showing),
                )
    for homonyms in archive.homonyms:
        address = f"{addresses.FOLDERS[homonyms.vocabulary]}/{homonyms.slug}.html"
        view = partial(entity_pages.homonyms_view, homonyms, showing)
        yield _page(address, "entity/homonyms.html", view)


def _redirects(heads: Sequence[Head], showing: Showing) -> Iterator[PlannedPage]:
    for head in heads:
        for address in head.redirects:
            yield PlannedPage(
                address=address,
                templates=("redirect.html",),
                make_view=partial(list_pages.redirect_view, address, head.card, showing),
                article=head.card.path,
            )
