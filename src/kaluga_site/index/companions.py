"""Count with whom articles name an entity, by what changed alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

import msgspec

from kaluga_site.model.archive import Holdings
from kaluga_site.model.companions import decode_companions
from kaluga_site.model.groups import Group
from kaluga_site.model.heads import Head

_encode = msgspec.msgpack.Encoder().encode
_Crews = Mapping[Group, list[frozenset[str]]]
"""The entities of some articles → for each article that refers to one, the tags of all that it refers to."""


class Companions:
    """The entities that are referred to beside each other, and in how many articles."""

    def __init__(self, before: Holdings, known: Mapping[str, Head], changed: Mapping[str, Head | None]) -> None:
        """Begin with what was known before; `known` are the heads that the changed articles had."""
        self._before = before
        gone, come = [], []
        for path, head in changed.items():
            old = known.get(path)
            if old is None or head is None or old.keys != head.keys:
                gone += [old] if old else []
                come += [head] if head else []
        self.changed = dict(self._counted(_crews(gone), _crews(come)))
        """Where that changed: the group of an entity → the encoded tags of those beside it; nothing of none."""

    def of(self, group: Group) -> bytes:
        """Return those beside an entity, encoded as in `Entity.companions`."""
        return self.changed[group] if group in self.changed else self._before.companions(group)

    def groups_beside(self, group: Group) -> Iterable[Group]:
        """Return the groups of those beside an entity, its own among them."""
        return map(Group.of_tag, decode_companions(self.of(group)))

    def _counted(self, gone: _Crews, come: _Crews) -> Iterable[tuple[Group, bytes]]:
        for group in gone.keys() | come.keys():
            counts = Counter(decode_companions(self._before.companions(group)))
            counts.update(chain.from_iterable(come.get(group, ())))
            counts.subtract(chain.from_iterable(gone.get(group, ())))
            left = {tag: count for tag, count in counts.items() if count}
            yield group, _encode(left) if left else b""


def _crews(heads: Iterable[Head]) -> _Crews:
    crews: defaultdict[Group, list[frozenset[str]]] = defaultdict(list)
    tags: dict[Group, str] = {}
    for head in heads:
        groups = {*map(Group.of_use, head.uses)}
        crew = frozenset([tags.setdefault(group, group.tag) for group in groups])
        for group in groups:
            crews[group].append(crew)
    return crews
