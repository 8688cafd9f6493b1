"""Turn records of the archive into what templates show."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from msgspec import Struct

from kaluga_site.model.archive import Archive
from kaluga_site.model.basis import Basis
from kaluga_site.model.cards import Card
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.entities import Listing
from kaluga_site.model.groups import Group
from kaluga_site.model.heads import DatedSentence, Head
from kaluga_site.model.names import Reference, Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.article_views import ShownNeighbour
from kaluga_site.render.entity_views import Letter
from kaluga_site.render.language import say, speaking
from kaluga_site.render.shelves import CutPage
from kaluga_site.render.site import Site
from kaluga_site.render.timeline_views import ShownEvent
from kaluga_site.render.views import CardGroup, Link, Shelf, ShownCard, ShownDate, ShownEntity
from kaluga_site.render.words import date_in_words, date_mark, date_note
from kaluga_site.vietnamese import initial, slug, telex

_NEIGHBOURS = 2_000
"""So many are kept."""


class ArticleLinks(Struct, frozen=True, kw_only=True):
    """What an article's own page needs of the archive: where its references lead, its source's rights, its release."""

    links: Mapping[tuple[Vocabulary, str], Link]
    """(vocabulary, key of the reference) → its entity's page; nothing for those without one."""

    rights: str | None
    is_ahead: bool = False
    """Whether the article's date has not come yet."""

    def to(self, reference: Reference) -> Link | None:
        """Return where a reference leads."""
        return self.links.get((reference.vocabulary, reference.key))


class Showing:
    """Shows the records of one archive."""

    def __init__(self, archive: Archive, language: str) -> None:
        """Show these records in a language; the ways in are the same on every page."""
        self.archive = archive
        with speaking(language):
            self.site = Site.of(archive)
        self._cards: dict[str, ShownCard] = {}
        self._neighbours: dict[str, ShownNeighbour] = {}
        self._links: dict[tuple[str, str], Link | None] = {}

    def links(self, head: Head) -> ArticleLinks:
        """Return what an article's own page needs of the archive."""
        found, known = {}, self._links
        for use in head.uses:
            key = use.reference.vocabulary, use.key
            link = known[key] if key in known else self.link(Group(*key))  # nearly all are known, and equal a Group
            if link:
                found[key] = link
        return ArticleLinks(
            links=found,
            rights=self.rights(head),
            is_ahead=head.card.path in self.archive.ahead,
        )

    def rights(self, head: Head) -> str | None:
        """Return the rights statement of an article's newspaper."""
        source = head.card.source
        entry = self.archive.authorities.sources.by_id.get(source.entry_id or "") if source else None
        return entry.rights if entry else None

    def link(self, group: Group) -> Link | None:
        """Return what leads to an entity, made once."""
        if group not in self._links:
            found = self.archive.listing(group)
            with speaking(self.site.language):  # whoever asks may speak none, or another
                self._links[group] = entity_link(found) if found else None
        return self._links[group]

    def card(self, card: Card) -> ShownCard:
        """Show an article in a list."""
        if card.address not in self._cards:
            self._cards[card.address] = ShownCard(
                title=card.title,
                address=f"{card.address}.html",
                language=card.language,
                date=shown_date(card.date, card.date_basis) if card.date else None,
                source=self.source(card),
                summary=card.summary,
                withdrawn=card.withdrawn,
            )
        return self._cards[card.address]

    def event(self, card: Card, event: DatedSentence) -> ShownEvent:
        """Show a sentence that says what happens on a day, with its article behind it."""
        return ShownEvent(
            before=event.sentence[: event.start],
            words=event.sentence[event.start : event.end],
            after=event.sentence[event.end :],
            iso=event.date.iso,
            address=f"{card.address}.html#{event.block}",
            language=card.language,
            title=card.title,
            source=self.source(card),
            published=shown_date(card.date, card.date_basis) if card.date else None,
            is_year_inferred=event.is_year_inferred,
        )

    def neighbour(self, card: Card) -> ShownNeighbour:
        """Show an article that others lead to; most of these are planned soon after each other, and it is made once."""
        found = self._neighbours.get(card.address)
        if found is None:
            if len(self._neighbours) >= _NEIGHBOURS:
                self._neighbours.clear()
            found = self._neighbours[card.address] = ShownNeighbour(
                title=card.title,
                address=f"{card.address}.html",
                language=card.language,
                date=shown_date(card.date, card.date_basis) if card.date else None,
            )
        return found

    def source(self, card: Card) -> Link | None:
        """Return the newspaper of an article, if it is known."""
        return None if card.source is None else self.link(Group(Vocabulary.SOURCES, card.source.key))

    def entity(self, entity: Listing) -> ShownEntity:
        """Show an entity in a list."""
        address = addresses.entity_address(entity)
        return ShownEntity(
            name=shown_name(entity),
            address=address,
            note=entity.note,
            count=entity.count,
            is_unknown=entity.is_unknown,
        )

    def letters(self, entities: Iterable[Listing]) -> tuple[Letter, ...]:
        """Show entities, which come in Vietnamese order, by the letters their names begin with."""
        return tuple(
            Letter(letter=letter, id=_letter_id(letter), entities=tuple(self.entity(entity) for entity in found))
            for letter, found in groupby(entities, _letter)
        )

    def groups(self, cut: CutPage) -> tuple[CardGroup, ...]:
        """Show the articles of a list's page."""
        return tuple(
            CardGroup(label=label, cards=tuple(self.card(card) for card in cards)) for label, cards in cut.groups()
        )


def entity_link(entity: Listing) -> Link:
    """Return what leads to an entity's page."""
    return Link(shown_name(entity), addresses.entity_address(entity))


def shown_name(entity: Listing) -> str:
    """Return an entity's name; what stands for an unknown source is called so in every language."""
    return say("Không rõ nguồn") if entity.is_unknown else entity.name


def shown_date(date: PartialDate, basis: Basis | None) -> ShownDate:
    """Show a date in words."""
    return ShownDate(words=date_in_words(date), iso=date.iso, note=date_note(date, basis), mark=date_mark(date, basis))


def shown_shelves(cut: CutPage) -> tuple[Shelf, ...]:
    """Show the years or months that have pages of their own."""
    return tuple(Shelf(label=label, address=address, count=count) for label, address, count in cut.shelves)


def _letter_id(letter: str) -> str:
    """Return the id of a letter's heading: D is "chu-d", Đ is "chu-dd", Б is "chu-u0411"."""
    if letter == "#":
        return "chu-khac"
    word = slug(letter) if len(letter) > 1 else telex(letter).lower()
    return f"chu-{word}" if word.isascii() else f"chu-u{ord(letter):04x}"


def _letter(entity: Listing) -> str:
    """Return the letter under which an entity is listed; what stands for an unknown source has none."""
    return say("Không rõ") if entity.is_unknown else initial(entity.name)
