"""What a record owes to the authority files: which articles are to be read anew after an edit of those."""

from collections.abc import Collection
from functools import cached_property
from hashlib import blake2b

import msgspec
from msgspec import Struct, structs

from kaluga_site.model.article import Article
from kaluga_site.model.authorities import Authorities, Entry, EntryTrace, PersonEntry, TopicEntry
from kaluga_site.model.names import Vocabulary, name_key, person_key, text_key

_MEASURES = "measures"
_FOUND_IN_TEXTS = frozenset(
    vocabulary.value for vocabulary in (Vocabulary.ORGANISATIONS, Vocabulary.PLACES, Vocabulary.TOPICS)
)


def trace_entries(authorities: Authorities) -> tuple[EntryTrace, ...]:
    """Return a trace of every entry, wherever in its file it stands."""
    return tuple(
        _trace(vocabulary, entry)
        for vocabulary in Authorities.names()
        for entry in getattr(authorities, vocabulary).entries
    )


def references_of(article: Article) -> tuple[tuple[str, str], ...]:
    """Return (vocabulary, key) of all that a record refers to, private persons, credits and speakers included."""
    found = [person.reference for person in article.people]
    found += [term.value for terms in (article.topics, article.organisations, article.places) for term in terms]
    found += [article.source.value] if article.source else []
    measures = {figure.measure.id for figure in article.figures if figure.measure}
    pairs = {(reference.vocabulary.value, reference.key) for reference in found}
    speakers = [one.speaker_key for one in article.quotations] + [one.speaker_key for one in article.figures]
    pairs |= {(Vocabulary.PEOPLE.value, key) for key in (*speakers, *article.others_named) if key}
    pairs |= {(Vocabulary.PEOPLE.value, person_key(byline.value.name)) for byline in article.bylines}
    return tuple(sorted(pairs | {(_MEASURES, f"#{measure}") for measure in measures}))


class ChangedEntries(Struct, frozen=True, kw_only=True, dict=True):
    """The authority entries that differ between two states, and what those whose names differ could speak for."""

    ids: frozenset[tuple[str, str]] = frozenset()
    """(vocabulary, id) of each."""

    keys: frozenset[tuple[str, str]] = frozenset()
    """(vocabulary, key) of every reference that leads to one, or would if it were resolved again."""

    forms: frozenset[str] = frozenset()
    """The name forms of the people among them."""

    words: frozenset[str] = frozenset()
    """The keys of the names of the organisations, places and topics among them, and of the topics' keywords."""

    private_parts: tuple[frozenset[str], ...] = ()
    """The parts of each name of the private people among them."""

    is_reordered: bool = False
    """Whether the other entries have changed places, so that it cannot be told what speaks for what."""

    @classmethod
    def between(cls, old: Collection[EntryTrace], new: Collection[EntryTrace]) -> "ChangedEntries":
        """Return what differs."""
        differing = {*old} ^ {*new}
        known = {_said(trace) for trace in old} & {_said(trace) for trace in new}
        changed = {trace for trace in differing if _said(trace) not in known}
        people = [trace for trace in changed if trace.vocabulary == Vocabulary.PEOPLE.value]
        terms = [trace for trace in changed if trace.vocabulary in _FOUND_IN_TEXTS]
        return cls(
            ids=frozenset((trace.vocabulary, trace.id) for trace in differing),
            keys=_shared_keys(changed, {*old, *new}),
            words=frozenset(text_key(word) for trace in terms for word in (*trace.names, *trace.keywords)) - {""},
            forms=frozenset(name for trace in people for name in trace.names),
            private_parts=tuple(
                frozenset(name_key(name).split()) for trace in people if trace.is_private for name in trace.names
            ),
            is_reordered=[one for one in map(_said, old) if one in known]
            != [one for one in map(_said, new) if one in known],
        )

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.ids) or self.is_reordered

    def may_concern(self, references: bytes) -> bool:
        """Return whether they may concern encoded references."""
        return bool(self.private_parts) or any(key in references for key in self._encoded_keys)

    def concern(self, references: Collection[tuple[str, str]]) -> bool:
        """Return whether a reference of a record could lead elsewhere now."""
        return not self.keys.isdisjoint(references) or (
            bool(self.private_parts)
            and any(kind == Vocabulary.PEOPLE.value and self._may_be_private(key) for kind, key in references)
        )

    def stand_in(self, text: str) -> bool:
        """Return whether a name or a keyword among them stands in a text, its title before it."""
        if any(form in text for form in self.forms):
            return True
        key = text_key(text) if self.words else ""
        return any(word in key for word in self.words)

    def may_stand_in(self, record: bytes) -> bool:
        """Return whether one of them may stand in an encoded record: of a name in it, every word does.

        Letter case counts in people's names only, so that all records may hold a word of the others.
        """
        return bool(self.words) or any(all(word in record for word in form) for form in self._spelled)

    @cached_property
    def _encoded_keys(self) -> tuple[bytes, ...]:
        return tuple({key.encode() for _, key in self.keys})

    @cached_property
    def _spelled(self) -> tuple[tuple[bytes, ...], ...]:
        """The words of each form, the longest first: fewest texts hold it."""
        forms = ([word.encode() for word in form.split()] for form in self.forms)
        return tuple(tuple(sorted(words, key=len, reverse=True)) for words in forms)

    def _may_be_private(self, key: str) -> bool:
        parts = set(key.split())
        return any(parts <= private for private in self.private_parts)


def _said(trace: EntryTrace) -> tuple[object, ...]:
    """Return what readings can depend on: a note or a role stands on the entry's own pages only."""
    return trace.vocabulary, trace.id, trace.names, trace.keywords, trace.is_private


def _trace(vocabulary: str, entry: Entry) -> EntryTrace:
    content = msgspec.msgpack.encode(structs.replace(entry, line=0))
    digest = blake2b(content, digest_size=16).digest()
    is_private = isinstance(entry, PersonEntry) and not entry.publish
    keywords = entry.keywords if isinstance(entry, TopicEntry) else ()
    return EntryTrace(vocabulary, entry.id, entry.names, keywords, is_private, digest)


def _shared_keys(changed: Collection[EntryTrace], all_entries: Collection[EntryTrace]) -> frozenset[tuple[str, str]]:
    """Return the keys of the changed entries, and those of every entry that shares a name with one."""
    keys = {(trace.vocabulary, key) for trace in changed for key in _keys(trace)}
    sharing = [trace for trace in all_entries if any((trace.vocabulary, key) in keys for key in _keys(trace))]
    return frozenset(keys | {(trace.vocabulary, f"#{trace.id}") for trace in sharing})


def _keys(trace: EntryTrace) -> set[str]:
    key = person_key if trace.vocabulary == Vocabulary.PEOPLE.value else name_key
    return {f"#{trace.id}", *map(key, (trace.id, *trace.names))}
