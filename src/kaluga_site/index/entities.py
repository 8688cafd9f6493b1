"""Find the people, organisations, places, topics and sources of an archive, each once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import structs

from kaluga_site.index.members import Members
from kaluga_site.index.slugs import assign_slugs
from kaluga_site.model.archive import (
    Card,
    Entity,
    Group,
    Head,
    Holdings,
    Homonyms,
    Listing,
    Period,
    Portion,
    Tallies,
    Tally,
    Use,
)
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
        self.tallies: dict[Group, Tallies] = {}
        """What the articles say of those that were made anew."""

        self.entities: dict[Group, Entity | None] = {}
        """Those to show anew; None where no article refers to it any more."""

        self.moved: list[Group] = []
        """Those that a link shows otherwise than before."""

    def join(self, vocabulary: Vocabulary, touched: Mapping[Group, Collection[Period]]) -> None:
        """Join one vocabulary; `touched` are the groups that have other articles, in which months, or another entry."""
        before = self._before.listings[vocabulary]
        changed = {group.key: periods for group, periods in touched.items() if group.kind == vocabulary.value}
        groups = {key: Group(vocabulary.value, key) for key in changed}
        portions = (Portion(groups[key], period) for key, periods in changed.items() for period in periods)
        said = _tallies(vocabulary, self._members.heads(portions), changed)
        found = {
            key: entity
            for key, periods in changed.items()
            if (entity := self._find(groups[key], periods, said.get(key, {})))
        }
        listings = {key: listing for key, listing in before.items() if key not in changed}
        listings |= {key: entity.listing for key, entity in found.items()}
        self._assign_slugs(vocabulary, listings)
        self.listings[vocabulary] = listings
        moved = {key for key in listings.keys() & before.keys() if listings[key].link != before[key].link}
        self.moved += [Group(vocabulary.value, key) for key in moved]
        keys = changed.keys() | moved
        if vocabulary is Vocabulary.TOPICS:
            keys |= self._narrower(moved | (listings.keys() ^ before.keys()))
        for key in keys:
            entity = found.get(key) or self._find(Group(vocabulary.value, key), (), {})
            if entity is not None:
                known = key in before and key not in moved
                periods = entity.changed if known else None
                entity = structs.replace(entity, listing=listings[key], changed=periods)
            self.entities[Group(vocabulary.value, key)] = entity

    def count(self, group: Group) -> int:
        """Return how many articles belong to a group."""
        listing = self.listings[Vocabulary(group.kind)].get(group.key)
        return listing.count if listing else 0

    def portions(self, groups: Iterable[Group]) -> Iterator[Portion]:
        """Yield all portions of some groups."""
        for group in groups:
            yield from (Portion(group, period) for period in self._tallies(group))

    def _tallies(self, group: Group) -> Tallies:
        """Return what the articles of a group say, as far as it has been looked at."""
        return self.tallies[group] if group in self.tallies else self._before.tallies(group)

    def _find(self, group: Group, changed: Collection[Period], said: Tallies) -> Entity | None:
        """Return an entity, of which `said` is now said in the changed months; None where no article refers to it.

        It has no address word yet.
        """
        stayed = {period: tally for period, tally in self._tallies(group).items() if period not in changed}
        tallies = self.tallies[group] = {**stayed, **said}
        vocabulary, key = Vocabulary(group.kind), group.key
        entry = self._authorities.entry(vocabulary, key)
        return _entity(vocabulary, key, tallies, changed, entry) if tallies else None

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


def _tallies(
    vocabulary: Vocabulary, heads: Iterable[Head], months: Mapping[str, Collection[Period]]
) -> dict[str, dict[Period, Tally]]:
    """Return what articles say of the entities with these keys, in these months of each."""
    uses: defaultdict[tuple[str, Period], list[tuple[Card, int, Use]]] = defaultdict(list)
    for head in sorted(heads, key=lambda head: head.card.age_key):
        period = Period.of(head.card)
        for place, use in enumerate(head.uses):
            if use.reference.vocabulary is vocabulary and period in months.get(use.key, ()):
                uses[use.key, period].append((head.card, place, use))
    found: defaultdict[str, dict[Period, Tally]] = defaultdict(dict)
    for (key, period), oldest_first in uses.items():
        found[key][period] = _tally(oldest_first)
    return found


def _tally(uses: Sequence[tuple[Card, int, Use]]) -> Tally:
    """Return what the articles with these cards say of an entity, whose place in each and use by it are given."""
    card, place, first = uses[0]
    return Tally(
        count=len({card.path for card, _, _ in uses}),
        since=(card.age_key, place),
        first_name=first.reference.name,
        entry_id=first.reference.entry_id,
        forms=_each_once(form for *_, use in uses for form in (use.reference.name, *use.forms)),
        roles=_each_once(use.role for *_, use in uses if use.role),
    )


def _entity(
    vocabulary: Vocabulary, key: str, tallies: Tallies, changed: Collection[Period], entry: Entry | None
) -> Entity:
    """Return an entity as its articles and its entry describe it."""
    by_age = [tally for _, tally in sorted(tallies.items())]
    first = by_age[0]
    name = entry.name if entry else first.first_name
    variants = entry.variants if entry else ()
    own_role = (entry.role,) if isinstance(entry, PersonEntry) and entry.role else ()
    forms = _each_once((*variants, *(form for tally in by_age for form in tally.forms)))
    roles = _each_once((*own_role, *(role for tally in by_age for role in tally.roles)))
    listing = Listing(
        vocabulary=vocabulary,
        key=key,
        since=first.since,
        first_name=first.first_name,
        entry_id=first.entry_id,
        id="",
        name=name,
        name_key=collation_key(name),
        note=roles[0] if roles else (entry.note if entry else None),
        count=sum(tally.count for tally in by_age),
    )
    return Entity(
        listing=listing,
        forms=tuple(form for form in forms if form != name),
        roles=roles,
        entry=entry,
        counts={period: tallies[period].count for period in sorted(tallies, reverse=True)},
        changed=changed,
    )


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
