"""Bring together the authors an article declares and those whom its text names: its last line, or "Bài và ảnh: …"."""

from collections.abc import Iterable, Sequence

from kaluga_site.load.fields import Located
from kaluga_site.load.references import Resolver
from kaluga_site.model.article import ArticlePerson
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.findings import PersonKind
from kaluga_site.model.names import Reference, Vocabulary, name_key

_BYLINES = frozenset(("closing-byline", "byline-above-captions", "text-credit"))
"""The rules that read whose words an article is."""


def complete_bylines(
    declared: Sequence[Located[str]], basis: Basis, people: Iterable[ArticlePerson], resolver: Resolver
) -> tuple[Attested[Reference], ...]:
    """Return who wrote an article, each once: the declared authors, else those whom its text names.

    There is no authority file of authors: names that differ in letter case or spacing only are one. Whoever may be
    somebody whom the archive keeps private is marked so. Who only took a picture is no author.
    """
    found: dict[str, Attested[Reference]] = {}
    for name in declared:
        found.setdefault(name_key(name.value), Attested(value=_reference(name.value, resolver), basis=basis))
    for person in () if declared else people:
        mention = next((one for one in person.mentions if one.rule in _BYLINES), None)
        if mention is not None and person.kind is PersonKind.CREDIT and _is_name(mention.form):
            reference = _reference(mention.form, resolver)
            byline = Attested(value=reference, basis=Basis.INFERRED, rule=mention.rule, span=mention.span)
            found.setdefault(name_key(mention.form), byline)
    return tuple(found.values())


def _is_name(form: str) -> bool:
    """Tell a name from initials, which are not those of one author only."""
    return any(len(part) > 1 for part in form.replace(".", " ").split())


def _reference(name: str, resolver: Resolver) -> Reference:
    return Reference(vocabulary=Vocabulary.AUTHORS, name=name, private=resolver.is_private(name))
