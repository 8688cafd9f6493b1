"""The first half of a run: read what changed since the last build, join the archive, plan its site."""

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from kaluga_site import index, load, publish, render, state
from kaluga_site.model.archive import Archive, Group, Holdings
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.build import Options
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import Problem, has_errors
from kaluga_site.model.settings import Settings
from kaluga_site.readings import Readings, Shown, Sources


class Draft(Struct, frozen=True, kw_only=True):
    """A site that is read and planned, but not yet rendered."""

    problems: tuple[Problem, ...]
    read: int
    plan: render.Plan
    standing: state.Pages
    """The published files of which the plan does not speak: they stay as they are."""

    snapshot: state.Snapshot
    """What the next build is to know, but for what rendering and publishing tell."""

    groups: Mapping[Group, Sequence[str]]
    """The groups that changed → their article files."""

    is_anew: bool
    """Whether the whole archive was joined, not only what changed."""

    showing: render.Showing
    settings: Settings
    authorities: Authorities

    @property
    def addresses(self) -> Iterator[str]:
        """The addresses of all planned pages."""
        return (page.address for pages in self.plan.values() for page in pages)


class Job(Struct, frozen=True, kw_only=True):
    """What to build, and what there is to build it with."""

    archive: Path
    now: datetime.datetime
    """With its zone."""

    options: Options
    sources: Sources
    store: state.Store
    last: state.Snapshot
    """What is known of the last build, as far as it can be trusted: without `basis`, all is joined and planned."""

    executor: Executor | None = None


def read_archive(job: Job) -> Draft:
    """Read and check all files of an archive that changed since the state was saved, and plan its site.

    Raises state.Damaged.
    """
    archive, last = job.archive, job.last
    settings, problems = load.load_settings(archive)
    settings = structs.replace(settings, base_url=job.options.base_url or settings.base_url)
    authorities, authority_problems = load.load_authorities(archive)
    files, file_problems = load.find_article_files(archive)
    theme, today = render.Theme(archive), job.now.astimezone(zoneinfo.ZoneInfo(settings.time_zone)).date()
    context = render.digest(state.code_digest(), settings.closed)
    basis = render.digest(context, settings, theme.fingerprint())
    last = last if last.context == context else state.Snapshot()
    entries = load.trace_entries(authorities)
    edits = load.ChangedEntries.between(last.entries, entries)
    readings = Readings(archive, job.store, last, files)
    readings.look(job.sources, edits)
    published = _published(job.store, last, readings) if last.basis == basis else None
    readings.read(settings, authorities, job.executor)
    shown = Shown(archive, readings, last if published else state.Snapshot(), today)
    changed = shown.look_at(shown.changed() if published else files)
    ids = [(vocabulary, id_) for vocabulary in Vocabulary for name, id_ in edits.ids if name == vocabulary.value]
    joined = index.join(published or index.Nothing(), changed, ids, authorities, settings)
    showing = render.Showing(joined)
    if published and render.digest(showing.site) != last.site:  # every page changes
        published = None
        joined = index.join(index.Nothing(), shown.look_at(files), (), authorities, settings)
        showing = render.Showing(joined)
    plan = render.plan_site(showing, archive, theme.static_files(), last.pages if published else {})
    standing = {owner: pages for owner, pages in last.pages.items() if owner not in plan} if published else {}
    noted = readings.noted()
    problems = [*problems, *authority_problems, *file_problems, *load.check_installation(), *shown.problems]
    problems += (problem for found in noted.values() for problem in found)
    if not joined.months and not has_errors(problems):
        problems.append(Problem.of("no-articles", "articles"))
    problems += render.check_plan(plan, standing, [publish.MANIFEST])
    return Draft(
        problems=sort_problems(problems),
        read=len(readings.stale),
        plan=plan,
        standing=standing,
        snapshot=state.Snapshot(
            context=context,
            entries=entries,
            contents=readings.contents,
            sources=job.sources,
            noted=noted,
            basis=basis,
            site=render.digest(showing.site),
            hidden=frozenset(shown.hidden),
            expiring=frozenset(shown.expiring),
            photos=shown.photos,
            listings=msgspec.Raw(msgspec.msgpack.encode(joined.listings)),
            homonyms=joined.homonyms,
            months=list(joined.months.items()),
        ),
        groups=_changed_groups(joined),
        is_anew=not published,
        showing=showing,
        settings=settings,
        authorities=authorities,
    )


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by place, each once."""
    return tuple(sorted(set(problems)))


def _published(store: state.Store, last: state.Snapshot, readings: Readings) -> Holdings:
    """Return the archive as it was published, before readings in the store are replaced."""
    return state.Published(store, last, [*readings.stale, *readings.gone])


def _changed_groups(archive: Archive) -> dict[Group, Sequence[str]]:
    groups = (*archive.changed_entities, *map(Group.of_month, archive.changed_months))
    return {group: archive.paths(group) for group in groups}
