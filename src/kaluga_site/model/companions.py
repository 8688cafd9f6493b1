"""With whom articles name an entity, and which of them its page shows."""

from collections.abc import Collection, Iterator, Mapping
from heapq import nlargest

import msgspec

from kaluga_site.model.entities import Listing, Listings
from kaluga_site.model.groups import Group
from kaluga_site.model.names import Vocabulary

MOST = 12
"""So many of each kind are shown."""

_KINDS = (Vocabulary.PEOPLE, Vocabulary.ORGANISATIONS, Vocabulary.PLACES, Vocabulary.TOPICS)
_KINDS_OF = {Vocabulary.SOURCES: (Vocabulary.TOPICS, Vocabulary.PEOPLE)}
"""Vocabulary of an entity → the kinds that are shown beside it; all where it is not named."""

_decode = msgspec.msgpack.Decoder(dict[str, int]).decode


def decode_companions(content: bytes) -> dict[str, int]:
    """Return with whom articles name an entity: the tags of the groups, its own too → in how many of them."""
    return _decode(content) if content else {}


def companions_shown(
    group: Group, content: bytes, listings: Listings
) -> Iterator[tuple[Vocabulary, list[tuple[Listing, int]], int]]:
    """Yield, of each kind, those whom most of an entity's articles name, each with how many do, and how many others.

    No kind is yielded that has none. `content` is as in `Entity.companions`.
    """
    for vocabulary, counts in _counted(group, content, _KINDS):
        yield vocabulary, _most_named(counts, listings[vocabulary]), max(0, len(counts) - MOST)


def is_in_other_company(
    group: Group, content: bytes, before: Listings, now: Listings, moved: Collection[Vocabulary]
) -> bool:
    """Return whether other links are shown beside an entity than before, with whom the same are named.

    `moved` are the vocabularies in which links are others.
    """
    return any(
        [one.link for one, _ in _most_named(counts, before[vocabulary])]
        != [one.link for one, _ in _most_named(counts, now[vocabulary])]
        for vocabulary, counts in _counted(group, content, moved)
    )


def _counted(
    group: Group, content: bytes, kinds: Collection[Vocabulary]
) -> Iterator[tuple[Vocabulary, dict[str, int]]]:
    """Yield, of those kinds that an entity's page shows, the keys of those who are named, and in how many articles."""
    counts: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
    for tag, count in decode_companions(content).items():
        kind, _, key = tag.partition(" ")  # as in Group.of_tag, for there are many
        if kind in counts:
            counts[kind][key] = count
    counts.get(group.kind, {}).pop(group.key, None)
    for vocabulary in _KINDS_OF.get(Vocabulary(group.kind), _KINDS):
        if counts.get(vocabulary):
            yield vocabulary, counts[vocabulary]


def _most_named(counts: Mapping[str, int], listings: Mapping[str, Listing]) -> list[tuple[Listing, int]]:
    """Return the first of those with the highest counts; of equal ones the first by name."""
    least = nlargest(MOST, counts.values())[-1]
    candidates = [(listings[key], count) for key, count in counts.items() if count >= least]
    candidates.sort(key=lambda one: (-one[1], one[0].order))
    return candidates[:MOST]
