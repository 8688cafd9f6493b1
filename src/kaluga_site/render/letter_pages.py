"""The pages that list a vocabulary by letter; a long list is cut, so that no page grows too heavy."""

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from operator import attrgetter

from kaluga_site.model.entities import Listing
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.entity_views import EntitiesView
from kaluga_site.render.language import NN_, say
from kaluga_site.render.showing import Showing
from kaluga_site.render.site import vocabulary_link
from kaluga_site.render.views import Link, Shelf
from kaluga_site.render.words import counted
from kaluga_site.vietnamese import initial, letter_word

NAMES_LIMIT = 500
"""So many names stand on one page; a longer list is cut by its names' first letters, one more each time."""

BAR_LIMIT = 60
"""A page with more names has a bar of letters that leads into it."""

MOST_NAMED = 24
"""So many of those that most articles name stand on the first page of a list that is cut."""

_OTHERS = "khac"
"""The address word of the letters that Vietnamese does not have."""

_COUNTS = {
    Vocabulary.PEOPLE: NN_("{count} nhân vật"),
    Vocabulary.TOPICS: NN_("{count} chủ đề"),
    Vocabulary.ORGANISATIONS: NN_("{count} tổ chức"),
    Vocabulary.PLACES: NN_("{count} địa danh"),
    Vocabulary.SOURCES: NN_("{count} nguồn"),
    Vocabulary.AUTHORS: NN_("{count} tác giả"),
}


def entities_views(vocabulary: Vocabulary, showing: Showing) -> Iterator[EntitiesView]:
    """Yield what the pages that list a vocabulary show, the first page first."""
    entities = sorted(showing.archive.listings[vocabulary].values(), key=attrgetter("order"))
    pages = _Pages(vocabulary, showing)
    if len(entities) <= NAMES_LIMIT:
        yield pages.page(addresses.list_address(vocabulary), (), entities)
        return
    letters = _grouped(entities, 1)
    shelves = tuple(
        Shelf(label=_letter_label(found), address=pages.address(word), count=len(found))
        for word, found in letters.items()
    )
    yield pages.page(addresses.list_address(vocabulary), shelves, entities)
    for word, found in letters.items():
        yield from pages.of_letter(word, found)


def most_named(vocabulary: Vocabulary, number: int, showing: Showing) -> list[Listing]:
    """Return the entities of a vocabulary that most articles name."""
    listings = showing.archive.listings[vocabulary].values()
    return nsmallest(number, listings, key=lambda one: (-one.count, *one.order))


class _Pages:
    """Makes the pages of one vocabulary's list."""

    def __init__(self, vocabulary: Vocabulary, showing: Showing) -> None:
        self._vocabulary = vocabulary
        self._showing = showing
        self._link = vocabulary_link(vocabulary)

    def address(self, word: str) -> str:
        """Return the address of a page of some letters."""
        return f"{addresses.FOLDERS[self._vocabulary]}/{addresses.LETTERS}/{word}.html"

    def of_letter(self, letter: str, entities: Sequence[Listing]) -> Iterator[EntitiesView]:
        """Yield the page of a letter and, where it has too many names, those of the letters that follow it."""
        label = _letter_label(entities)
        parts = _cut(entities, 2) if len(entities) > NAMES_LIMIT else {}
        shelves = tuple(
            Shelf(label=_range_label(found), address=self.address(f"{letter}/{word}"), count=len(found))
            for word, found in parts.items()
        )
        yield self.page(self.address(letter), shelves, entities, label)
        above = Link(label, self.address(letter))
        for word, found in parts.items():
            yield self.page(self.address(f"{letter}/{word}"), (), found, _range_label(found), above)

    def page(
        self, address: str, shelves: tuple[Shelf, ...], entities: Sequence[Listing], label: str = "", *above: Link
    ) -> EntitiesView:
        """Return a page for some entities, which stand on it unless the shelves hold them."""
        showing = self._showing
        is_first = not label
        title = self._link.label if is_first else f"{self._link.label}: {label}"
        breadcrumb = () if is_first else (self._link, *above)
        most = most_named(self._vocabulary, MOST_NAMED, showing) if is_first and shelves else ()
        return EntitiesView(
            page=showing.site.frame(address, title, breadcrumb=breadcrumb),
            count=counted(_COUNTS[self._vocabulary], sum(not one.is_unknown for one in entities)),
            most_named=tuple(showing.entity(one) for one in most),
            shelves=shelves,
            is_long=not shelves and len(entities) > BAR_LIMIT,
            letters=() if shelves else showing.letters(entities),
        )


def _cut(entities: Sequence[Listing], length: int) -> dict[str, Sequence[Listing]]:
    """Return groups of names by so many of their first letters, by more where there are too many of them."""
    parts: dict[str, Sequence[Listing]] = {}
    for word, found in _grouped(entities, length).items():
        is_whole = all(len(one.name) <= length for one in found)
        parts.update({word: found} if len(found) <= NAMES_LIMIT or is_whole else _cut(found, length + 1))
    return parts


def _grouped(entities: Sequence[Listing], length: int) -> dict[str, list[Listing]]:
    """Group names by the address word of so many of their first letters."""
    groups: dict[str, list[Listing]] = {}
    for one in entities:
        word = _OTHERS if one.is_unknown else letter_word(one.name, length)
        groups.setdefault(_OTHERS if length == 1 and word == "-" else word, []).append(one)
    return groups


def _letter_label(entities: Sequence[Listing]) -> str:
    first = entities[0]
    return say("Khác") if first.is_unknown or letter_word(first.name, 1) == "-" else initial(first.name)


def _range_label(entities: Sequence[Listing]) -> str:
    first, last = entities[0].name, entities[-1].name
    return first if first == last else f"{first} – {last}"
