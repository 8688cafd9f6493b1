"""What search tells of articles, a month of them at a time: of those that stayed as they were it is known."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from kaluga_site.model.archive import Holdings
from kaluga_site.model.cards import Card
from kaluga_site.model.entities import Listings
from kaluga_site.model.found import FoundArticle, Named, Narrowing, decode_found, encode_found
from kaluga_site.model.groups import Period
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary


def find_anew(
    before: Holdings, periods: Collection[Period], changed: Mapping[str, Head | None], listings: Listings
) -> dict[Period, bytes]:
    """Return the articles of some months that can be found, encoded.

    `changed` are those of them of which search may tell something else now; None for those that are gone.
    """
    new: defaultdict[Period, list[FoundArticle]] = defaultdict(list)
    for head in changed.values():
        if head is not None and not head.card.withdrawn:
            new[Period.of(head.card)].append(_found(head, listings))
    known = {period: decode_found(before.found(period)) for period in periods}
    return {
        period: encode_found([*(one for one in found if one.path not in changed), *new[period]])
        for period, found in known.items()
    }


def _found(head: Head, listings: Listings) -> FoundArticle:
    card = head.card
    named: dict[Vocabulary, list[Named]] = {Vocabulary.PEOPLE: [], Vocabulary.TOPICS: []}
    for use in head.uses:
        vocabulary = use.reference.vocabulary
        listing = listings[vocabulary].get(use.key) if vocabulary in named else None
        if listing is not None:
            named[vocabulary].append((listing.id, listing.name))
    return FoundArticle(
        path=card.path,
        age=card.age_key,
        words=head.words,
        length=head.length,
        title=card.title,
        language=card.language,
        date=card.date.iso if card.date else "",
        is_sure=card.date is not None and not card.date.uncertain,
        narrowing=Narrowing(_source(card, listings), tuple(named[Vocabulary.PEOPLE]), tuple(named[Vocabulary.TOPICS])),
    )


def _source(card: Card, listings: Listings) -> Named:
    source = listings[Vocabulary.SOURCES].get(card.source.key) if card.source else None
    return (source.id, source.name) if source else ("", "")
