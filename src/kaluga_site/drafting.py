"""The first half of a run: read what changed since the last build, join the archive, plan its site."""

import datetime
import time
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from kaluga_site import batches, index, load, publish, render, state
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.build import Options
from kaluga_site.model.problems import Problem, has_errors
from kaluga_site.model.settings import Settings


class Draft(Struct, frozen=True, kw_only=True):
    """A site that is read and planned, but not yet rendered."""

    problems: tuple[Problem, ...]
    articles: Mapping[str, state.ArticleState]
    context: bytes
    read: int
    shown: int
    expiring: bool
    """Whether an article is to vanish on some day: then the same files give another site."""

    plan: Sequence[render.PlannedPage]
    showing: render.Showing
    settings: Settings
    authorities: Authorities


def read_archive(
    archive: Path, now: datetime.datetime, store: state.Store, options: Options, executor: Executor | None
) -> Draft:
    """Read and check all files of an archive that changed since the state was saved, and plan its site."""
    settings, problems = load.load_settings(archive)
    settings = structs.replace(settings, base_url=options.base_url or settings.base_url)
    authorities, authority_problems = load.load_authorities(archive)
    files, file_problems = load.find_article_files(archive)
    problems = [*problems, *authority_problems, *file_problems, *load.check_installation()]
    context = render.digest(state.code_digest(), settings.closed, load.known_entries(authorities))
    before = store.snapshot.articles if options.cache and store.snapshot.context == context else {}
    sources = _Sources(archive, files, before)
    read = 0
    for article in batches.read_articles(archive, sources.changed, settings, authorities, executor):
        sources.add(article)
        store.put_records([(article.path, article.record)])
        read += 1
    today = now.astimezone(zoneinfo.ZoneInfo(settings.time_zone)).date()
    readings = sources.readings()
    problems += (problem for reading in readings for problem in reading.problems)
    heads = [head for reading in readings if (head := reading.head) and head.is_public_on(today)]
    problems += (problem for head in heads for problem in load.check_photos(archive, head))
    if not heads and not has_errors(problems):
        problems.append(Problem.of("no-articles", "articles"))
    showing = render.Showing(index.build_archive(heads, authorities, settings))
    plan = render.plan_site(showing, heads, archive)
    static = (page.address for page in render.Theme(archive).static_pages())
    problems += render.check_plan(plan, (*static, publish.MANIFEST))
    return Draft(
        problems=sort_problems(problems),
        articles=sources.articles,
        context=context,
        read=read,
        shown=len(heads),
        expiring=any(reading.head is not None and reading.head.expires for reading in readings),
        plan=plan,
        showing=showing,
        settings=settings,
        authorities=authorities,
    )


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by place, each once."""
    return tuple(sorted(set(problems)))


class _Sources:
    """The article files of an archive, those that changed apart from those whose records are known."""

    def __init__(self, archive: Path, files: Sequence[str], before: Mapping[str, state.ArticleState]) -> None:
        self.articles: dict[str, state.ArticleState] = {}
        self.changed: list[str] = []
        self._contents: dict[str, tuple[state.SourceStamp | None, bytes]] = {}
        now_ns = time.time_ns()
        for path in files:
            known = before.get(path)
            stamp, content = state.look_at(f"{archive}/{path}", known, now_ns)
            if known is not None and content and content == known.content:
                self.articles[path] = structs.replace(known, stamp=stamp) if stamp != known.stamp else known
            else:
                self.articles[path] = state.UNREAD
                self._contents[path] = stamp, content
                self.changed.append(path)

    def add(self, article: batches.ReadArticle) -> None:
        stamp, content = self._contents[article.path]
        reading = msgspec.Raw(msgspec.msgpack.encode(state.Reading(article.head, article.problems)))
        self.articles[article.path] = state.ArticleState(stamp=stamp, content=content, reading=reading)

    def readings(self) -> list[state.Reading]:
        decode = msgspec.msgpack.Decoder(state.Reading).decode
        return [decode(article.reading) for article in self.articles.values()]
