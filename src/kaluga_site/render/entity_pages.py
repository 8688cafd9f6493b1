"""The pages of people, organisations, places, topics and sources."""

from kaluga_site.model.archive import Entity, Homonyms, Listing
from kaluga_site.model.authorities import SourceEntry, TopicEntry
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.shelves import CutPage
from kaluga_site.render.showing import Showing, entity_link, shown_shelves
from kaluga_site.render.site import VOCABULARY_NAMES
from kaluga_site.render.views import About, EntitiesView, EntityView, HomonymsView, Link

LETTERS_LIMIT = 60
"""A list of more entities has a bar of letters."""


def entities_view(vocabulary: Vocabulary, showing: Showing) -> EntitiesView:
    """Return what the page that lists a vocabulary shows."""
    entities = sorted(showing.archive.listings[vocabulary].values(), key=_list_order)
    return EntitiesView(
        page=showing.site.frame(addresses.list_address(vocabulary), VOCABULARY_NAMES[vocabulary]),
        count=len(entities),
        noun=VOCABULARY_NAMES[vocabulary].lower(),
        is_long=len(entities) > LETTERS_LIMIT,
        letters=showing.letters(entities),
    )


def entity_view(entity: Entity, cut: CutPage, showing: Showing) -> EntityView:
    """Return what a page of an entity shows; what is said about it stands on the first page only."""
    vocabulary = entity.listing.vocabulary
    breadcrumb = [Link(VOCABULARY_NAMES[vocabulary], addresses.list_address(vocabulary))]
    title = name = entity.listing.name
    if cut.period is not None:
        breadcrumb.append(entity_link(entity.listing))
        title = f"{name}: {cut.period}"
    return EntityView(
        page=showing.site.frame(cut.address, title, breadcrumb=tuple(breadcrumb)),
        name=name,
        period=cut.period,
        about=about(entity, showing) if cut.period is None else None,
        count=cut.count,
        shelves=shown_shelves(cut),
        groups=showing.groups(cut),
    )


def about(entity: Entity, showing: Showing) -> About:
    """Return what is known of an entity."""
    entry = entity.entry
    return About(
        note=entry.note if entry else None,
        forms=entity.forms,
        roles=entity.roles,
        rights=entry.rights if isinstance(entry, SourceEntry) else None,
        website=entry.url if isinstance(entry, SourceEntry) else None,
        broader=_broader(entity, showing),
    )


def homonyms_view(homonyms: Homonyms, showing: Showing) -> HomonymsView:
    """Return what the page of a slug that several names share shows."""
    vocabulary = homonyms.vocabulary
    entities = [showing.archive.listings[vocabulary][key] for key in homonyms.keys]
    address = f"{addresses.FOLDERS[vocabulary]}/{homonyms.slug}.html"
    breadcrumb: tuple[Link, ...] = (Link(VOCABULARY_NAMES[vocabulary], addresses.list_address(vocabulary)),)
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


def _list_order(entity: Listing) -> tuple[object, ...]:
    """Order by name; what stands for an unknown comes last."""
    return entity.is_unknown, entity.name_key, entity.id
