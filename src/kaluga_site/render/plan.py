"""The page plan: which pages of the site may have changed, each with its address, its template and its view."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from kaluga_site.model.archive import Archive
from kaluga_site.model.groups import MEASURES
from kaluga_site.model.pages import Redirects
from kaluga_site.model.settings import LANGUAGES
from kaluga_site.render import addresses, search, sitemap
from kaluga_site.render.fingerprints import digest
from kaluga_site.render.language import speaking
from kaluga_site.render.moved import moved_addresses
from kaluga_site.render.planned import PlannedPage, page_of_view
from kaluga_site.render.planner import Planner
from kaluga_site.render.search_plan import plan_search
from kaluga_site.render.showing import Showing
from kaluga_site.render.site import Site
from kaluga_site.render.views import Link

_ARTICLE = "article "
_LISTS = "lists"
"""The pages that show something of the whole archive, planned each time."""

_STATIC = "static"
_SITEMAP = "sitemap"
_REDIRECTS = "redirects"
_MOVED = "moved"

Pages = Mapping[str, Sequence[PlannedPage]]
"""What asks for pages ("article articles/2025/a.md", "people #thai-huong", "month 2025 11") → the pages it asks for.

Those of a language that does not stand at the root begin with its folder: "en/month 2025 11".
"""


class Plan(Struct, frozen=True, kw_only=True):
    """The pages of a site that may have changed. What asks for pages and is not named here keeps those that stand."""

    pages: dict[str, Sequence[PlannedPage]]
    staying: Mapping[str, Collection[str]]
    """Of what asks for pages of which some stay as they are → the addresses of these."""

    def __iter__(self) -> Iterator[PlannedPage]:
        """Yield all planned pages."""
        return chain.from_iterable(self.pages.values())

    def take(self) -> Iterator[tuple[str, Sequence[PlannedPage]]]:
        """Yield what asks for pages with these, which the plan holds no more."""
        for owner in [*self.pages]:
            yield owner, self.pages.pop(owner)


def owner_of_article(path: str) -> str:
    """Return what asks for the pages of an article file, at the root."""
    return f"{_ARTICLE}{path}"


def article_of(owner: str) -> str | None:
    """Return the article file that asks for pages; None where the archive makes them of itself."""
    kind = _without_language(owner)
    return kind.removeprefix(_ARTICLE) if kind.startswith(_ARTICLE) else None


def _without_language(owner: str) -> str:
    """Return what asks for pages as it is called at the root."""
    folder = owner[: owner.find("/") + 1]
    return owner.removeprefix(folder) if folder[:-1] in LANGUAGES else owner


def plan_site(
    showings: Sequence[Showing],
    folder: Path,
    static: Mapping[str, Path],
    redirects: Iterable[Redirects],
    standing: Mapping[str, Collection[str]],
) -> Plan:
    """Return the pages of all that changed, no page for what is gone, and the pages of the whole archive.

    `showings` are those of the site's languages, the one of its root first. `folder` is the archive's, in which photos
    lie; `static` maps addresses to static files; `redirects` are those of all articles. `standing` are the addresses of
    the last build, by what asked for them: those of which the plan does not speak stay as they are. Those of articles
    may be missing.
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
        shown = (owner for owner in standing if _is_shown(owner, pages))
        others = [address for owner in shown for address in standing[owner]]
        others += [page.address for owner, of in pages.items() if _is_shown(owner, {}) for page in of]
        others += [page.address for owner, of in pages.items() if _without_language(owner) == _LISTS for page in of]
        others += chain.from_iterable(staying.values())
        pages[_SITEMAP] = list(_sitemap(others, archive))
    leading = _moved_addresses(archive, pages, staying, standing)
    moved = [Redirects(target.address, (address,)) for address, target in leading.items()]
    pages[_REDIRECTS] = list(_redirects([*redirects, *moved], [showing.site for showing in showings]))
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
    planner = Planner(showing)
    plan: dict[str, Sequence[PlannedPage]] = {}
    staying: dict[str, Collection[str]] = {}
    for path, head in showing.archive.changed_articles.items():
        plan[owner_of_article(path)] = list(planner.article(head, folder)) if head else ()
    for group, entity in showing.archive.changed_entities.items():
        owner = f"{group.kind} {group.key}"
        plan[owner], staying[owner] = planner.entity(entity, standing.get(owner, ())) if entity else ((), ())
    for id_, series in showing.archive.changed_series.items():
        owner = f"{MEASURES} {id_}"
        plan[owner], staying[owner] = planner.series(series, standing.get(owner, ())) if series else ((), ())
    plan.update(planner.calendar())
    plan.update(planner.figures())
    if planner.is_root:
        for owner, pages, stays in plan_search(showing.archive, standing):
            plan[owner], staying[owner] = pages, stays
    plan.update(planner.data())
    plan.update(planner.harvests())
    plan[_MOVED] = list(planner.moved(_moved_addresses(showing.archive, plan, staying, standing)))
    return Plan(pages={**plan, _LISTS: list(planner.lists())}, staying=staying)


def _moved_addresses(
    archive: Archive,
    pages: Pages,
    staying: Mapping[str, Collection[str]],
    standing: Mapping[str, Collection[str]],
) -> dict[str, Link]:
    """Return what leads to the pages of entities and measures whose ids changed, from the addresses that they had."""

    def addresses_of(owner: str) -> list[str]:
        left = staying if owner in pages else standing
        return [*(page.address for page in pages.get(owner, ())), *left.get(owner, ())]

    return moved_addresses(archive, addresses_of)


def _sitemap(pages: Collection[str], archive: Archive) -> Iterator[PlannedPage]:
    """Plan the sitemap's index and its parts that hold these pages; those of articles belong to their months."""
    parts = {*sitemap.month_addresses(archive)}
    for address, part in sitemap.list_parts(pages):
        parts.add(address)
        fingerprint = digest(part, archive.settings.base_url, archive.settings.languages)
        make_view = partial(sitemap.list_view, part, archive)
        yield PlannedPage(address=address, fingerprint=fingerprint, templates=("sitemap.xml",), make_view=make_view)
    yield page_of_view(addresses.SITEMAP, "sitemapindex.xml", sitemap.index_view(parts, archive))


def _redirects(redirects: Iterable[Redirects], sites: Sequence[Site]) -> Iterator[PlannedPage]:
    """Plan the rules by which servers that read them (Netlify, Cloudflare Pages) answer old addresses themselves."""
    root = addresses.root_on_server(sites[0].base_url) or "/"
    rules = sorted(
        f"{root}{site.prefix}{address} {root}{site.prefix}{one.target} 301\n"
        for one in redirects
        for address in one.addresses
        for site in sites
    )
    if rules:
        content = "".join(rules).encode()
        yield PlannedPage(address=addresses.REDIRECTS, fingerprint=digest(content), make_data=lambda: content)


def _static(address: str, file: Path) -> PlannedPage:
    return PlannedPage(address=address, fingerprint=b"", copied=file)


def _is_shown(owner: str, plan: Mapping[str, object]) -> bool:
    """Return whether the pages that something asks for stand in the sitemap with the lists."""
    kind = _without_language(owner)
    alone = kind in {_LISTS, _STATIC, _SITEMAP, _REDIRECTS, _MOVED}
    apart = alone or kind.startswith((_ARTICLE, "sitemap ", search.OWNER))
    return owner not in plan and not apart
