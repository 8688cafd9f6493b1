"""The entities and measures of an archive, and what articles say of them."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from msgspec import Struct

from kaluga_site.model.authorities import Entry, MeasureEntry
from kaluga_site.model.cards import UNKNOWN_SOURCE
from kaluga_site.model.groups import Group, Period, measure_group
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.series import MeasureListing, MeasureTally


class Tally(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the articles of a portion say of the entity that they refer to."""

    count: int
    since: tuple[tuple[tuple[int, int, int, str], str], int]
    """The age key of the earliest article, and the entity's place among those that this one names."""

    first_name: str
    """What the earliest article calls it."""

    entry_id: str | None
    forms: tuple[str, ...]
    """All forms of its name, those of the earliest article first."""

    roles: tuple[str, ...]
    quotations: int
    """How often they quote it."""

    given: int
    """How many figures they have from it."""

    figures: int
    """How many figures they state."""

    uncertain: int
    """Of how many articles the date is uncertain."""


Tallies = Mapping[Period, Tally]
"""Of one entity: when articles refer to it → what they say of it."""


class Listing(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What lists and links show of an entity, and what its address is made from."""

    vocabulary: Vocabulary
    key: str
    """The key of the references that lead to it."""

    since: tuple[tuple[tuple[int, int, int, str], str], int]
    """The age key of the earliest article that names it, and its place among those that this one names."""

    first_name: str
    """What the earliest article calls it: a new article moves no address."""

    entry_id: str | None
    id: str
    """The last part of its address."""

    name: str
    name_key: bytes
    """Sorts names in Vietnamese order."""

    note: str | None
    count: int
    """How many articles refer to it."""

    @property
    def group(self) -> Group:
        """The group of its articles."""
        return Group(self.vocabulary.value, self.key)

    @property
    def link(self) -> tuple[str, str]:
        """All that a link to it shows."""
        return self.id, self.name

    @property
    def order(self) -> tuple[object, ...]:
        """Order by name; what stands for an unknown comes last."""
        return self.is_unknown, self.name_key, self.id

    @property
    def is_unknown(self) -> bool:
        """Whether it stands for the newspaper of articles that do not name theirs."""
        return self.vocabulary is Vocabulary.SOURCES and self.id == UNKNOWN_SOURCE.entry_id


class Role(NamedTuple):
    """A role of a person, and the first and the last month in which an article gives it."""

    words: str
    first: Period | None
    """None for a role that only the authority file or undated articles give."""

    last: Period | None


class Entity(Struct, frozen=True, kw_only=True):
    """A person, organisation, place, topic or source of the archive, and when articles refer to it."""

    listing: Listing
    forms: tuple[str, ...]
    """The other forms of the name, from the authority file and the articles."""

    roles: tuple[Role, ...]
    quotations: int
    given: int
    figures: int
    uncertain: int
    """These four as in a Tally, in all its articles."""

    entry: Entry | None
    counts: Mapping[Period, int]
    """How many articles refer to it in each month, the newest month first."""

    changed: Collection[Period] | None
    """The months whose articles may be shown otherwise than before; None: every page of it may be another."""

    companions: bytes
    """With whom its articles name it, encoded (see `model.companions.decode_companions`)."""


MeasureTallies = Mapping[Period, MeasureTally]
"""Of one measure: when articles state it → what they state."""


class Series(Struct, frozen=True, kw_only=True):
    """The figures of a measure: what is known of it, and how many figures the articles of each month state."""

    listing: MeasureListing
    entry: MeasureEntry | None
    counts: Mapping[Period, int]
    """The newest month first."""

    changed: Collection[Period] | None
    """The months whose figures may be shown otherwise than before; None: every page of it may be another."""

    @property
    def group(self) -> Group:
        """The group of its articles."""
        return measure_group(self.listing.id)


class Homonyms(Struct, frozen=True, kw_only=True, array_like=True):
    """Different names that share a slug: the bare address becomes a page that lists them."""

    vocabulary: Vocabulary
    slug: str
    keys: tuple[str, ...]
    """The keys of the entities."""


Listings = Mapping[Vocabulary, Mapping[str, Listing]]
"""Vocabulary → key of a reference → what it leads to; nothing for those without a page."""
