"""Find what an article has to do with others.

Related are earlier articles alone, and only a few back in each group: so a new article changes no page but its own and
those of its neighbours, and an edited one those of the few that follow it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kaluga_site.index.entities import Vocabularies
from kaluga_site.index.members import Members
from kaluga_site.model.cards import Age, Card
from kaluga_site.model.groups import Group, Period, Portion
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.relations import Relation, Relations, Thread

REACH = 5
"""So many articles back in each group may be related: who or what is seldom named reaches far, the common does not."""

MOST = 5
"""So many related articles are shown."""

_WEIGHTS: Mapping[str, int] = {Vocabulary.PEOPLE: 3, Vocabulary.ORGANISATIONS: 2, Vocabulary.TOPICS: 1}
"""What sharing one thing counts. Places are a reason, but no measure: most articles share some."""

_ENOUGH = 3
"""From this sum of weights on articles are related: one person, or an organisation and a topic."""

_REASONS = {*_WEIGHTS, Vocabulary.PLACES}

_EVENT_DAYS = 3
_EVENT_NAMES = 4
"""Articles so many days apart that share a person, and so many names in all, seem to report on one event."""

_THREADS: Mapping[str, int] = {Vocabulary.PEOPLE: 3, Vocabulary.TOPICS: 2}
"""Of so many people and topics, the first that an article names, its neighbours are shown."""


class _Placed(NamedTuple):
    """An article in its place in time."""

    age: Age
    path: str
    """Where two files want one address, which is an error, their ages are the same."""

    head: Head
    groups: tuple[Group, ...]
    """What may relate it to others, in its order."""


def relations_of_all(heads: Iterable[Head]) -> dict[str, Relations]:
    """Return what each of these articles, which are all there are, has to do with the others, by their files.

    It is what `Neighbours` finds for them one by one.
    """
    one: dict[Group, Group] = {}  # every group once, however many articles belong to it
    placed = [
        _placed(head, [one.setdefault(group, group) for group in _groups(head)])
        for head in heads
        if head.card.stands_in_time
    ]
    placed.sort()
    windows: defaultdict[Group, list[_Placed]] = defaultdict(list)
    related: dict[str, tuple[Relation, ...]] = {}
    befores: dict[str, list[tuple[Group, _Placed | None]]] = {}
    afters: dict[tuple[str, Group], Card] = {}
    for this in placed:
        path = this.path
        found = [(weight, windows[group]) for group in this.groups if (weight := _WEIGHTS.get(group.kind))]
        related[path] = _related(this, found)
        befores[path] = [(group, (windows[group] or (None,))[-1]) for group in _thread_groups(this.groups)]
        for group in this.groups:
            if group.kind in _THREADS and windows[group]:
                afters[windows[group][-1].path, group] = this.head.card
            windows[group] = [*windows[group][1 - REACH :], this]
    return {
        path: Relations(
            related=related[path],
            threads=_threads((group, before, afters.get((path, group))) for group, before in befores[path]),
        )
        for path in related
    }


class Neighbours:
    """The articles that stand before and after others in their groups: those with a date that are not withdrawn."""

    def __init__(self, members: Members, vocabularies: Vocabularies) -> None:
        """Take the articles and the groups as they are now."""
        self._members = members
        self._vocabularies = vocabularies
        self._periods: dict[Group, list[Period]] = {}
        self._runs: dict[tuple[Group, Period], _Run] = {}
        self._placed: dict[str, _Placed] = {}

    def relations(self, head: Head) -> Relations:
        """Return what an article has to do with others."""
        if not head.card.stands_in_time:
            return Relations()
        this = _placed(head, _groups(head))
        threaded = [*_thread_groups(this.groups)]
        before = {group: self._before(group, this.age, REACH) for group in this.groups if group.kind in _WEIGHTS}
        after = {group: self._after(group, this.age, 1) for group in threaded}
        placed = self._placed_of(chain(*before.values(), *after.values()))

        def first_of(paths: Sequence[str]) -> _Placed | None:
            return placed[paths[0]] if paths else None

        threads = [(group, first_of(before[group]), first_of(after[group])) for group in threaded]
        windows = [(_WEIGHTS[group.kind], [placed[path] for path in paths]) for group, paths in before.items()]
        return Relations(
            related=_related(this, windows),
            threads=_threads((group, old, new and new.head.card) for group, old, new in threads),
        )

    def around(self, heads: Iterable[Head]) -> dict[str, Head]:
        """Return the articles whose relations depend on some that changed, given as they were and as they are."""
        points = {(group, head.card.age_key) for head in heads if head.card.stands_in_time for group in _groups(head)}
        paths = dict.fromkeys(
            path
            for group, age in sorted(points)
            for path in (*self._before(group, age, 1), *self._after(group, age, REACH))
        )
        return {path: one.head for path, one in self._placed_of(paths).items()}

    def _before(self, group: Group, age: Age, most: int) -> Sequence[str]:
        """Return so many of the articles of a group that are older, the newest first."""
        periods = self._periods_of(group)
        found: list[str] = []
        for place in range(bisect_right(periods, age[0][:2]) - 1, -1, -1):
            run = self._run(group, periods[place])
            end = bisect_left(run.ages, age)
            found += run.paths[max(0, end - most + len(found)) : end][::-1]
            if len(found) == most:
                break
        return found

    def _after(self, group: Group, age: Age, most: int) -> Sequence[str]:
        """Return so many of the articles of a group that are newer, the oldest first."""
        periods = self._periods_of(group)
        found: list[str] = []
        for place in range(max(0, bisect_right(periods, age[0][:2]) - 1), len(periods)):
            run = self._run(group, periods[place])
            start = bisect_right(run.ages, age)
            found += run.paths[start : start + most - len(found)]
            if len(found) == most:
                break
        return found

    def _periods_of(self, group: Group) -> list[Period]:
        """Return the months in which a group has articles."""
        found = self._periods.get(group)
        if found is None:
            found = sorted(portion.period for portion in self._vocabularies.portions([group]))
            self._periods[group] = found
        return found

    def _run(self, group: Group, period: Period) -> "_Run":
        """Return the articles of a group that are dated in a month, the oldest first."""
        found = self._runs.get((group, period))
        if found is None:
            members = self._members.of(Portion(group, period))
            placed = sorted((one.age, one.path) for one in members if one.age)
            found = self._runs[group, period] = _Run([age for age, _ in placed], [path for _, path in placed])
        return found

    def _placed_of(self, paths: Iterable[str]) -> dict[str, _Placed]:
        """Return articles in their places, each looked at once, however many of its groups are."""
        wanted = dict.fromkeys(paths)
        heads = self._members.heads_of([path for path in wanted if path not in self._placed])
        self._placed |= {path: _placed(head, _groups(head)) for path, head in heads.items()}
        return {path: self._placed[path] for path in wanted}


class _Run(NamedTuple):
    """Articles by their ages and their files, the oldest first."""

    ages: list[Age]
    paths: list[str]


def changes_relations(old: Head | None, new: Head | None) -> bool:
    """Return whether other articles may show one of these in another way than the other."""
    if old is None or new is None or old.card.stands_in_time != new.card.stands_in_time:
        return True
    return old.card.told != new.card.told or {*_groups(old)} != {*_groups(new)}


def _placed(head: Head, groups: Iterable[Group]) -> _Placed:
    return _Placed(head.card.age_key, head.card.path, head, tuple(groups))


def _related(this: _Placed, windows: Iterable[tuple[int, Iterable[_Placed]]]) -> tuple[Relation, ...]:
    """Return to which of the last articles of its groups, each with the group's weight, an article is related."""
    scores: dict[str, int] = {}
    found: dict[str, _Placed] = {}
    for weight, others in windows:
        for other in others:
            path = other.path
            found[path] = other
            scores[path] = scores.get(path, 0) + weight
    near = sorted([(score, found[path]) for path, score in scores.items() if score >= _ENOUGH], reverse=True)
    return tuple([_relation(this, other) for _, other in near[:MOST]])


def _relation(this: _Placed, other: _Placed) -> Relation:
    theirs = {*other.groups}
    shared = tuple([group for group in this.groups if group in theirs])
    card = other.head.card
    return Relation(card=card, shared=shared, is_same_event=_is_same_event(this.head.card, card, shared))


def _thread_groups(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield those groups of an article in which its neighbours are shown."""
    left = dict(_THREADS)
    for group in groups:
        if left.get(group.kind):
            left[group.kind] -= 1
            yield group


def _threads(found: Iterable[tuple[Group, _Placed | None, Card | None]]) -> tuple[Thread, ...]:
    """Return the neighbours of an article in its groups, where it has any."""
    return tuple(
        Thread(group=group, before=before.head.card if before else None, after=after)
        for group, before, after in found
        if before or after
    )


def _is_same_event(card: Card, other: Card, shared: Iterable[Group]) -> bool:
    first, second = card.date, other.date
    if first is None or second is None or first.day is None or second.day is None:
        return False
    if abs((first.first_day - second.first_day).days) > _EVENT_DAYS:
        return False
    names = [group.kind for group in shared if group.kind != Vocabulary.TOPICS]
    return Vocabulary.PEOPLE in names and len(names) >= _EVENT_NAMES


def _groups(head: Head) -> list[Group]:
    """Return what may relate an article to others, in its order, each once."""
    uses = (use for use in head.uses if use.reference.vocabulary in _REASONS)
    return list(dict.fromkeys(map(Group.of_use, uses)))
