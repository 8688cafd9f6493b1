"""Resolve the names of an article in the authority files."""

from collections.abc import Iterable

from kaluga_site.load.fields import Located, suggest
from kaluga_site.model.article import Measure
from kaluga_site.model.authorities import Authorities, AuthorityFile, Entry, PersonEntry
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.names import Reference, Vocabulary, name_key
from kaluga_site.model.problems import Problems
from kaluga_site.model.settings import Settings


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
        return self._choose(vocabulary, entries, name)

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
            self.problems.add("unresolved-source", tag=tag.value)
            return None
        reference = self._choose(Vocabulary.SOURCES, entries, Located(tag.value, 1))
        return Attested(value=reference, basis=tag.basis, rule=tag.rule, span=tag.span)

    def measure(self, entry_id: Located[str] | None) -> Measure | None:
        """Return a measure, which must be an entry."""
        if entry_id is None:
            return None
        entry = self.authorities.measures.by_id.get(entry_id.value)
        if entry is None:
            self._note_unknown("measures", entry_id, "")
        return None if entry is None else Measure(entry.id, entry.name)

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
            self.problems.add(
                "ambiguous-entry", name.line, name=name.value, vocabulary=vocabulary, candidates=candidates
            )
        elif vocabulary is Vocabulary.PEOPLE:
            private = self._may_be_private(name.value)
        return Reference(vocabulary=vocabulary, name=name.value, private=private)

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
        self.problems.add(
            "unknown-id", name.line, name=name.value, vocabulary=vocabulary, why=why, suggestion=suggestion
        )

    def _file(self, vocabulary: str) -> AuthorityFile[Entry]:
        file: AuthorityFile[Entry] = getattr(self.authorities, vocabulary)
        return file
