"""Find the people, organisations, places, topics and sources of an archive, each once."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from kaluga_site.index.slugs import assign_slugs
from kaluga_site.model.archive import Entity, Head, Homonyms, Use
from kaluga_site.model.authorities import Authorities, Entry, PersonEntry
from kaluga_site.model.names import Vocabulary
from kaluga_site.vietnamese import collation_key


class Entities(Struct, frozen=True, kw_only=True):
    """The entities of one vocabulary, in Vietnamese order, and the keys that lead to them."""

    by_id: dict[str, Entity]
    ids: dict[str, str]
    homonyms: tuple[Homonyms, ...]


Found = dict[str, list[tuple[str, Use]]]
"""The key of a reference → the addresses that use it, and how."""


def find_entities(
    heads: Iterable[Head], list_order: Iterable[str], authorities: Authorities
) -> dict[Vocabulary, Entities]:
    """Return the entities of each vocabulary that the articles refer to.

    The articles come oldest first; `list_order` holds their addresses as lists show them. The earliest article's
    form of a name is the preferred one where no authority file says otherwise, so that a new article moves no address.
    """
    found: dict[Vocabulary, Found] = {vocabulary: {} for vocabulary in Vocabulary}
    for head in heads:
        address = head.card.address
        for use in head.uses:
            found[use.reference.vocabulary].setdefault(use.key, []).append((address, use))
    rank = {address: place for place, address in enumerate(list_order)}
    return {
        vocabulary: _entities(vocabulary, uses, getattr(authorities, vocabulary).by_id, rank)
        for vocabulary, uses in found.items()
    }


def _entities(vocabulary: Vocabulary, found: Found, by_id: Mapping[str, Entry], rank: Mapping[str, int]) -> Entities:
    entries = {f"#{id_}": entry for id_, entry in by_id.items()}
    names = {key: uses[0][1].reference.name for key, uses in found.items()}
    fixed = {key: uses[0][1].reference.entry_id for key, uses in found.items()}
    slugs = assign_slugs(names, fixed)
    entities = [_entity(vocabulary, slugs.by_key[key], uses, entries.get(key), rank) for key, uses in found.items()]
    return Entities(
        by_id={entity.id: entity for entity in sorted(entities, key=_list_order)},
        ids=slugs.by_key,
        homonyms=tuple(Homonyms(vocabulary=vocabulary, slug=slug, entities=ids) for slug, ids in slugs.shared.items()),
    )


def _entity(
    vocabulary: Vocabulary, slug: str, found: Sequence[tuple[str, Use]], entry: Entry | None, rank: Mapping[str, int]
) -> Entity:
    uses = [use for _, use in found]
    name = entry.name if entry else uses[0].reference.name
    forms = [
        *(entry.variants if entry else ()),
        *(form for use in uses for form in (use.reference.name, *use.forms)),
    ]
    entry_role = [entry.role] if isinstance(entry, PersonEntry) else []
    return Entity(
        vocabulary=vocabulary,
        id=slug,
        name=name,
        forms=tuple(form for form in dict.fromkeys(forms) if form != name),
        roles=tuple(dict.fromkeys(role for role in (*entry_role, *(use.role for use in uses)) if role)),
        entry=entry,
        articles=tuple(sorted({address for address, _ in found}, key=rank.__getitem__)),
    )


def _list_order(entity: Entity) -> tuple[object, ...]:
    """Order by name; what stands for an unknown comes last."""
    return entity.is_unknown, collation_key(entity.name), entity.id
