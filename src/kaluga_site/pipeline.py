"""The whole run: files become records, records an archive, the archive pages, pages a site."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec import structs

from kaluga_site import article_reading, batches, making, publish, render, state
from kaluga_site.aside import Aside
from kaluga_site.changes import compare_problems, find_changes
from kaluga_site.drafting import Draft, Job, read_archive, sort_problems
from kaluga_site.history import check_history
from kaluga_site.listing import change_articles
from kaluga_site.model.ahead import NOTHING_AHEAD, Ahead
from kaluga_site.model.build import Build, Options
from kaluga_site.model.changes import Changes
from kaluga_site.model.checks import FigureVerdict
from kaluga_site.model.pages import ManifestChange, Page, every_file
from kaluga_site.model.problems import Problem, has_errors
from kaluga_site.page_work import work_for
from kaluga_site.standing import Left, Place, manifest_stands, pages_stand
from kaluga_site.wanted import WantedPages, known_of_site, known_pieces
from kaluga_site.workers import SMALL, Workers

_DEFAULT = Options()
_FEW_RECORDS = 16 * SMALL
"""The pages of so many articles together are made sooner in one process: each takes less than reading one."""

_FEW_BESIDE = 2 * SMALL
"""Of so many besides one page, too, for that cannot be shared."""


class _Fallen(Exception):  # noqa: N818 - it is a state of the site
    """The site does not stand as the last build left it."""


def build(
    archive: Path,
    output: Path,
    now: datetime.datetime,
    options: Options = _DEFAULT,
    workers: Workers | None = None,
) -> Build:
    """Publish the archive in `output`, unless there are errors (with `strict`, also warnings).

    `now` (with its zone) decides which articles have expired or are still to come; nothing else knows the date. The
    workers do the large work; without, this process does it alone.
    """
    return build_at(Place.of(archive, output, options), now, workers or Workers())


def build_at(
    place: Place,
    now: datetime.datetime,
    workers: Workers,
    waiting: Callable[[str], None] = lambda _: None,
    ahead: Ahead = NOTHING_AHEAD,
) -> Build:
    """Do as `build` does, for an archive whose files have been looked at.

    `waiting` is called with who builds the archive, where another build has to end first. `ahead` knows what has been
    read of it.
    """
    if not place.archive.is_dir():
        return _nowhere(place.archive)
    try:
        return _build(place, now, workers, waiting, ahead)
    except state.Damaged:  # begin again without the state
        state.forget(place.folder)
    except making.Spoiled:  # without what was published
        state.forget_pieces(place.folder)
    except _Fallen:  # knowing that
        pass
    except publish.Overtaken:  # by a build of another archive
        left = Left.of(place.output, place.folder)
        return build_at(structs.replace(place, left=left), now, workers, waiting, ahead)
    except state.Locked as error:
        problem = Problem.of("locked-archive", str(place.archive), holder=error.args[0])
        return Build(problems=(problem,), articles=0, published=None)
    return _build(place, now, workers, waiting, ahead)


def check(
    archive: Path,
    output: Path,
    now: datetime.datetime,
    options: Options = _DEFAULT,
    workers: Workers | None = None,
) -> Build:
    """Return what `build` would say, without writing: every template is tried on one page."""
    if not archive.is_dir():
        return _nowhere(archive)
    with state.Store(None) as store:
        place = Place.of(archive, output, options)
        theme = render.Theme(archive)
        job = Job(place=place, now=now, store=store, last=store.snapshot, workers=workers or Workers(), theme=theme)
        draft = read_archive(job)
        problems = [*draft.problems, *theme.check(), *publish.check_output(archive, output, draft.addresses)]
        history = list(check_history(draft, options.against)) if options.against else []
        if not has_errors(problems):
            sites = {showing.site.language: showing.site for showing in draft.showings}
            samples = {page.templates: page for page in draft.plan if page.templates}
            for page in samples.values():
                try:
                    _list_page(page, theme)
                    work = list(work_for([page], job, draft, publish.ManifestText(), output))
                    list(making.render_pages(work, theme, sites))
                except render.TemplateProblem as error:
                    problems.append(error.problem)
        verdicts = tuple(_verdicts(draft, store)) if options.figures else ()
    return Build(
        problems=sort_problems([*problems, *history]),
        articles=draft.snapshot.shown,
        published=None,
        read=draft.read,
        left_out=draft.snapshot.left_out,
        verdicts=verdicts,
    )


def _build(
    place: Place,
    now: datetime.datetime,
    workers: Workers,
    waiting: Callable[[str], None],
    ahead: Ahead,
) -> Build:
    folder = place.folder if (place.archive / "articles").is_dir() else None  # in what is no archive nothing is left
    with workers.clock.stage("look"):
        store = state.Store(folder, alone=True, seen=place.left.seen, waiting=waiting)
        last = store.snapshot if place.options.cache else state.Snapshot()
        stands = place.left.stands if store.is_as_seen else _standing(last, place)
        if not stands.is_being_looked_into and not stands.answer:
            last = structs.replace(last, basis=b"")
    with store:
        theme = render.Theme(place.archive, state.templates_folder(place.archive) if folder else None)
        if not store.is_as_seen:
            ahead = structs.replace(ahead, changed=None, concerned=None)
        job = Job(place=place, now=now, store=store, last=last, workers=workers, theme=theme, ahead=ahead)
        draft = read_archive(job)
        result, known = _publish(job, draft, stands, waiting)
        with workers.clock.stage("save"):
            if result.published is None:
                known = structs.replace(known, basis=b"")
                store.keep_joined(None)
            else:
                known = structs.replace(known, surroundings=place.surroundings, problems=result.problems)
                if not draft.is_anew:
                    store.keep_joined(draft.archive)
            store.save(known)
    return result


def _standing(last: state.Snapshot, place: Place) -> Aside[bool]:
    """Return the question whether the site stands as a build has left it; it is looked at when that is asked."""
    return Aside(lambda: pages_stand(last, place.output, place.folder), bool, at_once=False)


def _publish(
    job: Job, draft: Draft, stands: Aside[bool], waiting: Callable[[str], None]
) -> tuple[Build, state.Snapshot]:
    """Render and publish what changed; return how it went, and what the next build is to know.

    Raises _Fallen where what did not change does not stand after all.
    """
    theme, output = job.theme, job.place.output
    options = job.place.options
    problems = [*draft.problems, *theme.check()]
    problems += publish.check_output(job.archive, output, draft.addresses, clean=options.clean, own=job.place.folder)
    published, rendered, changes = None, 0, Changes()
    cleaned: tuple[str, ...] = ()
    last, planned = job.last, len(list(draft.plan))
    told = structs.replace(draft.snapshot, problems=job.store.snapshot.problems)
    known = structs.replace(told, pages=last.pages, lone=last.lone, folders=last.folders, output=last.output)
    known = structs.replace(known, chartless=last.chartless)
    if not has_errors(problems, strict=options.strict):
        try:
            with publish.staging(output, job.place.folder, waiting) as stage:
                if not draft.is_anew and not manifest_stands(job.last, output):
                    raise publish.Overtaken
                with job.clock.stage("plan"):
                    wanted = WantedPages(draft, theme, job.last, output)
                if draft.is_anew:
                    with job.clock.stage("save"):
                        job.store.keep_joined(draft.archive, anew=True)
                    draft.archive.let_go()
                with job.clock.stage("render"):
                    pages = _make_all(wanted, job, draft, stage)
                if not draft.is_anew and not stands.answer:
                    raise _Fallen
                with job.clock.stage("publish"):
                    articles = change_articles(draft, job.last, wanted.listed)
                    site = stage.publish(pages, wanted.dropped, articles, wanted.listed)
                    states = wanted.states(pages)
                    job.store.keep_lone_pages(states.lone, states.gone, anew=draft.is_anew)
                    job.store.keep_pieces(known_pieces(wanted, pages), wanted.dropped, anew=draft.is_anew)
                    cleaned = publish.clean(output, every_file(site.listed.whole.files)) if options.clean else ()
                known = known_of_site(known, job, states, site, pages)
            changes = find_changes(job, draft, _change(site, options))
            published, rendered = site.tally, wanted.count
        except render.TemplateProblem as error:
            problems.append(error.problem)
        except publish.Held:
            problems.append(Problem.of("locked-output", str(output), folder=output))
        except OSError as error:
            reason = f"{error.filename or output}: {error.strerror or error}"
            problems.append(Problem.of("unwritable-output", str(output), reason=reason))
            known = told  # it may have ended halfway: nothing is known of what stands there
    found = sort_problems(problems)
    result = Build(
        problems=found,
        articles=draft.snapshot.shown,
        published=published,
        planned=planned,
        rendered=rendered,
        read=draft.read,
        chartless=len(known.chartless),
        left_out=draft.snapshot.left_out,
        changes=compare_problems(changes, found, job, draft),
        cleaned=cleaned,
    )
    return result, known


def _change(site: publish.PublishedSite, options: Options) -> ManifestChange:
    """Return how a site differs from what stood before, or from the one that it is to be compared with."""
    return ManifestChange.between(options.against, site.listed.whole) if options.against else site.change


def _make_all(wanted: WantedPages, job: Job, draft: Draft, stage: publish.Stage) -> list[publish.StagedFile]:
    """Render pages and lay them ready; then let go of who helped and of what pages are put together from.

    What comes next, the manifest, is large; and where something is wrong the stage is taken away.
    """
    try:
        return list(job.workers.watch.over(_make(wanted, job, draft, stage), "pages made", wanted.count))
    finally:
        job.workers.dismiss()
        job.theme.forget_parts()


def _make(wanted: WantedPages, job: Job, draft: Draft, stage: publish.Stage) -> Iterator[publish.StagedFile]:
    """Render pages and lay them ready: those made from records, perhaps by others, and meanwhile the lists."""
    theme, pages = job.theme, wanted.take()
    own = [page for page in pages if page.is_of_records]
    others = [page for page in pages if not page.is_of_records]
    del pages
    own.sort(key=lambda page: page.segment is None)  # segments take most memory, of which this process needs more later
    records = [_count_records(page, draft) for page in own]
    few = sum(records) <= _FEW_RECORDS or sum(records) - max(records) <= _FEW_BESIDE
    alone = len(own) <= SMALL and few
    sites = {showing.site.language: showing.site for showing in draft.showings}
    press = batches.Press(archive=job.archive, look=theme.fingerprint(), sites=sites, stage=stage)
    press.use(theme)
    work = work_for(_going(own), job, draft, wanted.listed, stage.aside)

    def put(page: render.PlannedPage) -> publish.StagedFile:
        return stage.put(_list_page(page, theme))

    lists = (partial(put, page) for page in _going(others))
    return batches.make_pages(press, work, job.workers, lists, alone=alone)


def _going(pages: list[render.PlannedPage]) -> Iterator[render.PlannedPage]:
    """Yield pages, each of which is held here no more."""
    pages.reverse()
    while pages:
        yield pages.pop()


def _count_records(page: render.PlannedPage, draft: Draft) -> int:
    """Return from how many records a page is made; data is put together from what stands of articles as they were.

    So are the words of a segment.
    """
    if page.standing_words is not None:
        return len(page.standing_words.rewritten)
    if page.pieces is None or draft.is_anew:
        return len(page.heads) + len(page.words)
    changed = draft.archive.changed_articles
    return sum(head.card.path in changed for head in page.heads)


def _verdicts(draft: Draft, store: state.Store) -> Iterator[FigureVerdict]:
    for path in sorted(draft.snapshot.contents):
        yield from article_reading.verdicts_of(path, store.record(path) or b"")


def _nowhere(archive: Path) -> Build:
    missing = Problem.of("missing-folder", str(archive), folder=archive)
    return Build(problems=(missing,), articles=0, published=None)


def _list_page(page: render.PlannedPage, theme: render.Theme) -> Page:
    with render.speaking(page.language):
        if page.make_view is None:
            return Page(address=page.address, content=page.copied or (page.make_data() if page.make_data else b""))
        return theme.speaking(page.language).render(page.address, page.templates, page.make_view())
