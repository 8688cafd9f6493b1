"""What the archive needs to know of an article: everything but its words."""

import datetime
from enum import StrEnum

from msgspec import Struct

from kaluga_site.model.amounts import NONE, Amounts
from kaluga_site.model.basis import Basis
from kaluga_site.model.cards import Card, Use
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.groups import Group, Period
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.said import NOTHING
from kaluga_site.model.series import MeasureUse


class Release(StrEnum):
    """Whether an article is for everybody to read on some day."""

    PUBLIC = "public"
    DRAFT = "draft"
    FUTURE = "future"
    """Its own date, which is certain, has not come yet."""

    EXPIRED = "expired"


class DatedSentence(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A day or month on which something happens, as a sentence of an article says."""

    date: PartialDate
    is_year_inferred: bool
    """Whether the sentence names no year, and the article's own date tells it."""

    sentence: str
    """The sentence or, of a long one, what stands around the words of the date."""

    start: int
    """Where in it the words of the date begin."""

    end: int
    block: str

    @property
    def period(self) -> "Period":
        """The month on whose page it stands."""
        return Period(self.date.year, self.date.month or 0)

    @property
    def day(self) -> int:
        """The day of that month; 0 for the month itself."""
        return self.date.day or 0


class Head(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the archive needs to know of an article: everything but its words."""

    card: Card
    uses: tuple[Use, ...]
    events: tuple[DatedSentence, ...]
    """Each of a day or month of its own."""

    said: tuple[bytes, ...]
    """What the article says of each of its uses, encoded (see `model.said`), in their order."""

    photos: tuple[tuple[str, int], ...]
    """(path from the archive's folder, line that names it) of each of its image files."""

    redirects: tuple[str, ...]
    draft: bool
    expires: PartialDate | None
    record: bytes
    """A digest of the whole record: another one where anything that its page shows has changed."""

    text: bytes
    """The digest of its plain text (see `Article.text_digest`)."""

    corrections: int
    """How many it has."""

    figures: int = 0
    """How many figures it states."""

    mentions: int = 0
    """As `Article.mention_count`."""

    quotations: int = 0
    """How many quotations it has."""

    measures: tuple[MeasureUse, ...] = ()
    """What of them belongs to measures, each measure once."""

    words: bytes = b""
    """A digest of the words by which search finds it."""

    length: int = 0
    """How many words its text has."""

    @property
    def amounts(self) -> Amounts:
        """How many rows it has in the tables of data: none once it is withdrawn."""
        return NONE if self.card.withdrawn else Amounts(1, self.mentions, self.figures, self.quotations)

    def release_on(self, day: datetime.date) -> Release:
        """Return whether the article is for everybody to read on a day."""
        if self._last_change and self._last_change <= day:
            return Release.EXPIRED
        if self.draft:
            return Release.DRAFT
        return Release.FUTURE if self._first_day and day < self._first_day else Release.PUBLIC

    def next_change(self, day: datetime.date) -> datetime.date | None:
        """Return the day after this one from which on its release is another; None if it never will be."""
        days = (None if self.draft else self._first_day, self._last_change)
        return min((one for one in days if one and one > day), default=None)

    @property
    def _first_day(self) -> datetime.date | None:
        """The first day of its own date; None where that is not certain, for a misread one must hide nothing."""
        date = self.card.date
        is_certain = date is not None and not date.uncertain and self.card.date_basis is Basis.DECLARED
        return date.first_day if date is not None and is_certain else None

    @property
    def _last_change(self) -> datetime.date | None:
        return self.expires.day_after if self.expires else None

    @property
    def keys(self) -> set[tuple[Vocabulary, str]]:
        """All that the article refers to."""
        return {(use.reference.vocabulary, use.key) for use in self.uses}

    def said_of(self, group: "Group") -> bytes:
        """Return, encoded, what the article says of the entity whose group this is."""
        kind, key = group
        for use, said in zip(self.uses, self.said, strict=True):
            if use.key == key and use.reference.vocabulary == kind:
                return said
        return NOTHING
