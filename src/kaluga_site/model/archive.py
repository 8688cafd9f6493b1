"""The archive: every record joined by id, without the bodies."""

import datetime
from collections.abc import Mapping

from msgspec import Struct

from kaluga_site.model.authorities import Entry
from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.names import Reference, Vocabulary
from kaluga_site.model.settings import Settings

UNKNOWN_SOURCE = Reference(vocabulary=Vocabulary.SOURCES, name="Không rõ nguồn", entry_id="khong-ro")
"""What stands for the newspaper of an article that does not name it; its page is nguon/khong-ro.html."""


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
    def age_key(self) -> tuple[tuple[int, int, int, str], str]:
        """Order by date, undated ones first, then by address."""
        return self.date.sort_key if self.date else (0, 0, 0, ""), self.address


class Use(Struct, frozen=True, array_like=True, gc=False):
    """One article's reference to an entity, with the forms and the role it gives."""

    reference: Reference
    key: str
    """The reference's key, made once."""

    forms: tuple[str, ...] = ()
    role: str | None = None


class Head(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the archive needs to know of an article: everything but its words."""

    card: Card
    uses: tuple[Use, ...]
    photos: tuple[tuple[str, int], ...]
    """(path from the archive's folder, line that names it) of each of its image files."""

    redirects: tuple[str, ...]
    draft: bool
    expires: PartialDate | None
    record: bytes
    """A digest of the whole record: another one where anything that its page shows has changed."""

    def is_public_on(self, day: datetime.date) -> bool:
        """Return whether the article is shown on a day: no draft, and not past the date on which it expires."""
        last = self.expires.iso if self.expires else ""
        return not self.draft and (not last or day.isoformat()[: len(last)] <= last)


class Entity(Struct, frozen=True, kw_only=True):
    """A person, organisation, place, topic or source of the archive, with the articles that refer to it."""

    vocabulary: Vocabulary
    id: str
    """The last part of its address."""

    name: str
    forms: tuple[str, ...]
    """The other forms of the name, from the authority file and the articles."""

    roles: tuple[str, ...]
    entry: Entry | None
    articles: tuple[str, ...]
    """The addresses of its articles, newest first."""

    @property
    def is_unknown(self) -> bool:
        """Whether it stands for the newspaper of articles that do not name theirs."""
        return self.vocabulary is Vocabulary.SOURCES and self.id == UNKNOWN_SOURCE.entry_id


class Homonyms(Struct, frozen=True, kw_only=True):
    """Different names that share a slug: the bare address becomes a page that lists them."""

    vocabulary: Vocabulary
    slug: str
    entities: tuple[str, ...]
    """The ids of the entities."""


class Archive(Struct, frozen=True, kw_only=True):
    """All records of a site, joined. Mappings keep the order in which lists show them."""

    settings: Settings
    cards: Mapping[str, Card]
    """Article address → card, newest first."""

    entities: Mapping[Vocabulary, Mapping[str, Entity]]
    """Vocabulary → id → entity, in Vietnamese order of the names."""

    ids: Mapping[Vocabulary, Mapping[str, str]]
    """Vocabulary → key of a reference → id of its entity; nothing for those without a page."""

    homonyms: tuple[Homonyms, ...]

    def entity_of(self, reference: Reference) -> Entity | None:
        """Return the entity that a reference leads to; None where it has no page."""
        found = self.ids[reference.vocabulary].get(reference.key)
        return None if found is None else self.entities[reference.vocabulary][found]
