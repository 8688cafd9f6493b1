"""Those whom articles name most often beside an entity."""

from collections.abc import Iterator

from kaluga_site.model.companions import companions_shown
from kaluga_site.model.entities import Entity, Listing
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.entity_views import Company
from kaluga_site.render.language import N_, say
from kaluga_site.render.showing import Showing
from kaluga_site.render.views import ShownEntity

_LABELS = {
    Vocabulary.PEOPLE: N_("Nhân vật cùng bài"),
    Vocabulary.ORGANISATIONS: N_("Tổ chức cùng bài"),
    Vocabulary.PLACES: N_("Địa danh cùng bài"),
    Vocabulary.TOPICS: N_("Chủ đề cùng bài"),
}


def companies_of(entity: Entity, showing: Showing) -> Iterator[Company]:
    """Yield the company of an entity: those of each kind that most of its articles name, no kind that has none."""
    shown = companions_shown(entity.listing.group, entity.companions, showing.archive.listings)
    for vocabulary, found, others in shown:
        members = tuple(_member(listing, count) for listing, count in found)
        yield Company(label=say(_LABELS[vocabulary]), members=members, others=others)


def _member(listing: Listing, count: int) -> ShownEntity:
    return ShownEntity(name=listing.name, address=addresses.entity_address(listing), note=None, count=count)
