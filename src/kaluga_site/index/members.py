"""Find the articles of a group, as they are now, a month of them at a time."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from kaluga_site.model.archive import Holdings
from kaluga_site.model.cards import Card
from kaluga_site.model.groups import ALL_FIGURES, Group, Member, Month, Period, Portion, measure_group
from kaluga_site.model.heads import Head

_BYTE = 0xFF


def portions_of(head: Head) -> set[Portion]:
    """Return every portion that an article belongs to."""
    period = Period.of(head.card)
    groups = {*map(Group.of_use, head.uses), Group.of_month(Month.of(head.card))}
    groups |= {Group.of_events(event.period) for event in head.events}
    return {Portion(group, period) for group in groups} | figure_portions_of(head)


def figure_portions_of(head: Head) -> set[Portion]:
    """Return every portion that an article belongs to by its figures."""
    period = Period.of(head.card)
    groups = {measure_group(use.id) for use in head.measures} | ({ALL_FIGURES} if head.figures else set())
    return {Portion(group, period) for group in groups}


class Members:
    """The articles of an archive by their groups: those that changed, and those that stay as they were."""

    def __init__(self, before: Holdings, changed: Mapping[str, Head | None]) -> None:
        """Take `changed` articles as they are now (None: not published any more), all others as they were."""
        self._before = before
        self._changed = changed
        self._heads: dict[str, Head] = {}
        self._ranks: dict[str, _Rank] = {}
        self._know({path: head for path, head in changed.items() if head is not None})
        self.new = _by_portions(self._heads.values())
        """The changed articles by their portions."""

    def of(self, portion: Portion) -> Sequence[Member]:
        """Return the articles of a portion, in no order."""
        stayed = [one for one in self._before.members(portion) if one.path not in self._changed]
        new = self.new.get(portion, [])
        return stayed + new if stayed else new

    def heads(self, portions: Iterable[Portion]) -> list[Head]:
        """Return the articles of some portions, each once: the newest first, those of one date by their titles."""
        paths = list(dict.fromkeys(one.path for portion in portions for one in self.of(portion)))
        found = self.heads_of(paths)
        paths.sort(key=self._ranks.__getitem__)
        return [found[path] for path in paths]

    def heads_of(self, paths: Collection[str]) -> dict[str, Head]:
        """Return articles by their files."""
        self._know(self._before.heads(sorted(path for path in paths if path not in self._heads)))
        return {path: self._heads[path] for path in paths}

    def _know(self, heads: Mapping[str, Head]) -> None:
        self._heads |= heads
        self._ranks |= {path: _rank(head.card) for path, head in heads.items()}


def _by_portions(heads: Iterable[Head]) -> dict[Portion, list[Member]]:
    """Return articles by their portions; of equal groups and periods, one is kept in memory."""
    groups: dict[Group, Group] = {}
    periods: dict[Period, Period] = {}
    found: dict[Portion, list[Member]] = {}
    for head in heads:
        member = Member.of(head.card)
        for portion in portions_of(head):
            members = found.get(portion)
            if members is None:
                group, period = portion
                members = found[Portion(groups.setdefault(group, group), periods.setdefault(period, period))] = []
            members.append(member)
    return found


_Rank = tuple[bytes, bytes, str]


def _rank(card: Card) -> _Rank:
    """Order cards as lists show them: the newest first, those of one date by their titles in Vietnamese order.

    Dates in bytes take a third of the memory of their numbers; a later time, and one told more exactly, comes first.
    """
    year, month, day, time = card.age_key[0]
    later_first = bytes(_BYTE - ord(letter) for letter in time)
    return b"%04d%02d%02d%b\xff" % (9999 - year, 99 - month, 99 - day, later_first), card.title_key, card.address
