"""What the template of the page of downloads gets, as those of all other pages do (see `views`)."""

from msgspec import Struct

from kaluga_site.model.amounts import Amounts
from kaluga_site.render.views import Frame


class ShownColumn(Struct, frozen=True, kw_only=True):
    """A column of a table."""

    name: str
    type: str
    about: str


class ShownTable(Struct, frozen=True, kw_only=True):
    """A table, its size and its columns; `name` stands in the addresses of its files."""

    name: str
    title: str
    about: str
    count: int
    columns: tuple[ShownColumn, ...]


class DataMonth(Struct, frozen=True, kw_only=True):
    """The data of a month: several files of each kind where there is much of it."""

    label: str
    stems: tuple[str, ...]
    """The addresses without their suffixes."""

    amounts: Amounts


class DataYear(Struct, frozen=True, kw_only=True):
    """The data of a year, by month."""

    label: str
    months: tuple[DataMonth, ...]


class DataView(Struct, frozen=True, kw_only=True):
    """data/list.html."""

    page: Frame
    purpose: str
    count: int
    tables: tuple[ShownTable, ...]
    years: tuple[DataYear, ...]
    people: str
    """The address of the table of people."""

    package: str
    """The address of what describes all of it for programs."""
