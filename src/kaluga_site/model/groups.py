"""Articles that are shown together, a month of them at a time."""

from typing import NamedTuple

from kaluga_site.model.cards import Age, Card, Use


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


class Member(NamedTuple):
    """An article of a portion."""

    path: str
    """Its file."""

    age: Age | None
    """Its place in time; None of one that has none."""

    @classmethod
    def of(cls, card: Card) -> "Member":
        """Return an article as a member of its portions."""
        return cls(card.path, card.age_key if card.stands_in_time else None)


def measure_group(id_: str) -> Group:
    """Return the group of the articles that state figures of a measure."""
    return Group(MEASURES, f"#{id_}")
