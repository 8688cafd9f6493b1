"""Find the articles of a group, as they are now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kaluga_site.model.archive import Group, Head, Holdings, Month


def groups_of(head: Head) -> set[Group]:
    """Return every group that an article belongs to."""
    return {*map(Group.of_use, head.uses), Group.of_month(Month.of(head.card))}


class Members:
    """The articles of an archive by their groups: those that changed, and those that stay as they were."""

    def __init__(self, before: Holdings, changed: Mapping[str, Head | None]) -> None:
        """Take `changed` articles as they are now (None: not published any more), all others as they were."""
        self._before = before
        self._changed = changed
        self._heads = {path: head for path, head in changed.items() if head is not None}
        self._ranks: dict[str, int] = {}
        self._new: defaultdict[Group, list[str]] = defaultdict(list)
        for path, head in self._heads.items():
            for group in groups_of(head):
                self._new[group].append(path)

    def paths(self, group: Group) -> list[str]:
        """Return the article files of a group, in no order."""
        stayed = [path for path in self._before.paths(group) if path not in self._changed]
        return stayed + self._new.get(group, [])

    def heads(self, groups: Iterable[Group]) -> list[Head]:
        """Return the articles of some groups, each once, newest first.

        Whoever is to ask for many groups does well to ask for all of them together first: articles are put in order
        when they are first asked for.
        """
        paths = dict.fromkeys(path for group in groups for path in self.paths(group))
        self._heads |= self._before.heads(sorted(path for path in paths if path not in self._heads))
        if not paths.keys() <= self._ranks.keys():
            self._ranks = {head.card.path: rank for rank, head in enumerate(_newest_first(self._heads.values()))}
        return [self._heads[path] for path in sorted(paths, key=self._ranks.__getitem__)]


def _newest_first(heads: Iterable[Head]) -> list[Head]:
    """Order as lists show them: the newest first, those of one date by their titles in Vietnamese order."""
    by_title = sorted(heads, key=lambda head: (head.card.title_key, head.card.address))
    return sorted(by_title, key=lambda head: head.card.age_key[0], reverse=True)
