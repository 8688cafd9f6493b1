"""People, organisations and sources that articles name and no authority file knows."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml
from msgspec import Struct, field

from kaluga_site.editing import append_entries, write_atomically
from kaluga_site.importing.writing import is_new, subjects
from kaluga_site.index.slugs import assign_slugs
from kaluga_site.model.article import Article
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.names import Reference, Vocabulary, name_key
from kaluga_site.model.problems import Problem

_REPORTED = (Vocabulary.PEOPLE, Vocabulary.ORGANISATIONS, Vocabulary.SOURCES)


class Newcomer(Struct, frozen=True, kw_only=True):
    """A name that no authority file knows, and other names that the texts have for the same."""

    reference: Reference
    variants: tuple[str, ...] = ()


class Newcomers(Struct):
    """The new names of a run, each once, in the order in which they were met."""

    found: dict[tuple[Vocabulary, str], Newcomer] = field(default_factory=dict)

    def add(self, newcomers: Iterable[Newcomer]) -> None:
        """Take in the new names of an article."""
        for one in newcomers:
            key = one.reference.vocabulary, one.reference.key
            before = self.found.get(key, one)
            variants = tuple(dict.fromkeys((*before.variants, *one.variants)))
            self.found[key] = Newcomer(reference=before.reference, variants=variants)

    def entries(self, authorities: Authorities) -> dict[Vocabulary, list[dict[str, object]]]:
        """Return an entry for each new name, by the authority file into which it belongs.

        Its id is the address word that the site would give it without an entry, so that no address moves.
        """
        entries: dict[Vocabulary, list[dict[str, object]]] = {}
        for vocabulary in _REPORTED:
            new = {key: one for (kind, key), one in self.found.items() if kind is vocabulary}
            names = {key: one.reference.name for key, one in new.items()}
            fixed = {f"#{id_}": id_ for id_ in getattr(authorities, vocabulary).by_id}
            ids = assign_slugs(names, fixed).by_key
            if new:
                entries[vocabulary] = [_entry(ids[key], one) for key, one in new.items()]
        return entries


def newcomers_of(article: Article, authorities: Authorities) -> list[Newcomer]:
    """Return the new names of an article. People whom the archive may keep private are left out.

    A shorter form of a person's name ("ông Minh") is no variant: in another article it is somebody else's.
    """
    people = [person for person in subjects(article) if not person.reference.private]
    found = [
        Newcomer(reference=person.reference, variants=_variants(person.reference, person.forms)) for person in people
    ]
    found += [Newcomer(reference=one.value) for one in article.organisations]
    found += [Newcomer(reference=article.source.value)] if article.source else []
    return [one for one in found if is_new(one.reference, authorities)]


def yaml_of(entries: Sequence[dict[str, object]]) -> str:
    """Return entries as they stand in an authority file."""
    return yaml.safe_dump(list(entries), allow_unicode=True, width=2**31, sort_keys=False)


def append(archive: Path, vocabulary: str, entries: Sequence[dict[str, object]]) -> Problem | None:
    """Append entries to an authority file, byte for byte behind what it holds; it may be missing.

    A file to which a list cannot be appended is left alone, and the problem returned.
    """
    path = f"authorities/{vocabulary}.yaml"
    try:
        return _append(archive / path, path, entries)
    except OSError as error:
        return Problem.of("unwritable-file", path, reason=error.strerror or error)


def _append(file: Path, path: str, entries: Sequence[dict[str, object]]) -> Problem | None:
    after = append_entries(file.read_bytes() if file.exists() else b"", entries)
    if after is None:
        return _not_a_list(path)
    write_atomically(file, after)
    return None


def _entry(entry_id: str, one: Newcomer) -> dict[str, object]:
    entry: dict[str, object] = {"id": entry_id, "name": one.reference.name}
    return {**entry, "variants": list(one.variants)} if one.variants else entry


def _variants(reference: Reference, forms: Iterable[str]) -> tuple[str, ...]:
    parts = set(name_key(reference.name).split())
    return tuple(form for form in forms if not set(name_key(form).split()) <= parts)


def _not_a_list(path: str) -> Problem:
    wanted, given = "a list of entries, one below the other", "something else, or one in [brackets]"
    return Problem.of("wrong-type", path, key=path, wanted=wanted, given=given, example="- {id: dau-tu, name: Đầu tư}")
