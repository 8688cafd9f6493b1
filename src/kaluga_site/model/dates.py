"""Dates as precise as their source: a year, a month or a day, perhaps uncertain (EDTF)."""

import datetime

from msgspec import Struct


class PartialDate(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """A Gregorian date known to the year, month or day; `time` is "HH:MM:SS" with or without an offset.

    Source: Extended Date/Time Format, ISO 8601-2:2019, levels 0 and 1 ("?" for uncertain).
    """

    year: int
    month: int | None = None
    day: int | None = None
    time: str | None = None
    uncertain: bool = False

    @property
    def iso(self) -> str:
        """The date without time or mark: "2025", "2025-11" or "2025-11-25"."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    @property
    def edtf(self) -> str:
        """The date as EDTF: "2025-11-25?" for an uncertain day."""
        stamp = f"{self.iso}T{self.time}" if self.time else self.iso
        return f"{stamp}?" if self.uncertain else stamp

    @property
    def is_sure_day(self) -> bool:
        """Whether it names a day, and is not doubted: what programs take for a date that has no room for a doubt."""
        return self.day is not None and not self.uncertain

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """Order by time; a year comes before its months, a month before its days."""
        return self.year, self.month or 0, self.day or 0, self.time or ""

    @property
    def first_day(self) -> datetime.date:
        """The first day that the date covers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def day_after(self) -> datetime.date | None:
        """The first day that comes after all that the date covers; None where the calendar ends with it."""
        first, far = self.first_day, 1 if self.day else 31 if self.month else 366
        if first.toordinal() + far > datetime.date.max.toordinal():
            return None
        later = first + datetime.timedelta(far)
        return later if self.day else later.replace(day=1) if self.month else later.replace(month=1, day=1)
