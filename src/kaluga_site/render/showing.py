"""Turn records of the archive into what templates show."""

from collections.abc import Iterable
from itertools import groupby

from kaluga_site.model.archive import Archive, Card, Entity
from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.shelves import CutPage
from kaluga_site.render.views import (
    Frame,
    Group,
    Letter,
    Link,
    NavigationLink,
    Shelf,
    ShownCard,
    ShownDate,
    ShownEntity,
)
from kaluga_site.render.words import date_in_words, date_note
from kaluga_site.vietnamese import initial

VOCABULARY_NAMES = {
    Vocabulary.PEOPLE: "Nhân vật",
    Vocabulary.TOPICS: "Chủ đề",
    Vocabulary.ORGANISATIONS: "Tổ chức",
    Vocabulary.PLACES: "Địa danh",
    Vocabulary.SOURCES: "Nguồn",
}
ARTICLES_NAME = "Bài viết"
TIMELINE_NAME = "Dòng thời gian"


class Showing:
    """Shows the records of one archive."""

    def __init__(self, archive: Archive) -> None:
        """Show these records; the ways in are the same on every page."""
        self.archive = archive
        self.sections = [
            Link(ARTICLES_NAME, f"{addresses.ARTICLES}/index.html"),
            *(
                Link(VOCABULARY_NAMES[vocabulary], addresses.list_address(vocabulary))
                for vocabulary in addresses.FOLDERS
                if archive.entities[vocabulary]
            ),
            Link(TIMELINE_NAME, f"{addresses.TIMELINE}/index.html"),
        ]
        self.has_feed = any(card.date is not None and not card.withdrawn for card in archive.cards.values())
        self._cards: dict[str, ShownCard] = {}

    def frame(
        self,
        address: str,
        title: str,
        *,
        breadcrumb: tuple[Link, ...] = (),
        description: str | None = None,
        root: str | None = None,
    ) -> Frame:
        """Return what surrounds the page at an address; `root` where it is not what the address tells."""
        settings = self.archive.settings
        home = () if address == addresses.HOME else (Link("Trang chủ", addresses.HOME),)
        folder = address.partition("/")[0]
        return Frame(
            address=address,
            root=addresses.root_from(address) if root is None else root,
            title=title,
            site_title=settings.title,
            description=description,
            canonical=addresses.on_server(address, settings.base_url) if settings.base_url else None,
            feed=f"{addresses.ARTICLES}/index.xml" if self.has_feed else None,
            breadcrumb=(*home, *breadcrumb),
            navigation=tuple(
                NavigationLink(
                    label=section.label,
                    address=section.address,
                    current="/" in address and section.address.startswith(f"{folder}/"),
                )
                for section in self.sections
            ),
        )

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

    def cards(self, found: Iterable[str]) -> list[Card]:
        """Return the cards at these addresses."""
        return [self.archive.cards[address] for address in found]

    def source(self, card: Card) -> Link | None:
        """Return the newspaper of an article, if it is known."""
        entity = None if card.source is None else self.archive.entity_of(card.source)
        return None if entity is None else Link(entity.name, addresses.entity_address(entity))

    def entity(self, entity: Entity) -> ShownEntity:
        """Show an entity in a list."""
        note = entity.roles[0] if entity.roles else (entity.entry.note if entity.entry else None)
        return ShownEntity(
            name=entity.name, address=addresses.entity_address(entity), note=note, count=len(entity.articles)
        )

    def letters(self, entities: Iterable[Entity]) -> tuple[Letter, ...]:
        """Show entities, which come in Vietnamese order, by the letters their names begin with."""
        return tuple(
            Letter(letter=letter, entities=tuple(self.entity(entity) for entity in found))
            for letter, found in groupby(entities, _letter)
        )

    def groups(self, cut: CutPage) -> tuple[Group, ...]:
        """Show the articles of a list's page."""
        return tuple(Group(label=label, cards=tuple(self.card(card) for card in cards)) for label, cards in cut.groups)


def shown_date(date: PartialDate, basis: Basis | None) -> ShownDate:
    """Show a date in words."""
    return ShownDate(words=date_in_words(date), iso=date.iso, note=date_note(date, basis))


def shown_shelves(cut: CutPage) -> tuple[Shelf, ...]:
    """Show the years or months that have pages of their own."""
    return tuple(Shelf(label=label, address=address, count=count) for label, address, count in cut.shelves)


def _letter(entity: Entity) -> str:
    """Return the letter under which an entity is listed; what stands for an unknown source has none."""
    return "Không rõ" if entity.is_unknown else initial(entity.name)
