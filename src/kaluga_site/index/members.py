"""Find the articles of a group, as they are now, a month of them at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kaluga_site.model.archive import Holdings
from kaluga_site.model.cards import Card
from kaluga_site.model.groups import ALL_FIGURES, Group, Month, Period, Portion, measure_group
from kaluga_site.model.heads import Head


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
        self._ranks: dict[str, tuple[object, ...]] = {}
        self.new: defaultdict[Portion, list[str]] = defaultdict(list)
        """The portions of the changed articles → their files."""

        self._know({path: head for path, head in changed.items() if head is not None})
        for path, head in self._heads.items():
            for portion in portions_of(head):
                self.new[portion].append(path)

    def paths(self, portion: Portion) -> list[str]:
        """Return the article files of a portion, in no order."""
        stayed = [path for path in self._before.paths(portion) if path not in self._changed]
        return stayed + self.new.get(portion, [])

    def heads(self, portions: Iterable[Portion]) -> list[Head]:
        """Return the articles of some portions, each once: the newest first, those of one date by their titles."""
        paths = list(dict.fromkeys(path for portion in portions for path in self.paths(portion)))
        self._know(self._before.heads(sorted(path for path in paths if path not in self._heads)))
        paths.sort(key=self._ranks.__getitem__)
        return [self._heads[path] for path in paths]

    def _know(self, heads: Mapping[str, Head]) -> None:
        self._heads |= heads
        self._ranks |= {path: _rank(head.card) for path, head in heads.items()}


def _rank(card: Card) -> tuple[object, ...]:
    """Order cards as lists show them: the newest first, those of one date by their titles in Vietnamese order."""
    year, month, day, time = card.age_key[0]
    later_first = (*(-ord(letter) for letter in time), 1)
    return -year, -month, -day, later_first, card.title_key, card.address
