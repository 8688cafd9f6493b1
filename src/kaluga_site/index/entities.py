"""Find the people, organisations, places, topics and sources of an archive, each once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import structs

from kaluga_site.index.companions import Companions
from kaluga_site.index.members import Members
from kaluga_site.index.slugs import assign_slugs
from kaluga_site.model.archive import Holdings
from kaluga_site.model.authorities import Authorities, Entry, PersonEntry
from kaluga_site.model.companions import is_in_other_company
from kaluga_site.model.entities import Entity, Homonyms, Listing, Role, Tallies, Tally
from kaluga_site.model.groups import Group, Period, Portion
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.said import decode_said
from kaluga_site.vietnamese import collation_key


class Vocabularies:
    """The entities of each vocabulary: those whose articles or entries changed are made anew."""

    def __init__(self, before: Holdings, members: Members, companions: Companions, authorities: Authorities) -> None:
        """Begin with what was known before."""
        self._before = before
        self._members = members
        self._companions = companions
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
            keys |= self._relatives(moved | (listings.keys() ^ before.keys()))
        for key in keys:
            entity = found.get(key) or self._find(Group(vocabulary.value, key), (), {})
            self._show(Group(vocabulary.value, key), entity, is_known=key in before and key not in moved)

    def show_companions_anew(self) -> None:
        """Show those anew whose pages name somebody beside them whom a link shows otherwise than before."""
        beside = dict.fromkeys(group for moved in self.moved for group in self._companions.groups_beside(moved))
        kinds = {Vocabulary(moved.kind) for moved in self.moved}
        for group in beside:
            if group not in self.entities and is_in_other_company(
                group, self._companions.of(group), self._before.listings, self.listings, kinds
            ):
                self._show(group, self._find(group, (), {}), is_known=True)

    def _show(self, group: Group, entity: Entity | None, *, is_known: bool) -> None:
        """Remember to show an entity anew, all of it where it is not known as it is linked to."""
        if entity is not None:
            listing = self.listings[Vocabulary(group.kind)][group.key]
            entity = structs.replace(entity, listing=listing, changed=entity.changed if is_known else None)
        self.entities[group] = entity

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
        if not tallies:
            return None
        return _entity(_listing(vocabulary, key, tallies, entry), tallies, changed, entry, self._companions.of(group))

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

    def _relatives(self, keys: Collection[str]) -> set[str]:
        """Return the topics whose broader topic is among these, or that are broader than one: their pages tell."""
        narrower = {f"#{entry.id}" for entry in self._authorities.topics.entries if f"#{entry.broader}" in keys}
        broader = {f"#{entry.broader}" for entry in self._authorities.topics.entries if f"#{entry.id}" in keys}
        return (narrower | broader) & self.listings[Vocabulary.TOPICS].keys()


def _claims(listings: Mapping[str, Listing]) -> dict[str, tuple[object, ...]]:
    """Return all that address words are made from."""
    return {key: (listing.first_name, listing.entry_id, listing.since) for key, listing in listings.items()}


def _tallies(
    vocabulary: Vocabulary, heads: Iterable[Head], months: Mapping[str, Collection[Period]]
) -> dict[str, dict[Period, Tally]]:
    """Return what articles say of the entities with these keys, in these months of each."""
    uses: defaultdict[tuple[str, Period], list[tuple[Head, int]]] = defaultdict(list)
    for head in sorted(heads, key=lambda head: head.card.age_key):
        period = Period.of(head.card)
        for place, use in enumerate(head.uses):
            if use.reference.vocabulary is vocabulary and period in months.get(use.key, ()):
                uses[use.key, period].append((head, place))
    found: defaultdict[str, dict[Period, Tally]] = defaultdict(dict)
    for (key, period), oldest_first in uses.items():
        found[key][period] = _tally(oldest_first)
    return found


def _tally(places: Sequence[tuple[Head, int]]) -> Tally:
    """Return what articles say of an entity, whose place among the uses of each is given."""
    head, place = places[0]
    uses = [head.uses[place] for head, place in places]
    is_person = uses[0].reference.vocabulary is Vocabulary.PEOPLE
    said = [decode_said(head.said[place]) for head, place in places if is_person]
    return Tally(
        count=len({head.card.path for head, _ in places}),
        since=(head.card.age_key, place),
        first_name=uses[0].reference.name,
        entry_id=uses[0].reference.entry_id,
        forms=_each_once(form for use in uses for form in (use.reference.name, *use.forms)),
        roles=_each_once(use.role for use in uses if use.role),
        quotations=sum(one.quotation_count for one in said),
        given=sum(one.figure_count for one in said),
        figures=sum({head.card.path: head.figures for head, _ in places}.values()),
        uncertain=len({head.card.path for head, _ in places if head.card.date and head.card.date.uncertain}),
    )


def _listing(vocabulary: Vocabulary, key: str, tallies: Tallies, entry: Entry | None) -> Listing:
    """Return what lists show of an entity; it has no address word yet."""
    first = tallies[min(tallies)]
    name = entry.name if entry else first.first_name
    role = entry.role if isinstance(entry, PersonEntry) else None
    said = (role for _, tally in sorted(tallies.items()) for role in tally.roles)
    return Listing(
        vocabulary=vocabulary,
        key=key,
        since=first.since,
        first_name=first.first_name,
        entry_id=first.entry_id,
        id="",
        name=name,
        name_key=collation_key(name),
        note=role or next(said, None) or (entry.note if entry else None),
        count=sum(tally.count for tally in tallies.values()),
    )


def _entity(
    listing: Listing, tallies: Tallies, changed: Collection[Period], entry: Entry | None, companions: bytes
) -> Entity:
    """Return an entity as its articles and its entry describe it."""
    by_age = [tally for _, tally in sorted(tallies.items())]
    variants = entry.variants if entry else ()
    forms = _each_once((*variants, *(form for tally in by_age for form in tally.forms)))
    return Entity(
        listing=listing,
        forms=tuple(form for form in forms if form != listing.name),
        roles=_roles(tallies, entry),
        quotations=sum(tally.quotations for tally in by_age),
        given=sum(tally.given for tally in by_age),
        figures=sum(tally.figures for tally in by_age),
        uncertain=sum(tally.uncertain for tally in by_age),
        entry=entry,
        counts={period: tallies[period].count for period in sorted(tallies, reverse=True)},
        changed=changed,
        companions=companions,
    )


def _roles(tallies: Tallies, entry: Entry | None) -> tuple[Role, ...]:
    """Return the roles of a person, that of the authority file first, each with the months that give it."""
    months: dict[str, list[Period]] = {}
    if isinstance(entry, PersonEntry) and entry.role:
        months[entry.role] = []
    for period, tally in sorted(tallies.items()):
        for words in tally.roles:
            months.setdefault(words, []).extend([period] if period.year else [])
    return tuple(Role(words, min(found, default=None), max(found, default=None)) for words, found in months.items())


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
