"""Say dates, numbers and counts in the site's language."""

import datetime
import zoneinfo
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate

_LOCALE = "vi"


@lru_cache(maxsize=10_000)
def date_in_words(date: PartialDate) -> str:
    """Return a date as precise as it is known, as newspapers write it.

    "Thứ Ba, ngày 25 tháng 11 năm 2025", "Tháng 11 năm 2025", "Năm 2025".
    """
    if date.day is not None:
        return format_date(date.first_day, "EEEE, 'ngày' d MMMM 'năm' y", locale=_LOCALE)
    return f"Năm {date.year}" if date.month is None else month_in_words(date.year, date.month)


@lru_cache(maxsize=10_000)
def day_in_words(date: datetime.date) -> str:
    """Return a day within its month's page: "Thứ Ba, ngày 25 tháng 11"."""
    return format_date(date, "EEEE, 'ngày' d MMMM", locale=_LOCALE)


@lru_cache(maxsize=10_000)
def month_in_words(year: int, month: int) -> str:
    """Return "Tháng 11 năm 2025"."""
    text = format_skeleton("yMMMM", datetime.date(year, month, 1), locale=_LOCALE)
    return text[:1].upper() + text[1:]


def date_mark(date: PartialDate, basis: Basis | None) -> str | None:
    """Return in a word or two that a date is not certain, for lists."""
    if date.uncertain:
        return "chưa chắc chắn"
    return "suy ra" if basis is Basis.INFERRED else None


def date_note(date: PartialDate, basis: Basis | None) -> str | None:
    """Return how sure a date is, where it is not simply declared."""
    notes = {
        (True, True): "ngày suy ra từ nội dung, chưa chắc chắn",
        (True, False): "ngày suy ra từ nội dung",
        (False, True): "ngày chưa chắc chắn",
    }
    return notes.get((basis is Basis.INFERRED, date.uncertain))


@lru_cache(maxsize=10_000)
def number_in_words(value: Decimal) -> str:
    """Return a number with Vietnamese grouping and decimal mark: "21.000.000.000", "1,5"."""
    return format_decimal(value, locale=_LOCALE, decimal_quantization=False)


def moment(date: PartialDate, time_zone: str) -> datetime.datetime:
    """Return the moment at which a date begins; a time without offset is meant in the zone."""
    begin = datetime.datetime.fromisoformat(f"{date.first_day.isoformat()}T{date.time or '00:00:00'}")
    begin = begin if begin.tzinfo else begin.replace(tzinfo=zoneinfo.ZoneInfo(time_zone))
    offset = begin.utcoffset()
    # Local mean time, as before 1906 in Viet Nam, has seconds in its offset, which RFC 3339 cannot say.
    return begin.astimezone(datetime.UTC) if offset and offset.seconds % 60 else begin
