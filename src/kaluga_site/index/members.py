"""Find the articles of a group, as they are now, a month of them at a time."""

from collections.abc import Iterable, Mapping, Sequence

from kaluga_site.model.archive import Holdings
from kaluga_site.model.cards import Card
from kaluga_site.model.groups import ALL_FIGURES, Group, Month, Period, Portion, measure_group
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
        self.new = _by_portions(self._heads)
        """The portions of the changed articles → their files."""

    def paths(self, portion: Portion) -> Sequence[str]:
        """Return the article files of a portion, in no order."""
        stayed = [path for path in self._before.paths(portion) if path not in self._changed]
        new = self.new.get(portion, [])
        return stayed + new if stayed else new

    def heads(self, portions: Iterable[Portion]) -> list[Head]:
        """Return the articles of some portions, each once: the newest first, those of one date by their titles."""
        paths = list(dict.fromkeys(path for portion in portions for path in self.paths(portion)))
        self._know(self._before.heads(sorted(path for path in paths if path not in self._heads)))
        paths.sort(key=self._ranks.__getitem__)
        return [self._heads[path] for path in paths]

    def _know(self, heads: Mapping[str, Head]) -> None:
        self._heads |= heads
        self._ranks |= {path: _rank(head.card) for path, head in heads.items()}


def _by_portions(heads: Mapping[str, Head]) -> dict[Portion, list[str]]:
    """Return the portions of articles, with their files; of equal groups and periods, one is kept in memory."""
    groups: dict[Group, Group] = {}
    periods: dict[Period, Period] = {}
    found: dict[Portion, list[str]] = {}
    for path, head in heads.items():
        for portion in portions_of(head):
            paths = found.get(portion)
            if paths is None:
                group, period = portion
                paths = found[Portion(groups.setdefault(group, group), periods.setdefault(period, period))] = []
            paths.append(path)
    return found


_Rank = tuple[bytes, bytes, str]


def _rank(card: Card) -> _Rank:
    """Order cards as lists show them: the newest first, those of one date by their titles in Vietnamese order.

    Dates in bytes take a third of the memory of their numbers; a later time, and one told more exactly, comes first.
    """
    year, month, day, time = card.age_key[0]
    later_first = bytes(_BYTE - ord(letter) for letter in time)
    return b"%04d%02d%02d%b\xff" % (9999 - year, 99 - month, 99 - day, later_first), card.title_key, card.address
