"""Read a declared date: EDTF, or day first as Vietnamese newspapers write it."""

import datetime
import re

from kaluga_site.model.dates import PartialDate

_TIME = r"(?:[T ]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?) ?(?P<offset>Z|[+-]\d{2}:?\d{2})?)?"
DATE_FORMS = [
    re.compile(rf"(?P<year>\d{{4}})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?){_TIME})?)?(?P<mark>\?)?"),
    re.compile(rf"(?P<day>\d\d?)([/.-])(?P<month>\d\d?)\2(?P<year>\d{{4}}){_TIME}(?P<mark>\?)?"),
    re.compile(r"(?P<month>\d\d?)/(?P<year>\d{4})(?P<mark>\?)?"),
]
"""How a date can be written: EDTF, day first, month first."""
_TWO_DIGIT_YEAR = re.compile(r"\d\d?([/.-])\d\d?\1\d\d\??")


class DateError(ValueError):
    """A text that is no date; `code` is the problem's code."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


def parse_date(text: str) -> PartialDate:
    """Return the date that a text states; raise DateError where it states none.

    Read are YYYY, YYYY-MM, YYYY-MM-DD, with a time and offset or not, DD/MM/YYYY and MM/YYYY, each with a
    "?" where it is uncertain. Source: ISO 8601-2:2019 (EDTF) for the first; the press's habit for the others.
    """
    if _TWO_DIGIT_YEAR.fullmatch(text):
        raise DateError("two-digit-year")
    match = next((match for form in DATE_FORMS if (match := form.fullmatch(text))), None)
    if match is None:
        raise DateError("unreadable-date")
    parts = match.groupdict()
    year, month, day = (int(parts[name]) if parts.get(name) else None for name in ("year", "month", "day"))
    try:
        datetime.date(year or 0, 1 if month is None else month, 1 if day is None else day)
        time = _time(parts.get("time"), parts.get("offset"))
    except ValueError:
        raise DateError("impossible-date") from None
    return PartialDate(year=year or 0, month=month, day=day, time=time, uncertain=bool(parts.get("mark")))


def _time(time: str | None, offset: str | None) -> str | None:
    """Return "HH:MM:SS" with the offset as "+HH:MM", checked. Raises ValueError."""
    if time is None:
        return None
    offset = {None: "", "Z": "+00:00"}.get(offset, offset or "")
    return datetime.time.fromisoformat(time.zfill(len(time) + (time[1] == ":")) + offset).isoformat()
