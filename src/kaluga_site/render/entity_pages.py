"""The pages of people, organisations, places, topics and sources."""

from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from kaluga_site.model.archive import Archive
from kaluga_site.model.authorities import SourceEntry, TopicEntry
from kaluga_site.model.entities import Entity, Homonyms, Listing
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.said import NOTHING, decode_said
from kaluga_site.render import addresses
from kaluga_site.render.companies import companies_of
from kaluga_site.render.entity_views import About, EntityView, Entry, EntryGroup, HomonymsView, ShownRole
from kaluga_site.render.linked_data import NOTHING_TOLD, TYPES, Thing, Told, is_person, thing
from kaluga_site.render.shelves import Cut, CutPage
from kaluga_site.render.showing import Showing, entity_link, shown_name, shown_shelves
from kaluga_site.render.site import feeds, vocabulary_link
from kaluga_site.render.summaries import span_in_words, summary_of
from kaluga_site.render.views import Link

MOST_ROLES = 6
"""So many roles of a person are shown at once."""

_NAMES = {Vocabulary.PEOPLE, Vocabulary.ORGANISATIONS, Vocabulary.PLACES}
"""The vocabularies of what is named in a text: an article is shown with the sentence that does, not its summary."""


class EntityPage(Struct, frozen=True, kw_only=True):
    """A page of an entity with its articles."""

    entity: Entity
    cut: CutPage
    said: tuple[bytes, ...]
    """What each article of the page says of the entity, encoded, in their order; nothing of what is no name."""

    @classmethod
    def of(cls, entity: Entity, cut: Cut, archive: Archive) -> "EntityPage":
        """Fill a page of an entity with its articles."""
        group = entity.listing.group
        heads = archive.heads_about(entity, cut.months)[: cut.most]
        has_names = entity.listing.vocabulary in _NAMES
        return cls(
            entity=entity,
            cut=cut.fill([head.card for head in heads]),
            said=tuple([head.said_of(group) for head in heads] if has_names else ()),
        )


def entity_view(page: EntityPage, about: About | None, showing: Showing) -> EntityView:
    """Return what a page of an entity shows; what is said about it stands on the first page only."""
    listing, cut = page.entity.listing, page.cut
    breadcrumb = [vocabulary_link(listing.vocabulary)]
    title = name = shown_name(listing)
    if cut.period is not None:
        breadcrumb.append(entity_link(listing))
        title = f"{name}: {cut.period}"
    description = about.summary if about else None
    return EntityView(
        page=showing.site.frame(
            cut.address,
            title,
            breadcrumb=tuple(breadcrumb),
            description=description,
            told=_told(page.entity, about, cut.address, showing) if about else NOTHING_TOLD,
        ),
        name=name,
        is_unknown=listing.is_unknown,
        period=cut.period,
        about=about,
        count=cut.count,
        shelves=shown_shelves(cut),
        groups=tuple(_groups(page, showing)),
    )


def _told(shown: Entity, about: About, address: str, showing: Showing) -> Told:
    """Return what an entity's first page has for programs: its feeds and, unless it stands for what is unknown, it."""
    listing = shown.listing
    stem, title = addresses.entity_stem(listing), f"{shown_name(listing)} – {showing.site.title}"
    things = [] if listing.is_unknown else [_thing(listing, about, address, showing)]
    return Told(feeds(stem, title) if about.feed else (), things)


def _thing(listing: Listing, about: About, address: str, showing: Showing) -> Thing:
    locate = showing.site.locate(address)
    is_topic = listing.vocabulary is Vocabulary.TOPICS
    return thing(
        TYPES.get(listing.vocabulary) or ("Person" if is_person(listing.name) else "Thing"),
        listing.name,
        locate(address),
        alternateName=about.forms,
        description=about.note,
        jobTitle=[role.words for role in about.roles],
        sameAs=about.website,
        inDefinedTermSet=locate(addresses.list_address(listing.vocabulary)) if is_topic else None,
    )


def _groups(page: EntityPage, showing: Showing) -> Iterator[EntryGroup]:
    said = iter(page.said)
    for label, cards in page.cut.groups():
        words = (decode_said(content) if (content := next(said, NOTHING)) else None for _ in cards)
        entries = (Entry(showing.card(card), one) for card, one in zip(cards, words, strict=True))
        yield EntryGroup(label=label, entries=tuple(entries))


def about(entity: Entity, feed: str | None, showing: Showing) -> About:
    """Return what is known of an entity, which may have a feed at an address."""
    entry = entity.entry
    roles = tuple(
        ShownRole(words=words, when=span_in_words(first, last) if first and last else None)
        for words, first, last in entity.roles
    )
    return About(
        summary=summary_of(entity),
        note=entry.note if entry else None,
        forms=entity.forms,
        roles=roles[:MOST_ROLES],
        further_roles=roles[MOST_ROLES:],
        rights=entry.rights if isinstance(entry, SourceEntry) else None,
        website=entry.url if isinstance(entry, SourceEntry) else None,
        broader=_broader(entity, showing),
        narrower=tuple(_narrower(entity, showing)),
        companies=tuple(companies_of(entity, showing)),
        feed=feed,
    )


def homonyms_view(homonyms: Homonyms, showing: Showing) -> HomonymsView:
    """Return what the page of a slug that several names share shows."""
    vocabulary = homonyms.vocabulary
    entities = [showing.archive.listings[vocabulary][key] for key in homonyms.keys]
    address = f"{addresses.FOLDERS[vocabulary]}/{homonyms.slug}.html"
    breadcrumb: tuple[Link, ...] = (vocabulary_link(vocabulary),)
    title = " · ".join(entity.name for entity in entities)
    return HomonymsView(
        page=showing.site.frame(address, title, breadcrumb=breadcrumb),
        entities=tuple(showing.entity(entity) for entity in entities),
    )


def _broader(entity: Entity, showing: Showing) -> Link | None:
    """Return the broader topic, where it has a page."""
    broader = entity.entry.broader if isinstance(entity.entry, TopicEntry) else None
    topic = showing.archive.listings[Vocabulary.TOPICS].get(f"#{broader}")
    return None if topic is None else entity_link(topic)


def _narrower(entity: Entity, showing: Showing) -> Iterator[Link]:
    """Yield the narrower topics that have pages."""
    if isinstance(entity.entry, TopicEntry):
        topics = showing.archive.listings[Vocabulary.TOPICS]
        narrower = (one.id for one in showing.archive.authorities.topics.entries if one.broader == entity.entry.id)
        found = (topics[key] for id_ in dict.fromkeys(narrower) if (key := f"#{id_}") in topics)
        yield from (entity_link(topic) for topic in sorted(found, key=attrgetter("order")))
