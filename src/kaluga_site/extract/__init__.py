"""Reading an article: text in, spans out. Pure functions; every finding names its rule and its span."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from kaluga_site.extract.as_of import date_figures
from kaluga_site.extract.changes import find_changes, share_measured
from kaluga_site.extract.dates import find_dates
from kaluga_site.extract.events import find_events
from kaluga_site.extract.figures import read_figures
from kaluga_site.extract.head import block_kind, read_raw, supply_title
from kaluga_site.extract.organisations import find_organisations
from kaluga_site.extract.passage import read_passage
from kaluga_site.extract.people import People
from kaluga_site.extract.places import find_places
from kaluga_site.extract.publication import find_publication_date
from kaluga_site.extract.quantities import find_quantities, without_dates
from kaluga_site.extract.quotations import find_quotations
from kaluga_site.extract.spans import Taken
from kaluga_site.extract.sums import find_sums
from kaluga_site.extract.tags import find_tag
from kaluga_site.extract.titles import people_in_title, with_title
from kaluga_site.extract.topics import TopicWords, find_topics
from kaluga_site.model.findings import Findings

__all__ = ["Text", "TopicWords", "Vocabularies", "block_kind", "find_facts", "read_raw", "supply_title"]


class Vocabularies(NamedTuple):
    """What an archive knows of organisations, places and topics."""

    organisations: Collection[str] = ()
    """Names that are organisations wherever they stand, letter for letter."""

    places: Collection[str] = ()
    """Names that are places wherever they stand, letter for letter."""

    topics: Iterable[TopicWords] = ()
    """All topics there are."""


class Text(NamedTuple):
    """The plain text of a body to read: its blocks joined by blank lines, its title not in it."""

    text: str
    title: str = ""
    """Topics and people look at it."""

    known_people: Collection[str] = ()
    """Names that are persons wherever they stand, in any order of their parts."""

    known: Vocabularies = Vocabularies()


def find_facts(texts: Iterable[Text]) -> list[Findings]:
    """Read texts rule by rule, all of them at each: the processor still holds what a rule needs, a fifth is gained."""
    drafts = [_Draft(text) for text in texts]
    for step in _STEPS:
        for draft in drafts:
            step(draft)
    return [draft.findings() for draft in drafts]


class _Draft:
    """What was found in a text so far. A step takes what those before it have found."""

    __slots__ = (*Findings.__struct_fields__, "given", "names", "passage", "quantities", "taken", "titled", "undated")

    def __init__(self, given: Text) -> None:
        self.given = given

    def read(self) -> None:
        self.passage = read_passage(self.given.text)

    def find_dates(self) -> None:
        self.dates = find_dates(self.passage)
        self.date = find_publication_date(self.given.text, self.dates)

    def find_credited(self) -> None:
        self.titled = people_in_title(self.given.title)
        full = [person.name for person in self.titled if " " in person.name and person.name in self.given.text]
        self.names = People(self.passage, [*self.given.known_people, *full])

    def find_titled(self) -> None:
        self.names.find_titled()

    def find_untitled(self) -> None:
        self.names.find_untitled()

    def find_repeats(self) -> None:
        self.names.find_repeats()

    def find_people(self) -> None:
        self.people = with_title(self.names.found(), self.titled)
        self.taken = [mention.span for person in self.people for mention in person.mentions]

    def find_organisations(self) -> None:
        self.organisations = find_organisations(self.passage, self._taken(), self.given.known.organisations)
        self.taken += [mention.span for one in self.organisations for mention in one.mentions]

    def find_places(self) -> None:
        self.places = find_places(self.passage, self._taken(), self.given.known.places)

    def find_quantities(self) -> None:
        self.undated = without_dates(self.passage, self.dates)
        self.quantities = find_quantities(self.undated)

    def read_figures(self) -> None:
        self.figures = read_figures(self.undated, self.quantities)

    def date_figures(self) -> None:
        self.figures = date_figures(self.passage, self.figures, self.dates)

    def find_sums(self) -> None:
        self.sums = find_sums(self.passage, self.figures)

    def find_changes(self) -> None:
        self.changes = find_changes(self.passage, self.figures)
        self.figures = share_measured(self.figures, self.changes)

    def find_quotations(self) -> None:
        self.quotations = find_quotations(self.passage, self.people)

    def find_topics(self) -> None:
        self.topics = find_topics(self.passage, self.given.title, self.given.known.topics)

    def find_tag(self) -> None:
        self.tag = find_tag(self.given.text)

    def find_events(self) -> None:
        self.events = find_events(self.passage, self.dates)

    def _taken(self) -> Taken:
        return Taken((span.start, span.end) for span in self.taken)

    def findings(self) -> Findings:
        return Findings(
            tag=self.tag,
            date=self.date,
            people=tuple(self.people),
            figures=tuple(self.figures),
            dates=tuple(self.dates),
            quotations=tuple(self.quotations),
            organisations=tuple(self.organisations),
            places=tuple(self.places),
            topics=tuple(self.topics),
            changes=tuple(self.changes),
            sums=tuple(self.sums),
            events=tuple(self.events),
        )


_STEPS = (
    _Draft.read,
    _Draft.find_dates,
    _Draft.find_credited,
    _Draft.find_titled,
    _Draft.find_untitled,
    _Draft.find_repeats,
    _Draft.find_people,
    _Draft.find_organisations,
    _Draft.find_places,
    _Draft.find_quantities,
    _Draft.read_figures,
    _Draft.date_figures,
    _Draft.find_sums,
    _Draft.find_changes,
    _Draft.find_quotations,
    _Draft.find_topics,
    _Draft.find_tag,
    _Draft.find_events,
)
