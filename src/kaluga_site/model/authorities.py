"""Authority files: the kept lists of people, organisations, places, topics, sources and measures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Generic, Self, TypeVar

from msgspec import Struct

from kaluga_site.model.names import Vocabulary, name_key, person_key

_WORD = re.compile(r"\w+")
_FEW = 50


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of an authority file: its id, preferred name, other forms, and a line about it."""

    id: str
    name: str
    variants: tuple[str, ...] = ()
    note: str | None = None
    former_ids: tuple[str, ...] = ()
    """Ids that it had before: the addresses of their pages lead to its own."""

    path: str
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        """The preferred name, then the variants."""
        return (self.name, *self.variants)


class EntryTrace(Struct, frozen=True, array_like=True, gc=False):
    """What tells one state of an entry from another, and which articles it could speak for."""

    vocabulary: str
    id: str
    names: tuple[str, ...]
    keywords: tuple[str, ...]
    """Of a topic: the words that speak for it."""

    is_private: bool
    digest: bytes


class PersonEntry(Entry, frozen=True, kw_only=True):
    """A person; without `publish` there is no page, feed or search entry, and articles keep their words."""

    role: str | None = None
    publish: bool = True


class OrganisationEntry(Entry, frozen=True, kw_only=True):
    """An organisation."""


class PlaceEntry(Entry, frozen=True, kw_only=True):
    """A place and its kind, such as "tỉnh"."""

    kind: str | None = None


class TopicEntry(Entry, frozen=True, kw_only=True):
    """A topic, the words that speak for it and the broader topic it belongs to (an id)."""

    keywords: tuple[str, ...] = ()
    broader: str | None = None


class SourceEntry(Entry, frozen=True, kw_only=True):
    """A newspaper or agency; its tags ("PNTĐ") are variants. `rights` is its own rights statement."""

    url: str | None = None
    rights: str | None = None


class MeasureEntry(Entry, frozen=True, kw_only=True):
    """What a figure measures, so that figures from several articles form a series."""

    unit: str | None = None


EntryT = TypeVar("EntryT", bound=Entry)


class AuthorityFile(Struct, Generic[EntryT], frozen=True, kw_only=True):
    """All entries of one authority file, found by id, by name or by the words of a text."""

    entries: tuple[EntryT, ...] = ()
    by_id: Mapping[str, EntryT]
    by_key: Mapping[str, tuple[EntryT, ...]]
    by_first_word: Mapping[str, tuple[tuple[str, EntryT], ...]]
    """The first word of each name form → those forms, each with its entry."""

    @classmethod
    def of(cls, entries: Iterable[EntryT]) -> Self:
        """Index the entries; of two with one id the first counts."""
        entries = tuple(entries)
        by_key: dict[str, tuple[EntryT, ...]] = {}
        first_words: defaultdict[str, list[tuple[str, EntryT]]] = defaultdict(list)
        for entry in entries:
            for key in dict.fromkeys(_key(entry, name) for name in entry.names):
                by_key[key] = (*by_key.get(key, ()), entry)
            for name in entry.names:
                if first := _WORD.search(name):
                    first_words[first.group()].append((name, entry))
        return cls(
            entries=entries,
            by_id={entry.id: entry for entry in reversed(entries)},
            by_key=by_key,
            by_first_word={word: tuple(forms) for word, forms in first_words.items()},
        )

    def find(self, name_or_id: str) -> tuple[EntryT, ...]:
        """Return the entries that an id or a name form stands for: none, one, or several of the same name."""
        if name_or_id in self.by_id:
            return (self.by_id[name_or_id],)
        people = bool(self.entries) and isinstance(self.entries[0], PersonEntry)
        return self.by_key.get(person_key(name_or_id) if people else name_key(name_or_id), ())

    def names_in(self, text: str) -> list[str]:
        """Return all name forms of the entries of which one stands in a text, letter for letter."""
        if not self.by_first_word:
            return []
        words = sorted(_whole_words(text, self.by_first_word.keys()))
        forms = (form for word in words for form in self.by_first_word[word])
        return list(dict.fromkeys(name for form, entry in forms if form in text for name in entry.names))


def _whole_words(text: str, words: AbstractSet[str]) -> AbstractSet[str]:
    """Return which of the words stand in a text, each whole; few are searched for one by one, which costs less."""
    if len(words) > _FEW:
        return words & _words_of(text)
    return {word for word in words if word in text and _whole(word).search(text)}


@lru_cache(maxsize=1)
def _words_of(text: str) -> frozenset[str]:
    pieces = set(text.split())
    words = {piece for piece in pieces if piece.isalnum()}
    return frozenset(words.union(_WORD.findall(" ".join(pieces - words))))


@lru_cache(maxsize=1_000)
def _whole(word: str) -> re.Pattern[str]:
    """Return the pattern of a word as one of a text's own; the lookbehind follows, so that it is searched for fast."""
    escaped = re.escape(word)
    return re.compile(rf"{escaped}(?<!\w{escaped})(?!\w)")


def _key(entry: Entry, name: str) -> str:
    return person_key(name) if isinstance(entry, PersonEntry) else name_key(name)


class Authorities(Struct, frozen=True, kw_only=True):
    """The authority files of an archive; a missing file is an empty one."""

    people: AuthorityFile[PersonEntry]
    organisations: AuthorityFile[OrganisationEntry]
    places: AuthorityFile[PlaceEntry]
    topics: AuthorityFile[TopicEntry]
    sources: AuthorityFile[SourceEntry]
    measures: AuthorityFile[MeasureEntry]
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words for which search finds the same."""

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return what the files of entries are called."""
        return cls.__struct_fields__[:-1]

    def entry(self, vocabulary: Vocabulary, key: str) -> Entry | None:
        """Return the entry that references with a key lead to, if it is one's; authors have no authority file."""
        if vocabulary is Vocabulary.AUTHORS or not key.startswith("#"):
            return None
        file: AuthorityFile[Entry] = getattr(self, vocabulary)
        return file.by_id.get(key.removeprefix("#"))
