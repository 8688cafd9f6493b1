"""The archive as the last build published it, read from its state as far as it is asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from kaluga_site.model.amounts import Amounts
from kaluga_site.model.archive import EventCounts
from kaluga_site.model.entities import Listings, MeasureTallies, Tallies
from kaluga_site.model.groups import Group, Member, Month, Period, Portion
from kaluga_site.model.heads import Head
from kaluga_site.state.snapshot import Snapshot
from kaluga_site.state.store import Store


class Published:
    """The holdings of a published archive (see `model.archive.Holdings`). Its methods raise Damaged."""

    def __init__(self, store: Store, snapshot: Snapshot, replaced: Collection[str]) -> None:
        """Read from a store; `replaced` are the articles whose readings are about to be replaced there."""
        self._store = store
        self._snapshot = snapshot
        self.listings: Listings = snapshot.known_listings()
        self.homonyms = snapshot.homonyms
        self.months: Mapping[Month, int] = dict(snapshot.months)
        self.events: Mapping[Period, int] = dict(snapshot.events)
        self.figures: Mapping[Period, int] = dict(snapshot.figures)
        self.measures = snapshot.measures
        self.amounts: Mapping[Period, Amounts] = dict(snapshot.amounts)
        self._replaced = set(replaced)
        self._old = self._read(path for path in replaced if path in snapshot.contents)

    def heads(self, paths: Iterable[str]) -> dict[str, Head]:
        """Return the heads of those of these articles that were published."""
        wanted = [path for path in paths if path in self._snapshot.contents]
        found = {path: self._old[path] for path in wanted if path in self._old}
        return found | self._read(path for path in wanted if path not in self._replaced)

    def members(self, portion: Portion) -> Sequence[Member]:
        """Return the articles of a portion, in no order."""
        return self._store.joined.members(portion)

    def tallies(self, group: Group) -> Tallies:
        """Return what the articles of a group say of the entity that they refer to."""
        return self._store.joined.tallies(group)

    def event_counts(self, period: Period) -> EventCounts:
        """Return how many articles tell of each day of a month."""
        return self._store.joined.event_counts(period)

    def companions(self, group: Group) -> bytes:
        """Return with whom the articles of a group name its entity, encoded; nothing of none."""
        return self._store.joined.companions(group)

    def measure_tallies(self, group: Group) -> MeasureTallies:
        """Return what the articles of a group state of the measure that they share."""
        return self._store.joined.measure_tallies(group)

    def found(self, period: Period) -> bytes:
        """Return the articles of a month that search finds, encoded; nothing of none."""
        return self._store.joined.found(period)

    def _read(self, paths: Iterable[str]) -> dict[str, Head]:
        shown = [path for path in paths if path not in self._snapshot.hidden]
        return {path: reading.head for path, reading in self._store.readings(shown) if reading.head is not None}
