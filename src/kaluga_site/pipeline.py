"""The whole run: files become records, records an archive, the archive pages, pages a site."""

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, structs

from kaluga_site import extract, index, load, publish, render
from kaluga_site.model.article import Article
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.pages import Page
from kaluga_site.model.problems import Problem, has_errors
from kaluga_site.model.settings import Settings

STATE = ".kaluga-site"


class Build(Struct, frozen=True, kw_only=True):
    """How a build went; `published` is None where problems forbade publishing."""

    problems: tuple[Problem, ...]
    articles: int
    published: publish.Published | None


class Draft(Struct, frozen=True, kw_only=True):
    """A site that is read and planned, but not yet rendered."""

    problems: tuple[Problem, ...]
    articles: Mapping[str, Article]
    """File → record of each article that is shown."""

    plan: Sequence[render.PlannedPage]
    showing: render.Showing | None
    """None where there is no archive."""


def build(
    archive: Path, output: Path, now: datetime.datetime, *, base_url: str | None = None, strict: bool = False
) -> Build:
    """Publish the archive in `output`, unless there are errors (with `strict`, also warnings).

    `now` (with its zone) decides which articles have expired; nothing else knows a clock.
    """
    draft = read_archive(archive, now, base_url=base_url)
    theme = render.Theme(archive)
    problems = [*draft.problems, *theme.check()]
    problems += publish.check_output(archive, output, (page.address for page in draft.plan))
    published = None
    if not has_errors(problems, strict=strict):
        try:
            pages = _render(draft.plan, draft, theme)
            published = publish.publish((*pages, *theme.static_pages()), output, archive / STATE)
        except render.TemplateProblem as error:
            problems.append(error.problem)
        except OSError as error:
            reason = f"{error.filename or output}: {error.strerror or error}"
            problems.append(Problem.of("unwritable-output", str(output), reason=reason))
    return Build(problems=_sorted(problems), articles=len(draft.articles), published=published)


def check(archive: Path, now: datetime.datetime, *, base_url: str | None = None) -> Build:
    """Return what `build` would say, without writing: every template is tried on one page."""
    draft = read_archive(archive, now, base_url=base_url)
    theme = render.Theme(archive)
    problems = [*draft.problems, *theme.check()]
    if not has_errors(problems):
        samples = {page.templates: page for page in draft.plan if page.templates}
        for page in samples.values():
            try:
                list(_render([page], draft, theme))
            except render.TemplateProblem as error:
                problems.append(error.problem)
    return Build(problems=_sorted(problems), articles=len(draft.articles), published=None)


def read_archive(archive: Path, now: datetime.datetime, *, base_url: str | None = None) -> Draft:
    """Read and check all files of an archive and plan its site; nothing is written."""
    if not archive.is_dir():
        missing = Problem.of("missing-folder", str(archive), folder=archive)
        return Draft(problems=(missing,), articles={}, plan=(), showing=None)
    settings, problems = load.load_settings(archive)
    settings = structs.replace(settings, base_url=base_url or settings.base_url)
    authorities, authority_problems = load.load_authorities(archive)
    files, file_problems = load.find_article_files(archive)
    problems = [*problems, *authority_problems, *file_problems, *load.check_installation()]
    today = now.astimezone(zoneinfo.ZoneInfo(settings.time_zone)).date()
    articles, heads = {}, []
    for file in files:
        article, found = read_article(archive, file, settings, authorities)
        problems += found
        head = None if article is None else index.head_of(article)
        if article is not None and head is not None and head.is_public_on(today):
            articles[article.path] = article
            heads.append(head)
    if not heads and not has_errors(problems):
        problems.append(Problem.of("no-articles", "articles"))
    showing = render.Showing(index.build_archive(heads, authorities, settings))
    plan = render.plan_site(showing, heads, archive)
    static = (page.address for page in render.Theme(archive).static_pages())
    problems += render.check_plan(plan, static)
    return Draft(problems=_sorted(problems), articles=articles, plan=plan, showing=showing)


def read_article(
    archive: Path, file: Path, settings: Settings, authorities: Authorities
) -> tuple[Article | None, list[Problem]]:
    """Return the record of one article file and what is wrong or doubtful in it."""
    article_file, problems = load.read_article_file(archive, file)
    if article_file is None:
        return None, problems.found
    layout = extract.read_raw(article_file.body) if article_file.is_raw else None
    body = load.read_body(article_file, layout, extract.block_kind, problems)
    known = load.people_named(article_file, body, authorities)
    reading = load.Reading(
        layout=layout,
        body=body,
        findings=extract.find_facts(body.text, known_people=known),
        supplied_title=extract.supply_title(body.text),
    )
    return load.complete_article(article_file, reading, authorities, settings, problems), problems.found


def _render(plan: Iterable[render.PlannedPage], draft: Draft, theme: render.Theme) -> Iterator[Page]:
    for page in plan:
        if page.copied is not None:
            yield Page(address=page.address, content=page.copied)
        elif page.make_view is not None:
            yield theme.render(page, page.make_view())
        elif page.links is not None and page.article is not None and draft.showing is not None:
            view = render.article_view(draft.articles[page.article], draft.showing.site, page.links)
            yield theme.render(page, view)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by place, each once."""
    return tuple(sorted(set(problems)))
