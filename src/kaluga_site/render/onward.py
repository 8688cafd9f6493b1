"""Show where an article leads: to those it is related to, and on to its neighbours of one person or topic."""

from collections.abc import Iterable, Iterator

from kaluga_site.model.archive import Archive, Card, Group, Relation, Relations, Thread
from kaluga_site.model.names import Vocabulary
from kaluga_site.render.showing import entity_link, shown_date
from kaluga_site.render.views import Link, Onward, ShownNeighbour, ShownRelation, ShownThread

REASONS = 4
"""So many shared names are given as the reason; of more the number."""


def onward(relations: Relations, archive: Archive) -> Onward:
    """Return what the page of an article shows of others."""
    return Onward(
        same_event=tuple(_relation(one, archive) for one in relations.related if one.is_same_event),
        related=tuple(_relation(one, archive) for one in relations.related if not one.is_same_event),
        threads=tuple(_threads(relations.threads, archive)),
    )


def _relation(relation: Relation, archive: Archive) -> ShownRelation:
    card = relation.card
    names = _names((group for group in relation.shared if group.kind != Vocabulary.TOPICS), archive)
    return ShownRelation(
        article=_neighbour(card),
        date=shown_date(card.date, card.date_basis) if card.date else None,
        names=names[:REASONS],
        more_names=max(0, len(names) - REASONS),
        topics=_names((group for group in relation.shared if group.kind == Vocabulary.TOPICS), archive),
    )


def _threads(threads: Iterable[Thread], archive: Archive) -> Iterator[ShownThread]:
    abouts: dict[tuple[Card | None, Card | None], list[Link]] = {}
    for thread in threads:
        listing = archive.listing(thread.group)
        if listing is not None:
            abouts.setdefault((thread.before, thread.after), []).append(entity_link(listing))
    for (before, after), about in abouts.items():
        yield ShownThread(
            about=tuple(about),
            before=_neighbour(before) if before else None,
            after=_neighbour(after) if after else None,
        )


def _names(groups: Iterable[Group], archive: Archive) -> tuple[str, ...]:
    listings = map(archive.listing, groups)
    return tuple(listing.name for listing in listings if listing is not None)


def _neighbour(card: Card) -> ShownNeighbour:
    return ShownNeighbour(title=card.title, address=f"{card.address}.html", language=card.language)
