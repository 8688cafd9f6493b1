"""The first half of a run: read what changed since the last build, join the archive, plan its site."""

import datetime
import math
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from kaluga_site import article_reading, index, load, publish, render, state
from kaluga_site.model.ahead import NOTHING_AHEAD, Ahead
from kaluga_site.model.archive import Archive, Holdings
from kaluga_site.model.authorities import Authorities, EntryTrace
from kaluga_site.model.heads import Head
from kaluga_site.model.problems import Problem, has_errors
from kaluga_site.model.settings import Settings
from kaluga_site.model.sources import Sources
from kaluga_site.readings import Readings, Shown
from kaluga_site.standing import Place
from kaluga_site.stopwatch import Stopwatch
from kaluga_site.workers import SMALL, Workers


class Draft(Struct, frozen=True, kw_only=True):
    """A site that is read and planned, but not yet rendered."""

    problems: tuple[Problem, ...]
    read: int
    plan: render.Plan
    before: state.Pages
    """The published files of what the plan speaks of, as the last build left them."""

    standing: state.Pages
    """Those of which the plan does not speak, lone pages aside: they stay as they are."""

    snapshot: state.Snapshot
    """What the next build is to know, but for what rendering and publishing tell."""

    is_anew: bool
    """Whether the whole archive was joined, not only what changed."""

    showings: tuple[render.Showing, ...]
    """Those of the site's languages, the one of its root first."""

    settings: Settings
    authorities: Authorities

    @property
    def archive(self) -> Archive:
        """The archive, joined."""
        return self.showings[0].archive

    def showing(self, language: str) -> render.Showing:
        """Return what shows the archive in one of the site's languages."""
        return next(one for one in self.showings if one.site.language == language)

    @property
    def addresses(self) -> Iterator[str]:
        """The addresses of all planned pages."""
        return (page.address for pages in self.plan.pages.values() for page in pages)


class Job(Struct, frozen=True, kw_only=True):
    """What to build, and what there is to build it with."""

    place: Place
    now: datetime.datetime
    """With its zone."""

    store: state.Store
    last: state.Snapshot
    """What is known of the last build, as far as it can be trusted: without `basis`, all is joined and planned."""

    workers: Workers
    theme: render.Theme
    ahead: Ahead = NOTHING_AHEAD
    """What has been found out of the article files while this was being prepared."""

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        return self.place.archive

    @property
    def clock(self) -> Stopwatch:
        """What tells where the time goes."""
        return self.workers.clock


def read_archive(job: Job) -> Draft:
    """Read and check all files of an archive that changed since the state was saved, and plan its site.

    Raises state.Damaged.
    """
    clock, options = job.clock, job.place.options
    with clock.stage("look"):
        inputs = _Inputs.of(job)
        last = job.last if job.last.context == inputs.context else state.Snapshot()
        edits = load.ChangedEntries.between(last.entries, inputs.entries)
        readings = Readings(job.archive, job.store, last, inputs.files, job.ahead)
        readings.look(inputs.sources, edits, inputs.entries)
        stale = [*readings.stale, *readings.gone]
        is_known = last.basis == inputs.basis and last.since <= inputs.since  # else the clock was put back
        published = state.Published(job.store, last, stale) if is_known else None
        if not published:
            job.store.begin_anew()
    is_waiting = job.ahead.read is not None and job.ahead.read.is_being_looked_into
    if is_waiting or len(readings.stale) > SMALL:  # or once for all processes
        with clock.stage("start"):
            job.theme.prepare()
    readings.read(inputs.settings, inputs.authorities, inputs.entries, job.workers)
    with clock.stage("join"):
        shown = Shown(job.archive, readings, last if published else state.Snapshot(), inputs.today, options)
        changed = shown.look_at(shown.changed() if published else inputs.files)
        joined = _join(inputs, shown, published or index.Nothing(), changed, edits.ids)
        showings = _showings(joined)
        if published and _site_digest(showings) != last.site:  # every page changes
            published = None
            joined = _join(inputs, shown, index.Nothing(), shown.look_at(inputs.files), ())
            showings = _showings(joined)
    with clock.stage("plan"):
        static = job.theme.static_files()
        plan = render.plan_site(
            showings, job.archive, static, shown.redirects.values(), last.pages if published else {}
        )
        before = _before(plan, job, is_anew=not published)
        standing = _standing(plan, last.pages) if published else {}
        snapshot = _snapshot(inputs, readings, shown, showings)
        problems = [*inputs.problems, *shown.problems]
        problems += (problem for found in snapshot.noted.values() for problem in found)
        if not joined.months and not has_errors(problems):
            problems.append(Problem.of("no-articles", "articles"))
        lone_at = partial(_lone_pages_at, job.store if published else None, plan)
        problems += render.check_plan(plan.pages, standing, lone_at, [publish.MANIFEST])
    return Draft(
        problems=sort_problems(problems),
        read=len(readings.stale),
        plan=plan,
        before=before,
        standing=standing,
        snapshot=snapshot,
        is_anew=not published,
        showings=showings,
        settings=inputs.settings,
        authorities=inputs.authorities,
    )


def record_of(head: Head, job: Job, draft: Draft) -> bytes:
    """Return the encoded record of an article; it is read again where it is lost, or not the one last read."""
    path, record = head.card.path, job.store.record(head.card.path)
    if record is None or article_reading.digest_of(record) != head.record:
        record = article_reading.read_record(job.archive, path, draft.settings, draft.authorities)
    return record


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by place, each once."""
    return tuple(sorted(set(problems)))


class _Inputs(Struct, frozen=True, kw_only=True):
    """What there is besides the words of the articles."""

    configuration: msgspec.Raw
    """The encoded Configuration."""

    settings: Settings
    authorities: Authorities
    sources: Sources
    files: list[str]
    problems: tuple[Problem, ...]
    today: datetime.date
    context: bytes
    """A digest of what every reading depends on, the authority files aside."""

    basis: bytes
    """A digest of what every page depends on, the articles and the authority files aside."""

    entries: tuple[EntryTrace, ...]

    @property
    def since(self) -> float:
        """When today began."""
        return self.beginning_of(self.today)

    def beginning_of(self, day: datetime.date) -> float:
        """Return when a day begins in the archive's time zone, in seconds from the epoch on."""
        zone = zoneinfo.ZoneInfo(self.settings.time_zone)
        return datetime.datetime.combine(day, datetime.time(), zone).timestamp()

    @classmethod
    def of(cls, job: Job) -> "_Inputs":
        """Read them."""
        written = job.last.configuration_in(job.place.surroundings) or load.load_configuration(job.archive)
        settings, authorities = written.settings, written.authorities
        settings = structs.replace(settings, base_url=job.place.options.base_url or settings.base_url)
        context = render.digest(state.code_digest(), settings.closed)
        known = job.last.contents if job.last.context == context else {}
        files, file_problems = load.find_article_files(job.archive, job.place.sources, known)
        return cls(
            configuration=msgspec.Raw(msgspec.msgpack.encode(written)),
            settings=settings,
            authorities=authorities,
            sources=job.place.sources,
            files=files,
            problems=(*written.problems, *file_problems),
            today=job.now.astimezone(zoneinfo.ZoneInfo(settings.time_zone)).date(),
            context=context,
            basis=render.digest(context, settings, job.theme.fingerprint()),
            entries=load.trace_entries(authorities),
        )


def _join(
    inputs: _Inputs, shown: Shown, before: Holdings, changed: Mapping[str, Head | None], entries: index.EntryIds
) -> Archive:
    archive = index.join(before, changed, entries, inputs.authorities, inputs.settings)
    return structs.replace(archive, ahead=shown.ahead)


def _showings(archive: Archive) -> tuple[render.Showing, ...]:
    return tuple(render.Showing(archive, language) for language in archive.settings.languages)


def _site_digest(showings: Iterable[render.Showing]) -> bytes:
    """Return a digest of what every page shows around its content."""
    return render.digest(*(showing.site for showing in showings))


def _before(plan: render.Plan, job: Job, *, is_anew: bool) -> state.Pages:
    """Return what was published of all that a plan speaks of. Raises state.Damaged."""
    last = job.last
    before = {owner: last.pages[owner] for owner in plan.pages if owner in last.pages}
    if last.lone:
        articles = {owner: path for owner in plan.pages if (path := render.article_of(owner)) and owner not in before}
        before |= job.store.lone_pages(articles)
        was_shown = (owner for owner, path in articles.items() if path in last.contents and path not in last.hidden)
        if not is_anew and not all(owner in before for owner in was_shown):
            raise state.Damaged
    return before


def _lone_pages_at(store: state.Store | None, plan: render.Plan, folded: Iterable[str]) -> state.Pages:
    """Return the lone pages at some addresses of which a plan does not speak; without a store none stay."""
    found = store.lone_pages_at(folded) if store else {}
    return {owner: pages for owner, pages in found.items() if owner not in plan.pages}


def _standing(plan: render.Plan, last: state.Pages) -> dict[str, Mapping[str, state.PageState]]:
    """Return the published files that stay, by what asked for them, lone pages aside."""
    standing = dict(last)
    for owner in plan.pages:
        standing.pop(owner, None)
    for owner, staying in plan.staying.items():
        standing[owner] = {address: last[owner][address] for address in staying}
    return standing


def _snapshot(inputs: _Inputs, readings: Readings, shown: Shown, showings: Sequence[render.Showing]) -> state.Snapshot:
    """Return what the next build is to know, but for what rendering and publishing tell."""
    archive = showings[0].archive
    return state.Snapshot(
        configuration=inputs.configuration,
        context=inputs.context,
        entries=inputs.entries,
        contents=readings.contents,
        sources=inputs.sources.stamps,
        noted=readings.noted(),
        basis=inputs.basis,
        site=_site_digest(showings),
        hidden=frozenset(shown.hidden),
        releases=shown.releases,
        since=inputs.since,
        until=inputs.beginning_of(shown.next_change) if shown.next_change else math.inf,
        photos=shown.photos,
        redirects=shown.redirects,
        withdrawn=shown.withdrawn,
        listings=msgspec.Raw(msgspec.msgpack.encode(archive.listings)),
        homonyms=archive.homonyms,
        months=list(archive.months.items()),
        events=list(archive.events.items()),
        figures=list(archive.figures.items()),
        measures=archive.measures,
        amounts=list(archive.amounts.items()),
    )
