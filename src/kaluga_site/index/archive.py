"""Join the records of an archive."""

from collections.abc import Iterable

from kaluga_site.index.entities import find_entities
from kaluga_site.model.archive import Archive, Card, Head
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.settings import Settings


def build_archive(heads: Iterable[Head], authorities: Authorities, settings: Settings) -> Archive:
    """Return the archive of these articles, in whatever order they come."""
    oldest_first = sorted(heads, key=lambda head: head.card.age_key)
    cards = {card.address: card for card in _newest_first(head.card for head in oldest_first)}
    found = find_entities(oldest_first, list(cards), authorities)
    return Archive(
        settings=settings,
        cards=cards,
        entities={vocabulary: entities.by_id for vocabulary, entities in found.items()},
        ids={vocabulary: entities.ids for vocabulary, entities in found.items()},
        homonyms=tuple(homonyms for entities in found.values() for homonyms in entities.homonyms),
    )


def _newest_first(cards: Iterable[Card]) -> list[Card]:
    """Order as lists show them: the newest first, those of one date by their titles in Vietnamese order."""
    by_title = sorted(cards, key=lambda card: (card.title_key, card.address))
    return sorted(by_title, key=lambda card: card.age_key[0], reverse=True)
