"""What an archive holds, in numbers, and whom and what its articles name: read as a build reads it."""

import datetime
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from kaluga_site import render, state
from kaluga_site.drafting import Job, read_archive
from kaluga_site.model.amounts import NONE, Amounts
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.build import Options
from kaluga_site.model.entities import Listings
from kaluga_site.model.problems import Problem
from kaluga_site.standing import Place
from kaluga_site.workers import Workers


class Survey(Struct, frozen=True, kw_only=True):
    """What an archive holds on a day."""

    problems: tuple[Problem, ...]
    authorities: Authorities
    listings: Listings
    """Whoever and whatever has a page."""

    years: Mapping[int, int]
    """Year → how many articles are dated in it, the newest first; 0 for those without date."""

    amounts: Amounts
    measures: int
    """How many measures have figures."""

    hidden: int
    """How many articles are not shown: drafts, those that have expired and those whose day has not come."""

    withdrawn: int


def survey(archive: Path, now: datetime.datetime, workers: Workers) -> Survey | Problem:
    """Look at an archive, or return why that cannot be done. `now` (with its zone) decides which articles are shown.

    What the last build has read is not read again.
    """
    if not archive.is_dir():
        return Problem.of("missing-folder", str(archive), folder=archive)
    place = Place.of(archive, archive / "_site", Options())
    try:
        return _survey(place, now, workers)
    except state.Damaged:  # begin again without the state
        state.forget(archive / state.FOLDER)
        return _survey(place, now, workers)
    except state.Locked as error:
        return Problem.of("locked-archive", str(archive), holder=error.args[0])


def _survey(place: Place, now: datetime.datetime, workers: Workers) -> Survey:
    with state.Store(place.archive / state.FOLDER, alone=True, seen=place.left.seen) as store:
        theme = render.Theme(place.archive)
        job = Job(place=place, now=now, store=store, last=store.snapshot, workers=workers, theme=theme)
        draft = read_archive(job)
        archive, known = draft.archive, draft.snapshot
        years: Counter[int] = Counter()
        for month, count in archive.months.items():
            years[month.year] += count
        amounts = NONE
        for amount in archive.amounts.values():
            amounts = amounts.plus(amount)
        return Survey(
            problems=draft.problems,
            authorities=draft.authorities,
            listings=archive.listings,
            years=dict(sorted(years.items(), reverse=True)),
            amounts=amounts,
            measures=len(archive.measures),
            hidden=len(known.hidden),
            withdrawn=len(known.withdrawn),
        )
