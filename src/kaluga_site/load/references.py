"""Resolve the names of an article in the authority files."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from kaluga_site.load.fields import IN_TEXT, Located, suggest
from kaluga_site.model.article import Measure
from kaluga_site.model.authorities import Authorities, AuthorityFile, Entry, PersonEntry
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.findings import FoundOrganisation, FoundPlace, FoundTopic
from kaluga_site.model.names import Reference, Vocabulary, name_key
from kaluga_site.model.problems import Problems
from kaluga_site.model.settings import Settings
from kaluga_site.model.surnames import family_first

_SHORT_LISTS = frozenset((Vocabulary.SOURCES, Vocabulary.TOPICS))
"""Vocabularies of few entries, of which one alike is rather meant than another."""

_SHORTEST = 4
_LIKE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_TITLE = re.compile(
    r"(?:(?:ông|bà|cụ|anh|chị|cô|chú|bác|em|cháu|ngài)\s|(?:GS|PGS|TS|ThS|BS|KS|LS|NSND|NSƯT|NGND|NGƯT)[.\s]+)+",
    re.IGNORECASE,
)
"""Words of address, degrees and honours, as they stand before names."""

FoundTerm = FoundOrganisation | FoundPlace


class Resolver:
    """Resolves names and ids, noting those that are unknown in a closed vocabulary or stand for several."""

    def __init__(self, authorities: Authorities, settings: Settings, problems: Problems) -> None:
        """Resolve in these authority files, for the article whose problems these are."""
        self.authorities = authorities
        self.settings = settings
        self.problems = problems

    def references(
        self, vocabulary: Vocabulary, names: Iterable[Located[str]], basis: Basis
    ) -> tuple[Attested[Reference], ...]:
        """Return what the names refer to, each thing once."""
        found: dict[str, Attested[Reference]] = {}
        for name in names:
            reference = self.reference(vocabulary, name)
            if reference is not None:
                found.setdefault(reference.key, Attested(value=reference, basis=basis))
        return tuple(found.values())

    def reference(self, vocabulary: Vocabulary, name: Located[str]) -> Reference | None:
        """Return what a name or an id refers to; None where a closed vocabulary does not know it."""
        entries = self._file(vocabulary).find(name.value)
        if not entries and vocabulary in self.settings.closed:
            self._note_unknown(vocabulary, name, ", and this archive's vocabulary is closed")
            return None
        if not entries and (vocabulary in _SHORT_LISTS or _LIKE_ID.fullmatch(name.value)):
            self._note_near(vocabulary, name)
        return self._choose(vocabulary, entries, name)

    def inferred(self, vocabulary: Vocabulary, found: Iterable[FoundTerm]) -> tuple[Attested[Reference], ...]:
        """Return what the terms found in a text refer to, each thing once; nobody declared them, so nothing is noted.

        An entry that knows one of the forms in the text counts before one that knows the name only.
        """
        references: dict[str, Attested[Reference]] = {}
        for term in found:
            entry, first = self._entry(vocabulary, term), term.mentions[0]
            reference = Reference(
                vocabulary=vocabulary, name=entry.name if entry else term.name, entry_id=entry.id if entry else None
            )
            attested = Attested(value=reference, basis=Basis.INFERRED, rule=first.rule, span=first.span)
            references.setdefault(reference.key, attested)
        return tuple(references.values())

    def topics(self, found: Iterable[FoundTopic]) -> tuple[Attested[Reference], ...]:
        """Return the topics that were found in a text: all are entries."""
        entries = [(topic, self.authorities.topics.by_id[topic.id]) for topic in found]
        return tuple(
            Attested(
                value=Reference(vocabulary=Vocabulary.TOPICS, name=entry.name, entry_id=entry.id),
                basis=Basis.INFERRED,
                rule="topic-words",
                span=topic.span,
            )
            for topic, entry in entries
        )

    def by_id(self, vocabulary: Vocabulary, entry_id: Located[str]) -> Reference | None:
        """Return what an id refers to; it must be known."""
        entry = self._file(vocabulary).by_id.get(entry_id.value)
        if entry is None:
            self._note_unknown(vocabulary, entry_id, "")
            return None
        return self._choose(vocabulary, (entry,), entry_id)

    def source_of_tag(self, tag: Attested[str]) -> Attested[Reference] | None:
        """Return the source that a tag in the text stands for; None where a closed vocabulary lacks it."""
        entries = self.authorities.sources.find(tag.value)
        if not entries and Vocabulary.SOURCES in self.settings.closed:
            self.problems.add("unresolved-source", self.problems.line_of(tag.value), tag=tag.value)
            return None
        reference = self._choose(Vocabulary.SOURCES, entries, Located(tag.value, IN_TEXT))
        return Attested(value=reference, basis=tag.basis, rule=tag.rule, span=tag.span)

    def measure(self, entry_id: Located[str] | None) -> Measure | None:
        """Return a measure, which must be an entry."""
        if entry_id is None:
            return None
        entry = self.authorities.measures.by_id.get(entry_id.value)
        if entry is None:
            self._note_unknown("measures", entry_id, "")
        return None if entry is None else Measure(entry.id, entry.name)

    def speaker(self, name: str | None, line: int) -> str | None:
        """Return the name of who is declared to speak, who may be told by an id; an id must be known."""
        entry = self.authorities.people.by_id.get(name or "")
        if entry is None and name and _LIKE_ID.fullmatch(name):
            self._note_unknown(Vocabulary.PEOPLE, Located(name, line), "")
        return entry.name if entry else name

    def is_private(self, person: str) -> bool:
        """Return whether a name is, or may be, that of somebody whom the archive keeps private; note nothing."""
        entries = self.authorities.people.find(person)
        return self._may_be_private(person) if not entries else any(not entry.publish for entry in entries)

    def _choose(self, vocabulary: Vocabulary, entries: tuple[Entry, ...], name: Located[str]) -> Reference:
        private = any(isinstance(entry, PersonEntry) and not entry.publish for entry in entries)
        if len(entries) == 1:
            entry = entries[0]
            return Reference(vocabulary=vocabulary, name=entry.name, entry_id=entry.id, private=private)
        if entries:
            candidates = ", ".join(entry.id for entry in entries)
            line = self._line(name)
            self.problems.add("ambiguous-entry", line, name=name.value, vocabulary=vocabulary, candidates=candidates)
        elif vocabulary is Vocabulary.PEOPLE:
            private = self._may_be_private(name.value)
            self._tell_title(name)
        return Reference(vocabulary=vocabulary, name=name.value, private=private)

    def _tell_title(self, name: Located[str]) -> None:
        """Tell of "Ông Lê Văn A" and "PGS.TS Lê Văn A"; "Bà Triệu" and "Anh Thơ" are names."""
        title = _TITLE.match(name.value)
        bare = name.value[title.end() :] if title else ""
        if family_first(bare):
            self.problems.add("titled-name", self._line(name), name=name.value, bare=bare)

    def _entry(self, vocabulary: Vocabulary, term: FoundTerm) -> Entry | None:
        """Return the only entry that knows a form of a found term, else the only one that knows its name."""
        file = self._file(vocabulary)
        by_form = {entry.id: entry for form in term.forms for entry in file.by_key.get(name_key(form), ())}
        entries = list(by_form.values()) or list(file.by_key.get(name_key(term.name), ()))
        return entries[0] if len(entries) == 1 else None

    def _may_be_private(self, name: str) -> bool:
        """Return whether a name is a part of a private person's."""
        parts = set(name_key(name).split())
        return any(
            parts <= set(name_key(form).split())
            for entry in self.authorities.people.entries
            if not entry.publish
            for form in entry.names
        )

    def _note_unknown(self, vocabulary: str, name: Located[str], why: str) -> None:
        file = self._file(vocabulary)
        words = [entry.id for entry in file.entries] + [form for entry in file.entries for form in entry.names]
        suggestion = suggest(name.value, words, f"Add it to authorities/{vocabulary}.yaml. Known are: ")
        line = self._line(name)
        self.problems.add("unknown-id", line, name=name.value, vocabulary=vocabulary, why=why, suggestion=suggestion)

    def _note_near(self, vocabulary: str, name: Located[str]) -> None:
        """Tell of a name that an entry has but for one letter."""
        known = (form for entry in self._file(vocabulary).entries for form in (*entry.names, entry.id))
        near = next((form for form in known if _differs_by_a_letter(name.value, form)), None)
        if near is not None:
            self.problems.add("near-entry", self._line(name), name=name.value, vocabulary=vocabulary, near=near)

    def _line(self, name: Located[str]) -> int:
        return self.problems.line_of(name.value) if name.line == IN_TEXT else name.line

    def _file(self, vocabulary: str) -> AuthorityFile[Entry]:
        file: AuthorityFile[Entry] = getattr(self.authorities, vocabulary)
        return file


def _differs_by_a_letter(given: str, known: str) -> bool:
    """Tell whether one letter of a name is wrong, missing or too many in another; letter case makes no difference."""
    one, other = given.casefold(), known.casefold()
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _SHORTEST:
        return False
    alike = SequenceMatcher(None, one, other, autojunk=False)
    return sum(block.size for block in alike.get_matching_blocks()) >= max(len(one), len(other)) - 1
