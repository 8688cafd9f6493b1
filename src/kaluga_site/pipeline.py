"""The whole run: files become records, records an archive, the archive pages, pages a site."""

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
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


class Loaded(Struct, frozen=True, kw_only=True):
    """An archive read from its files, planned, and checked."""

    plan: Sequence[render.PlannedPage]
    articles: int
    problems: tuple[Problem, ...]


def build(
    archive: Path, output: Path, now: datetime.datetime, *, base_url: str | None = None, strict: bool = False
) -> Build:
    """Publish the archive in `output`, unless there are errors (with `strict`, also warnings).

    `now` (with its zone) decides which articles have expired; nothing else knows a clock.
    """
    loaded = read_archive(archive, now, base_url=base_url)
    problems = _sorted([*loaded.problems, *publish.check_output(archive, output)])
    if has_errors(problems, strict=strict):
        return Build(problems=problems, articles=loaded.articles, published=None)
    try:
        published = publish.publish(_render(loaded.plan, render.Theme(archive)), output, archive / STATE)
    except render.TemplateProblem as error:
        return Build(problems=_sorted([*problems, error.problem]), articles=loaded.articles, published=None)
    except OSError as error:
        reason = f"{error.filename or output}: {error.strerror or error}"
        problem = Problem.of("unwritable-output", str(output), reason=reason)
        return Build(problems=_sorted([*problems, problem]), articles=loaded.articles, published=None)
    return Build(problems=problems, articles=loaded.articles, published=published)


def read_archive(archive: Path, now: datetime.datetime, *, base_url: str | None = None) -> Loaded:
    """Read and check all files of an archive and plan its site; nothing is written."""
    if not archive.is_dir():
        missing = Problem.of("missing-folder", str(archive), folder=archive)
        return Loaded(plan=(), articles=0, problems=(missing,))
    settings, problems = load.load_settings(archive)
    settings = structs.replace(settings, base_url=base_url or settings.base_url)
    authorities, authority_problems = load.load_authorities(archive)
    files, passed_over = load.find_article_files(archive)
    problems = [*problems, *authority_problems, *passed_over, *load.check_installation()]
    today = now.astimezone(zoneinfo.ZoneInfo(settings.time_zone)).date()
    articles = []
    for file in files:
        article, found = read_article(archive, file, settings, authorities)
        problems += found
        if article is not None and article.is_public_on(today):
            articles.append(article)
    whole = index.build_archive(articles, authorities, settings)
    plan = render.plan_site(whole, articles, authorities, archive)
    return Loaded(plan=plan, articles=len(articles), problems=_sorted([*problems, *render.check_plan(plan)]))


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


def _render(plan: Iterable[render.PlannedPage], theme: render.Theme) -> Iterator[Page]:
    yield from (theme.render(page) for page in plan)
    yield from theme.static_pages()


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by place, each once."""
    return tuple(sorted(set(problems)))
