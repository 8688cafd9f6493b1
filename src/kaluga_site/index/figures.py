"""Count the figures of an archive by month, and find what they measure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from kaluga_site.index.members import Members
from kaluga_site.model.archive import Holdings
from kaluga_site.model.authorities import Authorities, MeasureEntry
from kaluga_site.model.entities import MeasureTallies, Series
from kaluga_site.model.groups import ALL_FIGURES, MEASURES, Group, Period, Portion
from kaluga_site.model.heads import Head
from kaluga_site.model.series import MeasureListing, MeasureTally
from kaluga_site.vietnamese import collation_key


class Figures(Struct, frozen=True, kw_only=True):
    """How many figures there are of each month and measure, and which of them may have changed."""

    counts: Mapping[Period, int]
    """The newest month first."""

    listings: Mapping[str, MeasureListing]
    changed: Collection[Period]
    series: Mapping[str, Series | None]
    tallies: dict[Group, MeasureTallies]


def figures_of(
    before: Holdings, members: Members, touched: Mapping[Group, Collection[Period]], authorities: Authorities
) -> Figures:
    """Return the figures of an archive; `touched` are the groups that have other articles, in which months."""
    changed = touched.get(ALL_FIGURES, ())
    counts = dict(before.figures)
    for period in changed:
        counts[period] = sum(head.figures for head in members.heads([Portion(ALL_FIGURES, period)]))
    listings, series, tallies = dict(before.measures), dict[str, Series | None](), dict[Group, MeasureTallies]()
    for group, periods in touched.items():
        if group.kind == MEASURES:
            id_ = group.key.removeprefix("#")
            said = tallies[group] = _tallies(group, id_, periods, before, members)
            entry = authorities.measures.by_id.get(id_)
            series[id_] = found = _series(id_, said, periods, entry) if said else None
            known = listings.pop(id_, None)
            if found is not None:
                listings[id_] = found.listing
                if known is None or known.name != found.listing.name:
                    series[id_] = _wholly_changed(found)
    return Figures(
        counts={period: count for period, count in sorted(counts.items(), reverse=True) if count},
        listings=listings,
        changed=changed,
        series=series,
        tallies=tallies,
    )


def _tallies(group: Group, id_: str, periods: Collection[Period], before: Holdings, members: Members) -> MeasureTallies:
    """Return what articles state of a measure, in all months; they are asked only about those that changed."""
    stayed = {period: tally for period, tally in before.measure_tallies(group).items() if period not in periods}
    heads = members.heads(Portion(group, period) for period in periods)
    by_period: defaultdict[Period, list[Head]] = defaultdict(list)
    for head in heads:
        by_period[Period.of(head.card)].append(head)
    return {**stayed, **{period: _tally(found, id_) for period, found in by_period.items()}}


def _tally(heads: Iterable[Head], id_: str) -> MeasureTally:
    """Return what the articles of one month state of a measure."""
    uses = [(head, use) for head in heads for use in head.measures if use.id == id_]
    head, latest = max(uses, key=lambda pair: (pair[1].when, pair[0].card.address))
    count = sum(use.count for _, use in uses)
    return MeasureTally(count, latest.name, latest.quote, latest.when, head.card.address)


def _series(id_: str, tallies: MeasureTallies, changed: Collection[Period], entry: MeasureEntry | None) -> Series:
    latest = max(tallies.values(), key=lambda tally: (tally.when, tally.place))
    name = entry.name if entry else latest.name
    count = sum(tally.count for tally in tallies.values())
    return Series(
        listing=MeasureListing(id_, name, collation_key(name), count, latest.quote),
        entry=entry,
        counts={period: tallies[period].count for period in sorted(tallies, reverse=True)},
        changed=changed,
    )


def _wholly_changed(series: Series) -> Series:
    return Series(listing=series.listing, entry=series.entry, counts=series.counts, changed=None)
