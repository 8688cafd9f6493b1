"""Find the people, organisations, places, topics and sources of an archive, each once."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import structs

from kaluga_site.index.members import Members
from kaluga_site.index.slugs import assign_slugs
from kaluga_site.model.archive import Entity, Group, Head, Holdings, Homonyms, Listing
from kaluga_site.model.authorities import Authorities, Entry, PersonEntry
from kaluga_site.model.names import Vocabulary
from kaluga_site.vietnamese import collation_key


class Vocabularies:
    """The entities of each vocabulary: those whose articles or entries changed are made anew."""

    def __init__(self, before: Holdings, members: Members, authorities: Authorities) -> None:
        """Begin with what was known before."""
        self._before = before
        self._members = members
        self._authorities = authorities
        self.listings: dict[Vocabulary, dict[str, Listing]] = {}
        self.homonyms: list[Homonyms] = []
        self.entities: dict[Group, Entity | None] = {}
        """Those to show anew; None where no article refers to it any more."""

        self.moved: list[Group] = []
        """Those that a link shows otherwise than before."""

    def join(self, vocabulary: Vocabulary, changed: Collection[Group]) -> None:
        """Join one vocabulary; those of its groups that are among `changed` have other articles or another entry."""
        before = self._before.listings[vocabulary]
        keys = {group.key for group in changed if group.kind == vocabulary.value}
        found = {key: entity for key in keys if (entity := self._find(vocabulary, key))}
        listings = {key: listing for key, listing in before.items() if key not in keys}
        listings |= {key: entity.listing for key, entity in found.items()}
        self._assign_slugs(vocabulary, listings)
        self.listings[vocabulary] = listings
        moved = {key for key in listings.keys() & before.keys() if listings[key].link != before[key].link}
        self.moved += [Group(vocabulary.value, key) for key in moved]
        if vocabulary is Vocabulary.TOPICS:
            keys |= self._narrower(moved | (listings.keys() ^ before.keys()))
        for key in keys | moved:
            entity = found.get(key) or self._find(vocabulary, key)
            placed = structs.replace(entity, listing=listings[key]) if entity else None
            self.entities[Group(vocabulary.value, key)] = placed

    def _find(self, vocabulary: Vocabulary, key: str) -> Entity | None:
        """Return an entity, not yet with an address word; None where no article refers to it."""
        entry = getattr(self._authorities, vocabulary).by_id.get(key.removeprefix("#")) if key[:1] == "#" else None
        heads = self._members.heads([Group(vocabulary.value, key)])
        return _entity(vocabulary, key, heads, entry) if heads else None

    def _assign_slugs(self, vocabulary: Vocabulary, listings: dict[str, Listing]) -> None:
        """Give every entity its address word; those that came first choose first."""
        before = self._before.listings[vocabulary]
        if _claims(listings) == _claims(before):
            for key, listing in listings.items():
                listings[key] = listing if listing.id else structs.replace(listing, id=before[key].id)
            self.homonyms += [one for one in self._before.homonyms if one.vocabulary is vocabulary]
            return
        in_order = sorted(listings.values(), key=lambda listing: listing.since)
        slugs = assign_slugs(
            {listing.key: listing.first_name for listing in in_order},
            {listing.key: listing.entry_id for listing in in_order},
        )
        for listing in in_order:
            if listing.id != slugs.by_key[listing.key]:
                listings[listing.key] = structs.replace(listing, id=slugs.by_key[listing.key])
        self.homonyms += [Homonyms(vocabulary=vocabulary, slug=slug, keys=keys) for slug, keys in slugs.shared.items()]

    def _narrower(self, keys: Collection[str]) -> set[str]:
        """Return the topics whose broader topic is among these: their pages lead to it."""
        found = {f"#{entry.id}" for entry in self._authorities.topics.entries if f"#{entry.broader}" in keys}
        return found & self.listings[Vocabulary.TOPICS].keys()


def _claims(listings: Mapping[str, Listing]) -> dict[str, tuple[object, ...]]:
    """Return all that address words are made from."""
    return {key: (listing.first_name, listing.entry_id, listing.since) for key, listing in listings.items()}


def _entity(vocabulary: Vocabulary, key: str, heads: Sequence[Head], entry: Entry | None) -> Entity:
    """Return an entity as its articles, which come newest first, and its entry describe it."""
    oldest_first = sorted(heads, key=lambda head: head.card.age_key)
    uses = [
        (place, use)
        for head in oldest_first
        for place, use in enumerate(head.uses)
        if use.key == key and use.reference.vocabulary is vocabulary
    ]
    place, first = uses[0]
    name = entry.name if entry else first.reference.name
    forms = [
        *(entry.variants if entry else ()),
        *(form for _, use in uses for form in (use.reference.name, *use.forms)),
    ]
    entry_role = [entry.role] if isinstance(entry, PersonEntry) else []
    roles = tuple(dict.fromkeys(role for role in (*entry_role, *(use.role for _, use in uses)) if role))
    listing = Listing(
        vocabulary=vocabulary,
        key=key,
        since=(oldest_first[0].card.age_key, place),
        first_name=first.reference.name,
        entry_id=first.reference.entry_id,
        id="",
        name=name,
        name_key=collation_key(name),
        note=roles[0] if roles else (entry.note if entry else None),
        count=len(heads),
    )
    return Entity(
        listing=listing,
        forms=tuple(form for form in dict.fromkeys(forms) if form != name),
        roles=roles,
        entry=entry,
        cards=tuple(head.card for head in heads),
    )
