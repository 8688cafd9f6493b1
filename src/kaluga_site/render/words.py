"""Say dates, numbers and counts in the site's language."""

import datetime
import zoneinfo
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_skeleton, get_day_names, get_month_names
from babel.numbers import format_compact_decimal, format_decimal

from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate

_LOCALE = Locale("vi")


@lru_cache(maxsize=10_000)
def date_in_words(date: PartialDate) -> str:
    """Return a date as precise as it is known, as newspapers write it.

    "Thứ Ba, ngày 25 tháng 11 năm 2025", "Tháng 11 năm 2025", "Năm 2025".
    """
    if date.day is not None:
        return f"{day_in_words(date.first_day)} năm {date.year}"
    return f"Năm {date.year}" if date.month is None else month_in_words(date.year, date.month)


@lru_cache(maxsize=10_000)
def day_in_words(date: datetime.date) -> str:
    """Return a day within its month's page: "Thứ Ba, ngày 25 tháng 11"."""
    return f"{_day_names()[date.weekday()]}, ngày {date.day} {_month_names()[date.month]}"


@lru_cache(maxsize=10_000)
def month_in_words(year: int, month: int) -> str:
    """Return "Tháng 11 năm 2025"."""
    text = format_skeleton("yMMMM", datetime.date(year, month, 1), locale=_LOCALE)
    return text[:1].upper() + text[1:]


def month_name(month: int) -> str:
    """Return a month within its year's page: "Tháng 11"."""
    return _month_names()[month].capitalize()


@cache
def _day_names() -> Mapping[int, str]:
    """Return the names of the days, Monday first; Babel takes some twenty times as long to fill in a pattern."""
    return dict(get_day_names("wide", locale=_LOCALE).items())


@cache
def _month_names() -> Mapping[int, str]:
    """Return the names of the months, from 1."""
    return dict(get_month_names("wide", locale=_LOCALE).items())


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
def number_in_words(value: Decimal | int) -> str:
    """Return a number with Vietnamese grouping and decimal mark: "21.000.000.000", "1,5"."""
    return format_decimal(value, locale=_LOCALE, decimal_quantization=False)


def number_in_short(value: Decimal) -> str:
    """Return a number for a chart, where there is little room: "21,5 tỷ", "12.500", "0,4"."""
    if abs(value) < 1_000_000:
        return format_decimal(value, locale=_LOCALE, decimal_quantization=False)
    return format_compact_decimal(value, format_type="long", locale=_LOCALE, fraction_digits=2)


def date_in_short(date: PartialDate) -> str:
    """Return a date for a chart, as precise as it is known: "2025", "11/2025", "25/11/2025"."""
    skeleton = "y" if date.month is None else "yM" if date.day is None else "yMd"
    return format_skeleton(skeleton, date.first_day, locale=_LOCALE)


def moment(date: PartialDate, time_zone: str) -> datetime.datetime:
    """Return the moment at which a date begins; a time without offset is meant in the zone."""
    begin = datetime.datetime.fromisoformat(f"{date.first_day.isoformat()}T{date.time or '00:00:00'}")
    begin = begin if begin.tzinfo else begin.replace(tzinfo=zoneinfo.ZoneInfo(time_zone))
    offset = begin.utcoffset()
    # Local mean time, as before 1906 in Viet Nam, has seconds in its offset, which RFC 3339 cannot say.
    return begin.astimezone(datetime.UTC) if offset and offset.seconds % 60 else begin
