"""Who or what a word on the command line stands for: an entry of the authority file, or a name without one."""

from msgspec import Struct

from kaluga_site import load
from kaluga_site.model.authorities import AuthorityFile, Entry, PersonEntry
from kaluga_site.model.entities import Listing
from kaluga_site.model.names import Reference, Vocabulary
from kaluga_site.surveying import Survey


class Mistake(Exception):  # noqa: N818 - nothing went wrong, it cannot be meant
    """What was asked for cannot be done; the message says why, and what to do."""


class Subject(Struct, frozen=True, kw_only=True):
    """A person or topic: an entry, or a name that no entry knows, with what the site shows of it."""

    name: str
    entry: Entry | None
    listing: Listing | None
    """None where no published article refers to it."""

    @property
    def address_word(self) -> str | None:
        """The last part of the address of its page, if it has one."""
        return self.listing.id if self.listing else None

    @property
    def is_private(self) -> bool:
        """Whether the archive keeps it private."""
        return isinstance(self.entry, PersonEntry) and not self.entry.publish


def file_of(survey: Survey, vocabulary: Vocabulary) -> AuthorityFile[Entry]:
    """Return the authority file of a vocabulary."""
    file: AuthorityFile[Entry] = getattr(survey.authorities, vocabulary)
    return file


def key_of(name: str, vocabulary: Vocabulary) -> str:
    """Return what the forms of one name share."""
    return Reference(vocabulary=vocabulary, name=name).key


def find_subject(word: str, survey: Survey, vocabulary: Vocabulary) -> Subject:
    """Return whom an id, a name or the last part of an address stands for. Raises Mistake."""
    file, listings = file_of(survey, vocabulary), survey.listings[vocabulary]
    word = " ".join(word.split())
    entries = file.find(word)
    if len(entries) > 1:
        ids = ", ".join(entry.id for entry in entries)
        message = f"'{word}' stands for several entries: say which, by its id: {ids}."
        raise Mistake(message)
    if entries:
        return Subject(name=entries[0].name, entry=entries[0], listing=listings.get(f"#{entries[0].id}"))
    key = key_of(word, vocabulary)
    listing = listings.get(key) or next((one for one in listings.values() if one.id == word), None)
    if listing is None:
        known = [one.name for one in listings.values()] + [one.id for one in listings.values()]
        near = load.nearest(word, known)
        message = f"There is no '{word}' among the {vocabulary}."
        raise Mistake(f"{message} Did you mean '{near}'?" if near else message)
    return Subject(name=listing.name, entry=None, listing=listing)
