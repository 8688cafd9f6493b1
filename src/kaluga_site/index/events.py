"""Count the events that articles place in each month, by the months in which these articles are dated."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from kaluga_site.index.members import Members
from kaluga_site.model.archive import EventCounts, Holdings
from kaluga_site.model.groups import EVENTS, Group, Period, Portion


def count_events(
    before: Holdings, members: Members, touched: Mapping[Group, Collection[Period]]
) -> dict[Period, EventCounts]:
    """Return the months whose events may have changed, and how many articles tell of each of their days now.

    Of `touched` groups with the months in which articles changed, only those articles are read.
    """
    months = {_month_of(group): periods for group, periods in touched.items() if group.kind == EVENTS}
    portions = (Portion(Group.of_events(month), period) for month, periods in months.items() for period in periods)
    found: defaultdict[Period, defaultdict[Period, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for head in members.heads(portions):
        dated = Period.of(head.card)
        for event in head.events:
            if dated in months.get(event.period, ()):
                found[event.period][dated][event.day] += 1
    return {month: _with_those_that_stayed(before, month, periods, found[month]) for month, periods in months.items()}


def count_all(before: Holdings, changed: Mapping[Period, EventCounts]) -> dict[Period, int]:
    """Return how many events there are in each month."""
    counts = {month: sum(sum(days.values()) for days in found.values()) for month, found in changed.items()}
    return {month: count for month, count in {**before.events, **counts}.items() if count}


def _with_those_that_stayed(
    before: Holdings, month: Period, periods: Collection[Period], found: EventCounts
) -> EventCounts:
    stayed = {period: days for period, days in before.event_counts(month).items() if period not in periods}
    return {**stayed, **found}


def _month_of(group: Group) -> Period:
    year, month = group.key.split(" ")
    return Period(int(year), int(month))
