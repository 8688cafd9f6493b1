"""Join the records of an archive."""

from collections.abc import Iterable

from kaluga_site.index.entities import find_entities
from kaluga_site.model.archive import Archive, Head
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.settings import Settings


def build_archive(heads: Iterable[Head], authorities: Authorities, settings: Settings) -> Archive:
    """Return the archive of these articles, in whatever order they come."""
    heads = sorted(heads, key=lambda head: head.card.sort_key)
    found = find_entities(heads, authorities)
    return Archive(
        settings=settings,
        cards={head.card.address: head.card for head in reversed(heads)},
        entities={vocabulary: entities.by_id for vocabulary, entities in found.items()},
        ids={vocabulary: entities.ids for vocabulary, entities in found.items()},
        homonyms=tuple(homonyms for entities in found.values() for homonyms in entities.homonyms),
    )
