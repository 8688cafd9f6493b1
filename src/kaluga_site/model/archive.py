"""The archive: the records joined by what they refer to and by date, without their words."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec
from msgspec import Struct

from kaluga_site.model.authorities import Authorities, Entry, MeasureEntry
from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.names import Reference, Vocabulary
from kaluga_site.model.said import NOTHING
from kaluga_site.model.series import MeasureListing, MeasureTally, MeasureUse
from kaluga_site.model.settings import Settings

UNKNOWN_SOURCE = Reference(vocabulary=Vocabulary.SOURCES, name="Không rõ nguồn", entry_id="khong-ro")
"""What stands for the newspaper of an article that does not name it; its page is nguon/khong-ro.html."""


class Card(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What a list shows of an article."""

    address: str
    path: str
    title: str
    title_key: bytes
    """Sorts titles in Vietnamese order."""

    language: str
    date: PartialDate | None
    date_basis: Basis | None
    summary: str | None
    source: Reference | None
    authors: tuple[str, ...]
    corrected: PartialDate | None
    """The date of the last correction."""

    withdrawn: bool

    @property
    def age_key(self) -> tuple[tuple[int, int, int, str], str]:
        """Order by date, undated ones first, then by address."""
        return self.date.sort_key if self.date else (0, 0, 0, ""), self.address


class Use(Struct, frozen=True, array_like=True, gc=False):
    """One article's reference to an entity, with the forms and the role it gives."""

    reference: Reference
    key: str
    """The reference's key, made once."""

    forms: tuple[str, ...] = ()
    role: str | None = None


class DatedSentence(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A day or month on which something happens, as a sentence of an article says."""

    date: PartialDate
    is_year_inferred: bool
    """Whether the sentence names no year, and the article's own date tells it."""

    sentence: str
    """The sentence or, of a long one, what stands around the words of the date."""

    start: int
    """Where in it the words of the date begin."""

    end: int
    block: str

    @property
    def period(self) -> "Period":
        """The month on whose page it stands."""
        return Period(self.date.year, self.date.month or 0)

    @property
    def day(self) -> int:
        """The day of that month; 0 for the month itself."""
        return self.date.day or 0


class Head(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the archive needs to know of an article: everything but its words."""

    card: Card
    uses: tuple[Use, ...]
    events: tuple[DatedSentence, ...]
    """Each of a day or month of its own."""

    said: tuple[bytes, ...]
    """What the article says of each of its uses, encoded (see `model.said`), in their order."""

    photos: tuple[tuple[str, int], ...]
    """(path from the archive's folder, line that names it) of each of its image files."""

    redirects: tuple[str, ...]
    draft: bool
    expires: PartialDate | None
    record: bytes
    """A digest of the whole record: another one where anything that its page shows has changed."""

    figures: int = 0
    """How many figures it states."""

    measures: tuple[MeasureUse, ...] = ()
    """What of them belongs to measures, each measure once."""

    def is_public_on(self, day: datetime.date) -> bool:
        """Return whether the article is shown on a day: no draft, and not past the date on which it expires."""
        last = self.expires.iso if self.expires else ""
        return not self.draft and (not last or day.isoformat()[: len(last)] <= last)

    @property
    def keys(self) -> set[tuple[Vocabulary, str]]:
        """All that the article refers to."""
        return {(use.reference.vocabulary, use.key) for use in self.uses}

    def said_of(self, group: "Group") -> bytes:
        """Return, encoded, what the article says of the entity whose group this is."""
        kind, key = group
        for use, said in zip(self.uses, self.said, strict=True):
            if use.key == key and use.reference.vocabulary == kind:
                return said
        return NOTHING


class Period(NamedTuple):
    """A month as articles are dated; 0 stands for an unknown year or month."""

    year: int
    month: int

    @classmethod
    def of(cls, card: Card) -> "Period":
        """Return when an article is dated."""
        return cls(card.date.year, card.date.month or 0) if card.date else cls(0, 0)


class Month(NamedTuple):
    """An article's place in the calendar: the year its page lies under, and its date's year and month (0: unknown)."""

    filed: str
    year: int
    month: int

    @classmethod
    def of(cls, card: Card) -> "Month":
        """Return the place of an article."""
        return cls(card.address.split("/")[1], *Period.of(card))

    @classmethod
    def of_key(cls, key: str) -> "Month":
        """Return the month whose group has this key."""
        filed, year, month = key.split(" ")
        return cls(filed, int(year), int(month))

    @property
    def period(self) -> Period:
        """When its articles are dated."""
        return Period(self.year, self.month)


CALENDAR = "calendar"
EVENTS = "events"
FIGURES = "figures"
MEASURES = "measures"


class Group(NamedTuple):
    """Articles that are shown together: those that refer to one thing, or those of one month."""

    kind: str
    """A vocabulary, CALENDAR, EVENTS for the articles that tell of a month, FIGURES or MEASURES."""

    key: str
    """The key of the references, or the month; of a measure its id as a key, of all articles with figures nothing."""

    @property
    def is_month(self) -> bool:
        """Whether it is one of the calendar."""
        return self.kind == CALENDAR

    @classmethod
    def of_month(cls, month: Month) -> "Group":
        """Return the group of the articles of a month."""
        return cls(CALENDAR, " ".join(map(str, month)))

    @classmethod
    def of_events(cls, period: Period) -> "Group":
        """Return the group of the articles that say what happens in a month, whenever they are dated."""
        return cls(EVENTS, " ".join(map(str, period)))

    @classmethod
    def of_use(cls, use: Use) -> "Group":
        """Return the group of the articles that refer to the same thing."""
        return cls(use.reference.vocabulary, use.key)

    @property
    def tag(self) -> str:
        """All of it in one text."""
        return f"{self.kind} {self.key}"

    @classmethod
    def of_tag(cls, tag: str) -> "Group":
        """Return the group that has this tag."""
        kind, _, key = tag.partition(" ")
        return cls(kind, key)


ALL_FIGURES = Group(FIGURES, "")
"""The articles that state figures."""


class Portion(NamedTuple):
    """The articles of a group that are dated in one month: what is kept, read and shown together."""

    group: Group
    period: Period

    @classmethod
    def of_month(cls, month: Month) -> "Portion":
        """Return the articles of a month, the only portion of its group."""
        return cls(Group.of_month(month), month.period)


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


Tallies = Mapping[Period, Tally]
"""Of one entity: when articles refer to it → what they say of it."""


EventCounts = Mapping[Period, Mapping[int, int]]
"""Of the events of one month: when articles that tell of it are dated → day (0: the month itself) → how many do."""


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
    def is_unknown(self) -> bool:
        """Whether it stands for the newspaper of articles that do not name theirs."""
        return self.vocabulary is Vocabulary.SOURCES and self.id == UNKNOWN_SOURCE.entry_id


class Role(NamedTuple):
    """A role of a person, and the first and the last month in which an article gives it."""

    words: str
    first: Period | None
    """None for a role that only the authority file or undated articles give."""

    last: Period | None


_decode_companions = msgspec.msgpack.Decoder(dict[str, int]).decode


def decode_companions(content: bytes) -> dict[str, int]:
    """Return with whom articles name an entity: the tags of the groups, its own too → in how many of them."""
    return _decode_companions(content) if content else {}


class Entity(Struct, frozen=True, kw_only=True):
    """A person, organisation, place, topic or source of the archive, and when articles refer to it."""

    listing: Listing
    forms: tuple[str, ...]
    """The other forms of the name, from the authority file and the articles."""

    roles: tuple[Role, ...]
    quotations: int
    given: int
    figures: int
    """These three as in a Tally, in all its articles."""

    entry: Entry | None
    counts: Mapping[Period, int]
    """How many articles refer to it in each month, the newest month first."""

    changed: Collection[Period] | None
    """The months whose articles may be shown otherwise than before; None: every page of it may be another."""

    companions: bytes
    """With whom its articles name it, encoded (see `decode_companions`)."""


def measure_group(id_: str) -> Group:
    """Return the group of the articles that state figures of a measure."""
    return Group(MEASURES, f"#{id_}")


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


class Holdings(Protocol):
    """An archive as the last build published it, of which only what is asked for is read."""

    listings: Listings
    homonyms: Sequence[Homonyms]
    months: Mapping[Month, int]
    """How many articles each month of the calendar has."""

    events: Mapping[Period, int]
    """How many events the articles place in each month."""

    figures: Mapping[Period, int]
    """How many figures the articles of each month state."""

    measures: Mapping[str, MeasureListing]
    """The measures that have figures, by their ids."""

    def heads(self, paths: Iterable[str]) -> dict[str, Head]:
        """Return the heads of those of these articles that were published."""

    def paths(self, portion: Portion) -> Sequence[str]:
        """Return the article files of a portion, in no order."""

    def tallies(self, group: Group) -> Tallies:
        """Return what the articles of a group say of the entity that they refer to."""

    def event_counts(self, period: Period) -> EventCounts:
        """Return how many articles tell of each day of a month."""

    def companions(self, group: Group) -> bytes:
        """Return with whom the articles of a group name its entity, encoded (see `Entity`); nothing of none."""

    def measure_tallies(self, group: Group) -> MeasureTallies:
        """Return what the articles of a group state of the measure that they share."""


class Relation(Struct, frozen=True, kw_only=True):
    """An earlier article that is related to another, and why."""

    card: Card
    shared: tuple[Group, ...]
    """What both refer to, in the order of the later one."""

    is_same_event: bool
    """Whether both seem to report on one event."""


class Thread(Struct, frozen=True, kw_only=True):
    """The neighbours of an article among those that refer to one person or topic."""

    group: Group
    before: Card | None
    after: Card | None


class Relations(Struct, frozen=True, kw_only=True):
    """All that an article's page shows of other articles."""

    related: tuple[Relation, ...] = ()
    """The nearest first."""

    threads: tuple[Thread, ...] = ()


class Archive(Struct, frozen=True, kw_only=True):
    """The archive as it is now: all listings and counts, and the articles of whatever is asked for."""

    settings: Settings
    authorities: Authorities
    listings: Listings
    homonyms: Sequence[Homonyms]
    months: Mapping[Month, int]
    """How many articles each month of the calendar has."""

    events: Mapping[Period, int]
    """How many events the articles place in each month."""

    figures: Mapping[Period, int]
    """How many figures the articles of each month state, the newest month first."""

    measures: Mapping[str, MeasureListing]
    """The measures that have figures, by their ids."""

    changed_months: Collection[Month]
    """Those whose lists may have changed since the holdings, among them those that have no article any more."""

    changed_entities: Mapping[Group, Entity | None]
    """The entities whose pages may have changed; None for those that no article refers to any more."""

    changed_articles: Mapping[str, Head | None]
    """The articles whose own pages may have changed: path → head, None for those that are not published any more."""

    changed_events: Mapping[Period, EventCounts]
    """The months whose events may have changed → how many articles tell of each day now."""

    changed_portions: Mapping[Portion, Sequence[str]]
    """The portions whose articles may have changed → their article files, none for those that are empty now."""

    changed_tallies: Mapping[Group, Tallies]
    """What articles say of the entities that may have changed; nothing of those that none refers to any more."""

    changed_companions: Mapping[Group, bytes]
    """With whom the articles of a group name its entity, encoded, where that changed; nothing of none."""

    changed_figures: Collection[Period]
    """The months whose figures may have changed."""

    changed_series: Mapping[str, Series | None]
    """The measures whose pages may have changed, by their ids; None for those that have no figure any more."""

    changed_measure_tallies: Mapping[Group, MeasureTallies]
    """What articles state of the measures that may have changed."""

    heads: Callable[[Iterable[Portion]], Sequence[Head]]
    """Returns the articles of some portions, each once, newest first."""

    relations: Callable[[Head], Relations]
    """Returns what an article has to do with others."""

    event_counts: Callable[[Period], EventCounts]
    """Returns how many articles tell of each day of a month."""

    def listing(self, group: Group) -> Listing | None:
        """Return what the references of a group lead to."""
        return self.listings[Vocabulary(group.kind)].get(group.key)

    def cards(self, months: Iterable[Month]) -> list[Card]:
        """Return the articles of some months, newest first."""
        return [head.card for head in self.heads(map(Portion.of_month, months))]

    def heads_about(self, entity: Entity, periods: Iterable[Period]) -> Sequence[Head]:
        """Return the articles that refer to an entity and are dated in some months, newest first."""
        return self.heads(Portion(entity.listing.group, period) for period in periods)

    def newest(self) -> Iterator[Card]:
        """Yield all articles, newest first, those without date last."""
        return (head.card for head in self.newest_heads())

    def newest_heads(self) -> Iterator[Head]:
        """Yield what is known of all articles, newest first, those without date last."""
        months: defaultdict[Period, list[Month]] = defaultdict(list)
        for month in self.months:
            months[month.period].append(month)
        for _, alike in sorted(months.items(), reverse=True):
            yield from self.heads(map(Portion.of_month, alike))
