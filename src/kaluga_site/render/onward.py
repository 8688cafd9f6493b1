"""Show where an article leads: to those it is related to, and on to its neighbours of one person or topic."""

from collections.abc import Iterable, Iterator

from kaluga_site.model.groups import Group
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.relations import Relation, Relations, Thread
from kaluga_site.render.article_views import Onward, ShownRelation, ShownThread
from kaluga_site.render.showing import Showing

REASONS = 4
"""So many shared names are given as the reason; of more the number."""


def onward(relations: Relations, showing: Showing) -> Onward:
    """Return what the page of an article shows of others."""
    return Onward(
        same_event=tuple(_relation(one, showing) for one in relations.related if one.is_same_event),
        related=tuple(_relation(one, showing) for one in relations.related if not one.is_same_event),
        threads=tuple(_threads(relations.threads, showing)),
    )


def _relation(relation: Relation, showing: Showing) -> ShownRelation:
    card = relation.card
    names = _names((group for group in relation.shared if group.kind != Vocabulary.TOPICS), showing)
    return ShownRelation(
        article=showing.neighbour(card),
        names=", ".join(names[:REASONS]),
        more_names=max(0, len(names) - REASONS),
        topics=", ".join(_names((group for group in relation.shared if group.kind == Vocabulary.TOPICS), showing)),
    )


def _threads(threads: Iterable[Thread], showing: Showing) -> Iterator[ShownThread]:
    alike: dict[tuple[str | None, ...], list[Thread]] = {}
    for thread in threads:
        neighbours = tuple(card.address if card else None for card in (thread.before, thread.after))
        alike.setdefault(neighbours, []).append(thread)
    for found in alike.values():
        before, after = found[0].before, found[0].after
        yield ShownThread(
            about=tuple(link for thread in found if (link := showing.link(thread.group))),
            before=showing.neighbour(before) if before else None,
            after=showing.neighbour(after) if after else None,
        )


def _names(groups: Iterable[Group], showing: Showing) -> tuple[str, ...]:
    return tuple([link.label for link in map(showing.link, groups) if link])
