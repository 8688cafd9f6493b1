"""Reading an article: text in, spans out. Pure functions; every finding names its rule and its span."""

from collections.abc import Collection

from kaluga_site.extract.as_of import date_figures
from kaluga_site.extract.changes import find_changes, share_measured
from kaluga_site.extract.dates import find_dates, find_publication_date
from kaluga_site.extract.figures import find_figures
from kaluga_site.extract.head import block_kind, read_raw, supply_title
from kaluga_site.extract.people import find_people
from kaluga_site.extract.sums import find_sums
from kaluga_site.extract.tags import find_tag
from kaluga_site.extract.words import read_passage
from kaluga_site.model.findings import Findings

__all__ = ["block_kind", "find_facts", "read_raw", "supply_title"]


def find_facts(text: str, *, known_people: Collection[str] = ()) -> Findings:
    """Read the plain text of a body, its blocks joined by blank lines and its title not in it.

    `known_people` are names, in any order of their parts, that are persons wherever they stand.
    """
    passage = read_passage(text)
    dates = find_dates(passage)
    figures = date_figures(passage, find_figures(passage, dates), dates)
    changes = find_changes(passage, figures)
    return Findings(
        tag=find_tag(text),
        date=find_publication_date(text, dates),
        people=tuple(find_people(passage, known_people)),
        figures=tuple(share_measured(figures, changes)),
        dates=tuple(dates),
        changes=tuple(changes),
        sums=tuple(find_sums(passage, figures)),
    )
