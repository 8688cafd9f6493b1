"""Bring together the topics, organisations and places an article declares and those its text names."""

from typing import NamedTuple

from kaluga_site.load.declared import Declared
from kaluga_site.load.references import Resolver
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.basis import Attested
from kaluga_site.model.findings import Findings
from kaluga_site.model.names import Reference, Vocabulary


class Terms(NamedTuple):
    """What an article refers to besides people and its source."""

    topics: tuple[Attested[Reference], ...]
    organisations: tuple[Attested[Reference], ...]
    places: tuple[Attested[Reference], ...]


class TermsNamed(NamedTuple):
    """What the authority files say of an article's words before they are read."""

    organisations: list[str]
    """Names that stand in the text, letter for letter."""

    places: list[str]
    topics: list[tuple[str, tuple[str, ...]]]
    """The id of every topic, its names and its keywords."""


def terms_named(text: str, authorities: Authorities) -> TermsNamed:
    """Return what the authority files know of a text's organisations and places, and all topics."""
    return TermsNamed(
        organisations=authorities.organisations.names_in(text),
        places=authorities.places.names_in(text),
        topics=[(topic.id, (*topic.names, *topic.keywords)) for topic in authorities.topics.entries],
    )


def complete_terms(declared: Declared, findings: Findings, resolver: Resolver) -> Terms:
    """Return the terms of an article: declared ones replace the inferred ones whole, each kind for itself."""
    topics, organisations, places = (
        resolver.references(vocabulary, names, declared.basis_of(vocabulary))
        for vocabulary, names in (
            (Vocabulary.TOPICS, declared.topics),
            (Vocabulary.ORGANISATIONS, declared.organisations),
            (Vocabulary.PLACES, declared.places),
        )
    )
    if not declared.topics:
        topics = resolver.topics(findings.topics)
    if not declared.organisations:
        organisations = resolver.inferred(Vocabulary.ORGANISATIONS, findings.organisations)
    if not declared.places:
        places = resolver.inferred(Vocabulary.PLACES, findings.places)
    return Terms(topics, organisations, places)
