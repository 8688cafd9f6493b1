"""Bring together the authors an article declares and those whom its last line names."""

from collections.abc import Iterable, Sequence

from kaluga_site.load.fields import Located
from kaluga_site.load.references import Resolver
from kaluga_site.model.article import ArticlePerson
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.findings import PersonKind
from kaluga_site.model.names import Reference, Vocabulary, name_key

_BYLINE = "closing-byline"


def complete_bylines(
    declared: Sequence[Located[str]], basis: Basis, people: Iterable[ArticlePerson], resolver: Resolver
) -> tuple[Attested[Reference], ...]:
    """Return who wrote an article, each once: the declared authors, else those whom its last line names.

    There is no authority file of authors: names that differ in letter case or spacing only are one. Whoever may be
    somebody whom the archive keeps private is marked so. A photographer is no author.
    """
    found: dict[str, Attested[Reference]] = {}
    for name in declared:
        found.setdefault(name_key(name.value), Attested(value=_reference(name.value, resolver), basis=basis))
    for person in () if declared else people:
        mention = next((one for one in person.mentions if one.rule == _BYLINE), None)
        if mention is not None and person.kind is PersonKind.CREDIT and _wrote(person):
            byline = Attested(
                value=_reference(mention.form, resolver), basis=Basis.INFERRED, rule=_BYLINE, span=mention.span
            )
            found.setdefault(name_key(mention.form), byline)
    return tuple(found.values())


def _wrote(person: ArticlePerson) -> bool:
    """Return whether a credit is for the text alone, and by a name: initials are not those of one author only."""
    is_name = any(len(part) > 1 for part in person.mentions[0].form.replace(".", " ").split())
    return is_name and all(mention.rule == _BYLINE for mention in person.mentions)


def _reference(name: str, resolver: Resolver) -> Reference:
    return Reference(vocabulary=Vocabulary.AUTHORS, name=name, private=resolver.is_private(name))
