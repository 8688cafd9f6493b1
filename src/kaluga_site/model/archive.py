"""The archive: the records joined by what they refer to and by date, without their words."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from kaluga_site.model.amounts import Amounts
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.cards import Card
from kaluga_site.model.entities import Entity, Homonyms, Listing, Listings, MeasureTallies, Series, Tallies
from kaluga_site.model.found import FoundArticle
from kaluga_site.model.groups import Group, Member, Month, Period, Portion
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.relations import Relations
from kaluga_site.model.series import MeasureListing
from kaluga_site.model.settings import Settings

EventCounts = Mapping[Period, Mapping[int, int]]
"""Of the events of one month: when articles that tell of it are dated → day (0: the month itself) → how many do."""


class Holdings(Protocol):
    """An archive as the last build published it, of which only what is asked for is read."""

    listings: Listings
    homonyms: Sequence[Homonyms]
    months: Mapping[Month, int]
    """How many articles each month of the calendar has."""

    events: Mapping[Period, int]
    """How many events the articles place in each month."""

    figures: Mapping[Period, int]
    """How many figures the articles of each month state."""

    measures: Mapping[str, MeasureListing]
    """The measures that have figures, by their ids."""

    amounts: Mapping[Period, Amounts]
    """How much data the articles of each month give."""

    def heads(self, paths: Iterable[str]) -> dict[str, Head]:
        """Return the heads of those of these articles that were published."""

    def members(self, portion: Portion) -> Sequence[Member]:
        """Return the articles of a portion, in no order."""

    def tallies(self, group: Group) -> Tallies:
        """Return what the articles of a group say of the entity that they refer to."""

    def event_counts(self, period: Period) -> EventCounts:
        """Return how many articles tell of each day of a month."""

    def companions(self, group: Group) -> bytes:
        """Return with whom the articles of a group name its entity, encoded (see `Entity`); nothing of none."""

    def measure_tallies(self, group: Group) -> MeasureTallies:
        """Return what the articles of a group state of the measure that they share."""

    def found(self, period: Period) -> bytes:
        """Return the articles of a month that search finds, encoded (see `model.found`); nothing of none."""


class Archive(Struct, frozen=True, kw_only=True):
    """The archive as it is now: all listings and counts, and the articles of whatever is asked for."""

    settings: Settings
    authorities: Authorities
    listings: Listings
    homonyms: Sequence[Homonyms]
    months: Mapping[Month, int]
    """How many articles each month of the calendar has."""

    events: Mapping[Period, int]
    """How many events the articles place in each month."""

    figures: Mapping[Period, int]
    """How many figures the articles of each month state, the newest month first."""

    measures: Mapping[str, MeasureListing]
    """The measures that have figures, by their ids."""

    amounts: Mapping[Period, Amounts]
    """How much data the articles of each month give, the newest month first."""

    ahead: Collection[str] = frozenset()
    """The articles, by their files, whose date has not come yet: they are shown in previews alone."""

    changed_months: Collection[Month]
    """Those whose lists may have changed since the holdings, among them those that have no article any more."""

    changed_entities: Mapping[Group, Entity | None]
    """The entities whose pages may have changed; None for those that no article refers to any more."""

    changed_articles: Mapping[str, Head | None]
    """The articles whose own pages may have changed: path → head, None for those that are not published any more."""

    changed_events: Mapping[Period, EventCounts]
    """The months whose events may have changed → how many articles tell of each day now."""

    changed_portions: dict[Portion, Sequence[Member]]
    """The portions whose articles may have changed → these, none for those that are empty now."""

    changed_tallies: dict[Group, Tallies]
    """What articles say of the entities that may have changed; nothing of those that none refers to any more."""

    changed_companions: dict[Group, bytes]
    """With whom the articles of a group name its entity, encoded, where that changed; nothing of none."""

    changed_figures: Collection[Period]
    """The months whose figures may have changed."""

    changed_data: Collection[Period]
    """The months whose articles may be another in what is given away of them as data, or found by search."""

    changed_found: dict[Period, bytes]
    """The articles of the same months that search finds, encoded; nothing of none."""

    changed_series: Mapping[str, Series | None]
    """The measures whose pages may have changed, by their ids; None for those that have no figure any more."""

    changed_measure_tallies: dict[Group, MeasureTallies]
    """What articles state of the measures that may have changed."""

    heads: Callable[[Iterable[Portion]], Sequence[Head]]
    """Returns the articles of some portions, each once, newest first."""

    relations: Callable[[Head], Relations]
    """Returns what an article has to do with others."""

    event_counts: Callable[[Period], EventCounts]
    """Returns how many articles tell of each day of a month."""

    found: Callable[[Period], Sequence[FoundArticle]]
    """Returns the articles of a month that search finds, in no order."""

    found_before: Callable[[Period], Sequence[FoundArticle]]
    """Returns those that it found when the archive was published last."""

    def let_go(self) -> None:
        """Let go of what is kept by now, and shown by no page: where all is new, that is much."""
        self.changed_portions.clear()
        self.changed_tallies.clear()
        self.changed_measure_tallies.clear()
        self.changed_companions.clear()
        self.changed_found.clear()

    def listing(self, group: Group) -> Listing | None:
        """Return what the references of a group lead to."""
        return self.listings[Vocabulary(group.kind)].get(group.key)

    def cards(self, months: Iterable[Month]) -> list[Card]:
        """Return the articles of some months, newest first."""
        return [head.card for head in self.heads(map(Portion.of_month, months))]

    def heads_about(self, entity: Entity, periods: Iterable[Period]) -> Sequence[Head]:
        """Return the articles that refer to an entity and are dated in some months, newest first."""
        return self.heads(Portion(entity.listing.group, period) for period in periods)

    def newest(self) -> Iterator[Card]:
        """Yield all articles, newest first, those without date last."""
        return (head.card for head in self.newest_heads())

    def newest_heads(self) -> Iterator[Head]:
        """Yield what is known of all articles, newest first, those without date last."""
        months: defaultdict[Period, list[Month]] = defaultdict(list)
        for month in self.months:
            months[month.period].append(month)
        for _, alike in sorted(months.items(), reverse=True):
            yield from self.heads(map(Portion.of_month, alike))
