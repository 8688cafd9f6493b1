"""Join the records of an archive: what has changed since it was last published, and what that touches."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kaluga_site.index.entities import Vocabularies
from kaluga_site.index.figures import figures_of
from kaluga_site.index.members import Members, figure_portions_of, portions_of
from kaluga_site.model.archive import (
    Archive,
    Group,
    Head,
    Holdings,
    Homonyms,
    Listings,
    MeasureTallies,
    Month,
    Period,
    Portion,
    Tallies,
)
from kaluga_site.model.authorities import Authorities
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
        self.figures: Mapping[Period, int] = {}
        self.measures: Mapping[str, MeasureListing] = {}

    def heads(self, paths: Iterable[str]) -> dict[str, Head]:  # noqa: ARG002 - there are none
        """Return nothing."""
        return {}

    def paths(self, portion: Portion) -> Sequence[str]:  # noqa: ARG002 - there are none
        """Return nothing."""
        return ()

    def tallies(self, group: Group) -> Tallies:  # noqa: ARG002 - there are none
        """Return nothing."""
        return {}

    def measure_tallies(self, group: Group) -> MeasureTallies:  # noqa: ARG002 - there are none
        """Return nothing."""
        return {}


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
    touched = _touched(before, changed, members)
    for file, id_ in entries:
        touched.setdefault(Group(file, f"#{id_}"), set())
    vocabularies = Vocabularies(before, members, authorities)
    vocabularies.join(Vocabulary.SOURCES, touched)
    for head in members.heads(vocabularies.portions(vocabularies.moved)):  # a list shows where a newspaper leads
        _touch(touched, portions_of(head))
    for vocabulary in Vocabulary:
        if vocabulary is not Vocabulary.SOURCES:
            vocabularies.join(vocabulary, touched)
    figures = figures_of(before, members, touched, authorities)
    readers = members.heads(vocabularies.portions([*vocabularies.moved, *_newspapers(entries)]))
    portions = {Portion(group, period) for group, periods in touched.items() for period in periods}
    paths = {portion: members.paths(portion) for portion in portions}
    counts = {Month.of_key(group.key): len(found) for (group, _), found in paths.items() if group.is_month}
    return Archive(
        settings=settings,
        authorities=authorities,
        listings=vocabularies.listings,
        homonyms=vocabularies.homonyms,
        months={month: count for month, count in {**before.months, **counts}.items() if count},
        figures=figures.counts,
        measures=figures.listings,
        changed_months=counts.keys(),
        changed_entities=vocabularies.entities,
        changed_articles={**{head.card.path: head for head in readers}, **changed},
        changed_portions=paths,
        changed_tallies=vocabularies.tallies,
        changed_figures=figures.changed,
        changed_series=figures.series,
        changed_measure_tallies=figures.tallies,
        heads=members.heads,
    )


def _touched(before: Holdings, changed: Mapping[str, Head | None], members: Members) -> defaultdict[Group, set[Period]]:
    """Return the groups that show something of a changed article which they did not show before, and the months."""
    known = before.heads(changed)
    touched: defaultdict[Group, set[Period]] = defaultdict(set)
    _touch(touched, (portion for portion, paths in members.new.items() if not all(path in known for path in paths)))
    for path, old in known.items():
        new = changed[path]
        if new is None or old.card != new.card:
            for head in (old, new):
                _touch(touched, portions_of(head) if head else ())
        else:
            differing = {*enumerate(old.uses)} ^ {*enumerate(new.uses)}
            _touch(touched, (Portion(Group.of_use(use), Period.of(new.card)) for _, use in differing))
            if old.record != new.record:
                _touch(touched, figure_portions_of(old) | figure_portions_of(new))
    return touched


def _touch(touched: defaultdict[Group, set[Period]], portions: Iterable[Portion]) -> None:
    for group, period in portions:
        touched[group].add(period)


def _newspapers(entries: EntryIds) -> Iterator[Group]:
    """Yield the groups of the newspapers among some entries: an article shows their rights statement."""
    for file, id_ in entries:
        if file == Vocabulary.SOURCES.value:
            yield Group(file, f"#{id_}")
