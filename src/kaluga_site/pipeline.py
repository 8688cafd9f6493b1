"""The whole run: files become records, records an archive, the archive pages, pages a site."""

import datetime
import time
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from itertools import chain, zip_longest
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from kaluga_site import batches, index, load, publish, render, state
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.build import Build, Options, Published
from kaluga_site.model.pages import Page, PublishedFile
from kaluga_site.model.problems import Problem, has_errors
from kaluga_site.model.settings import Settings

_DEFAULT = Options()


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


def build(
    archive: Path,
    output: Path,
    now: datetime.datetime,
    options: Options = _DEFAULT,
    executor: Executor | None = None,
) -> Build:
    """Publish the archive in `output`, unless there are errors (with `strict`, also warnings).

    `now` (with its zone) decides which articles have expired; nothing else knows a clock. Large work is spread over
    the executor, if there is one.
    """
    if not archive.is_dir():
        return _nowhere(archive)
    sources, surroundings = state.look_around(archive), state.surroundings(archive, options)
    try:
        store = state.Store(archive / state.FOLDER, alone=True)
    except state.Locked:
        return Build(problems=(Problem.of("locked-archive", str(archive)),), articles=0, published=None)
    with store:
        draft = read_archive(archive, now, store, options, executor)
        theme = render.Theme(archive)
        problems = [*draft.problems, *theme.check()]
        problems += publish.check_output(archive, output, (page.address for page in draft.plan))
        made = _Made(pages=store.snapshot.pages, output=store.snapshot.output)
        if not has_errors(problems, strict=options.strict):
            before = store.snapshot if options.cache else state.Snapshot()
            try:
                wanted = _Wanted(draft, theme, before, output)
                made = _make_site(wanted, _render(wanted.pages, draft, theme, store, executor), theme, output)
            except render.TemplateProblem as error:
                problems.append(error.problem)
            except OSError as error:
                made = _Made(
                    pages={}, output=""
                )  # it may have ended halfway: what is published is to be looked at anew
                reason = f"{error.filename or output}: {error.strerror or error}"
                problems.append(Problem.of("unwritable-output", str(output), reason=reason))
        known = made.snapshot(draft, _sorted(problems))
        stands = made.published is not None and not draft.expiring
        store.save(structs.replace(known, surroundings=surroundings, sources=sources if stands else None))
    return Build(
        problems=known.problems,
        articles=draft.shown,
        published=made.published,
        rendered=made.rendered,
        read=draft.read,
    )


def check(archive: Path, output: Path, now: datetime.datetime, options: Options = _DEFAULT) -> Build:
    """Return what `build` would say, without writing: every template is tried on one page."""
    if not archive.is_dir():
        return _nowhere(archive)
    with state.Store(None) as store:
        draft = read_archive(archive, now, store, options, None)
        theme = render.Theme(archive)
        problems = [*draft.problems, *theme.check()]
        problems += publish.check_output(archive, output, (page.address for page in draft.plan))
        if not has_errors(problems):
            samples = {page.templates: page for page in draft.plan if page.templates}
            for page in samples.values():
                try:
                    list(_render([page], draft, theme, store, None))
                except render.TemplateProblem as error:
                    problems.append(error.problem)
    return Build(problems=_sorted(problems), articles=draft.shown, published=None, read=draft.read)


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
        problems=_sorted(problems),
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


class _Made(Struct, frozen=True, kw_only=True):
    """What stands in the output folder now."""

    published: Published | None = None
    rendered: int = 0
    pages: Mapping[str, state.PageState]
    output: str
    manifest: bytes = b""

    def snapshot(self, draft: Draft, problems: tuple[Problem, ...]) -> state.Snapshot:
        """Return what the next build is to know."""
        return state.Snapshot(
            context=draft.context,
            articles=draft.articles,
            output=self.output,
            pages=self.pages,
            manifest=self.manifest,
            problems=problems,
            shown=draft.shown,
        )


class _Wanted:
    """The pages that have to be made, and the published files that can stay as they are."""

    def __init__(self, draft: Draft, theme: render.Theme, before: state.Snapshot, output: Path) -> None:
        self.pages: list[render.PlannedPage] = []
        self.kept: dict[str, PublishedFile] = {}
        self._fingerprints: dict[str, bytes] = {}
        self._listed = publish.read_manifest(output)
        known = before.pages if before.output == str(output.resolve()) else {}
        look = render.digest(state.code_digest(), theme.fingerprint())
        for page in draft.plan:
            fingerprint = render.digest(look, page.fingerprint, page.copied and state.stamp_of(page.copied.stat()))
            self._fingerprints[page.address] = fingerprint
            file = known.get(page.address)
            if file is not None and file.fingerprint == fingerprint and self._stands(page.address, file, output):
                self.kept[page.address] = PublishedFile(sha256=file.sha256, size=file.size)
            else:
                self.pages.append(page)

    def _stands(self, address: str, file: state.PageState, output: Path) -> bool:
        """Return whether a file is the one last published: as the manifest has it, which other builds write too."""
        listed = self._listed.get(address)
        same = listed is not None and (listed.sha256, listed.size) == (file.sha256, file.size)
        return same and state.size_of(f"{output}/{address}") == file.size

    def states(self, files: Mapping[str, PublishedFile]) -> dict[str, state.PageState]:
        """Return the state of every published file."""
        return {
            address: state.PageState(
                fingerprint=self._fingerprints.get(address, b""), sha256=file.sha256, size=file.size
            )
            for address, file in files.items()
        }


def _make_site(wanted: _Wanted, rendered: Iterable[Page], theme: render.Theme, output: Path) -> _Made:
    """Publish what changed. Raises TemplateProblem and OSError."""
    pages = chain(rendered, theme.static_pages())
    published, files = publish.publish(pages, wanted.kept, output, theme.archive / state.FOLDER)
    return _Made(
        published=published,
        rendered=len(wanted.pages),
        pages=wanted.states(files),
        output=str(output.resolve()),
        manifest=publish.manifest_digest(output),
    )


def _render(
    pages: Sequence[render.PlannedPage],
    draft: Draft,
    theme: render.Theme,
    store: state.Store,
    executor: Executor | None,
) -> Iterator[Page]:
    """Yield pages as they are made: those of articles, perhaps by others, and meanwhile the lists."""
    own = [page for page in pages if page.head is not None]
    spread = executor if len(own) > batches.SMALL else None
    made = batches.render_articles(theme, draft.showing.site, _work(own, theme.archive, draft, store), spread)
    lists = (_make(page, theme) for page in pages if page.head is None)
    for page, other in zip_longest(made, lists):
        yield from (one for one in (page, other) if one is not None)


def _work(
    pages: Iterable[render.PlannedPage], archive: Path, draft: Draft, store: state.Store
) -> Iterator[batches.ArticleWork]:
    for page in pages:
        if page.head is not None:
            path = page.head.card.path
            yield batches.ArticleWork(
                address=page.address,
                templates=page.templates,
                record=store.record(path) or batches.read_record(archive, path, draft.settings, draft.authorities),
                links=draft.showing.links(page.head),
            )


def _nowhere(archive: Path) -> Build:
    missing = Problem.of("missing-folder", str(archive), folder=archive)
    return Build(problems=(missing,), articles=0, published=None)


def _make(page: render.PlannedPage, theme: render.Theme) -> Page:
    if page.make_view is None:
        return Page(address=page.address, content=page.copied or b"")
    return theme.render(page.address, page.templates, page.make_view())


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by place, each once."""
    return tuple(sorted(set(problems)))
