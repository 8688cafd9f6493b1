"""What an article has to do with others."""

from msgspec import Struct

from kaluga_site.model.cards import Card
from kaluga_site.model.groups import Group


class Relation(Struct, frozen=True, kw_only=True, gc=False):
    """An earlier article that is related to another, and why."""

    card: Card
    shared: tuple[Group, ...]
    """What both refer to, in the order of the later one."""

    is_same_event: bool
    """Whether both seem to report on one event."""


class Thread(Struct, frozen=True, kw_only=True, gc=False):
    """The neighbours of an article among those that refer to one person or topic."""

    group: Group
    before: Card | None
    after: Card | None


class Relations(Struct, frozen=True, kw_only=True, gc=False):
    """All that an article's page shows of other articles."""

    related: tuple[Relation, ...] = ()
    """The nearest first."""

    threads: tuple[Thread, ...] = ()
