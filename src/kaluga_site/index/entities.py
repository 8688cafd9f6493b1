"""Find the people, organisations, places, topics and sources of an archive, each once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from kaluga_site.index.slugs import assign_slugs
from kaluga_site.model.archive import UNKNOWN_SOURCE, Entity, Homonyms
from kaluga_site.model.article import Article
from kaluga_site.model.authorities import Authorities, Entry, PersonEntry
from kaluga_site.model.findings import PersonKind
from kaluga_site.model.names import Reference, Vocabulary
from kaluga_site.vietnamese import collation_key


class Entities(Struct, frozen=True, kw_only=True):
    """The entities of one vocabulary, in Vietnamese order, and the keys that lead to them."""

    by_id: dict[str, Entity]
    ids: dict[str, str]
    homonyms: tuple[Homonyms, ...]


class _Use(Struct, frozen=True):
    """One article's reference to an entity, with the forms and the role it gives."""

    address: str
    reference: Reference
    forms: tuple[str, ...] = ()
    role: str | None = None


def find_entities(vocabulary: Vocabulary, articles: Sequence[Article], authorities: Authorities) -> Entities:
    """Return the entities that the articles refer to; the articles come oldest first.

    The earliest article's form of a name is the preferred one where no authority file says otherwise, so that
    a new article moves no address.
    """
    uses: defaultdict[str, list[_Use]] = defaultdict(list)
    for article in articles:
        for use in _uses(vocabulary, article):
            uses[use.reference.key].append(use)
    entries: dict[str, Entry] = {f"#{id_}": entry for id_, entry in getattr(authorities, vocabulary).by_id.items()}
    shown = {key: found for key, found in uses.items() if _has_page(entries.get(key))}
    names = {key: found[0].reference.name for key, found in shown.items()}
    fixed = {key: found[0].reference.entry_id for key, found in shown.items()}
    slugs = assign_slugs(names, fixed)
    entities = [_entity(vocabulary, slugs.by_key[key], found, entries.get(key)) for key, found in shown.items()]
    return Entities(
        by_id={entity.id: entity for entity in sorted(entities, key=_list_order)},
        ids=slugs.by_key,
        homonyms=tuple(Homonyms(vocabulary=vocabulary, slug=slug, entities=ids) for slug, ids in slugs.shared.items()),
    )


def _uses(vocabulary: Vocabulary, article: Article) -> Iterator[_Use]:
    if vocabulary is Vocabulary.PEOPLE:
        yield from (
            _Use(article.address, person.reference, person.forms, person.role)
            for person in article.people
            if person.kind is PersonKind.SUBJECT
        )
    elif vocabulary is Vocabulary.SOURCES:
        yield _Use(article.address, article.source.value if article.source else UNKNOWN_SOURCE)
    else:
        yield from (_Use(article.address, term.value) for term in getattr(article, vocabulary))


def _has_page(entry: Entry | None) -> bool:
    return not isinstance(entry, PersonEntry) or entry.publish


def _entity(vocabulary: Vocabulary, slug: str, uses: Sequence[_Use], entry: Entry | None) -> Entity:
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
        articles=tuple(dict.fromkeys(use.address for use in reversed(uses))),
    )


def _list_order(entity: Entity) -> tuple[object, ...]:
    """Order by name; what stands for an unknown comes last."""
    return entity.is_unknown, collation_key(entity.name), entity.id
