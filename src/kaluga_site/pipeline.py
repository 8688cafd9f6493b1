"""The whole run: files become records, records an archive, the archive pages, pages a site."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from itertools import chain, zip_longest
from pathlib import Path

from msgspec import Struct, structs

from kaluga_site import batches, publish, render, state
from kaluga_site.drafting import Draft, read_archive, sort_problems
from kaluga_site.model.build import Build, Options, Published
from kaluga_site.model.pages import Page, PublishedFile
from kaluga_site.model.problems import Problem, has_errors

_DEFAULT = Options()


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
            try:
                wanted = _Wanted(draft, theme, store.snapshot if options.cache else state.Snapshot(), output)
                made = _make_site(wanted, _render(wanted.pages, draft, theme, store, executor), theme, output)
            except render.TemplateProblem as error:
                problems.append(error.problem)
            except OSError as error:
                made = _Made(pages={}, output="")  # it may have ended halfway: nothing is known of what stands there
                reason = f"{error.filename or output}: {error.strerror or error}"
                problems.append(Problem.of("unwritable-output", str(output), reason=reason))
        known = made.snapshot(draft, sort_problems(problems))
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
    return Build(problems=sort_problems(problems), articles=draft.shown, published=None, read=draft.read)


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
            path, record = page.head.card.path, store.record(page.head.card.path)
            if record is None or batches.digest_of(record) != page.head.record:  # lost, or not the one last read
                record = batches.read_record(archive, path, draft.settings, draft.authorities)
            links = draft.showing.links(page.head)
            yield batches.ArticleWork(address=page.address, templates=page.templates, record=record, links=links)


def _nowhere(archive: Path) -> Build:
    missing = Problem.of("missing-folder", str(archive), folder=archive)
    return Build(problems=(missing,), articles=0, published=None)


def _make(page: render.PlannedPage, theme: render.Theme) -> Page:
    if page.make_view is None:
        return Page(address=page.address, content=page.copied or b"")
    return theme.render(page.address, page.templates, page.make_view())
