"""Files for harvesters: static repositories of OAI-PMH 2.0 with Dublin Core, one for each year of articles.

A static repository may hold some 5,000 records, says its specification, and one of a whole archive would be written
anew with every article. Articles without date have none to be harvested by; withdrawn ones cannot be told as deleted.
"""

from collections.abc import Iterator

from kaluga_site.model.archive import Archive
from kaluga_site.model.cards import Card
from kaluga_site.model.groups import Portion
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.program_views import HarvestRecord, HarvestView
from kaluga_site.render.showing import Showing


def harvest_view(year: int, showing: Showing) -> HarvestView:
    """Return the file of a year that has records."""
    records = tuple(harvest_records(year, showing))
    archive = showing.archive
    return HarvestView(
        name=archive.settings.title,
        base_url=_base_url(addresses.harvest_address(year), archive),
        admin=archive.settings.oai_admin or "",
        earliest=min(record.datestamp for record in records),
        records=records,
    )


def harvest_records(year: int, showing: Showing) -> Iterator[HarvestRecord]:
    """Yield what is told of the articles that are dated in a year, newest first."""
    archive = showing.archive
    portions = [Portion.of_month(month) for month in archive.months if month.year == year]
    for head in archive.heads(portions):
        if not head.card.withdrawn:
            yield _record(head, showing)


def _record(head: Head, showing: Showing) -> HarvestRecord:
    card = head.card
    address = f"{card.address}.html"
    return HarvestRecord(
        identifier=showing.site.canonical(address) or address,
        datestamp=_datestamp(card),
        title=card.title,
        creators=card.authors,
        subjects=tuple(use.reference.name for use in head.uses if use.reference.vocabulary is Vocabulary.TOPICS),
        description=card.summary,
        publisher=card.source.name if card.source else None,
        date=card.date.edtf if card.date else None,
        language=card.language,
        rights=showing.rights(head),
    )


def _datestamp(card: Card) -> str:
    """Return the day of an article or of its last correction, or the first that it may have been."""
    return max(date.first_day for date in (card.date, card.corrected) if date is not None).isoformat()


def _base_url(address: str, archive: Archive) -> str:
    """Return where the file is harvested: at its gateway, which puts itself before the address, else where it lies."""
    whole = f"{archive.settings.base_url or ''}{address}"
    gateway = archive.settings.oai_gateway
    return f"{gateway}{whole.partition('://')[2]}" if gateway else whole
