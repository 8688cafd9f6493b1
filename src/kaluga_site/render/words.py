"""Say dates, numbers and counts in the site's language."""

import datetime
import zoneinfo
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from babel.dates import format_skeleton, get_day_names, get_month_names
from babel.numbers import format_compact_decimal, format_decimal

from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.render.language import N_, Language, say, spoken


def date_in_words(date: PartialDate) -> str:
    """Return a date as precise as it is known, as newspapers write it.

    "Thứ Ba, ngày 25 tháng 11 năm 2025", "Tháng 11 năm 2025", "Năm 2025".
    """
    return _date_in_words(date, spoken())


def day_in_words(date: datetime.date) -> str:
    """Return a day within its month's page: "Thứ Ba, ngày 25 tháng 11"."""
    return _day_in_words(date, spoken())


def day_of_month_in_words(date: datetime.date) -> str:
    """Return a day in a list of its month's days: "Thứ Ba, ngày 25"."""
    return say("{weekday}, ngày {day}", weekday=_day_names(spoken())[date.weekday()], day=date.day)


def month_in_words(year: int, month: int) -> str:
    """Return "Tháng 11 năm 2025"."""
    return _month_in_words(year, month, spoken())


def year_in_words(year: int) -> str:
    """Return "Năm 2025"."""
    return say("Năm {year}", year=year)


def month_name(month: int) -> str:
    """Return a month within its year's page: "Tháng 11"."""
    return _month_names(spoken())[month].capitalize()


def within_a_line(words: str) -> str:
    """Return the words of a date as they stand within a sentence: Vietnamese begins them with a small letter."""
    return words[:1].lower() + words[1:] if spoken().is_archives else words


def _date_in_words(date: PartialDate, language: Language) -> str:
    if date.day is not None:
        return language.say("{day} năm {year}", day=_day_in_words(date.first_day, language), year=date.year)
    if date.month is None:
        return language.say("Năm {year}", year=date.year)
    return _month_in_words(date.year, date.month, language)


def _day_in_words(date: datetime.date, language: Language) -> str:
    weekday, month = _day_names(language)[date.weekday()], _month_names(language)[date.month]
    return language.say("{weekday}, ngày {day} {month}", weekday=weekday, day=date.day, month=month)


@lru_cache(maxsize=20_000)
def _month_in_words(year: int, month: int, language: Language) -> str:
    text = format_skeleton("yMMMM", datetime.date(year, month, 1), locale=language.locale)
    return text[:1].upper() + text[1:]


@cache
def _day_names(language: Language) -> Mapping[int, str]:
    """Return the names of the days, Monday first; Babel takes some twenty times as long to fill in a pattern."""
    return dict(get_day_names("wide", locale=language.locale).items())


@cache
def _month_names(language: Language) -> Mapping[int, str]:
    """Return the names of the months, from 1."""
    return dict(get_month_names("wide", locale=language.locale).items())


def day_in_figures(year: int, month: int, day: int | None) -> str:
    """Return a day or a month as reference lists have it: "ngày 25/11/2025"."""
    names = _month_names(spoken())
    if day is None:
        return say("tháng {month}/{year}", month=month, month_name=names[month], year=year)
    return say("ngày {day}/{month}/{year}", day=day, month=month, month_name=names[month], year=year)


def date_mark(date: PartialDate, basis: Basis | None) -> str | None:
    """Return in a word or two that a date is not certain, for lists."""
    if date.uncertain:
        return say("chưa chắc chắn")
    return say("suy ra") if basis is Basis.INFERRED else None


_DATE_NOTES = {
    (True, True): N_("ngày suy ra từ nội dung, chưa chắc chắn"),
    (True, False): N_("ngày suy ra từ nội dung"),
    (False, True): N_("ngày chưa chắc chắn"),
}
"""(inferred, uncertain) → what is said of the date."""


def date_note(date: PartialDate, basis: Basis | None) -> str | None:
    """Return how sure a date is, where it is not simply declared."""
    note = _DATE_NOTES.get((basis is Basis.INFERRED, date.uncertain))
    return None if note is None else say(note)


def number_in_words(value: Decimal | int) -> str:
    """Return a number with the language's grouping and decimal mark: "21.000.000.000", "1,5"."""
    return _number_in_words(value, spoken())


@lru_cache(maxsize=20_000)
def _number_in_words(value: Decimal | int, language: Language) -> str:
    return format_decimal(value, locale=language.locale, decimal_quantization=False)


def counted(message: str, number: int, **values: object) -> str:
    """Return a message that tells how many there are, in the form that goes with the number."""
    language = spoken()
    return language.choose(message, number).format(count=_number_in_words(number, language), **values)


def number_in_short(value: Decimal) -> str:
    """Return a number for a chart, where there is little room: "21,5 tỷ", "12.500", "0,4"."""
    if abs(value) < 1_000_000:
        return format_decimal(value, locale=spoken().locale, decimal_quantization=False)
    return format_compact_decimal(value, format_type="long", locale=spoken().locale, fraction_digits=2)


def date_in_short(date: PartialDate) -> str:
    """Return a date for a chart, as precise as it is known: "2025", "11/2025", "25/11/2025"."""
    skeleton = "y" if date.month is None else "yM" if date.day is None else "yMd"
    return format_skeleton(skeleton, date.first_day, locale=spoken().locale)


def moment(date: PartialDate, time_zone: str) -> datetime.datetime:
    """Return the moment at which a date begins; a time without offset is meant in the zone."""
    begin = datetime.datetime.fromisoformat(f"{date.first_day.isoformat()}T{date.time or '00:00:00'}")
    begin = begin if begin.tzinfo else begin.replace(tzinfo=zoneinfo.ZoneInfo(time_zone))
    offset = begin.utcoffset()
    # Local mean time, as before 1906 in Viet Nam, has seconds in its offset, which RFC 3339 cannot say.
    return begin.astimezone(datetime.UTC) if offset and offset.seconds % 60 else begin
