"""Bring together the people an article declares and those its text names."""

from collections.abc import Iterable, Sequence

from kaluga_site.load.declared import DeclaredPerson
from kaluga_site.load.fields import IN_TEXT, Located
from kaluga_site.load.references import Resolver
from kaluga_site.model.article import ArticlePerson
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.basis import Basis
from kaluga_site.model.findings import FoundPerson, PersonKind
from kaluga_site.model.names import Reference, Vocabulary, name_key, person_key
from kaluga_site.vietnamese import is_syllable


def known_names(declared: Iterable[DeclaredPerson], authorities: Authorities, text: str) -> list[str]:
    """Return the forms that are certainly people in a text: declared ones and those of the authority file."""
    names = dict.fromkeys(name for person in declared for name in _names(person, authorities) if name in text)
    return [*names, *(name for name in authorities.people.names_in(text) if name not in names)]


def complete_people(
    declared: Sequence[DeclaredPerson], basis: Basis, found: Sequence[FoundPerson], resolver: Resolver
) -> tuple[ArticlePerson, ...]:
    """Return the people of an article.

    Declared people replace the inferred ones whole; a found form belongs to the only declared person whose
    name is or holds it. Without declared people, the found ones are resolved in the authority file; a bare given
    name ("ông Minh") that it does not know is left out. A short form with two candidates is noted and merged with
    neither.
    """
    subjects = [person for person in found if person.kind is PersonKind.SUBJECT]
    credits_ = [person for person in found if person.kind is PersonKind.CREDIT]
    people = _declared(declared, basis, subjects, resolver) if declared else _inferred(subjects, resolver)
    return (*people, *(_of_found(person, _reference(person, resolver)) for person in credits_))


def _declared(
    declared: Sequence[DeclaredPerson], basis: Basis, subjects: Sequence[FoundPerson], resolver: Resolver
) -> list[ArticlePerson]:
    references = [(person, _resolve(person, resolver)) for person in declared]
    known = {reference.key: (person, reference) for person, reference in references if reference is not None}
    claims: dict[str, list[FoundPerson]] = {key: [] for key in known}
    names = {key: {*_names(person, resolver.authorities), reference.name} for key, (person, reference) in known.items()}
    owners = _Owners(names)
    for subject in subjects:
        owner = _owner(subject, owners, resolver)
        if owner is not None:
            claims[owner].append(subject)
    return [_of_declared(*known[key], basis, found) for key, found in claims.items()]


def _inferred(subjects: Sequence[FoundPerson], resolver: Resolver) -> list[ArticlePerson]:
    owners = _Owners({person.name: set(person.forms) | {person.name} for person in subjects})
    people: dict[str, ArticlePerson] = {}
    for subject in subjects:
        fuller = [name for name in owners.fuller(subject.name) if name != subject.name]
        if len(fuller) > 1:
            _note_ambiguous(subject.name, fuller, resolver)
            continue
        person = _of_found(subject, _reference(subject, resolver))
        if _is_bare_given_name(person.reference):
            continue
        same = people.get(person.reference.key)
        people[person.reference.key] = person if same is None else _joined(same, person)
    return list(people.values())


def _resolve(person: DeclaredPerson, resolver: Resolver) -> Reference | None:
    if person.id is not None:
        return resolver.by_id(Vocabulary.PEOPLE, Located(person.id, person.line))
    return resolver.reference(Vocabulary.PEOPLE, Located(person.name or "", person.line))


def _reference(person: FoundPerson, resolver: Resolver) -> Reference:
    return resolver.reference(Vocabulary.PEOPLE, Located(person.name, IN_TEXT)) or Reference(
        vocabulary=Vocabulary.PEOPLE, name=person.name
    )


def _is_bare_given_name(reference: Reference) -> bool:
    """Return whether a name says too little to tell who it is: "ông Minh" of one article is not that of another."""
    return reference.entry_id is None and is_syllable(name_key(reference.name))


def _names(person: DeclaredPerson, authorities: Authorities) -> list[str]:
    """Return every form by which a declared person may stand in the text."""
    given = [name for name in (person.name, person.id) if name is not None]
    entries = [entry for name in given for entry in authorities.people.find(name)]
    return given + [name for entry in entries for name in entry.names]


class _Owners:
    """Finds whose name a form is, or is a part of, without comparing it with every name of a long list."""

    def __init__(self, names: dict[str, set[str]]) -> None:
        """Know the forms of each owner."""
        self.names = names
        self._order = {owner: place for place, owner in enumerate(names)}
        self._by_key: dict[str, list[str]] = {}
        self._by_part: dict[str, list[str]] = {}
        self._parts: dict[str, list[set[str]]] = {}
        for owner, forms in names.items():
            self._parts[owner] = parts = [set(name_key(form).split()) for form in forms]
            for key in {person_key(form) for form in forms}:
                self._by_key.setdefault(key, []).append(owner)
            for part in set().union(*parts):
                self._by_part.setdefault(part, []).append(owner)

    def same(self, forms: Iterable[str]) -> list[str]:
        """Return those who have one of these forms."""
        found = {owner for form in forms for owner in self._by_key.get(person_key(form), ())}
        return sorted(found, key=self._order.__getitem__)

    def fuller(self, name: str) -> list[str]:
        """Return those whose name holds all parts of a shorter one."""
        parts = set(name_key(name).split())
        holding = min((self._by_part.get(part, []) for part in parts), key=len, default=list(self.names))
        return [owner for owner in holding if any(parts < others for others in self._parts[owner])]


def _owner(subject: FoundPerson, owners: _Owners, resolver: Resolver) -> str | None:
    found = owners.same((subject.name, *subject.forms)) or owners.fuller(subject.name)
    if len(found) > 1:
        _note_ambiguous(subject.name, [min(owners.names[owner]) for owner in found], resolver)
    return found[0] if len(found) == 1 else None


def _note_ambiguous(name: str, candidates: Iterable[str], resolver: Resolver) -> None:
    problems = resolver.problems
    problems.add("ambiguous-name", problems.line_of(name), name=name, candidates=" or ".join(sorted(candidates)))


def _of_declared(
    person: DeclaredPerson, reference: Reference, basis: Basis, found: Sequence[FoundPerson]
) -> ArticlePerson:
    mentions = sorted((m for one in found for m in one.mentions), key=lambda mention: mention.span.start)
    roles = [person.role, *(one.role for one in found)]
    return ArticlePerson(
        reference=reference,
        role=next((role for role in roles if role), None),
        forms=tuple(dict.fromkeys(mention.form for mention in mentions)),
        mentions=tuple(mentions),
        kind=PersonKind.SUBJECT,
        basis=basis,
    )


def _of_found(person: FoundPerson, reference: Reference) -> ArticlePerson:
    return ArticlePerson(
        reference=reference,
        role=person.role,
        forms=person.forms,
        mentions=person.mentions,
        kind=person.kind,
        basis=Basis.INFERRED,
    )


def _joined(one: ArticlePerson, other: ArticlePerson) -> ArticlePerson:
    """Join two found forms that the authority file knows as one person."""
    mentions = sorted((*one.mentions, *other.mentions), key=lambda mention: mention.span.start)
    return ArticlePerson(
        reference=one.reference,
        role=one.role or other.role,
        forms=tuple(dict.fromkeys((*one.forms, *other.forms))),
        mentions=tuple(mentions),
        kind=one.kind,
        basis=one.basis,
    )
