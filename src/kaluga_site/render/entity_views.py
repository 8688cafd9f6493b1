"""What the templates of people, topics and the like get, as those of all other pages do (see `views`)."""

from msgspec import Struct

from kaluga_site.model.said import Said
from kaluga_site.render.views import Frame, Link, Shelf, ShownCard, ShownEntity


class Letter(Struct, frozen=True, kw_only=True):
    """The entities whose names begin with one letter."""

    letter: str
    id: str
    """Stays the same whatever other letters there are."""

    entities: tuple[ShownEntity, ...]


class EntitiesView(Struct, frozen=True, kw_only=True):
    """entity/list.html (or, where there is one, the vocabulary's own): all entities by letter, or some letters of them.

    A long list is cut: its first page holds those that most articles name, and leads to the letters.
    """

    page: Frame
    count: str
    """How many the page stands for, those of its shelves included: "15 nhân vật"."""

    most_named: tuple[ShownEntity, ...]
    shelves: tuple[Shelf, ...]
    """The letters that have pages of their own."""

    is_long: bool
    """Whether a bar of letters leads into it."""

    letters: tuple[Letter, ...]
    """The entities that stand on the page."""


class ShownRole(Struct, frozen=True, kw_only=True):
    """A role of a person, and from when to when articles give it."""

    words: str
    when: str | None


class Company(Struct, frozen=True, kw_only=True):
    """Those of one kind that articles name most often beside an entity; `count` is in how many of its articles."""

    label: str
    members: tuple[ShownEntity, ...]
    others: int
    """How many more there are."""


class About(Struct, frozen=True, kw_only=True):
    """What is known of an entity."""

    summary: str
    """A sentence or two about its articles."""

    note: str | None
    forms: tuple[str, ...]
    roles: tuple[ShownRole, ...]
    further_roles: tuple[ShownRole, ...]
    """Those that are folded away where there are many."""

    rights: str | None
    website: str | None
    broader: Link | None
    narrower: tuple[Link, ...]
    companies: tuple[Company, ...]
    feed: str | None
    """The address of its own feed."""

    @property
    def has_facts(self) -> bool:
        """Whether there is anything besides sentences and rights."""
        told = (self.forms, self.roles, self.website, self.broader, self.narrower, self.companies, self.feed)
        return any(told)


class Entry(Struct, frozen=True):
    """An article in the list of an entity, and what it says of it; None where it is shown as in any list."""

    card: ShownCard
    said: Said | None


class EntryGroup(Struct, frozen=True, kw_only=True):
    """Articles of an entity under one heading."""

    label: str
    entries: tuple[Entry, ...]


class EntityView(Struct, frozen=True, kw_only=True):
    """entity/single.html (or the vocabulary's own): one entity and its articles, or a year or month of them."""

    page: Frame
    name: str
    is_unknown: bool
    """As of an entity in a list."""

    period: str | None
    """The year or month that the page is cut down to."""

    about: About | None
    """On the entity's first page only."""

    count: int
    shelves: tuple[Shelf, ...]
    groups: tuple[EntryGroup, ...]


class HomonymsView(Struct, frozen=True, kw_only=True):
    """entity/homonyms.html: different names that share a slug."""

    page: Frame
    entities: tuple[ShownEntity, ...]
