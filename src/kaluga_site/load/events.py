"""Complete the events that an article's text dates: which year is meant, and in which block they stand."""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kaluga_site.model.article import YEAR_OF_ARTICLE, ArticlePerson, Body, Event
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import FoundEvent

NEAR = 60
"""A day without year is one within so many days of the article's own."""


def complete_events(
    found: Sequence[FoundEvent], published: PartialDate | None, people: Iterable[ArticlePerson], body: Body
) -> tuple[Event, ...]:
    """Return the events of an article in the order of its text, of each date the first.

    A day written without year is that within 60 days of the article's own date, if this is certain and known to the
    day, and if the paragraph names no other year up to there; else it is left out. So is a sentence that names
    somebody whom the archive keeps private.
    """
    if not found:
        return ()
    private = [mention.span for person in people if person.reference.private for mention in person.mentions]
    blocks = list(body.placed_blocks())
    starts = [span.start for _, span in blocks]
    events: dict[str, Event] = {}
    for one in found:
        date = _date(one, published)
        if date is not None and date.value.iso not in events and not _holds(one.sentence, private):
            block = blocks[bisect_right(starts, one.span.start) - 1][0].id
            events[date.value.iso] = Event(date=date, sentence=one.sentence, block=block)
    return tuple(events.values())


def _date(found: FoundEvent, published: PartialDate | None) -> Attested[PartialDate] | None:
    """Return when an event takes place; None where its year is not certain."""
    year, month, *day = (int(part) if part.isdigit() else 0 for part in found.iso.replace("--", "0-").split("-"))
    value: PartialDate | None = PartialDate(year=year, month=month, day=day[0] if day else None)
    rule = found.rule
    if not year:
        value, rule = _near(month, day[0], published, found.years), YEAR_OF_ARTICLE
    return None if value is None else Attested(value=value, basis=Basis.INFERRED, rule=rule, span=found.span)


def _near(month: int, day: int, published: PartialDate | None, years: Iterable[int]) -> PartialDate | None:
    """Return the day that is meant near the date of an article."""
    if published is None or published.day is None or published.uncertain:
        return None
    for year in (published.year - 1, published.year, published.year + 1):
        is_near = _is_day(year, month, day) and abs(datetime.date(year, month, day) - published.first_day).days <= NEAR
        if is_near:
            return PartialDate(year=year, month=month, day=day) if all(other == year for other in years) else None
    return None


def _is_day(year: int, month: int, day: int) -> bool:
    """Return whether the calendar has a day; only the 29th of February is in question."""
    return datetime.MINYEAR <= year <= datetime.MAXYEAR and ((month, day) != (2, 29) or _is_leap(year))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _holds(sentence: Span, spans: Iterable[Span]) -> bool:
    return any(sentence.start < span.end and span.start < sentence.end for span in spans)
