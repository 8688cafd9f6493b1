"""Join the records of an archive: what has changed since it was last published, and what that touches."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kaluga_site.index.amounts import amounts_of
from kaluga_site.index.companions import Companions
from kaluga_site.index.entities import Vocabularies
from kaluga_site.index.events import count_all, count_events
from kaluga_site.index.figures import figures_of
from kaluga_site.index.found import find_anew
from kaluga_site.index.members import Members, figure_portions_of, portions_of
from kaluga_site.index.relations import Neighbours, changes_relations, relations_of_all
from kaluga_site.model.amounts import Amounts
from kaluga_site.model.archive import Archive, EventCounts, Holdings
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.entities import Homonyms, Listings, MeasureTallies, Tallies
from kaluga_site.model.found import decode_found
from kaluga_site.model.groups import Group, Member, Month, Period, Portion
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.series import MeasureListing
from kaluga_site.model.settings import Settings

EntryIds = Collection[tuple[str, str]]
"""(authority file, id) of entries of the authority files."""


class Nothing:
    """The holdings of an archive that was never published."""

    def __init__(self) -> None:
        """Hold nothing."""
        self.listings: Listings = {vocabulary: {} for vocabulary in Vocabulary}
        self.homonyms: Sequence[Homonyms] = ()
        self.months: Mapping[Month, int] = {}
        self.events: Mapping[Period, int] = {}
        self.figures: Mapping[Period, int] = {}
        self.measures: Mapping[str, MeasureListing] = {}
        self.amounts: Mapping[Period, Amounts] = {}

    def heads(self, paths: Iterable[str]) -> dict[str, Head]:  # noqa: ARG002 - there are none
        """Return nothing."""
        return {}

    def members(self, portion: Portion) -> Sequence[Member]:  # noqa: ARG002 - there are none
        """Return nothing."""
        return ()

    def tallies(self, group: Group) -> Tallies:  # noqa: ARG002 - there are none
        """Return nothing."""
        return {}

    def event_counts(self, period: Period) -> EventCounts:  # noqa: ARG002 - there are none
        """Return nothing."""
        return {}

    def companions(self, group: Group) -> bytes:  # noqa: ARG002 - there are none
        """Return nothing."""
        return b""

    def measure_tallies(self, group: Group) -> MeasureTallies:  # noqa: ARG002 - there are none
        """Return nothing."""
        return {}

    def found(self, period: Period) -> bytes:  # noqa: ARG002 - there are none
        """Return nothing."""
        return b""


def join(
    before: Holdings,
    changed: Mapping[str, Head | None],
    entries: EntryIds,
    authorities: Authorities,
    settings: Settings,
) -> Archive:
    """Return the archive, in which `changed` articles (None: not published any more) and `entries` are new.

    It is the same whatever was known before, but for what it tells of changes: with Nothing before, all is new.
    """
    members = Members(before, changed)
    known = before.heads(changed)
    touched = _touched(known, changed, members)
    for group in _edited(entries, before):
        touched.setdefault(group, set())
    companions = Companions(before, known, changed)
    vocabularies = Vocabularies(before, members, companions, authorities)
    vocabularies.join(Vocabulary.SOURCES, touched)
    for head in members.heads(vocabularies.portions(vocabularies.moved)):  # a list shows where a newspaper leads
        _touch(touched, portions_of(head))
    for vocabulary in Vocabulary:
        if vocabulary is not Vocabulary.SOURCES:
            vocabularies.join(vocabulary, touched)
    vocabularies.show_companions_anew()
    figures = figures_of(before, members, touched, authorities)
    now = [head for head in changed.values() if head]
    readers = members.heads(vocabularies.portions([*vocabularies.moved, *_newspapers(entries)]))
    neighbours = Neighbours(members, vocabularies)
    around = neighbours.around(_moved(known, changed)) if before.months else {}  # else all are changed
    all_relations = {} if before.months else relations_of_all(now)
    portions = {Portion(group, period) for group, periods in touched.items() for period in periods}
    now_in = {portion: members.of(portion) for portion in portions}
    events = count_events(before, members, touched)
    counts = {Month.of_key(group.key): len(found) for (group, _), found in now_in.items() if group.is_month}
    shown_anew = {**{head.card.path: head for head in readers}, **changed}
    changed_data = {Period.of(head.card) for head in (*known.values(), *now, *readers)}
    found = find_anew(before, changed_data, shown_anew, vocabularies.listings)
    return Archive(
        settings=settings,
        authorities=authorities,
        listings=vocabularies.listings,
        homonyms=vocabularies.homonyms,
        months={month: count for month, count in {**before.months, **counts}.items() if count},
        events=count_all(before, events),
        figures=figures.counts,
        measures=figures.listings,
        amounts=amounts_of(before.amounts, known.values(), now),
        changed_months=counts.keys(),
        changed_entities=vocabularies.entities,
        changed_articles={**around, **shown_anew},
        changed_events=events,
        changed_portions=now_in,
        changed_tallies=vocabularies.tallies,
        changed_companions=companions.changed,
        changed_figures=figures.changed,
        changed_data=changed_data,
        changed_found=found,
        changed_series=figures.series,
        changed_measure_tallies=figures.tallies,
        heads=members.heads,
        relations=lambda head: all_relations.get(head.card.path) or neighbours.relations(head),
        event_counts=lambda period: events[period] if period in events else before.event_counts(period),
        found=lambda period: decode_found(found[period] if period in found else before.found(period)),
        found_before=lambda period: decode_found(before.found(period)),
    )


def _edited(entries: EntryIds, before: Holdings) -> Iterator[Group]:
    """Yield the groups of edited entries; with a topic's, those of all topics, for it may have left one of them."""
    yield from (Group(file, f"#{id_}") for file, id_ in entries)
    if any(file == Vocabulary.TOPICS for file, _ in entries):
        yield from (listing.group for listing in before.listings[Vocabulary.TOPICS].values() if listing.entry_id)


def _moved(known: Mapping[str, Head], changed: Mapping[str, Head | None]) -> Iterator[Head]:
    """Yield the changed articles that others may show otherwise, as they were and as they are."""
    for path, new in changed.items():
        old = known.get(path)
        if changes_relations(old, new):
            yield from (head for head in (old, new) if head)


def _touched(
    known: Mapping[str, Head], changed: Mapping[str, Head | None], members: Members
) -> defaultdict[Group, set[Period]]:
    """Return the groups that show something of a changed article which they did not show before, and the months.

    `known` are the heads that the changed articles had.
    """
    touched: defaultdict[Group, set[Period]] = defaultdict(set)
    joined = (portion for portion, found in members.new.items() if not all(one.path in known for one in found))
    _touch(touched, joined)
    for path, old in known.items():
        new = changed[path]
        if new is None or _concerns_all(old, new):
            for head in (old, new):
                _touch(touched, portions_of(head) if head else ())
        else:
            said = {*enumerate(zip(old.uses, old.said, strict=True))}
            said ^= {*enumerate(zip(new.uses, new.said, strict=True))}
            groups = {Group.of_use(use) for _, (use, _) in said}
            groups |= {Group.of_events(event.period) for event in {*old.events} ^ {*new.events}}
            _touch(touched, (Portion(group, Period.of(new.card)) for group in groups))
            if old.record != new.record:
                _touch(touched, figure_portions_of(old) | figure_portions_of(new))
    return touched


def _concerns_all(old: Head, new: Head) -> bool:
    """Return whether all that an article refers to shows what changed in it: its card, with whom, how many figures."""
    return old.card != new.card or old.figures != new.figures or old.keys != new.keys


def _touch(touched: defaultdict[Group, set[Period]], portions: Iterable[Portion]) -> None:
    for group, period in portions:
        touched[group].add(period)


def _newspapers(entries: EntryIds) -> Iterator[Group]:
    """Yield the groups of the newspapers among some entries: an article shows their rights statement."""
    for file, id_ in entries:
        if file == Vocabulary.SOURCES.value:
            yield Group(file, f"#{id_}")
