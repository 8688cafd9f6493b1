"""Those whom articles name most often beside an entity."""

from collections.abc import Iterator, Mapping
from heapq import nlargest

from kaluga_site.model.entities import Entity, Listing, decode_companions
from kaluga_site.model.groups import Group
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.entity_views import Company
from kaluga_site.render.language import N_, say
from kaluga_site.render.showing import Showing, list_order
from kaluga_site.render.views import ShownEntity

MOST = 12
"""So many of each kind are shown."""

_LABELS = {
    Vocabulary.PEOPLE: N_("Nhân vật cùng bài"),
    Vocabulary.ORGANISATIONS: N_("Tổ chức cùng bài"),
    Vocabulary.PLACES: N_("Địa danh cùng bài"),
    Vocabulary.TOPICS: N_("Chủ đề cùng bài"),
}
_SHOWN = {Vocabulary.SOURCES: (Vocabulary.TOPICS, Vocabulary.PEOPLE)}
"""Vocabulary of an entity → the kinds of company that are shown; all where it is not named."""


def companies_of(entity: Entity, showing: Showing) -> Iterator[Company]:
    """Yield the company of an entity: those of each kind that most of its articles name, no kind that has none."""
    counts: dict[str, dict[str, int]] = {}
    own = entity.listing.group.tag
    for tag, count in decode_companions(entity.companions).items():
        if tag != own:
            kind, key = Group.of_tag(tag)
            counts.setdefault(kind, {})[key] = count
    for vocabulary in _SHOWN.get(entity.listing.vocabulary, _LABELS):
        found = counts.get(vocabulary)
        if found:
            listings = showing.archive.listings[vocabulary]
            members = tuple(_member(one, found[one.key]) for one in _most_named(found, listings))
            yield Company(label=say(_LABELS[vocabulary]), members=members)


def _most_named(counts: dict[str, int], listings: Mapping[str, Listing]) -> list[Listing]:
    """Return the first of those with the highest counts; of equal ones the first by name."""
    least = nlargest(MOST, counts.values())[-1]
    candidates = [(count, listings[key]) for key, count in counts.items() if count >= least]
    candidates.sort(key=lambda one: (-one[0], list_order(one[1])))
    return [listing for _, listing in candidates[:MOST]]


def _member(listing: Listing, count: int) -> ShownEntity:
    return ShownEntity(name=listing.name, address=addresses.entity_address(listing), note=None, count=count)
