"""What lists show of articles, and what articles refer to."""

from msgspec import Struct

from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.names import Reference, Vocabulary

UNKNOWN_SOURCE = Reference(vocabulary=Vocabulary.SOURCES, name="Không rõ nguồn", entry_id="khong-ro")
"""What stands for the newspaper of an article that does not name it; its page is nguon/khong-ro.html."""


Age = tuple[tuple[int, int, int, str], str]
"""An article's place in time: what orders its date, and its address."""


class Card(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What a list shows of an article."""

    address: str
    path: str
    title: str
    title_key: bytes
    """Sorts titles in Vietnamese order."""

    language: str
    date: PartialDate | None
    date_basis: Basis | None
    summary: str | None
    source: Reference | None
    authors: tuple[str, ...]
    corrected: PartialDate | None
    """The date of the last correction."""

    withdrawn: bool

    @property
    def age_key(self) -> Age:
        """Order by date, undated ones first, then by address."""
        return self.date.sort_key if self.date else (0, 0, 0, ""), self.address

    @property
    def stands_in_time(self) -> bool:
        """Whether it has a place before and after others: it is dated, and not withdrawn."""
        return self.date is not None and not self.withdrawn

    @property
    def told(self) -> tuple[object, ...]:
        """All that the page of another article tells of this one."""
        return self.address, self.title, self.language, self.date, self.date_basis


class Use(Struct, frozen=True, array_like=True, gc=False):
    """One article's reference to an entity, with the forms and the role it gives."""

    reference: Reference
    key: str
    """The reference's key, made once."""

    forms: tuple[str, ...] = ()
    role: str | None = None
