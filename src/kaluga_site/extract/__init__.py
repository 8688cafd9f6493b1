"""Reading an article: text in, spans out. Pure functions; every finding names its rule and its span."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from kaluga_site.extract.as_of import date_figures
from kaluga_site.extract.changes import find_changes, share_measured
from kaluga_site.extract.dates import find_dates, find_publication_date
from kaluga_site.extract.events import find_events
from kaluga_site.extract.figures import find_figures
from kaluga_site.extract.head import block_kind, read_raw, supply_title
from kaluga_site.extract.organisations import find_organisations
from kaluga_site.extract.passage import read_passage
from kaluga_site.extract.people import find_people
from kaluga_site.extract.places import find_places
from kaluga_site.extract.quotations import find_quotations
from kaluga_site.extract.spans import Taken
from kaluga_site.extract.sums import find_sums
from kaluga_site.extract.tags import find_tag
from kaluga_site.extract.topics import TopicWords, find_topics
from kaluga_site.model.findings import Findings

__all__ = ["TopicWords", "Vocabularies", "block_kind", "find_facts", "read_raw", "supply_title"]


class Vocabularies(NamedTuple):
    """What an archive knows of organisations, places and topics."""

    organisations: Collection[str] = ()
    """Names that are organisations wherever they stand, letter for letter."""

    places: Collection[str] = ()
    """Names that are places wherever they stand, letter for letter."""

    topics: Iterable[TopicWords] = ()
    """All topics there are."""


_NOTHING_KNOWN = Vocabularies()


def find_facts(
    text: str, *, title: str = "", known_people: Collection[str] = (), known: Vocabularies = _NOTHING_KNOWN
) -> Findings:
    """Read the plain text of a body, its blocks joined by blank lines and its title not in it.

    `known_people` are names, in any order of their parts, that are persons wherever they stand. Only the topics look
    at the title.
    """
    passage = read_passage(text)
    dates = find_dates(passage)
    people = find_people(passage, known_people)
    spans = [mention.span for person in people for mention in person.mentions]
    persons = Taken((span.start, span.end) for span in spans)
    organisations = find_organisations(passage, persons, known.organisations)
    spans += [mention.span for one in organisations for mention in one.mentions]
    taken = Taken((span.start, span.end) for span in spans)
    figures = date_figures(passage, find_figures(passage, dates), dates)
    changes = find_changes(passage, figures)
    return Findings(
        tag=find_tag(text),
        date=find_publication_date(text, dates),
        people=tuple(people),
        figures=tuple(share_measured(figures, changes)),
        dates=tuple(dates),
        quotations=tuple(find_quotations(passage, people)),
        organisations=tuple(organisations),
        places=tuple(find_places(passage, taken, known.places)),
        topics=tuple(find_topics(passage, title, known.topics)),
        changes=tuple(changes),
        sums=tuple(find_sums(passage, figures)),
        events=tuple(find_events(passage, dates)),
    )
