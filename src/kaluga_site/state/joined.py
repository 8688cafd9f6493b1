"""What was joined of a published archive: rows for each group and month, of which an edit reads and writes few."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from kaluga_site.model.archive import Archive, EventCounts
from kaluga_site.model.entities import MeasureTallies, Tallies, Tally
from kaluga_site.model.groups import Group, Member, Period, Portion
from kaluga_site.model.series import MeasureTally
from kaluga_site.state.database import content_of
from kaluga_site.state.seals import sealed, unsealed

_SELECT_TALLIES = "SELECT content FROM tallies WHERE kind = ? AND key = ?"
_DELETE_TALLIES = "DELETE FROM tallies WHERE kind = ? AND key = ?"
_INSERT_TALLIES = "INSERT OR REPLACE INTO tallies VALUES (?, ?, ?)"
_SELECT_COMPANIONS = "SELECT content FROM companions WHERE kind = ? AND key = ?"
_DELETE_COMPANIONS = "DELETE FROM companions WHERE kind = ? AND key = ?"
_INSERT_COMPANIONS = "INSERT OR REPLACE INTO companions VALUES (?, ?, ?)"
_SELECT_MEMBERS = "SELECT content FROM portions WHERE kind = ? AND key = ? AND year = ? AND month = ?"
_DELETE_MEMBERS = "DELETE FROM portions WHERE kind = ? AND key = ? AND year = ? AND month = ?"
_INSERT_MEMBERS = "INSERT OR REPLACE INTO portions VALUES (?, ?, ?, ?, ?)"
_DELETE_FOUND = "DELETE FROM found WHERE year = ? AND month = ?"
_INSERT_FOUND = "INSERT OR REPLACE INTO found VALUES (?, ?, ?)"

Key = TypeVar("Key", bound=tuple[str | int, ...])

decode_bytes = msgspec.msgpack.Decoder(bytes).decode
_decode_members = msgspec.msgpack.Decoder(list[Member]).decode
_decode_tallies = msgspec.msgpack.Decoder(list[tuple[Period, Tally]]).decode
_decode_event_counts = msgspec.msgpack.Decoder(list[tuple[Period, dict[int, int]]]).decode
_decode_measure_tallies = msgspec.msgpack.Decoder(list[tuple[Period, MeasureTally]]).decode


class Joined:
    """These rows of an open state. All but `keep` raise Damaged."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Look into a state."""
        self._database = database

    def members(self, portion: Portion) -> Sequence[Member]:
        """Return the articles of a portion as it was published, in no order."""
        content = content_of(self._database, _SELECT_MEMBERS, *portion.group, *portion.period)
        return () if content is None else unsealed(content, _decode_members)

    def tallies(self, group: Group) -> Tallies:
        """Return what the articles of a group, as it was published, say of an entity."""
        content = content_of(self._database, _SELECT_TALLIES, *group)
        return {} if content is None else dict(unsealed(content, _decode_tallies))

    def event_counts(self, period: Period) -> EventCounts:
        """Return how many articles tell of each day of a month, as it was published."""
        content = content_of(self._database, _SELECT_TALLIES, *Group.of_events(period))
        return {} if content is None else dict(unsealed(content, _decode_event_counts))

    def companions(self, group: Group) -> bytes:
        """Return with whom the articles of a group, as it was published, name its entity."""
        content = content_of(self._database, _SELECT_COMPANIONS, *group)
        return b"" if content is None else unsealed(content, decode_bytes)

    def measure_tallies(self, group: Group) -> MeasureTallies:
        """Return what the articles of a group, as it was published, state of a measure."""
        content = content_of(self._database, _SELECT_TALLIES, *group)
        return {} if content is None else dict(unsealed(content, _decode_measure_tallies))

    def found(self, period: Period) -> bytes:
        """Return the articles of a month, as it was published, that search finds, encoded."""
        content = content_of(self._database, "SELECT content FROM found WHERE year = ? AND month = ?", *period)
        return b"" if content is None else unsealed(content, decode_bytes)

    def keep(self, joined: Archive | None, *, anew: bool) -> None:
        """Keep what changed in the archive (with `anew`, that alone); without an archive nothing was published."""
        if anew or joined is None:
            for table in ("tallies", "companions", "portions", "found"):
                self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        if joined is not None:
            portions = {(*group, *period): found for (group, period), found in joined.changed_portions.items()}
            said = (*joined.changed_tallies.items(), *joined.changed_measure_tallies.items())
            tallies = {tuple(group): [*found.items()] for group, found in said}
            self._replace(portions, _INSERT_MEMBERS, _DELETE_MEMBERS)
            events = {tuple(Group.of_events(one)): [*found.items()] for one, found in joined.changed_events.items()}
            companions = {tuple(group): found for group, found in joined.changed_companions.items()}
            self._replace(tallies, _INSERT_TALLIES, _DELETE_TALLIES)
            self._replace(events, _INSERT_TALLIES, _DELETE_TALLIES)
            self._replace(companions, _INSERT_COMPANIONS, _DELETE_COMPANIONS)
            found = {tuple(period): found for period, found in joined.changed_found.items()}
            self._replace(found, _INSERT_FOUND, _DELETE_FOUND)

    def _replace(self, rows: Mapping[Key, Sequence[object]], insert: str, delete: str) -> None:
        """Keep what these keys now lead to; nothing where that is empty."""
        self._database.executemany(delete, [key for key, content in rows.items() if not content])
        kept = sorted(key for key, content in rows.items() if content)  # encoded one by one, for all are large
        self._database.executemany(insert, ((*key, sealed(msgspec.msgpack.encode(rows[key]))) for key in kept))
